using BtBattery.Aggregation.Model;
using BtBattery.Bms.Conversations;
using BtBattery.Driver.Flights;
using BtBattery.Driver.Options;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Polling;

/// <summary>
/// Everything a poller knows of its battery: what was said so far, the conversation under way, the wish to switch a FET.
/// It does no I/O and has no clock: it is told what happens, each time with the moment, and tells updates. Told the same
/// again, it tells the same again.
/// </summary>
/// <example>
/// One link:
/// <code>
/// battery.LinkUp(family, at);
/// battery.StartRound(at);
/// while (battery.NextRequest(at) is { } request)
/// {
///     // Overhear what has arrived; write it; Receive each notification until one returns something else than Incomplete, or NoAnswer
/// }
///
/// battery.EndRound(at); // and rounds like it, until HasGivenUp or the link fails
/// battery.LinkDown(at);
/// battery.LinkFailed("disconnected", "why", null, needsOwner: false, at);
/// </code>
/// </example>
public sealed partial class PolledBattery
{
    private readonly BatteryAddress _address;
    private readonly Action<BatteryUpdate> _tell;
    private readonly ILogger _logger;
    private readonly FlightRecorder? _recorder;
    private readonly Lock _sync;
    private readonly BmsOptions _bmsOptions;
    private readonly Switchboard _switchboard = new();
    private readonly ContradictionCounter _contradictions;
    private readonly OutageLog _outages;
    private readonly OpenStep _step = new();
    private FrameTally _frames = FrameTally.None;
    private BatterySnapshot _snapshot = BatterySnapshot.Empty;
    private BatteryStatus _status = BatteryStatus.Starting;
    private BmsConversation? _conversation;
    private Exchange? _lastExchange;
    private bool _hasNews;
    private bool _toldSign;

    /// <summary>A battery of which nothing is known.</summary>
    /// <param name="address">The battery.</param>
    /// <param name="settings">What the owner set for it.</param>
    /// <param name="tell">Takes the updates; called while something is told, and not to be blocked.</param>
    /// <param name="logger">Told of every change, once.</param>
    /// <param name="recorder">Told everything that this is told; null for none.</param>
    public PolledBattery(BatteryAddress address, BatterySettings settings, Action<BatteryUpdate> tell, ILogger logger, FlightRecorder? recorder = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        (_address, _tell, _logger, _recorder) = (address, tell, logger, recorder);
        _bmsOptions = new()
        {
            Address = address.ToString(),
            Password = settings.Password,
            InvertCurrent = settings.InvertCurrent,
        };
        _contradictions = new(address, logger);
        _outages = new(address, logger);
        _sync = recorder?.Sync ?? new Lock();
        recorder?.Follow(this);
    }

    /// <summary>How old data may be: decides what the log calls late or lost, and nothing else.</summary>
    public LinkTiming Timing
    {
        get => _outages.Timing;
        set => _outages.Timing = value;
    }

    /// <summary>True once the conversation on this link is of no use any more; <see cref="Verdict"/> may say why.</summary>
    public bool HasGivenUp => _conversation is { IsUnresponsive: true };

    /// <summary>True if that is because its answers cannot be told apart any more: <see cref="BmsConversation.IsLagging"/>.</summary>
    public bool IsLagging => _conversation is { IsLagging: true };

    /// <summary>What stands between us and the battery; null if there is nothing to say.</summary>
    public BmsVerdict? Verdict => _conversation?.Verdict;

    /// <summary>
    /// True if anything was answered on this link. A step of a password handshake is a good answer too: it is the right
    /// protocol, if the wrong password.
    /// </summary>
    public bool WasAnswered => _conversation is { Counters.Good: > 0 };

    /// <summary>True if there is room for the next wish to switch a FET.</summary>
    public bool TakesWishes => _switchboard.TakesWishes;

    /// <summary>True if pack voltage and cells were read at that moment or later.</summary>
    public bool WasReadSince(MonotonicTime moment) => _snapshot.Voltage?.At >= moment && _snapshot.CellVoltages?.At >= moment;

    private BmsConversation Conversation => _conversation ?? throw new InvalidOperationException("There is no link.");

    /// <summary>Somebody confirmed a wish to switch a FET; see <see cref="TakesWishes"/>.</summary>
    public void TakeWish(SwitchWish wish, MonotonicTime at)
    {
        ArgumentNullException.ThrowIfNull(wish);
        lock (_sync)
        {
            _recorder?.Wish(wish, at);
            _switchboard.Take(wish);
        }
    }

    /// <summary>A round begins.</summary>
    public void StartRound(MonotonicTime at)
    {
        lock (_sync)
        {
            _recorder?.Round(at);
            _outages.Counters.Round();
            _switchboard.Offer(Conversation, at);
            _hasNews = false;
            Conversation.StartRound();
        }
    }

    /// <summary>The next request to write; null if the round has no more.</summary>
    public BmsRequest? NextRequest(MonotonicTime at)
    {
        lock (_sync)
        {
            _step.Close();
            if (Conversation.NextRequest(at) is not { } request)
            {
                return null;
            }

            _recorder?.Ask(request, at);
            _step.Open(request, _bmsOptions.OpenQuestions.Count);
            if (_logger.IsEnabled(LogLevel.Trace))
            {
                _logger.LogTrace("{Address}: > {Request} {Bytes}", _address, request.Name, request.IsSecret ? "(secret)" : Convert.ToHexString(request.Bytes.Span));
            }

            if (request.IsOptional && _hasNews)
            {
                // Some boards never answer these; what matters does not wait for that.
                TellLive(at);
            }

            return request;
        }
    }

