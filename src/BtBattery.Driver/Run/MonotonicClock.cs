using BtBattery.Aggregation.Model;

namespace BtBattery.Driver.Run;

/// <summary>
/// The one clock of the program: monotonic moments from a <see cref="TimeProvider"/>, counted from its creation. The wall clock is beside it for days and for people.
/// </summary>
/// <param name="timeProvider">The source of time.</param>
/// <param name="running">How long it has been running at its creation; nothing, unless a test says where its whole seconds lie.</param>
public sealed class MonotonicClock(TimeProvider timeProvider, TimeSpan running = default)
{
    private readonly long _origin = timeProvider.GetTimestamp() - (long)(running.TotalSeconds * timeProvider.TimestampFrequency);

    /// <summary>The source of time, for delays and deadlines.</summary>
    public TimeProvider TimeProvider => timeProvider;

    /// <summary>Now.</summary>
    public MonotonicTime Now => new(timeProvider.GetElapsedTime(_origin));

    /// <summary>What the wall clock says now; null while it cannot be believed. No duration is taken from it.</summary>
    public WallTime? Wall => WallTime.Of(timeProvider.GetUtcNow());
}
