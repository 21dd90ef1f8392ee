namespace BtBattery.Bms.Conversations;

/// <summary>What was learned about one battery and must survive a reconnect. One per battery; not shared between threads.</summary>
public sealed class BmsMemory
{
    /// <summary>The sign of the current was found to contradict the BMS's own state and is taken the other way round.</summary>
    public bool IsCurrentSignFlipped { get; internal set; }

    /// <summary>How often the password was handed out since the board last accepted it.</summary>
    public int FailedPasswordAttempts { get; internal set; }

    /// <summary>
    /// After so many readings over a link that is given up in between, everything is asked again: an owner may have changed it with a phone
    /// app meanwhile. We chose it: once an hour at the default interval.
    /// </summary>
    private const int ReadingsPerQuestion = 240;

    private const string QuestionPrefix = "question.";

    private IReadOnlyDictionary<string, string>? _questions;
    private int _readings;

    /// <summary>Forgets which questions need not be asked again on the next link.</summary>
    public void ForgetQuestions() => (_questions, _readings) = (null, 0);

    /// <summary>Keeps for the next link what was learned about questions that need not be asked on every one.</summary>
    internal void KeepQuestions(IReadOnlyDictionary<string, string> notes)
    {
        if (++_readings < ReadingsPerQuestion)
        {
            _questions = notes;
        }
        else
        {
            ForgetQuestions();
        }
    }

    /// <summary>What was kept for this link; null if everything is to be asked.</summary>
    internal IReadOnlyDictionary<string, string>? TakeQuestions()
    {
        IReadOnlyDictionary<string, string>? kept = _questions;
        _questions = null;
        return kept;
    }

    /// <summary>Notes of it, to be written down and restored.</summary>
    public IReadOnlyDictionary<string, string> TakeNotes()
    {
        Dictionary<string, string> notes = [];
        List(StateNotes.Taking(notes));
        foreach ((string name, string value) in _questions ?? new Dictionary<string, string>())
        {
            notes[QuestionPrefix + name] = value;
        }

        return notes;
    }

    /// <summary>Takes over what was noted.</summary>
    /// <exception cref="FormatException">These are no notes of a memory.</exception>
    public void Restore(IReadOnlyDictionary<string, string> notes)
    {
        ArgumentNullException.ThrowIfNull(notes);
        List(StateNotes.Restoring(notes));
        var questions = notes.Where(note => note.Key.StartsWith(QuestionPrefix, StringComparison.Ordinal))
            .ToDictionary(note => note.Key[QuestionPrefix.Length..], note => note.Value);
        _questions = questions.Count > 0 ? questions : null;
    }

    private void List(StateNotes notes)
    {
        (bool isFlipped, int failed) = (IsCurrentSignFlipped, FailedPasswordAttempts);
        notes.Flag("sign_flipped", ref isFlipped);
        notes.Count("failed_passwords", ref failed);
        notes.Count("readings", ref _readings);
        (IsCurrentSignFlipped, FailedPasswordAttempts) = (isFlipped, failed);
    }
}
