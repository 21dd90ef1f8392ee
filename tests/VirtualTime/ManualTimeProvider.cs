namespace BtBattery.Tests.VirtualTime;

/// <summary>A clock that moves only when told to. Timers fire in order of their due times, on the thread that advances.</summary>
public sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock _lock = new();

    // A timer that is changed or disposed of leaves its entry behind, which is passed over.
    private readonly PriorityQueue<(ManualTimer Timer, long Order), (TimeSpan Due, long Order)> _entries = new();
    private long _lastOrder;
    private int _armed;
    private long _elapsed;
    private TimeSpan _wallStep;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>When the next timer is due, counted from the start; null if none is armed.</summary>
    public TimeSpan? NextDue
    {
        get
        {
            lock (_lock)
            {
                return TryPeek(out _, out TimeSpan due) ? due : null;
            }
        }
    }

    public TimeSpan Elapsed
    {
        get => new(Volatile.Read(ref _elapsed));
        private set => Volatile.Write(ref _elapsed, value.Ticks);
    }

    /// <summary>Timers that wait: what a finished operation leaves behind shows here.</summary>
    public int ArmedTimers
    {
        get
        {
            lock (_lock)
            {
                return _armed;
            }
        }
    }

    public override long GetTimestamp() => Elapsed.Ticks;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) + Elapsed + _wallStep;
        }
    }

    /// <summary>Sets the wall clock forward or back; timestamps and timers do not notice.</summary>
    public void StepWallClock(TimeSpan step)
    {
        lock (_lock)
        {
            _wallStep += step;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves on without firing anything: what was due meanwhile fires late.</summary>
    public void Jump(TimeSpan time)
    {
        lock (_lock)
        {
            Elapsed += time;
        }
    }

    /// <summary>Moves to that moment and fires what is due by then.</summary>
    public void AdvanceTo(TimeSpan moment)
    {
        while (TakeDue(moment) is { } next)
        {
            next.Fire();
        }
    }

    /// <summary>Moves on by that time.</summary>
    public void Advance(TimeSpan time) => AdvanceTo(Elapsed + time);

    /// <summary>Moves the clock to the next timer, or to the moment if none is due by then.</summary>
    private ManualTimer? TakeDue(TimeSpan moment)
    {
        lock (_lock)
        {
            bool isAny = TryPeek(out ManualTimer? next, out TimeSpan due) && due <= moment;
            Elapsed = Max(Elapsed, isAny ? due : moment);
            if (!isAny)
            {
                return null;
            }

            _entries.Dequeue();
            next!.Rearm(due);
            return next;
        }
    }

    private bool TryPeek(out ManualTimer? timer, out TimeSpan due)
    {
        while (_entries.TryPeek(out var entry, out var at))
        {
            if (entry.Timer.Order == entry.Order)
            {
                (timer, due) = (entry.Timer, at.Due);
                return true;
            }

            _entries.Dequeue();
        }

        (timer, due) = (null, default);
        return false;
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private sealed class ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        /// <summary>Number of the entry that counts; 0 while the timer is not armed.</summary>
        public long Order { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                _period = period;
                Set(dueTime == Timeout.InfiniteTimeSpan ? null : clock.Elapsed + dueTime);
            }

            return true;
        }

        public void Rearm(TimeSpan firedAt) => Set(_period == Timeout.InfiniteTimeSpan || _period == TimeSpan.Zero ? null : firedAt + _period);

        public void Dispose()
        {
            lock (clock._lock)
            {
                Set(null);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Set(TimeSpan? due)
        {
            clock._armed += (due is null ? 0 : 1) - (Order == 0 ? 0 : 1);
            Order = 0;
            if (due is { } moment)
            {
                Order = ++clock._lastOrder;
                clock._entries.Enqueue((this, Order), (moment, Order));
            }
        }
    }
}
