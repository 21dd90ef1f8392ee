namespace BtBattery.DBus;

/// <summary>
/// Where this library runs what must not run inside its caller: its loops, method handlers, and callbacks of a cancellation.
/// </summary>
/// <remarks>
/// <para>
/// The one place that says how the library deals with contexts. In a program without a <see cref="SynchronizationContext"/>, which is
/// every real one, "elsewhere" is the thread pool, and awaiting goes on there. With one, everything stays in it: no await leaves it, and
/// "elsewhere" is a later turn of it. So a test that gives all parts of a program one context with one thread, in-memory streams and a
/// clock of its own gets the same run every time.
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

    /// <summary>Cancels, and runs the callbacks elsewhere: they are foreign code.</summary>
    internal static void Cancel(CancellationTokenSource source)
    {
        if (SynchronizationContext.Current is { } context) context.Post(static source => ((CancellationTokenSource)source!).Cancel(), source);
        else _ = source.CancelAsync();
    }
}
