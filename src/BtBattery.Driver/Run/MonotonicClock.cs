using BtBattery.Aggregation.Model;

namespace BtBattery.Driver.Run;

/// <summary>The one clock of the program: monotonic moments from a <see cref="TimeProvider"/>, counted from its creation.</summary>
public sealed class MonotonicClock(TimeProvider timeProvider)
{
    private readonly long _origin = timeProvider.GetTimestamp();

    /// <summary>The source of time, for delays and deadlines.</summary>
    public TimeProvider TimeProvider => timeProvider;

    /// <summary>Now.</summary>
    public MonotonicTime Now => new(timeProvider.GetElapsedTime(_origin));
}
