namespace BtBattery.Aggregation.Alarms;

/// <summary>What the driver raises by itself, beside what BMSs say.</summary>
public sealed record AlarmSettings
{
    /// <summary>Nothing: alarms are what BMSs say.</summary>
    public static AlarmSettings OfBmsOnly { get; } = new() { HasOwn = false };

    /// <summary>False if nothing is raised by own thresholds, since nobody has set any.</summary>
    public bool HasOwn { get; init; } = true;

    /// <summary>True where limits are published: currents are held against them, and of cells that come near the end of discharging is warned.</summary>
    public bool HasLimits { get; init; }

    /// <summary>CELL_IMBALANCE_THRESHOLD: highest minus lowest cell of a battery from which there is a warning, V; null for none.</summary>
    public double? ImbalanceVolts { get; init; }

    /// <summary>CELL_IMBALANCE_DELAY: for how long.</summary>
    public TimeSpan ImbalanceDelay { get; init; }
}
