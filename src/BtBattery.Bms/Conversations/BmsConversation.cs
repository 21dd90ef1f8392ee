using BtBattery.Aggregation.Model;
using BtBattery.Bms.Framing;

namespace BtBattery.Bms.Conversations;

/// <summary>
/// Everything that one connection with one battery has to remember: what to ask next, what is outstanding, the half
/// frame that has arrived. It does no I/O and has no clock: the caller writes <see cref="NextRequest"/>, hands over
/// each notification, and says when a deadline has passed.
/// </summary>
/// <example>
/// One poll round:
/// <code>
/// conversation.StartRound();
/// while (conversation.NextRequest(now) is { } request)
/// {
///     // feed Overhear what has arrived until now; write request.Bytes; feed Receive until it is not Incomplete; after
///     // request.Timeout call NoAnswer()
/// }
/// </code>
/// </example>
/// <remarks>
/// One connection, one conversation: after a reconnect start a new one, so that a half frame cannot survive. Whatever
/// bytes arrive, no method throws and the memory used stays the same.
/// </remarks>
public abstract partial class BmsConversation
{
    /// <summary>How often a required question is asked before the connection counts as dead.</summary>
    public const int Tries = 3;

    private readonly FirstBytes _firstBytes = new();
    private BmsQuery? _query;
    private int _nextQuery;
    private int _tries;
    private Purpose _purpose;
    private FetSwitching? _switching;
    private bool _isSecret;
    private bool _isLastTry;

    /// <summary>The family this conversation speaks.</summary>
    public abstract BmsFamily Family { get; }

    /// <summary>Frames used and not used since the conversation began.</summary>
    public FrameCounters Counters { get; } = new();

    /// <summary>True once a required question has stayed unanswered in all its tries: drop the connection and begin anew.</summary>
    public bool IsUnresponsive { get; private set; }

    /// <summary>
    /// What stands between this program and the battery, for the owner to read; null while there is nothing to say. It
    /// goes away with the first good answer.
    /// </summary>
    public BmsVerdict? Verdict { get; private protected set; }

    /// <summary>
    /// True if the sign of the current contradicted the BMS's own state so often that it is now taken the other way
    /// round. Tell the owner: the shunt is fitted the other way, and the invert option belongs into the configuration.
    /// </summary>
    public virtual bool IsCurrentSignCorrected => false;

    /// <summary>
    /// What became of the last wish that <see cref="RequestSwitch"/> accepted, until it accepts the next one; null before
    /// the first. A wish dies with its connection: it is never carried over to another conversation.
    /// </summary>
    public SwitchOutcome? SwitchOutcome => Switching.Outcome;

    /// <summary>The questions of this family, in the order in which a round asks them.</summary>
    private protected abstract IReadOnlyList<BmsQuery> Queries { get; }

    /// <summary>How the FETs of this family are switched; null if they cannot be.</summary>
    private protected virtual FetControl? FetControl => null;

    /// <summary>The request whose answer is awaited; empty if none is.</summary>
    private protected ReadOnlyMemory<byte> Outstanding { get; private set; }

    private FetSwitching Switching => _switching ??= new FetSwitching(FetControl);

    /// <summary>Begins a poll round. Whatever was outstanding is forgotten, and counts as unanswered if it was a write.</summary>
    public void StartRound()
    {
        if (_purpose == Purpose.Write)
            NoAnswer();
        Forget();
        Switching.StartRound();
        _query = null;
        _nextQuery = 0;
        (_cleared, _wasCertain, _isMarkerAsked, _isDoubtJudged) = (default, false, false, false);
    }

    /// <summary>The next request, or null if the round is over. Empties the buffer first.</summary>
    /// <param name="at">A moment before it is written: nothing that answers it is older.</param>
    public BmsRequest? NextRequest(MonotonicTime at)
    {
        if (!Outstanding.IsEmpty)
            NoAnswer();
        if (IsUnresponsive)
            return null;

        if (_query is null)
        {
            _query = NextDue();
            _tries = 0;
        }

        if (_query is not null && Interject(_tries) is { } interjection)
            return Ask(interjection, Purpose.Interjection, at);
        if (IsUnresponsive)
            return null;
        if (Switching.NextWrite() is { } write)
            return Ask(Address(write, 0), Purpose.Write, at);
        if (Switching.TakeReadBack(_query) is { } readBack)
            return Ask(Address(readBack, 0), Purpose.ReadBack, at);
        return _query is null ? ClearUpDoubt(at) : Ask(Address(_query.Request, _tries++), Purpose.Question, at);
    }

