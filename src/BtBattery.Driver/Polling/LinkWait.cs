using BtBattery.Aggregation.Model;
using BtBattery.Driver.Links;
using BtBattery.Driver.Run;

namespace BtBattery.Driver.Polling;

/// <summary>Waiting on a link, with a deadline, in one place.</summary>
internal static class LinkWait
{
    /// <summary>Waits for the next notification.</summary>
    /// <returns>False when the deadline passed first.</returns>
    /// <exception cref="LinkException">The link was lost.</exception>
    public static async Task<bool> ForNotificationAsync(
        IGattLink link, MonotonicTime deadline, MonotonicClock clock, CancellationToken cancellationToken)
    {
        TimeSpan left = deadline - clock.Now;
        if (left <= TimeSpan.Zero)
        {
            return false;
        }

        using var timeout = new CancellationTokenSource(left, clock.TimeProvider);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await link.Notifications.WaitToReadAsync(both.Token)
                ? true
                : throw new LinkException(LinkProblem.Disconnected, "The link was closed.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Waits out a pause; a link that is lost ends it at once. Nothing was asked, so what arrives is no answer.</summary>
    /// <exception cref="LinkException">The link was lost.</exception>
    public static async Task RestAsync(IGattLink link, TimeSpan rest, MonotonicClock clock, CancellationToken cancellationToken)
    {
        MonotonicTime end = clock.Now + rest;
        while (await ForNotificationAsync(link, end, clock, cancellationToken))
        {
            Drain(link);
        }
    }

    /// <summary>Before a request is written: what has arrived until then cannot be its answer.</summary>
    public static void Drain(IGattLink link)
    {
        while (link.Notifications.TryRead(out _))
        {
        }
    }
}
