namespace BtBattery.Driver.Run.Looping;

/// <summary>
/// Runs what may keep a thread waiting, such as a disk. A thread that has nothing to do waits for the next work, since making one costs more than most of that work;
/// what comes meanwhile gets a thread of its own, so that one that a dead disk holds does not hold up the others. Any thread may call.
/// </summary>
internal sealed class BesideThread
{
    private const int StackBytes = 256 * 1024;

    private readonly object _gate = new();
    private Action? _next;
    private bool _isWaiting;

    /// <summary>Begins it, and returns at once.</summary>
    /// <param name="work">Throws nothing.</param>
    public void Run(Action work)
    {
        lock (_gate)
        {
            if (_isWaiting)
            {
                (_next, _isWaiting) = (work, false);
                Monitor.Pulse(_gate);
                return;
            }
        }

        new Thread(() => GoOn(work), StackBytes) { IsBackground = true, Name = "disk" }.Start();
    }

    private void GoOn(Action work)
    {
        for (Action? next = work; next is not null; next = Next())
        {
            next();
        }
    }

    /// <summary>Waits for the next work; null where another thread does.</summary>
    private Action? Next()
    {
        lock (_gate)
        {
            // A thread that was told of its next work may not have woken yet.
            if (_isWaiting || _next is not null)
            {
                return null;
            }

            _isWaiting = true;
            while (_next is null)
            {
                Monitor.Wait(_gate);
            }

            Action next = _next;
            _next = null;
            return next;
        }
    }
}
