namespace BtBattery.DBus;

/// <summary>
/// Where this library, and the driver, run what must not run inside its caller: loops, method handlers, callbacks of a cancellation, and what waits for a disk.
/// </summary>
/// <remarks>
/// <para>
/// The one place that says how they deal with contexts. In a program without a <see cref="SynchronizationContext"/> "elsewhere" is the thread pool, and awaiting goes on
/// there. With one, everything stays in it: no await leaves it, and "elsewhere" is a later turn of it; only what may keep its thread waiting runs besides, where the
/// context is an <see cref="IPollLoop"/>. So the driver has one thread for all that it decides, and a test that gives all parts of a program one context with
/// one thread, in-memory streams and a clock of its own gets the same run every time.
/// </para>
/// <para>
/// For that, a task that completes its continuations asynchronously is only ever awaited here, never given to WaitAsync, WhenAny or
/// WhenAll: those are not continuations of a context, and the runtime would run them on the thread pool.
/// </para>
/// </remarks>
internal static class Elsewhere
{
    /// <summary>Starts something without waiting for it; what it throws is its own affair.</summary>
    internal static void Run(Func<Task> start)
    {
        if (SynchronizationContext.Current is { } context) context.Post(static start => _ = ((Func<Task>)start!)(), start);
        else _ = Task.Run(start);
    }

    /// <summary>Runs what may keep a thread waiting, such as a disk; never in the turn of the caller.</summary>
    /// <param name="work">Throws nothing.</param>
    internal static void RunBlocking(Action work)
    {
        if (SynchronizationContext.Current is IPollLoop loop) loop.RunBesides(work);
        else if (SynchronizationContext.Current is { } context) context.Post(static work => ((Action)work!)(), work);
        else _ = Task.Run(work);
    }

    /// <summary>As <see cref="RunBlocking"/>, for what gives a result, or an exception.</summary>
    internal static Task<T> RunBlockingAsync<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        RunBlocking(() =>
        {
            try
            {
                done.SetResult(work());
            }
#pragma warning disable CA1031 // Whatever it is, it is thrown where the result is awaited.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                done.SetException(exception);
            }
        });
        return done.Task;
    }

    /// <summary>Cancels, and runs the callbacks elsewhere: they are foreign code.</summary>
    internal static void Cancel(CancellationTokenSource source)
    {
        if (SynchronizationContext.Current is { } context) context.Post(static source => ((CancellationTokenSource)source!).Cancel(), source);
        else _ = source.CancelAsync();
    }
}
