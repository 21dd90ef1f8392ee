namespace BtBattery.Bms.Conversations;

/// <summary>One question of a poll round, and what one connection has learned about it.</summary>
internal sealed class BmsQuery(BmsRequest request, bool isRequired, int everyRounds)
{
    /// <summary>For <c>everyRounds</c>: asked until it is answered or given up, then never again.</summary>
    public const int Once = int.MaxValue;

    /// <summary>A question that was answered before may lose this many answers in a row to the radio.</summary>
    private const int MissesAllowed = 3;

    private int _roundsUntilDue;
    private int _misses;

    /// <summary>What is written.</summary>
    public BmsRequest Request { get; } = isRequired ? request : request with { IsOptional = true };

    /// <summary>Without its answer there is no use in the round: it is repeated, and the connection fails with it.</summary>
    public bool IsRequired { get; } = isRequired;

    /// <summary>
    /// Optional, and left unanswered or refused: the board does not know it, and it is not asked again on this connection.
    /// </summary>
    public bool IsGivenUp { get; private set; }

    /// <summary>Answered at least once on this connection.</summary>
    public bool WasAnswered { get; private set; }

    /// <summary>Says when the question makes sense; always, unless told otherwise.</summary>
    public Func<bool> IsWanted { get; init; } = static () => true;

    /// <summary>A question every battery of the family answers, asked in every round.</summary>
    public static BmsQuery Required(BmsRequest request) => new(request, true, 1);

    /// <summary>A question that some boards leave unanswered, asked every <paramref name="everyRounds"/> rounds.</summary>
    public static BmsQuery Optional(BmsRequest request, int everyRounds) => new(request, false, everyRounds);

    /// <summary>True if this round should ask. Counts the round.</summary>
    public bool TakeTurn()
    {
        if (IsGivenUp || !IsWanted())
            return false;
        if (_roundsUntilDue == 0)
            return true;
        if (everyRounds != Once)
            _roundsUntilDue--;
        return false;
    }

    /// <summary>What this connection has learned about the question.</summary>
    public void List(StateNotes notes)
    {
        (bool isGivenUp, bool wasAnswered) = (IsGivenUp, WasAnswered);
        notes.Flag("given_up", ref isGivenUp);
        notes.Flag("answered", ref wasAnswered);
        (IsGivenUp, WasAnswered) = (isGivenUp, wasAnswered);
        notes.Count("due_in", ref _roundsUntilDue);
        notes.Count("misses", ref _misses);
    }

    /// <summary>The answer came.</summary>
    public void MarkAnswered()
    {
        WasAnswered = true;
        _misses = 0;
        _roundsUntilDue = everyRounds == Once ? 1 : everyRounds - 1;
    }

    /// <summary>The answer did not come. Boards say nothing to what they do not know, so once is enough if it never came before.</summary>
    public void MarkUnanswered() => IsGivenUp = !WasAnswered || ++_misses >= MissesAllowed;
}
