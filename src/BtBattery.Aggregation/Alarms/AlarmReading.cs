using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Alarms;

/// <summary>What the driver itself holds an alarm against: a reading and its thresholds, so turned that more is worse.</summary>
/// <param name="Value">The reading; of what may get too low, its negative.</param>
/// <param name="WarnsFrom">From here on there is a warning.</param>
/// <param name="AlarmsFrom">From here on there is an alarm; infinite for never.</param>
/// <param name="Hysteresis">A level that is up ends only this far below where it begins.</param>
/// <param name="At">The moment of the frame.</param>
public readonly record struct AlarmReading(double Value, double WarnsFrom, double AlarmsFrom, double Hysteresis, MonotonicTime At)
{
    /// <summary>Nobody wants to be told: whatever is read, nothing is raised, and what was up is over.</summary>
    public static AlarmReading Unwatched { get; } = new(0, double.PositiveInfinity, double.PositiveInfinity, 0, default);

    /// <summary>True if there is a threshold, so that it can be said whether all is well.</summary>
    public bool IsWatched => !double.IsPositiveInfinity(WarnsFrom);
}
