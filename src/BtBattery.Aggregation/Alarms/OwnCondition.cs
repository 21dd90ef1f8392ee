using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Alarms;

/// <summary>
/// A condition that the driver watches itself, by thresholds: a level comes up once frames have shown it for the delay without a break, and ends where the reading
/// is clearly on the good side again. So one odd frame raises nothing, however long it stays the latest one.
/// </summary>
/// <param name="Level">0 fine, 1 warning, 2 alarm. Stays while the reading is not known.</param>
/// <param name="WarningSince">The first frame of those that show a warning now; null if the last one does not, or there is none that is fresh.</param>
/// <param name="AlarmSince">The same of an alarm.</param>
public readonly record struct OwnCondition(int Level, MonotonicTime? WarningSince, MonotonicTime? AlarmSince)
{
    /// <summary>True once a reading has shown no warning: a level that comes up after that is news, and not what stood there when the driver began to look.</summary>
    public bool WasFine { get; init; }

    /// <summary>After what this turn shows.</summary>
    /// <param name="reading">What is held against thresholds; null if it is not known.</param>
    /// <param name="delay">For how long it has to show a level before that comes up.</param>
    public OwnCondition After(AlarmReading? reading, TimeSpan delay)
    {
        if (reading is not { } known)
        {
            return this with { WarningSince = null, AlarmSince = null };
        }

        MonotonicTime? warning = known.Value >= known.WarnsFrom ? WarningSince ?? known.At : null;
        MonotonicTime? alarm = known.Value >= known.AlarmsFrom ? AlarmSince ?? known.At : null;
        int level = IsUp(2, alarm, known.AlarmsFrom, known, delay) ? 2 : IsUp(1, warning, known.WarnsFrom, known, delay) ? 1 : 0;
        return new(level, warning, alarm) { WasFine = WasFine || (known.IsWatched && warning is null) };
    }

    private bool IsUp(int level, MonotonicTime? since, double threshold, in AlarmReading reading, TimeSpan delay) =>
        (Level >= level && reading.Value > threshold - reading.Hysteresis) || (since is { } first && reading.At - first >= delay);
}
