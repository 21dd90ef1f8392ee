using BtBattery.Bms.Framing;

namespace BtBattery.Bms.Conversations;

/// <content>What may be written down of a conversation, and how a replay takes it up again.</content>
public abstract partial class BmsConversation
{
    private byte[]? _lastAnswer;
    private int _lastAnswerLength;

    /// <summary>
    /// True once a secret request (<see cref="BmsRequest.IsSecret"/>) was handed out. From then on what arrives may be a late
    /// echo of it: only <see cref="LastAnswer"/> and <see cref="SecretAnswer"/> may be written down.
    /// </summary>
    public bool HasSecrets { get; private set; }

    /// <summary>What the answer to the last secret request came to, in a word that gives nothing away; null if it has none yet.</summary>
    public string? SecretAnswer { get; private set; }

    /// <summary>The checked frame that was the last answer to a request that is no secret; kept only if <see cref="HasSecrets"/>.</summary>
    public ReadOnlySpan<byte> LastAnswer => _lastAnswer.AsSpan(0, _lastAnswerLength);

    /// <summary>
    /// The outstanding secret request was answered as <paramref name="description"/> says: a replay knows no more than
    /// what <see cref="SecretAnswer"/> was.
    /// </summary>
    /// <exception cref="FormatException">That is no answer to the outstanding request.</exception>
    public ReplyResult TakeSecretAnswer(string description)
    {
        ArgumentNullException.ThrowIfNull(description);
        if (!_isSecret || Outstanding.IsEmpty)
            throw new FormatException("No secret request is outstanding.");
        ReplyResult result = description == ReplyCodes.Echo
            ? ReplyResult.Refused(ReplyCodes.Echo)
            : ReadSecretAnswer(Outstanding.Span, description);
        Finish(result);
        return result;
    }

    /// <summary>The outstanding request was answered with <paramref name="result"/>; for a replay of an answer whose bytes were not kept.</summary>
    public void TakeAnswer(ReplyResult result) => Finish(result);

    /// <summary>
    /// Only the newest <paramref name="questions"/> are still open: the others were answered, the last of them by
    /// <paramref name="last"/>, and the bytes were not kept; for a replay.
    /// </summary>
    public void KeepOpen(int questions, AnswerMark? last)
    {
        Clear(Math.Max(0, Questions.Count - questions));
        Questions.Last = last;
    }

    /// <summary>Notes of what this connection has learned, to be written down between two rounds and restored.</summary>
    public IReadOnlyDictionary<string, string> TakeNotes()
    {
        Dictionary<string, string> notes = [];
        ListAll(StateNotes.Taking(notes));
        return notes;
    }

    /// <summary>Takes over what was noted of a conversation of the same family.</summary>
    /// <exception cref="FormatException">These are no notes of such a conversation.</exception>
    public void Restore(IReadOnlyDictionary<string, string> notes) => ListAll(StateNotes.Restoring(notes));

    /// <summary>
    /// The link is given up on purpose until the next reading: what was learned about the questions that a round can do without, and about
    /// how the board wants to be asked, is kept in <paramref name="memory"/>, so that names and counters are not asked on every link.
    /// </summary>
    public void Pause(BmsMemory memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        Dictionary<string, string> notes = [];
        ListForNextLink(StateNotes.Taking(notes));
        memory.KeepQuestions(notes);
    }

    /// <summary>The first thing on a new link: goes on from what <see cref="Pause"/> kept, if that was how the last one ended.</summary>
    public void Resume(BmsMemory memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        if (memory.TakeQuestions() is { } kept)
            ListForNextLink(StateNotes.Restoring(kept));
    }

    /// <summary>What an answer to a secret request came to, in a word that gives nothing away.</summary>
    private protected virtual string DescribeSecretAnswer(ReadOnlySpan<byte> request, ReplyResult result) =>
        throw new NotSupportedException($"{Family.Name} has no secrets.");

    /// <summary>The way back from <see cref="DescribeSecretAnswer"/>.</summary>
    /// <exception cref="FormatException">That is no answer to <paramref name="request"/>.</exception>
    private protected virtual ReplyResult ReadSecretAnswer(ReadOnlySpan<byte> request, string description) =>
        throw new FormatException($"{Family.Name} has no secrets.");

    /// <summary>Lists what the family has to remember between two rounds.</summary>
    private protected virtual void List(StateNotes notes)
    {
    }

    /// <summary>Lists what the family has learned about how the board wants to be asked.</summary>
    private protected virtual void ListManner(StateNotes notes)
    {
    }

    /// <summary>Verdict and first bytes are not among it: they end in sentences for people, which are written down as they were told.</summary>
    private void ListAll(StateNotes notes)
    {
        (long good, bool hasSecrets) = (Counters.Good, HasSecrets);
        notes.Count("good", ref good);
        notes.Flag("secrets", ref hasSecrets);
        notes.Count("doubts", ref _roundsInDoubt);
        notes.Flag("last_try", ref _isLastTry);
        Counters.SetGood(good);
        HasSecrets = hasSecrets;
        notes.Part("switching", Switching.List);
        foreach (BmsQuery query in Queries)
            notes.Part($"query.{query.Request.Name}", query.List);
        List(notes);
    }

    private void ListForNextLink(StateNotes notes)
    {
        ListManner(notes);
        foreach (BmsQuery query in Queries.Where(query => !query.IsRequired))
            notes.Part(query.Request.Name, query.List);
    }

    private void Keep(ReadOnlySpan<byte> frame)
    {
        _lastAnswerLength = HasSecrets && !_isSecret ? frame.Length : 0;
        if (_lastAnswerLength > 0)
            frame.CopyTo(_lastAnswer ??= new byte[FrameAssembler.Capacity]);
    }
}
