using BtBattery.Aggregation.Model;
using BtBattery.Bms.Framing;

namespace BtBattery.Bms.Conversations;

/// <content>Which question an answer belongs to: see <see cref="OpenQuestions"/>.</content>
public abstract partial class BmsConversation
{
    /// <summary>
    /// So many rounds in a row may end without anything that tells whether answers were lost or are late. We chose it: a question too
    /// many makes values look up to a round older than they are, which is bearable for a while, and a new connection costs a gap.
    /// </summary>
    internal const int RoundsInDoubtAllowed = 5;

    private int _roundsInDoubt;
    private bool _isListed;
    private ReadOnlyMemory<byte> _cleared;
    private bool _wasCertain;
    private bool _isMarkerAsked;
    private bool _isDoubtJudged;

    /// <summary>
    /// True if the connection was given up because its answers come so late, or so many are missing, that they cannot be told apart
    /// any more.
    /// </summary>
    public bool IsLagging => _roundsInDoubt >= RoundsInDoubtAllowed;

    /// <summary>What was asked on this link and may still be answered. Questions that are secret are not among it: they measure nothing.</summary>
    internal OpenQuestions Questions { get; set; } = new();

    /// <summary>
    /// Takes a notification that cannot be an answer to the request at hand: none is, or it is not written yet. It may be a late answer
    /// to an earlier one, whose values are not used any more, but then that one is no longer to be expected.
    /// </summary>
    public void Overhear(ReadOnlySpan<byte> notification, MonotonicTime at)
    {
        int askedBefore = Questions.Count - (_isListed ? 1 : 0);
        if (askedBefore == 0)
            return;

        FrameAssembler assembler = AssemblerFor(Outstanding.IsEmpty ? Questions[Questions.Count - 1].Request.Span : Outstanding.Span);
        do
        {
            notification = notification[assembler.Append(notification)..];
            while (assembler.TryRead(out ReadOnlySpan<byte> frame))
            {
                askedBefore = Questions.Count - (_isListed ? 1 : 0);
                int question = Attribute(frame, at, askedBefore);
                Settle(question, AnswerMark.Of(frame, at));
            }
        }
        while (!notification.IsEmpty);
    }

    /// <summary>True if <paramref name="frame"/> can be the answer to <paramref name="request"/>, as far as it shows.</summary>
    private protected abstract bool MayAnswer(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> request);

    /// <summary>True if the answer to <paramref name="request"/> is a series of frames.</summary>
    private protected virtual bool IsAnsweredInSeries(ReadOnlySpan<byte> request) => false;

    private ReplyResult JudgeChecked(ReadOnlySpan<byte> frame, MonotonicTime at)
    {
        int question = _isSecret ? -1 : Attribute(frame, at, Questions.Count);
        bool isAnswer = MayAnswer(frame, Outstanding.Span) && (_isSecret || question >= 0);
        if (!isAnswer)
        {
            // What some boards send behind the frames that were needed is no fault.
            if (question < 0 || !IsAnsweredInSeries(Questions[question].Request.Span))
                Counters.Count(BadFrame.WrongReply);
            Settle(question, AnswerMark.Of(frame, at));
            return ReplyResult.Incomplete;
        }

        try
        {
            ReplyResult result = Judge(frame, Outstanding.Span, _isSecret ? at : Questions[question].At);
            Settle(question, result.Outcome == ReplyOutcome.Refused ? null : AnswerMark.Of(frame, at));
            return result;
        }
        catch (MalformedReplyException)
        {
            // Not settled: it may be an answer to something else whose register was damaged on the way.
            Counters.Count(BadFrame.Contents);
            return ReplyResult.Incomplete;
        }
    }

    /// <summary>Finds the question that <paramref name="frame"/> answers, among the oldest <paramref name="askedBefore"/>.</summary>
    /// <returns>Its place; -1 if there is none.</returns>
    private int Attribute(ReadOnlySpan<byte> frame, MonotonicTime at, int askedBefore) =>
        Questions.MayRepeat(frame, at) ? -1 : IndexOf(frame, askedBefore);

    /// <summary>The question at this place was answered; nothing that was asked before it will be.</summary>
    /// <param name="question">Its place; -1 for none.</param>
    /// <param name="mark">What to know a repetition by; null for a refusal, which a board gives as quickly as it is asked.</param>
    private void Settle(int question, AnswerMark? mark)
    {
        if (question < 0)
            return;
        if (IsAnsweredInSeries(Questions[question].Request.Span))
        {
            // Nobody knows which frame is its last: some boards send more than they need. The next answer of another kind ends it.
            Clear(question);
            return;
        }

        Clear(question + 1);
        Questions.Last = mark;
    }

    /// <summary>The oldest <paramref name="count"/> questions were answered, or never will be.</summary>
    private void Clear(int count)
    {
        for (int i = 0; i < count; i++)
        {
            _wasCertain |= !_cleared.IsEmpty && !_cleared.Span.SequenceEqual(Questions[i].Request.Span);
            _cleared = Questions[i].Request;
        }

        Questions.RemoveOldest(count);
        _wasCertain |= count > 0 && Questions.Count == 0;
    }

    private int IndexOf(ReadOnlySpan<byte> frame, int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (MayAnswer(frame, Questions[i].Request.Span))
                return i;
        }

        return -1;
    }

    /// <summary>
    /// At the end of a round. Answers of two kinds clear up what became of the questions between them, and so does one that leaves none
    /// open. A round without that means a board that answers one kind of question only: after a lost answer all later ones would look a
    /// round too old for ever. Then one of another kind is asked, if there is one that this board is known to answer; else the connection
    /// does not last much longer. Where answers are really late, but of several kinds, it goes on: its values are as old as they claim.
    /// </summary>
    private BmsRequest? ClearUpDoubt(MonotonicTime at)
    {
        if (_isDoubtJudged)
            return null;
        if (_wasCertain || Questions.Count == 0)
        {
            _roundsInDoubt = 0;
        }
        else if (!_isMarkerAsked && FindMarker() is { } marker)
        {
            _isMarkerAsked = true;
            return Ask(Address(marker with { IsOptional = true }, 0), Purpose.Marker, at);
        }
        else if (++_roundsInDoubt >= RoundsInDoubtAllowed)
        {
            GiveUp(null);
        }

        _isDoubtJudged = true;
        return null;
    }

    private BmsRequest? FindMarker()
    {
        // Not the one with which the next round begins: the same answer twice in a row looks like a repetition.
        for (int i = Queries.Count - 1; i >= 0; i--)
        {
            if (Queries[i] is { WasAnswered: true, IsGivenUp: false } query && !IsOpen(query.Request))
                return query.Request;
        }

        return null;
    }

    private bool IsOpen(BmsRequest request)
    {
        for (int i = 0; i < Questions.Count; i++)
        {
            if (Questions[i].Request.Span.SequenceEqual(request.Bytes.Span))
                return true;
        }

        return false;
    }
}
