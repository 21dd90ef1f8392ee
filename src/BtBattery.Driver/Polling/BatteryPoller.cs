using System.Threading.Channels;
using BtBattery.Aggregation.Model;
using BtBattery.Bms;
using BtBattery.Bms.Conversations;
using BtBattery.Driver.Control;
using BtBattery.Driver.Flights;
using BtBattery.Driver.Links;
using BtBattery.Driver.Options;
using BtBattery.Driver.Run;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Polling;

/// <summary>
/// Keeps one battery connected and asks it round after round. The only room that sees both the link and the protocol: it
/// keeps links, deadlines and pauses, and <see cref="PolledBattery"/> knows the rest. One request is outstanding at a time.
/// </summary>
public sealed class BatteryPoller
{
    private static readonly IReadOnlyList<GattProfile> s_allProfiles = [.. BmsCatalog.Families.SelectMany(family => family.Profiles).Distinct()];

    private readonly BatteryAddress _address;
    private readonly IGattConnector _connector;
    private readonly RoundPause _pause;
    private readonly MonotonicClock _clock;
    private readonly Action<BatteryUpdate> _tell;
    private readonly ChannelReader<SwitchWish> _wishes;
    private readonly Recogniser _recogniser;
    private readonly PairingAttempts _pairing;
    private readonly PolledBattery _battery;
    private readonly LinkRecovery _recovery;
    private DriverOptions? _newOptions;

    /// <summary>A poller that has not begun.</summary>
    /// <param name="address">The battery.</param>
    /// <param name="settings">What the owner set for it.</param>
    /// <param name="known">Which type answered where.</param>
    /// <param name="connector">Makes links.</param>
    /// <param name="pollInterval">From the start of one round to the start of the next.</param>
    /// <param name="clock">Now, and deadlines.</param>
    /// <param name="chance">Jitter of the pauses: a number from 0 up to 1.</param>
    /// <param name="tell">Takes what is told of the battery.</param>
    /// <param name="wishes">Confirmed wishes to switch a FET.</param>
    /// <param name="logger">Told of every change, once.</param>
    /// <param name="recorder">Keeps everything that happens; null for none.</param>
    /// <param name="means">What can be done when connecting again does not help; null for nothing.</param>
    public BatteryPoller(
        BatteryAddress address,
        BatterySettings settings,
        KnownBatteries known,
        IGattConnector connector,
        TimeSpan pollInterval,
        MonotonicClock clock,
        Func<double> chance,
        Action<BatteryUpdate> tell,
        ChannelReader<SwitchWish> wishes,
        ILogger<BatteryPoller> logger,
        FlightRecorder? recorder = null,
        RecoveryMeans? means = null)
    {
        _address = address;
        _connector = connector;
        _clock = clock;
        _tell = tell;
        _wishes = wishes;
        _pause = new(asks: null, clock) { Interval = pollInterval };
        _battery = new(address, settings, Tell, logger, recorder);
        _recogniser = new(address, settings, known, _battery, clock, logger, recorder);
        _pairing = new(address, settings.Pin, logger);
        _recovery = new(address, connector, means, clock, chance, rung => _battery.Recovering(rung, clock.Now), logger);
    }

    /// <summary>How old data may be; see <see cref="PolledBattery.Timing"/>.</summary>
    public LinkTiming Timing
    {
        init => _battery.Timing = value;
    }

    /// <summary>Wishes to hear the battery again before its next round; null for none. Where there is a <see cref="Cycle"/> they wait for the next reading.</summary>
    public ChannelReader<bool>? Asks
    {
        init => _pause = new(value, _clock) { Interval = _pause.Interval };
    }

    /// <summary>The link, where it can be lent to a tool; null if it is never.</summary>
    public LinkLease? Lease { get; init; }

    /// <summary>Gives the link up between two readings; null to keep it.</summary>
    public DutyCycle? Cycle { get; init; }

    /// <summary>Goes on at another pace, from the next round on; nothing else of the options is taken. Any thread may call.</summary>
    public void Take(DriverOptions options) => Volatile.Write(ref _newOptions, options);

