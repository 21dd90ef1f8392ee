using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace BtBattery.Driver.Run;

/// <summary>
/// Waits for a channel until a deadline. That the deadline passes is how most waits of the driver end, so it costs next to nothing: nothing is thrown, and nothing is
/// cancelled, which channels leave to the thread pool.
/// </summary>
internal static class TimedWait
{
    /// <summary>What waits at a reader lives as long as the reader: a wait that ended by its deadline goes on listening for the next one.</summary>
    private static readonly ConditionalWeakTable<object, object> s_waiters = [];

    /// <summary>Waits; one at a time for each reader.</summary>
    /// <param name="reader">The channel.</param>
    /// <param name="wait">How long at most; nothing or less is over at once, whatever there is to read.</param>
    /// <param name="timeProvider">For the deadline.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>True if there is something to read, false if the channel was closed, null if the deadline passed first.</returns>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    /// <exception cref="Exception">What the channel was closed with.</exception>
    public static ValueTask<bool?> ForAsync<T>(ChannelReader<T> reader, TimeSpan wait, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<bool?>(cancellationToken);
        }

        if (wait <= TimeSpan.Zero && wait != Timeout.InfiniteTimeSpan)
        {
            return new ValueTask<bool?>(default(bool?));
        }

        var waiter = (ChannelWaiter<T>)s_waiters.GetValue(reader, static reader => new ChannelWaiter<T>((ChannelReader<T>)reader));
        return waiter.WaitAsync(wait, timeProvider, cancellationToken);
    }
}
