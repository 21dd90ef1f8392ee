namespace BtBattery.Simulator.Tests.Support;

/// <summary>A clock that runs many times faster than the wall's, so that half a minute of simulation is a second of test.</summary>
internal sealed class FastClock(int factor) : TimeProvider
{
    private readonly long _origin = System.GetTimestamp();

    public override long TimestampFrequency => System.TimestampFrequency;

    public override long GetTimestamp() => unchecked(_origin + (System.GetTimestamp() - _origin) * factor);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new FastTimer(this, callback, state, dueTime, period);

    private TimeSpan Real(TimeSpan span) =>
        span == Timeout.InfiniteTimeSpan || span == TimeSpan.Zero
            ? span : TimeSpan.FromMilliseconds(Math.Ceiling(span.TotalMilliseconds / factor));

    private sealed class FastTimer(FastClock clock, TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) : ITimer
    {
        private readonly ITimer _timer = System.CreateTimer(callback, state, clock.Real(dueTime), clock.Real(period));

        public bool Change(TimeSpan dueTime, TimeSpan period) => _timer.Change(clock.Real(dueTime), clock.Real(period));

        public void Dispose() => _timer.Dispose();

        public ValueTask DisposeAsync() => _timer.DisposeAsync();
    }
}