    /// <summary>Runs until cancelled; a link that is up is then released.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (Lease is null)
            {
                await TryAsync(cancellationToken);
            }
            else
            {
                await TryAsync(Lease, cancellationToken);
            }
        }
    }

    /// <summary>One attempt with a link that may be lent before or meanwhile, which is no failure.</summary>
    private async Task TryAsync(LinkLease lease, CancellationToken cancellationToken)
    {
        if (lease.LentTo is string who)
        {
            _battery.LinkLent(who, _clock.Now);
            await lease.WaitUntilFreeAsync(cancellationToken);
        }

        using LinkUse use = lease.Use();
        using var both = CancellationTokenSource.CreateLinkedTokenSource(use.Interrupted, cancellationToken);
        try
        {
            await TryAsync(both.Token);
        }
        catch (OperationCanceledException) when (use.Interrupted.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // Lent, whether connected, connecting or resting.
        }
    }

    /// <summary>One attempt: connects, serves until the link fails or the reading is over, and rests.</summary>
    private async Task TryAsync(CancellationToken cancellationToken)
    {
        MonotonicTime began = _clock.Now;
        try
        {
            IGattLink link = await _connector.ConnectAsync(_address, s_allProfiles, cancellationToken);
            await using (link)
            {
                await ServeAsync(link, cancellationToken);
            }
        }
        catch (LinkException exception)
        {
            var verdict = exception as VerdictException;
            bool needsOwner = verdict is { NeedsOwner: true };
            PassWishOn();
            _battery.TakeRadio(_connector.FactsOf(_address), _clock.Now);
            _battery.LinkFailed(ProblemCode.Of(exception), exception.Message, verdict?.Verdict.Kind, needsOwner, _clock.Now);
            await _recovery.RestAsync(exception, needsOwner, cancellationToken);
            return;
        }

        await Cycle!.RestAsync(began, _wishes, cancellationToken);
    }

    /// <summary>
    /// Serves the battery on one link, until the reading is over if there is a <see cref="Cycle"/>. One that wants to be paired is paired,
    /// once, and then served on the same link.
    /// </summary>
    /// <exception cref="LinkException">The link was lost, the battery does not answer, or its verdict is final for now.</exception>
    private async Task ServeAsync(IGattLink link, CancellationToken cancellationToken)
    {
        try
        {
            await ConverseAsync(link, cancellationToken);
            return;
        }
        catch (LinkException exception) when (PairingAttempts.IsNeeded(exception))
        {
            await _pairing.PairAsync(link, exception, cancellationToken);
        }

        try
        {
            await ConverseAsync(link, cancellationToken);
        }
        catch (LinkException exception) when (PairingAttempts.IsNeeded(exception))
        {
            throw _pairing.Refusal(exception);
        }
    }

    /// <exception cref="LinkException">The link was lost, the battery does not answer, or its verdict is final for now.</exception>
    private async Task ConverseAsync(IGattLink link, CancellationToken cancellationToken)
    {
        BmsFamily family = await _recogniser.RecogniseAsync(link, cancellationToken);
        _battery.TakeRadio(_connector.FactsOf(_address), _clock.Now);
        _battery.LinkUp(family, _clock.Now);
        Cycle?.Recognised(family);
        try
        {
            await PollAsync(link, family, cancellationToken);
        }
        finally
        {
            _battery.CountFrames(_clock.Now);
            _battery.LinkDown(_clock.Now);
        }
    }

    /// <exception cref="LinkException">The link was lost, the battery does not answer, or its verdict is final for now.</exception>
    private async Task PollAsync(IGattLink link, BmsFamily family, CancellationToken cancellationToken)
    {
        MonotonicTime began = _clock.Now;
        for (int rounds = 1; ; rounds++)
        {
            MonotonicTime started = _clock.Now;
            TakeNewPace();
            _pause.RoundBegins();
            PassWishOn();
            await RunRoundAsync(link, started, cancellationToken);
            if (_battery.HasGivenUp)
            {
                if (_battery is { Verdict: null, IsLagging: false } && await _recovery.TryResubscribeAsync(link, cancellationToken))
                {
                    continue;
                }

                if (!_battery.WasAnswered)
                {
                    _recogniser.Doubt();
                }

                throw _battery.Verdict is BmsVerdict verdict ? new VerdictException(verdict)
                    : _battery.IsLagging ? new LinkException(LinkProblem.LateAnswers, "Answers of the battery are late or missing, so that it cannot be told any more which question they belong to.")
                    : new LinkException(LinkProblem.TransferFailed, $"The battery is connected but does not answer {family.Name} requests.");
            }

            if (Cycle is not null && DutyCycle.IsOver(_battery, began, rounds))
            {
                _battery.LinkRests(_clock.Now);
                return;
            }

            await _pause.RestAsync(link, started, Overhear, cancellationToken);
        }
    }

    private void TakeNewPace()
    {
        if (Interlocked.Exchange(ref _newOptions, null) is { } options)
        {
            (_pause.Interval, _battery.Timing) = (options.PollInterval, options.Timing);
        }
    }

    private async Task RunRoundAsync(IGattLink link, MonotonicTime started, CancellationToken cancellationToken)
    {
        _battery.StartRound(started);
        while (_battery.NextRequest(_clock.Now) is BmsRequest request)
        {
            if (request.PauseBefore > TimeSpan.Zero)
            {
                await Task.Delay(request.PauseBefore, _clock.TimeProvider, cancellationToken);
            }

            LinkWait.Drain(link, Overhear);
            await link.WriteAsync(request, cancellationToken);
            await ReceiveAsync(link, _clock.Now + request.Timeout, cancellationToken);
        }

        _battery.CountFrames(_clock.Now);
        _battery.EndRound(_clock.Now);
    }

    /// <summary>Hands notifications on until the request is answered or refused, or its deadline has passed.</summary>
    private async Task ReceiveAsync(IGattLink link, MonotonicTime deadline, CancellationToken cancellationToken)
    {
        do
        {
            while (link.Notifications.TryRead(out Notification notification))
            {
                if (notification.At > deadline)
                {
                    // It lay somewhere while this process stood still.
                    _battery.NoAnswer(_clock.Now);
                    Overhear(notification);
                    return;
                }

                ReplyResult reply = _battery.Receive(notification.Bytes, notification.At);
                if (reply.Readings is not null)
                {
                    _recovery.Progress(notification.At);
                }

                if (reply.Outcome != ReplyOutcome.Incomplete)
                {
                    return;
                }
            }
        }
        while (await LinkWait.ForNotificationAsync(link, deadline, _clock, cancellationToken));
        _battery.NoAnswer(_clock.Now);
    }

    private void Overhear(Notification notification) => _battery.Overhear(notification.Bytes, notification.At);

    private void Tell(BatteryUpdate update)
    {
        if (update.Status.IsLive)
        {
            _recovery.Live();
            _recogniser.Trust();
        }

        _tell(update);
    }

    private void PassWishOn()
    {
        if (_battery.TakesWishes && _wishes.TryRead(out SwitchWish? wish))
        {
            _battery.TakeWish(wish, _clock.Now);
        }
    }
}
