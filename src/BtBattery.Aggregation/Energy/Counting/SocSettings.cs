namespace BtBattery.Aggregation.Energy.Counting;

/// <summary>Where the state of charge of a battery comes from.</summary>
public sealed record SocSettings
{
    /// <summary>As its BMS reports it.</summary>
    public static SocSettings Reported { get; } = new();

    /// <summary>SOC_SOURCE: true if the driver counts it itself.</summary>
    public bool IsCounted { get; init; }

    /// <summary>MAX_CELL_VOLTAGE, V.</summary>
    public double FullCellVolts { get; init; } = 3.45;

    /// <summary>MIN_CELL_VOLTAGE, V.</summary>
    public double EmptyCellVolts { get; init; } = 2.9;

    /// <summary>SOC_FULL_CURRENT_FRACTION: a full battery takes no more than this share of its capacity per hour.</summary>
    public double TailShare { get; init; } = 0.04;

    /// <summary>SOC_FULL_TIME_SEC: for so long it has to look full.</summary>
    public TimeSpan FullAfter { get; init; } = TimeSpan.FromMinutes(3);
}
