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
    BatterySettings settings,
    KnownBatteries known,
    IGattConnector connector,
    TimeSpan pollInterval,
    MonotonicClock clock,
    Func<double> chance,
    ChannelWriter<ILoopEvent> updates,
    ChannelReader<SwitchWish> wishes,
    ILogger<BatteryPoller> logger)
{
    /// <summary>Where only the owner can help, trying again soon would only wear out the radio.</summary>
    private static readonly TimeSpan s_waitForOwner = TimeSpan.FromMinutes(10);

    private static readonly IReadOnlyList<GattProfile> s_allProfiles = [.. BmsCatalog.Families.SelectMany(family => family.Profiles).Distinct()];

    private readonly BmsOptions _bmsOptions = new()
    {
        Address = address.ToString(),
        Password = settings.Password,
        InvertCurrent = settings.InvertCurrent,
    };

    private readonly Recogniser _recogniser = new(address, settings, known, clock, logger);
    private readonly PairingAttempts _pairing = new(address, settings.Pin, logger);
    private readonly Switchboard _switchboard = new(wishes, clock);
    private readonly ContradictionCounter _contradictions = new(address, logger);
    private BatterySnapshot _snapshot = BatterySnapshot.Empty;
    private BatteryStatus _status = BatteryStatus.Starting;
    private string? _toldProblem;
    private bool _wasLive;
    private bool _toldSign;

    /// <summary>Runs until cancelled; a link that is up is then released.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        int failures = 0;
        while (true)
        {
            TimeSpan rest;
            try
            {
                IGattLink link = await connector.ConnectAsync(address, s_allProfiles, cancellationToken);
                await using (link)
                {
                    await ServeAsync(link, () => failures = 0, cancellationToken);
                }

                throw new LinkException(LinkProblem.Disconnected, "The link was closed.");
            }
            catch (LinkException exception)
            {
                failures++;
                bool needsOwner = exception is VerdictException { NeedsOwner: true };
                rest = needsOwner ? s_waitForOwner : Backoff.After(failures, chance());
                TellProblemOnce(exception, needsOwner);
                _switchboard.Expire();
                Tell(_status with { IsLive = false, Problem = exception.Message, NeedsOwner = needsOwner, Switching = _switchboard.Report });
            }

            await Task.Delay(rest, clock.TimeProvider, cancellationToken);
        }
    }

    /// <summary>Serves the battery on one link. One that wants to be paired is paired, once, and then served on the same link.</summary>
    /// <exception cref="LinkException">The link was lost, the battery does not answer, or its verdict is final for now.</exception>
    private async Task ServeAsync(IGattLink link, Action answered, CancellationToken cancellationToken)
    {
        try
        {
            await ConverseAsync(link, answered, cancellationToken);
        }
        catch (LinkException exception) when (PairingAttempts.IsNeeded(exception))
        {
            await _pairing.PairAsync(link, exception, cancellationToken);
        }

        try
        {
            await ConverseAsync(link, answered, cancellationToken);
        }
        catch (LinkException exception) when (PairingAttempts.IsNeeded(exception))
        {
            throw _pairing.Refusal(exception);
        }
    }

    /// <exception cref="LinkException">The link was lost, the battery does not answer, or its verdict is final for now.</exception>
    private async Task ConverseAsync(IGattLink link, Action answered, CancellationToken cancellationToken)
    {
        BmsFamily family = await _recogniser.RecogniseAsync(link, cancellationToken);
        if (_status.BmsType != family.Id)
        {
            logger.LogInformation("{Address}: speaks {Family}.", address, family.Name);
            Tell(_status with { BmsType = family.Id, Reports = family.Reports });
        }

        BmsConversation conversation = family.Start(_bmsOptions);
        try
        {
            await PollAsync(link, conversation, answered, cancellationToken);
        }
        finally
        {
            _switchboard.Drop(conversation);
            _status = _status with { Switching = _switchboard.Report };
        }
    }

    /// <exception cref="LinkException">The link was lost, the battery does not answer, or its verdict is final for now.</exception>
    private async Task PollAsync(IGattLink link, BmsConversation conversation, Action answered, CancellationToken cancellationToken)
    {
        while (true)
        {
            MonotonicTime started = clock.Now;
            _switchboard.Offer(conversation);
            await RunRoundAsync(link, conversation, answered, cancellationToken);
            if (conversation.IsUnresponsive)
            {
                // A step of a password handshake is a good answer too: it is the right protocol, if the wrong password.
                if (conversation.Counters.Good == 0)
                {
                    _recogniser.Doubt();
                }

                throw conversation.Verdict is BmsVerdict verdict
                    ? new VerdictException(verdict)
                    : new LinkException(LinkProblem.TransferFailed, $"The battery is connected but does not answer {conversation.Family.Name} requests.");
            }

            TimeSpan rest = pollInterval - (clock.Now - started);
            if (rest > TimeSpan.Zero)
            {
                await LinkWait.RestAsync(link, rest, clock, cancellationToken);
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
                TellLive();
            }

            if (request.PauseBefore > TimeSpan.Zero)
            {
                await Task.Delay(request.PauseBefore, clock.TimeProvider, cancellationToken);
            }

            LinkWait.Drain(link);
            await link.WriteAsync(request, cancellationToken);
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
            TellLive();
            TellSignOnce(conversation);
        }

        void TellLive()
        {
            hasNews = false;
            answered();
            _recogniser.Trust();
            TellRecovery();
            _switchboard.Look(conversation);
            Tell(_status with
            {
                IsLive = true,
                Problem = null,
                NeedsOwner = false,
                Switching = _switchboard.Report,
                Contradictions = _contradictions.Check(_snapshot),
            });
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
                if (notification.At > deadline)
                {
                    // It lay somewhere while this process stood still; nobody knows how old it is.
                    return null;
                }

                ReplyResult result = conversation.Receive(notification.Bytes, notification.At);
                if (result.Outcome != ReplyOutcome.Incomplete)
                {
                    return result;
                }
            }

            if (!await LinkWait.ForNotificationAsync(link, deadline, clock, cancellationToken))
            {
                return null;
            }
        }
    }

    private void Tell(BatteryStatus status)
    {
        _status = status;
        updates.TryWrite(new BatteryUpdate(_snapshot, status));
    }

    private void TellProblemOnce(LinkException exception, bool needsOwner)
    {
        // The text of a verdict may quote what the device sent, which differs each time.
        string problem = exception is VerdictException { Verdict.Kind: var kind } ? kind.ToString() : exception.Message;
        if (_toldProblem != problem)
        {
            _toldProblem = problem;
            if (needsOwner)
            {
                logger.LogError("{Address}: {Problem}", address, exception.Message);
            }
            else
            {
                logger.LogWarning("{Address}: {Problem} Trying again.", address, exception.Message);
            }
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

    private void TellSignOnce(BmsConversation conversation)
    {
        if (conversation.IsCurrentSignCorrected && !_toldSign)
        {
            _toldSign = true;
            logger.LogWarning(
                "{Address}: the sign of the current contradicts the battery's own state and is turned round; check INVERT_CURRENT_MEASUREMENT.", address);
        }
    }
}
