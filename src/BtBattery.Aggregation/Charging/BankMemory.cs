using BtBattery.Aggregation.Charging.Currents;
using BtBattery.Aggregation.Charging.RightBanks;
using BtBattery.Aggregation.Charging.Voltage;
using BtBattery.Aggregation.Energy;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Charging;

/// <summary>What has to be remembered of a bank from one turn to the next: numbers, words and moments, nothing else.</summary>
public sealed record BankMemory
{
    /// <summary>Nothing yet.</summary>
    public static BankMemory Empty { get; } = new();

    /// <summary>Each battery, battery 1 first; empty before the first turn.</summary>
    public IReadOnlyList<MemberMemory> Members { get; init; } = [];

    /// <summary>Of the charge voltage.</summary>
    public ChargeVoltageMemory Voltage { get; init; } = ChargeVoltageMemory.Empty;

    /// <summary>Of the currents.</summary>
    public CurrentMemory Currents { get; init; } = new();

    /// <summary>Of what the owner has to mend.</summary>
    public ProblemMemory Problems { get; init; } = ProblemMemory.Empty;

    /// <summary>Of the comparison with other devices.</summary>
    public RightBankMemory RightBank { get; init; } = RightBankMemory.Start;

    /// <summary>Of charge and energy.</summary>
    public EnergyMemory Energy { get; init; } = EnergyMemory.Empty;

    /// <summary>True if limits were claimed in the last turn.</summary>
    public bool WereLimitsValid { get; init; }

    /// <summary>Since when limits that were claimed are being taken back; null while they are not.</summary>
    public MonotonicTime? WithheldSince { get; init; }
}
