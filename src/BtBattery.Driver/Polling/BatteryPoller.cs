using System.Threading.Channels;
using BtBattery.Aggregation.Model;
using BtBattery.Bms;
using BtBattery.Bms.Conversations;
using BtBattery.Driver.Links;
using BtBattery.Driver.Options;
using BtBattery.Driver.Run;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Polling;

/// <summary>
/// Keeps one battery connected and asks it round after round. The only room that sees both the link and the protocol.
/// One request is outstanding at a time; one update leaves per round.
/// </summary>
public sealed class BatteryPoller(
    BatteryAddress address,
    BmsFamily family,
    IGattConnector connector,
    TimeSpan pollInterval,
    MonotonicClock clock,
    Func<double> chance,
    ChannelWriter<ILoopEvent> updates,
    ILogger<BatteryPoller> logger)
{
    private BatterySnapshot _snapshot = BatterySnapshot.Empty;
    private string? _toldProblem;
    private bool _wasLive;

    /// <summary>Runs until cancelled; a link that is up is then released.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        int failures = 0;
        while (true)
        {
            try
            {
                await Tell(LinkState.Connecting, _toldProblem, cancellationToken);
                IGattLink link = await connector.ConnectAsync(address, family.Profiles, cancellationToken);
                await using (link)
                {
                    GattProfile profile = family.Profiles.FirstOrDefault(link.Profiles.Contains)
                        ?? throw new LinkException(LinkProblem.NoSuchService, $"{address} has none of the services of a {family.Name} battery.");
                    await link.UseAsync(profile, cancellationToken);
                    await PollAsync(link, () => failures = 0, cancellationToken);
                }
            }
            catch (LinkException exception)
            {
                failures++;
                TellProblemOnce(exception);
                await Tell(LinkState.Connecting, exception.Message, cancellationToken);
            }

            await Task.Delay(Backoff.After(failures, chance()), clock.TimeProvider, cancellationToken);
        }
    }

    /// <exception cref="LinkException">The link was lost, or the battery does not answer.</exception>
    private async Task PollAsync(IGattLink link, Action answered, CancellationToken cancellationToken)
    {
        BmsConversation conversation = family.Start(new BmsOptions());
        while (true)
        {
            MonotonicTime started = clock.Now;
            await RunRoundAsync(link, conversation, answered, cancellationToken);
            if (conversation.IsUnresponsive)
            {
                throw new LinkException(LinkProblem.TransferFailed, $"{address} is connected but does not answer {family.Name} requests.");
            }

            TimeSpan rest = pollInterval - (clock.Now - started);
            if (rest > TimeSpan.Zero)
            {
                await WaitAsync(link, rest, cancellationToken);
            }
        }
    }

    private async Task RunRoundAsync(IGattLink link, BmsConversation conversation, Action answered, CancellationToken cancellationToken)
    {
        bool hasNews = false;
        conversation.StartRound();
        while (conversation.NextRequest() is BmsRequest request)
        {
            if (request.IsOptional && hasNews)
            {
                // Some boards never answer these; what matters does not wait for that.
                await TellLiveAsync();
            }

            if (request.PauseBefore > TimeSpan.Zero)
            {
                await Task.Delay(request.PauseBefore, clock.TimeProvider, cancellationToken);
            }

            await link.WriteAsync(request.Bytes, cancellationToken);
            MonotonicTime deadline = clock.Now + request.Timeout;
            if (await ReceiveAsync(link, conversation, deadline, cancellationToken) is not ReplyResult reply)
            {
                conversation.NoAnswer();
                logger.LogDebug("{Address}: no answer to {Request}", address, request.Name);
            }
            else if (reply.Readings is BatterySnapshot readings)
            {
                _snapshot = _snapshot.UpdatedWith(readings);
                hasNews = true;
            }
            else if (reply.Outcome == ReplyOutcome.Refused)
            {
                logger.LogDebug("{Address}: {Request} was refused: {Code}", address, request.Name, reply.Code);
            }
        }

        if (hasNews && !conversation.IsUnresponsive)
        {
            await TellLiveAsync();
        }

        async Task TellLiveAsync()
        {
            hasNews = false;
            answered();
            TellRecovery();
            await Tell(LinkState.Live, null, cancellationToken);
        }
    }

    /// <summary>Feeds notifications to the conversation until it has its answer; null when the deadline passed first.</summary>
    private async Task<ReplyResult?> ReceiveAsync(
        IGattLink link, BmsConversation conversation, MonotonicTime deadline, CancellationToken cancellationToken)
    {
        while (true)
        {
            while (link.Notifications.TryRead(out Notification notification))
            {
                ReplyResult result = conversation.Receive(notification.Bytes, notification.At);
                if (result.Outcome != ReplyOutcome.Incomplete)
                {
                    return result;
                }
            }

            TimeSpan left = deadline - clock.Now;
            if (left <= TimeSpan.Zero || !await WaitForNotificationAsync(link, left, cancellationToken))
            {
                return null;
            }
        }
    }

    /// <summary>Waits out the rest of an interval; a link that is lost ends it at once.</summary>
    private async Task WaitAsync(IGattLink link, TimeSpan rest, CancellationToken cancellationToken)
    {
        MonotonicTime end = clock.Now + rest;
        while (end - clock.Now is { } left && left > TimeSpan.Zero
            && await WaitForNotificationAsync(link, left, cancellationToken))
        {
            // Nothing was asked, so nothing that arrives now is an answer.
            while (link.Notifications.TryRead(out _))
            {
            }
        }
    }

    /// <returns>False when the time was up.</returns>
    private async Task<bool> WaitForNotificationAsync(IGattLink link, TimeSpan time, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(time, clock.TimeProvider);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
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

    private ValueTask Tell(LinkState state, string? problem, CancellationToken cancellationToken) =>
        updates.WriteAsync(new BatteryUpdate(_snapshot, state, problem), cancellationToken);

    private void TellProblemOnce(LinkException exception)
    {
        if (_toldProblem != exception.Message)
        {
            _toldProblem = exception.Message;
            logger.LogWarning("{Address}: {Problem} Trying again.", address, exception.Message);
        }
    }

    private void TellRecovery()
    {
        if (!_wasLive || _toldProblem is not null)
        {
            logger.LogInformation("{Address}: connected, data is coming in.", address);
        }

        _wasLive = true;
        _toldProblem = null;
    }
}
