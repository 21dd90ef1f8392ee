namespace BtBattery.Driver.Run;

/// <summary>
/// The thread that looks at a <see cref="LoopWatchdog"/>. It is one of its own and waits by itself, so it also works while all threads of
/// the pool, and with them every timer, are held up: which is one of the ways for a loop to hang.
/// </summary>
public sealed class LoopGuard : IDisposable
{
    private readonly ManualResetEvent _stopped = new(initialState: false);
    private readonly Thread _thread;

    /// <summary>Begins to look.</summary>
    /// <param name="watchdog">Judges.</param>
    /// <param name="clock">The clock of the program.</param>
    /// <param name="end">Ends the process; told why, in a sentence.</param>
    public LoopGuard(LoopWatchdog watchdog, MonotonicClock clock, Action<string> end)
    {
        _thread = new Thread(() => Run(watchdog, clock, _stopped.WaitOne, end)) { IsBackground = true, Name = "loop watchdog" };
        _thread.Start();
    }

    /// <summary>Looks until stopped, or until something is wrong, which is told once.</summary>
    /// <param name="watchdog">Judges.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="waitForStop">Waits for so long, not on the pool; true if the guard is to stop.</param>
    /// <param name="end">Told what is wrong.</param>
    public static void Run(LoopWatchdog watchdog, MonotonicClock clock, Func<TimeSpan, bool> waitForStop, Action<string> end)
    {
        ArgumentNullException.ThrowIfNull(watchdog);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(waitForStop);
        ArgumentNullException.ThrowIfNull(end);
        while (!waitForStop(LoopWatchdog.LookEvery))
        {
            if (watchdog.Look(clock.Now) is string problem)
            {
                end(problem);
                return;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopped.Set();
        if (_thread.Join(LoopWatchdog.LookEvery))
        {
            _stopped.Dispose();
        }
    }
}
