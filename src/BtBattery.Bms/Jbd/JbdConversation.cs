using System.Globalization;
using BtBattery.Aggregation.Model;
using BtBattery.Bms.Conversations;
using BtBattery.Bms.Framing;

namespace BtBattery.Bms.Jbd;

/// <summary>A connection with a JBD board (Xiaoxiang, LLT Power, Overkill Solar and many rebrands).</summary>
/// <remarks>
/// Each round asks for pack info and cells. The name is asked once, the counters seldom; boards that leave one of these
/// unanswered are not asked again on this connection. Timing and quirks: docs/bms/jbd.md.
/// </remarks>
internal sealed class JbdConversation : BmsConversation
{
    /// <summary>At a round every two seconds: every ten minutes.</summary>
    private const int RoundsBetweenCounters = 300;

    private const string GivenWord = "given";
    private const string ResultWord = "result_";

    /// <summary>Answers take 250 ms at most, once 1.6 s (host logs, docs/bms/jbd.md).</summary>
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(2);

    private readonly BmsOptions _options;
    private readonly JbdFrameAssembler _frames;
    private readonly JbdAuthAssembler _authFrames;
    private readonly JbdHandshake _handshake;
    private byte _authResult;
    private bool _isFirstAfterHandshake;

    public JbdConversation(BmsOptions options)
    {
        _options = options;
        _frames = new(Counters);
        _authFrames = new(Counters);
        _handshake = new(options, s_timeout);
        BmsQuery packInfo = BmsQuery.Required(Read("pack info", JbdPackInfo.Register));
        FetControl = JbdFets.Control(packInfo, s_timeout);
        Queries =
        [
            packInfo,
            BmsQuery.Required(Read("cells", JbdCells.Register)),
            BmsQuery.Optional(Read("name", JbdName.Register), BmsQuery.Once),
            BmsQuery.Optional(Read("counters", JbdCounters.Register), RoundsBetweenCounters),
        ];
    }

    /// <summary>How JBD boards are recognised and where they answer.</summary>
    public static BmsFamily TheFamily { get; } = new(static options => new JbdConversation(options))
    {
        Id = "jbd",
        Name = "JBD",
        Maker = "JBD",
        RecordingBms = "jbd",
        RequestStart = JbdFrames.StartByte,
        Profiles =
        [
            GattProfile.Of(0xFF00, 0xFF01, 0xFF02),
            GattProfile.Of(0xFFF0, 0xFFF1, 0xFFF2),
            GattProfile.Of(0xFF00, 0xFFF1, 0xFFF2),
        ],
        Probes = [Read("pack info", JbdPackInfo.Register) with { Timeout = BmsFamily.ProbeTimeout }],
        LastProbes = [JbdHandshake.AppKeyRequest(BmsFamily.ProbeTimeout)],
        CanSwitch = true,
        UnsupportedNames = ["*UP??S*"],
        SleepsWithoutLink = true,
        Reports = JbdProtections.Reported,
        Hints = new AdvertisementHints(
            ["JBD-*", "DWF*", "LSG-*", "N-?????BL*", "SX1*", "SX60*", "SBL-*", "OGR-*", "TZ-H*"],
            ["10:A5:62", "A4:C1:37", "A4:C1:38", "A5:C2:37", "A5:C2:39", "A5:C2:3A", "AA:C2:37", "70:3E:97"],
            []),
    };

    /// <summary>A board does not answer what comes right after the handshake (host log, docs/bms/jbd.md).</summary>
    private static readonly TimeSpan s_pauseAfterHandshake = TimeSpan.FromMilliseconds(300);

    public override BmsFamily Family => TheFamily;

    private protected override IReadOnlyList<BmsQuery> Queries { get; }

    private protected override FetControl FetControl { get; }

    /// <summary>
    /// Most boards need no handshake, so it is held only if the owner configured a password, or if pack info, the first
    /// question of all, was left unanswered twice.
    /// </summary>
    private protected override void OnAsked(ReadOnlySpan<byte> request)
    {
        if (JbdAuthFrames.IsRequest(request) && request[2] == JbdAuthFrames.Password && _handshake.HasBegun)
            _handshake.CountOffer();
    }

    private protected override BmsRequest? Interject(int earlierTries)
    {
        if (!_handshake.HasBegun && (_handshake.HasPassword || (Counters.Good == 0 && earlierTries == Tries - 1)))
            _handshake.Begin();
        return _handshake.Next();
    }

