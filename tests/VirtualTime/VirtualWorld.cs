namespace BtBattery.Tests.VirtualTime;

/// <summary>
/// One thread, one clock: everything awaited inside runs on the thread of the test, and time passes only when the test
/// says so, from timer to timer. The same story always runs the same way.
/// </summary>
public sealed class VirtualWorld : SynchronizationContext, IDisposable
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _queue = new();
    private readonly SynchronizationContext? _outer = Current;

    public VirtualWorld() => SetSynchronizationContext(this);

    public ManualTimeProvider Time { get; } = new();

    /// <summary>Starts something and lets it run as far as it comes without time passing.</summary>
    public Task Start(Func<Task> run)
    {
        Task task = run();
        RunReady();
        return task;
    }

    /// <summary>Lets time pass, timer by timer; between two timers everything that can run does.</summary>
    public void Advance(TimeSpan time)
    {
        TimeSpan end = Time.Elapsed + time;
        RunReady();
        while (Time.NextDue is { } due && due <= end)
        {
            Time.AdvanceTo(due);
            RunReady();
        }

        Time.AdvanceTo(end);
        RunReady();
    }

    /// <summary>Runs until a task has ended, without time passing; for the few that hop over another thread.</summary>
    public T Finish<T>(Task<T> task)
    {
        bool hasEnded = SpinWait.SpinUntil(
            () =>
            {
                RunReady();
                return task.IsCompleted;
            },
            TimeSpan.FromSeconds(10));
        return hasEnded ? task.GetAwaiter().GetResult() : throw new TimeoutException("The task waits for time to pass, or for nothing.");
    }

    /// <summary>Runs everything that can run now.</summary>
    public void RunReady()
    {
        while (true)
        {
            (SendOrPostCallback Callback, object? State) next;
            lock (_queue)
            {
                if (!_queue.TryDequeue(out next))
                {
                    return;
                }
            }

            next.Callback(next.State);
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_queue)
        {
            _queue.Enqueue((d, state));
        }
    }

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    public void Dispose() => SetSynchronizationContext(_outer);
}
