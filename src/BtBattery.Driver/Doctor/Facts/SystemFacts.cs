using System.Text.Json.Serialization;
using BtBattery.Driver.Installing.Health;

namespace BtBattery.Driver.Doctor.Facts;

/// <summary>
/// Everything the doctor observed, and nothing it concluded. A part that could not be learned is null and is named with the
/// reason in <see cref="NotLearned"/>. Holds addresses, never a password or PIN.
/// </summary>
public sealed record SystemFacts
{
    /// <summary>Version of this program, three numbers.</summary>
    public string? ProgramVersion { get; init; }

    /// <summary>The adapters the owner asked for, in order of preference, by name or address with commas between; null for none.</summary>
    public string? WantedAdapter { get; init; }

    /// <summary>What kind of machine this is.</summary>
    public MachineFacts? Machine { get; init; }

    /// <summary>The D-Bus daemon.</summary>
    public BusFacts? Bus { get; init; }

    /// <summary>The Bluetooth service and its adapters.</summary>
    [JsonPropertyName("bluez")]
    public BlueZFacts? BlueZ { get; init; }

    /// <summary>The kernel's switches for Bluetooth transmitters; those of other radios are left out.</summary>
    public IReadOnlyList<RadioSwitch>? RadioSwitches { get; init; }

    /// <summary>The batteries asked about; empty if none was named and no driver serves one.</summary>
    public IReadOnlyList<BatteryFacts>? Batteries { get; init; }

    /// <summary>Victron's services on the bus.</summary>
    public VictronFacts? Victron { get; init; }

    /// <summary>The clock of the machine.</summary>
    public ClockFacts? Clock { get; init; }

    /// <summary>The folder that outlives firmware updates; null where there is none.</summary>
    public DataFolderFacts? DataFolder { get; init; }

    /// <summary>The scripts that Venus OS runs at boot.</summary>
    public BootHookFacts? BootHooks { get; init; }

    /// <summary>How this program is installed.</summary>
    public InstallationFacts? Installation { get; init; }

    /// <summary>What is wrong with the configuration, a sentence each; empty if nothing is.</summary>
    public IReadOnlyList<string>? ConfigurationErrors { get; init; }

    /// <summary>What could not be learned.</summary>
    public IReadOnlyList<NotLearned> NotLearned { get; init; } = [];
}
