using BtBattery.Aggregation.Model;
using BtBattery.Bms.Conversations;
using BtBattery.Bms.Jbd;
using BtBattery.Driver.Links;
using BtBattery.Driver.Run;

namespace BtBattery.Driver.Polling;

/// <summary>Writes the one frame that clears a forgotten JBD password, and waits for what the board says to it.</summary>
public static class PasswordClearer
{
    /// <summary>Writes once; nothing is repeated, whatever the answer.</summary>
    /// <param name="link">A link that uses a service of JBD boards.</param>
    /// <param name="clock">For the deadline of the answer.</param>
    /// <param name="cancellationToken">Gives up waiting; the write may have arrived.</param>
    /// <exception cref="LinkException">The link was lost, or refused the bytes. The write may have arrived.</exception>
    public static async Task<JbdClearingAnswer> ClearAsync(IGattLink link, MonotonicClock clock, CancellationToken cancellationToken)
    {
        while (link.Notifications.TryRead(out _))
        {
            // What came before the write is no answer to it.
        }

        BmsRequest request = JbdPasswordClearing.Request;
        await link.WriteAsync(request, cancellationToken);
        MonotonicTime deadline = clock.Now + request.Timeout;
        List<ReadOnlyMemory<byte>> arrived = [];
        while (await LinkWait.ForNotificationAsync(link, deadline, clock, cancellationToken))
        {
            while (link.Notifications.TryRead(out Notification notification))
            {
                arrived.Add(notification.Bytes);
            }

            if (JbdPasswordClearing.Judge(arrived) is { IsFinal: true } answer)
            {
                return answer;
            }
        }

        return JbdPasswordClearing.Judge(arrived);
    }
}
