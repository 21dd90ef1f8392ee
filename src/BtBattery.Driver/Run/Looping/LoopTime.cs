namespace BtBattery.Driver.Run.Looping;

/// <summary>The system's clock, with timers that fire on the thread of a loop.</summary>
internal sealed class LoopTime(MainLoop loop) : TimeProvider
{
    private readonly Lock _lock = new();

    // A timer that is changed or disposed of leaves its entry behind, which is passed over.
    private readonly PriorityQueue<(LoopTimer Timer, long Order), (long Due, long Order)> _entries = new();
    private long _lastOrder;
    private int _armed;

    /// <inheritdoc/>
    public override long TimestampFrequency => System.TimestampFrequency;

    /// <summary>How long it is to the next timer, rounded up to whole ms; -1 if there is none.</summary>
    public int NextDueInMilliseconds
    {
        get
        {
            lock (_lock)
            {
                if (PeekDue() is not { } due)
                {
                    return -1;
                }

                TimeSpan left = GetElapsedTime(GetTimestamp(), due);
                return left <= TimeSpan.Zero ? 0 : (int)Math.Min(int.MaxValue, Math.Ceiling(left.TotalMilliseconds));
            }
        }
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => System.GetTimestamp();

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new LoopTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Fires what is due; on the thread of the loop.</summary>
    public void FireDue()
    {
        long now = GetTimestamp();
        while (TakeDue(now) is { } timer)
        {
            timer.Fire();
        }
    }

    private LoopTimer? TakeDue(long now)
    {
        lock (_lock)
        {
            if (PeekDue() is not { } due || due > now)
            {
                return null;
            }

            LoopTimer timer = _entries.Dequeue().Timer;
            timer.Rearm(now);
            return timer;
        }
    }

    private long? PeekDue()
    {
        while (_entries.TryPeek(out (LoopTimer Timer, long Order) entry, out (long Due, long Order) at))
        {
            if (entry.Timer.Order == entry.Order)
            {
                return at.Due;
            }

            _entries.Dequeue();
        }

        return null;
    }

    private long After(long now, TimeSpan time) => now + (long)(time.TotalSeconds * TimestampFrequency);

    /// <summary>Inside the lock: enters a timer.</summary>
    /// <returns>Number of the entry.</returns>
    private long Enter(LoopTimer timer, long due)
    {
        // Deadlines that did not pass would else be kept until they do.
        if (_entries.Count > 64 + 4 * _armed)
        {
            DropLeftBehind();
        }

        long order = ++_lastOrder;
        _entries.Enqueue((timer, order), (due, order));
        return order;
    }

    private void DropLeftBehind()
    {
        var valid = new List<((LoopTimer Timer, long Order) Entry, (long Due, long Order) At)>(_armed);
        foreach (((LoopTimer Timer, long Order) entry, (long Due, long Order) at) in _entries.UnorderedItems)
        {
            if (entry.Timer.Order == entry.Order)
            {
                valid.Add((entry, at));
            }
        }

        _entries.Clear();
        _entries.EnqueueRange(valid);
    }

    private sealed class LoopTimer(LoopTime time, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        /// <summary>Number of the entry that counts; 0 while the timer is not armed.</summary>
        public long Order { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                _period = period;
                Set(dueTime == Timeout.InfiniteTimeSpan ? null : time.After(time.GetTimestamp(), dueTime));
            }

            time.Armed();
            return true;
        }

        public void Rearm(long now) => Set(_period == Timeout.InfiniteTimeSpan || _period == TimeSpan.Zero ? null : time.After(now, _period));

        public void Dispose()
        {
            lock (time._lock)
            {
                Set(null);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Set(long? due)
        {
            time._armed += (due is null ? 0 : 1) - (Order == 0 ? 0 : 1);
            Order = due is { } moment ? time.Enter(this, moment) : 0;
        }
    }

    /// <summary>The loop may have to wake earlier than it thought: only if it sleeps, which it does not while it arms timers itself.</summary>
    private void Armed() => loop.Reconsider();
}