    /// <summary>
    /// Something was done about a connection that <see cref="IsUnresponsive"/>: the next round asks once, and its first unanswered
    /// question ends it for good. What was learned, and what is still unanswered, stays.
    /// </summary>
    /// <returns>False if there is no use in it: <see cref="Verdict"/> says why nothing is answered, or <see cref="IsLagging"/>.</returns>
    public bool TryOnceMore()
    {
        if (Verdict is not null || IsLagging)
            return false;
        (IsUnresponsive, _isLastTry) = (false, true);
        return true;
    }

    /// <summary>
    /// Asks for <paramref name="fet"/> to be switched. The conversation writes it as soon as it may, by
    /// <see cref="NextRequest"/> like everything else, then reads the state back at once; nothing happens if no round is run.
    /// </summary>
    /// <returns>Whether it will be written. Only <see cref="SwitchAnswer.Accepted"/> changes <see cref="SwitchOutcome"/>.</returns>
    public SwitchAnswer RequestSwitch(FetSwitch fet, bool on) =>
        IsUnresponsive ? SwitchAnswer.StateUnknown : Switching.Request(fet, on);

    /// <summary>
    /// Takes one notification that arrived at <paramref name="at"/>, after the request was written. Everything that is not the
    /// complete, checked answer to the outstanding request is counted and dropped.
    /// </summary>
    /// <returns>Values carry the moment before which nothing in them was measured: when the question was asked, not when they arrived.</returns>
    public ReplyResult Receive(ReadOnlySpan<byte> notification, MonotonicTime at)
    {
        if (Outstanding.IsEmpty)
        {
            Counters.Count(BadFrame.Unsolicited);
            Overhear(notification, at);
            return ReplyResult.Incomplete;
        }

        if (!HasSecrets)
            _firstBytes.Add(notification);
        FrameAssembler assembler = AssemblerFor(Outstanding.Span);
        while (true)
        {
            notification = notification[assembler.Append(notification)..];
            while (assembler.TryRead(out ReadOnlySpan<byte> frame))
            {
                ReplyResult result = JudgeChecked(frame, at);
                if (result.Outcome == ReplyOutcome.Incomplete)
                    continue;
                Keep(frame);
                Finish(result);
                return result;
            }

            if (notification.IsEmpty)
                return ReplyResult.Incomplete;
        }
    }

    /// <summary>The deadline of the outstanding request passed, or the write failed.</summary>
    public void NoAnswer()
    {
        Purpose purpose = _purpose;
        Forget();
        switch (purpose)
        {
            case Purpose.Question:
                Fail();
                break;
            case Purpose.Interjection:
                OnInterjectionAnswered(null);
                break;
            case Purpose.Write:
                Switching.OnWriteAnswered(null);
                break;
        }
    }

    /// <summary>Awaits the answer to any request of this protocol, whoever wrote it; used to replay recordings. What was asked before is forgotten.</summary>
    internal void Await(ReadOnlyMemory<byte> request, MonotonicTime at)
    {
        Questions.Clear();
        Begin(request, isSecret: false, at);
    }

    /// <summary>The assembler for answers to <paramref name="request"/>.</summary>
    private protected abstract FrameAssembler AssemblerFor(ReadOnlySpan<byte> request);

    /// <summary>
    /// Judges one checked frame that answers <paramref name="request"/>: its values, as old as <paramref name="at"/>, a refusal, or
    /// <see cref="ReplyResult.Incomplete"/> if it is only a part of the answer.
    /// </summary>
    private protected abstract ReplyResult Judge(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> request, MonotonicTime at);

    /// <summary>Forgets partial answers; called whenever nothing is awaited any more.</summary>
    private protected abstract void ClearAssemblers();

