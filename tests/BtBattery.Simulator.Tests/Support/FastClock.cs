namespace BtBattery.Simulator.Tests.Support;

/// <summary>
/// A clock that runs many times faster than the wall's, so that half a minute of simulation is a second of test, and that can be held, so that a busy machine
/// does not use up the time in which something is under way.
/// </summary>
internal sealed class FastClock(int factor) : TimeProvider
{
    /// <summary>How often a timer looks whether a held clock goes again.</summary>
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(5);

    private readonly Lock _gate = new();
    private long _base = System.GetTimestamp();
    private long _wentAt = System.GetTimestamp();
    private long _limit = long.MaxValue;

    private int Factor { get; } = factor;

    public override long TimestampFrequency => System.TimestampFrequency;

    private bool IsLimited
    {
        get
        {
            lock (_gate) return _limit != long.MaxValue;
        }
    }

    public override long GetTimestamp()
    {
        lock (_gate) return Math.Min(_base + (System.GetTimestamp() - _wentAt) * Factor, _limit);
    }

    /// <summary>Lets no more time pass until it is told to go on.</summary>
    public void Hold()
    {
        lock (_gate) _limit = GetTimestamp();
    }

    /// <summary>Lets a held clock go on for so long and no longer, but for what timers need that count whole milliseconds.</summary>
    public void GoFor(TimeSpan span) => GoUntil(GetTimestamp() + Ticks(span + TimeSpan.FromMilliseconds(2)));

    /// <summary>Lets a held clock go on.</summary>
    public void Go() => GoUntil(long.MaxValue);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new FastTimer(this, callback, state, dueTime, period);

    private void GoUntil(long limit)
    {
        lock (_gate) (_base, _wentAt, _limit) = (GetTimestamp(), System.GetTimestamp(), limit);
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * TimestampFrequency);

    private sealed class FastTimer : ITimer
    {
        private readonly FastClock _clock;
        private readonly TimerCallback _callback;
        private readonly object? _state;
        private readonly Lock _gate = new();
        private readonly ITimer _timer;
        private long _due;
        private long _period;

        public FastTimer(FastClock clock, TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (_clock, _callback, _state) = (clock, callback, state);
            _timer = System.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            Change(dueTime, period);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (_gate)
            {
                _due = dueTime == Timeout.InfiniteTimeSpan ? long.MaxValue : _clock.GetTimestamp() + _clock.Ticks(dueTime);
                _period = period == Timeout.InfiniteTimeSpan ? 0 : _clock.Ticks(period);
                return Set();
            }
        }

        public void Dispose() => _timer.Dispose();

        public ValueTask DisposeAsync() => _timer.DisposeAsync();

        /// <summary>Inside the lock: looks again when the moment may have come.</summary>
        private bool Set()
        {
            if (_due == long.MaxValue) return _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            TimeSpan left = _clock.GetElapsedTime(_clock.GetTimestamp(), _due) / _clock.Factor;
            // Timers of the system count whole milliseconds.
            TimeSpan wait = left <= TimeSpan.Zero ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds));
            return _timer.Change(_clock.IsLimited && wait > s_look ? s_look : wait, Timeout.InfiniteTimeSpan);
        }

        private void Look()
        {
            lock (_gate)
            {
                bool isDue = _due != long.MaxValue && _clock.GetTimestamp() >= _due;
                if (isDue) _due = _period > 0 ? _due + _period : long.MaxValue;
                Set();
                if (!isDue) return;
            }
            _callback(_state);
        }
    }
}
