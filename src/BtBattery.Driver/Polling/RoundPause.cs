using System.Threading.Channels;
using BtBattery.Aggregation.Model;
using BtBattery.Driver.Links;
using BtBattery.Driver.Options;
using BtBattery.Driver.Run;

namespace BtBattery.Driver.Polling;

/// <summary>
/// The pause between two rounds on one link. It ends early when somebody wants to hear the battery again, and even then no sooner than a battery is asked by
/// default.
/// </summary>
/// <remarks>
/// Batteries with the same interval are asked together, at its whole multiples on the clock of the program: the processor wakes for all of them at once, and finds in
/// its caches what the one before has used. That is a third of the processor time of rounds that are spread.
/// </remarks>
/// <param name="asks">Wishes to hear the battery again; null if nobody has any.</param>
/// <param name="clock">The clock of the program.</param>
internal sealed class RoundPause(ChannelReader<bool>? asks, MonotonicClock clock)
{
    /// <summary>From the start of one round to the start of the next.</summary>
    public required TimeSpan Interval { get; set; }

    /// <summary>A round begins: what was wished before is granted by it.</summary>
    public void RoundBegins()
    {
        while (asks?.TryRead(out _) == true)
        {
        }
    }

    /// <summary>Waits for the next round; a link that is lost ends it at once.</summary>
    /// <param name="link">The link.</param>
    /// <param name="started">When the last round began.</param>
    /// <param name="overhear">Takes what arrives.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LinkException">The link was lost.</exception>
    public async Task RestAsync(IGattLink link, MonotonicTime started, Action<Notification> overhear, CancellationToken cancellationToken)
    {
        TimeSpan interval = UntilNext(started, Interval);
        TimeSpan least = asks is null || interval < DriverOptions.DefaultPollInterval ? interval : DriverOptions.DefaultPollInterval;
        await RestAsync(least);
        if (least == interval)
        {
            return;
        }

        // Whichever comes first ends the other, and what the link says counts.
        using var first = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task asked = EndAtAskAsync(asks!, first);
        try
        {
            await LinkWait.RestAsync(link, interval - (clock.Now - started), overhear, clock, first.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The battery is to be heard again now.
        }
        finally
        {
            first.Cancel();
            await asked;
        }

        async Task RestAsync(TimeSpan untilThen)
        {
            TimeSpan rest = untilThen - (clock.Now - started);
            if (rest > TimeSpan.Zero)
            {
                await LinkWait.RestAsync(link, rest, overhear, clock, cancellationToken);
            }
        }
    }

    /// <summary>From the start of a round to the start of the next: never longer than the interval, and by a quarter shorter at most, until it begins with the others.</summary>
    internal static TimeSpan UntilNext(MonotonicTime started, TimeSpan interval)
    {
        TimeSpan late = TimeSpan.FromTicks(started.SinceOrigin.Ticks % interval.Ticks);
        return late < interval / 4 ? interval - late : interval * 3 / 4;
    }

    private static async Task EndAtAskAsync(ChannelReader<bool> asks, CancellationTokenSource pause)
    {
        try
        {
            await asks.WaitToReadAsync(pause.Token);
            pause.Cancel();
        }
        catch (OperationCanceledException)
        {
            // The pause was over first.
        }
    }
}