    /// <summary>A notification arrived in time. Anything else than <see cref="ReplyOutcome.Incomplete"/> ends this request.</summary>
    public ReplyResult Receive(ReadOnlySpan<byte> notification, MonotonicTime at)
    {
        lock (_sync)
        {
            _step.Add(notification, at);
            ReplyResult reply = Conversation.Receive(notification, at);
            TraceReceived(notification, reply);
            if (reply.Outcome != ReplyOutcome.Incomplete)
            {
                _recorder?.Reply(_step, Conversation, reply, _bmsOptions.OpenQuestions, at);
                Use(reply, at);
            }

            return reply;
        }
    }

    /// <summary>
    /// A notification arrived while nothing was asked, or before the request was written, or too late for it. It is no answer to the next
    /// one, and one answer less to wait for.
    /// </summary>
    public void Overhear(ReadOnlySpan<byte> notification, MonotonicTime at)
    {
        lock (_sync)
        {
            int before = _bmsOptions.OpenQuestions.Count;
            Conversation.Overhear(notification, at);
            if (_bmsOptions.OpenQuestions.Count != before)
            {
                _recorder?.Late(_bmsOptions.OpenQuestions.Count, _bmsOptions.OpenQuestions.Last, at);
            }
        }
    }

    /// <summary>The deadline of the request passed.</summary>
    public void NoAnswer(MonotonicTime at)
    {
        lock (_sync)
        {
            _recorder?.Reply(_step, Conversation, null, _bmsOptions.OpenQuestions, at);
            _logger.LogDebug("{Address}: no answer to {Request}", _address, _step.Request?.Name);
            Conversation.NoAnswer();
            _outages.Counters.NoAnswer();
            _outages.Unanswered(_snapshot.Voltage?.At.AgeAt(at), at);
            if (_step.Request is { IsOptional: false } && !HasGivenUp)
            {
                Count(RecoveryRung.AskAgain);
            }
        }
    }

    /// <summary>
    /// Takes over how many frames were of no use since the last time. To be called before a round or a conversation is told to be over.
    /// </summary>
    public void CountFrames(MonotonicTime at)
    {
        lock (_sync)
        {
            if (_frames.TakeBad() is { Count: > 0 } bad)
            {
                _recorder?.BadFrames(bad, at);
                _outages.Counters.Bad(bad);
                AddBadFrames(bad);
            }
        }
    }

    /// <summary>The round is over.</summary>
    public void EndRound(MonotonicTime at)
    {
        lock (_sync)
        {
            _recorder?.RoundEnd(at);
            if (_hasNews && !HasGivenUp)
            {
                TellLive(at);
                TellSignOnce();
            }
        }
    }

    /// <summary>Once a password was sent, what arrives may be its echo: only what was a checked answer is shown then.</summary>
    private void TraceReceived(ReadOnlySpan<byte> notification, ReplyResult reply)
    {
        ReadOnlySpan<byte> shown = !Conversation.HasSecrets ? notification : reply.Outcome == ReplyOutcome.Incomplete ? default : Conversation.LastAnswer;
        if (_logger.IsEnabled(LogLevel.Trace) && !shown.IsEmpty)
        {
            _logger.LogTrace("{Address}: < {Bytes}", _address, Convert.ToHexString(shown));
        }
    }

    private void Use(ReplyResult reply, MonotonicTime at)
    {
        _outages.Counters.Answer();
        if (reply.Readings is { } readings)
        {
            _snapshot = _snapshot.UpdatedWith(readings);
            _hasNews = true;
            if (readings.Voltage is { } voltage)
            {
                _outages.Counters.Heard(voltage.At);
                if (_step is { Request: { } request, IsWhole: true })
                {
                    // What else arrived after a handshake may be a late echo of the password.
                    ReadOnlySpan<byte> bytes = Conversation.HasSecrets ? Conversation.LastAnswer : _step.Joined;
                    _lastExchange = new Exchange(request.Bytes, bytes.ToArray(), at);
                }
            }
        }
        else if (reply.Outcome == ReplyOutcome.Refused)
        {
            _logger.LogDebug("{Address}: {Request} was refused: {Code}", _address, _step.Request?.Name, reply.Code);
        }
    }

    private void TellLive(MonotonicTime at)
    {
        _hasNews = false;
        _outages.Live(at);
        _switchboard.Look(Conversation);
        Tell(_status with
        {
            IsLive = true,
            IsResting = false,
            Problem = null,
            ProblemCode = null,
            Rung = null,
            NeedsOwner = false,
            Link = _status.Link.Live(_snapshot),
            Switching = _switchboard.Report,
            Contradictions = _contradictions.Check(_snapshot),
        });
    }

    private void Count(RecoveryRung rung) => _status = _status with
    {
        RungsUsed = new Dictionary<RecoveryRung, int>(_status.RungsUsed) { [rung] = _status.RungsUsed.GetValueOrDefault(rung) + 1 },
    };

    private void TellSignOnce()
    {
        if (Conversation.IsCurrentSignCorrected && !_toldSign)
        {
            _toldSign = true;
            _logger.LogWarning(
                "{Address}: the sign of the current contradicts the battery's own state and is turned round; check INVERT_CURRENT_MEASUREMENT.", _address);
        }
    }

    private void Tell(BatteryStatus status, BmsVerdictKind? verdict = null)
    {
        _status = status;
        _recorder?.Told();
        _tell(new BatteryUpdate(_snapshot, status) { LastExchange = _lastExchange, Verdict = verdict });
    }
}
