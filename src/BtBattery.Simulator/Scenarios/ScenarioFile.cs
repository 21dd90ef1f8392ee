using System.Text.Json;

namespace BtBattery.Simulator.Scenarios;

/// <summary>A scenario as it stands in its JSON file, before it is checked. docs/simulator.md explains the keys.</summary>
internal sealed class ScenarioFile
{
    public string? Description { get; set; }

    public int Seed { get; set; } = 1;

    public AdapterEntry? Adapter { get; set; }

    public IReadOnlyList<AdapterEntry>? Adapters { get; set; }

    public bool Experimental { get; set; }

    public required IReadOnlyList<BatteryEntry> Batteries { get; init; }

    public PhysicsEntry? Physics { get; set; }

    public IReadOnlyList<TimelineEntry> Timeline { get; set; } = [];
}

internal sealed class AdapterEntry
{
    public string Name { get; set; } = "hci0";

    public string Address { get; set; } = "B8:27:EB:00:00:01";

    public string Alias { get; set; } = "btbattery-sim";

    public bool Powered { get; set; } = true;
}

internal sealed class BatteryEntry
{
    public required string Name { get; init; }

    public required string Address { get; init; }

    public string AddressType { get; set; } = "public";

    public int Rssi { get; set; } = -60;

    public int Mtu { get; set; } = 23;

    public int LatencyMs { get; set; } = 60;

    public int AdvertisingMs { get; set; } = 300;

    public bool Known { get; set; }

    public required string Bms { get; init; }

    public string? Variant { get; set; }

    public string? Password { get; set; }

    public uint? Passkey { get; set; }

    public StateEntry? State { get; set; }

    public string? Recording { get; set; }

    /// <summary>A <see cref="Physics.PackDescription"/> of which what is left out is as by default.</summary>
    public JsonElement? Pack { get; set; }

    public bool Drift { get; set; }
}

internal sealed class StateEntry
{
    public required IReadOnlyList<double> Cells { get; init; }

    public double? Voltage { get; set; }

    public double Current { get; set; }

    public required double Soc { get; init; }

    public required double RemainingAh { get; init; }

    public required double DesignAh { get; init; }

    public double? FullAh { get; set; }

    public int Cycles { get; set; }

    public IReadOnlyList<double?> Temperatures { get; set; } = [];

    public double? MosTemperature { get; set; }

    public bool ChargeFet { get; set; } = true;

    public bool DischargeFet { get; set; } = true;

    public IReadOnlyList<string> Protections { get; set; } = [];

    public IReadOnlyList<int> Balancing { get; set; } = [];

    public DateOnly? ProductionDate { get; set; }

    public string Software { get; set; } = "";

    public string? Hardware { get; set; }

    public IReadOnlyList<int> ErrorCounts { get; set; } = [];
}

internal sealed class TimelineEntry
{
    public required double At { get; init; }

    public double? Every { get; set; }

    public required string Do { get; init; }
}