    /// <summary>The request as this board wants it; <paramref name="earlierTries"/> counts the unanswered ones before it.</summary>
    private protected virtual BmsRequest Address(BmsRequest request, int earlierTries) => request;

    /// <summary>
    /// Something to ask before the question under way, such as a step of a handshake; null if there is nothing.
    /// </summary>
    /// <param name="earlierTries">How often the question under way was left unanswered.</param>
    private protected virtual BmsRequest? Interject(int earlierTries) => null;

    /// <summary>The interjection was answered, refused, or (null) left unanswered.</summary>
    private protected virtual void OnInterjectionAnswered(ReplyResult? result)
    {
    }

    /// <summary>There is no use in this connection any more.</summary>
    private protected void GiveUp(BmsVerdict? verdict)
    {
        IsUnresponsive = true;
        Switching.GiveUp();
        _query = null;
        Verdict = verdict ?? Verdict;
    }

    /// <summary>Called when a request becomes outstanding.</summary>
    private protected virtual void OnAsked(ReadOnlySpan<byte> request)
    {
    }

    private void Finish(ReplyResult result)
    {
        Purpose purpose = _purpose;
        SecretAnswer = !_isSecret ? null : result.Code == ReplyCodes.Echo ? ReplyCodes.Echo : DescribeSecretAnswer(Outstanding.Span, result);
        Forget();
        bool isRefused = result.Outcome == ReplyOutcome.Refused;
        if (isRefused)
        {
            Counters.Count(result.Code == ReplyCodes.Echo ? BadFrame.Echo : BadFrame.Refused);
            if (result.Code == ReplyCodes.Echo)
                Verdict = BmsVerdict.PairingNeeded;
        }
        else
        {
            Counters.CountGood();
        }

        if (result.Readings is { } readings)
            Switching.Observe(readings);
        switch (purpose)
        {
            case Purpose.Interjection:
                OnInterjectionAnswered(result);
                break;
            case Purpose.Write:
                Switching.OnWriteAnswered(result);
                break;
            case Purpose.Question when isRefused:
                Fail();
                break;
            case Purpose.Question:
                _query?.MarkAnswered();
                _query = null;
                _isLastTry = false;
                Verdict = null;
                break;
        }
    }

    private BmsRequest Ask(BmsRequest request, Purpose purpose, MonotonicTime at)
    {
        Begin(request.Bytes, request.IsSecret, at);
        _purpose = purpose;
        HasSecrets |= _isSecret;
        return request;
    }

    private void Begin(ReadOnlyMemory<byte> request, bool isSecret, MonotonicTime at)
    {
        Forget();
        (Outstanding, _isSecret) = (request, isSecret);
        if (request.IsEmpty)
            return;
        _isListed = !isSecret && Questions.TryAdd(request, at);
        OnAsked(request.Span);
    }

    private BmsQuery? NextDue()
    {
        while (_nextQuery < Queries.Count)
        {
            BmsQuery query = Queries[_nextQuery++];
            if (query.TakeTurn())
                return query;
        }

        return null;
    }

    /// <summary>The question under way was not answered: it is repeated, given up, or the connection is.</summary>
    private void Fail()
    {
        if (_query is null)
            return;
        if (!_query.IsRequired)
        {
            _query.MarkUnanswered();
            _query = null;
        }
        else if (_tries >= Tries || _isLastTry)
        {
            GiveUp(Verdict ?? (Counters.Good == 0 && !_firstBytes.IsEmpty ? BmsVerdict.UnknownVariant(_firstBytes.ToString()) : null));
        }
    }

    private void Forget()
    {
        Outstanding = default;
        _isSecret = false;
        _isListed = false;
        _purpose = Purpose.Question;
        ClearAssemblers();
    }

    /// <summary>Why the outstanding request was written.</summary>
    private enum Purpose
    {
        /// <summary>A question of the round.</summary>
        Question,

        /// <summary>A step of the family's own, such as of a handshake.</summary>
        Interjection,

        /// <summary>The switching of a FET.</summary>
        Write,

        /// <summary>The question after such a write. If it stays open, the round asks it again in its own time.</summary>
        ReadBack,

        /// <summary>One that only clears up which questions before it were answered.</summary>
        Marker,
    }
}