    private protected override void OnInterjectionAnswered(ReplyResult? result)
    {
        if (result is null || result.Value.Code == ReplyCodes.Echo)
            _handshake.NoAnswer();
        else
            _handshake.Answer(_authResult);

        bool isOver = _handshake.Next() is null;
        _isFirstAfterHandshake = isOver && _handshake.IsAccepted;
        // A password that was refused closes the connection: the board stays silent anyway, and the next attempt, if
        // there is one, needs a new random byte.
        bool isRefused = isOver && result is { Outcome: ReplyOutcome.Refused, Code: ReplyCodes.AuthRejected };
        if (isRefused || _handshake.Verdict is not null)
            GiveUp(_handshake.Verdict);
    }

    /// <summary>The status that was answered is no secret; the random byte is.</summary>
    private protected override string DescribeSecretAnswer(ReadOnlySpan<byte> request, ReplyResult result) =>
        IsRandomByte(request) ? GivenWord : ResultWord + _authResult.ToString("x2", CultureInfo.InvariantCulture);

    private protected override ReplyResult ReadSecretAnswer(ReadOnlySpan<byte> request, string description)
    {
        if (IsRandomByte(request) != (description == GivenWord))
            throw new FormatException($"'{description}' is no answer to this step of the handshake.");
        _authResult = description == GivenWord ? (byte)0
            : description.StartsWith(ResultWord, StringComparison.Ordinal)
                ? byte.Parse(description.AsSpan(ResultWord.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
            : throw new FormatException($"'{description}' is no answer to a handshake.");
        return JudgeAuthResult(request[2]);
    }

    private protected override void List(StateNotes notes)
    {
        notes.Part("handshake", _handshake.List);
        notes.Flag("first_after_handshake", ref _isFirstAfterHandshake);
    }

    private protected override BmsRequest Address(BmsRequest request, int earlierTries)
    {
        bool isFirst = _isFirstAfterHandshake;
        _isFirstAfterHandshake = false;
        return isFirst ? request with { PauseBefore = s_pauseAfterHandshake } : request;
    }

    private protected override FrameAssembler AssemblerFor(ReadOnlySpan<byte> request) =>
        JbdAuthFrames.IsRequest(request) ? _authFrames : _frames;

    private protected override void ClearAssemblers()
    {
        _frames.Clear();
        _authFrames.Clear();
    }

    /// <summary>The register; its checksum does not cover it, but nothing else tells one answer from another.</summary>
    private protected override bool MayAnswer(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> request)
    {
        if (frame.SequenceEqual(request))
            return true;
        if (JbdAuthFrames.IsRequest(request))
            return frame[0] != JbdFrames.StartByte && frame[2] == request[2] && frame[3] == 1;
        return request.Length >= 4 && request[0] == JbdFrames.StartByte && frame[0] == JbdFrames.StartByte && frame[1] == request[2];
    }

    private protected override ReplyResult Judge(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> request, MonotonicTime at)
    {
        // A board that wants to be paired sends every request back; JBD's checksum makes it a valid frame.
        if (frame.SequenceEqual(request))
            return ReplyResult.Refused(ReplyCodes.Echo);
        if (JbdAuthFrames.IsRequest(request))
        {
            _authResult = frame[4];
            return JudgeAuthResult(frame[2]);
        }

        byte status = frame[2];
        if (status != 0)
            return ReplyResult.Refused(ReplyCodes.Status(status));
        return request[1] == JbdFrames.ReadMark ? Decode(frame[1], JbdFrames.Payload(frame), at) : ReplyResult.Acknowledged;
    }

    private static BmsRequest Read(string name, byte register) => new(name, JbdFrames.Read(register)) { Timeout = s_timeout };

    private ReplyResult Decode(byte register, ReadOnlySpan<byte> payload, MonotonicTime at) => register switch
    {
        JbdPackInfo.Register => ReplyResult.Complete(JbdPackInfo.Decode(payload, at, _options.InvertCurrent)),
        JbdCells.Register => ReplyResult.Complete(JbdCells.Decode(payload, at)),
        JbdName.Register => ReplyResult.Complete(JbdName.Decode(payload, at)),
        JbdCounters.Register => ReplyResult.Complete(JbdCounters.Decode(payload, at)),
        _ => ReplyResult.Acknowledged,
    };

    private ReplyResult JudgeAuthResult(byte command)
    {
        bool isRejected = command is JbdAuthFrames.AppKey or JbdAuthFrames.Password && _authResult == 1;
        return isRejected ? ReplyResult.Refused(ReplyCodes.AuthRejected) : ReplyResult.Acknowledged;
    }

    private static bool IsRandomByte(ReadOnlySpan<byte> request) => JbdAuthFrames.IsRequest(request) && request[2] == JbdAuthFrames.Random;
}
