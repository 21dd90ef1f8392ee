using System.Collections.Concurrent;

namespace BtBattery.Tests.VirtualTime;

/// <summary>
/// One thread, one clock: everything awaited inside runs on the thread of the test, and time passes only when the test
/// says so, from timer to timer. The same story always runs the same way, as long as nothing leaves the thread: see
/// <see cref="Strays"/>.
/// </summary>
public sealed class VirtualWorld : SynchronizationContext, IDisposable
{
    // Flows with everything that is started inside, whoever runs it: so a thread that is given work of this world says so.
    private static readonly AsyncLocal<VirtualWorld?> s_inside = new(OnThreadChanged);

    private readonly ConcurrentQueue<(SendOrPostCallback Callback, object? State)> _queue = new();
    private readonly List<string> _strays = [];
    private readonly SynchronizationContext? _outer = Current;
    private readonly int _thread = Environment.CurrentManagedThreadId;

    public VirtualWorld()
    {
        SetSynchronizationContext(this);
        s_inside.Value = this;
    }

    public ManualTimeProvider Time { get; } = new();

    /// <summary>
    /// Where something of this world ran on another thread, or was sent back from one: the stacks. Empty = the run repeats
    /// exactly. A task that completes its continuations asynchronously and was given to WaitAsync, WhenAny or WhenAll is the usual
    /// cause; others are Task.Run, CancelAsync, ConfigureAwait(false), SemaphoreSlim.WaitAsync with a token, and the system's clock.
    /// </summary>
    public IReadOnlyList<string> Strays
    {
        get
        {
            lock (_strays)
            {
                return [.. _strays];
            }
        }
    }

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

    /// <summary>The result of a task that needs no time to pass.</summary>
    public T Result<T>(Task<T> task)
    {
        RunReady();
        return task.IsCompleted ? task.GetAwaiter().GetResult() : throw new TimeoutException("The task waits for time to pass, or for nothing.");
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
        while (_queue.TryDequeue(out var next))
        {
            next.Callback(next.State);
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        NoteIfStray();
        _queue.Enqueue((d, state));
    }

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    public void Dispose()
    {
        s_inside.Value = null;
        SetSynchronizationContext(_outer);
    }

    private static void OnThreadChanged(AsyncLocalValueChangedArgs<VirtualWorld?> change)
    {
        if (change.ThreadContextChanged)
        {
            change.CurrentValue?.NoteIfStray();
        }
    }

    private void NoteIfStray()
    {
        if (Environment.CurrentManagedThreadId == _thread)
        {
            return;
        }

        lock (_strays)
        {
            _strays.Add(Environment.StackTrace);
        }
    }
}
