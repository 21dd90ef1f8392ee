namespace BtBattery.Simulator.Timing;

/// <summary>
/// The simulator's only clock and its only lock. Whatever happens (a D-Bus call, a control command, a moment that has
/// come) happens inside <see cref="Run(Action)"/>, one thing after the other, as in a single-threaded daemon. With a
/// controllable <see cref="TimeProvider"/> the same input gives the same sequence of events every time.
/// </summary>
public sealed class Agenda : IDisposable
{
    private readonly TimeProvider _time;
    private readonly long _origin;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private readonly PriorityQueue<AgendaEntry, (TimeSpan At, long Number)> _entries = new();
    private long _lastNumber;
    private bool _disposed;

    /// <summary>An empty agenda whose zero is now.</summary>
    public Agenda(TimeProvider time)
    {
        _time = time;
        _origin = time.GetTimestamp();
        _timer = time.CreateTimer(_ => RunWhatIsDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Time since the agenda was made; monotonic.</summary>
    public TimeSpan Now => _time.GetElapsedTime(_origin);

    /// <summary>Runs <paramref name="action"/> while nothing else happens in the simulator.</summary>
    public void Run(Action action)
    {
        lock (_gate) action();
    }

    /// <summary>Runs <paramref name="action"/> while nothing else happens in the simulator and returns its result.</summary>
    public T Run<T>(Func<T> action)
    {
        lock (_gate) return action();
    }

    /// <summary>Runs <paramref name="action"/> once after <paramref name="delay"/>.</summary>
    /// <returns>The entry; cancel it to forget the action.</returns>
    public AgendaEntry After(TimeSpan delay, Action action) => At(Now + delay, action);

    /// <summary>
    /// Runs <paramref name="action"/> once when <see cref="Now"/> has come to <paramref name="moment"/>; a moment that has passed
    /// means at once. Actions run in the order of their moments, those of the same moment as they were entered.
    /// </summary>
    /// <returns>The entry; cancel it to forget the action.</returns>
    public AgendaEntry At(TimeSpan moment, Action action) => Enter(moment, isFirst: false, action);

    /// <summary>As <see cref="At"/>, but before everything else of that moment.</summary>
    public AgendaEntry BeforeAll(TimeSpan moment, Action action) => Enter(moment, isFirst: true, action);

    /// <summary>Forgets everything that was planned.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _entries.Clear();
            _timer.Dispose();
        }
    }

    private AgendaEntry Enter(TimeSpan moment, bool isFirst, Action action)
    {
        lock (_gate)
        {
            var entry = new AgendaEntry(action);
            _entries.Enqueue(entry, (moment, isFirst ? 0 : ++_lastNumber));
            SetTimer();
            return entry;
        }
    }

    private void RunWhatIsDue()
    {
        lock (_gate)
        {
            while (!_disposed && _entries.TryPeek(out AgendaEntry? entry, out var due) && (entry.IsCancelled || due.At <= Now))
            {
                _entries.Dequeue();
                entry.Run();
            }
            SetTimer();
        }
    }

    private void SetTimer()
    {
        if (_disposed || !_entries.TryPeek(out _, out var due)) return;
        TimeSpan wait = due.At - Now;
        // Timers count whole milliseconds: rounding up keeps one from firing just before its moment.
        _timer.Change(wait <= TimeSpan.Zero
            ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
    }
}
