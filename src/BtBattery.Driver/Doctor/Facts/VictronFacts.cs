namespace BtBattery.Driver.Doctor.Facts;

/// <summary>Victron's services on the bus, as far as they decide whether a battery's limits are followed.</summary>
public sealed record VictronFacts
{
    /// <summary>The settings service; null if it is not on the bus.</summary>
    public VictronSettings? Settings { get; init; }

    /// <summary>The system service; null if it is not on the bus.</summary>
    public VictronSystem? System { get; init; }

    /// <summary>Every battery service.</summary>
    public IReadOnlyList<BatteryServiceFacts> BatteryServices { get; init; } = [];

    /// <summary>Everything that charges.</summary>
    public IReadOnlyList<ChargerFacts> Chargers { get; init; } = [];
}
