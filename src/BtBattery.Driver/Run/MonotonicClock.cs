using BtBattery.Aggregation.Model;

namespace BtBattery.Driver.Run;

/// <summary>
/// The one clock of the program: monotonic moments from a <see cref="TimeProvider"/>, counted from its creation. The wall clock is beside it for days and for people.
/// </summary>
public sealed class MonotonicClock(TimeProvider timeProvider)
{
    private readonly long _origin = timeProvider.GetTimestamp();

    /// <summary>The source of time, for delays and deadlines.</summary>
    public TimeProvider TimeProvider => timeProvider;

    /// <summary>Now.</summary>
    public MonotonicTime Now => new(timeProvider.GetElapsedTime(_origin));

    /// <summary>What the wall clock says now; null while it cannot be believed. No duration is taken from it.</summary>
    public WallTime? Wall => WallTime.Of(timeProvider.GetUtcNow());
}
