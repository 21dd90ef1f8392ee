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

        return await TimedWait.ForAsync(link.Notifications, left, clock.TimeProvider, cancellationToken) switch
        {
            true => true,
            false => throw new LinkException(LinkProblem.Disconnected, "The link was closed."),
            null => false,
        };
    }

    /// <summary>Waits out a pause; a link that is lost ends it at once.</summary>
    /// <param name="link">The link.</param>
    /// <param name="rest">The pause.</param>
    /// <param name="overhear">Takes what arrives.</param>
    /// <param name="clock">For the deadline.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LinkException">The link was lost.</exception>
    public static async Task RestAsync(IGattLink link, TimeSpan rest, Action<Notification> overhear, MonotonicClock clock, CancellationToken cancellationToken)
    {
        MonotonicTime end = clock.Now + rest;
        while (await ForNotificationAsync(link, end, clock, cancellationToken))
        {
            Drain(link, overhear);
        }
    }

    /// <summary>Before a request is written: what has arrived until then cannot be its answer.</summary>
    public static void Drain(IGattLink link, Action<Notification>? overhear = null)
    {
        while (link.Notifications.TryRead(out Notification notification))
        {
            overhear?.Invoke(notification);
        }
    }
}
