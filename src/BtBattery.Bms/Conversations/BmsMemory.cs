namespace BtBattery.Bms.Conversations;

/// <summary>What was learned about one battery and must survive a reconnect. One per battery; not shared between threads.</summary>
public sealed class BmsMemory
{
    /// <summary>The sign of the current was found to contradict the BMS's own state and is taken the other way round.</summary>
    public bool IsCurrentSignFlipped { get; internal set; }

    /// <summary>How often the password was handed out since the board last accepted it.</summary>
    public int FailedPasswordAttempts { get; internal set; }

    /// <summary>Notes of it, to be written down and restored.</summary>
    public IReadOnlyDictionary<string, string> TakeNotes()
    {
        Dictionary<string, string> notes = [];
        List(StateNotes.Taking(notes));
        return notes;
    }

    /// <summary>Takes over what was noted.</summary>
    /// <exception cref="FormatException">These are no notes of a memory.</exception>
    public void Restore(IReadOnlyDictionary<string, string> notes) => List(StateNotes.Restoring(notes));

    private void List(StateNotes notes)
    {
        (bool isFlipped, int failed) = (IsCurrentSignFlipped, FailedPasswordAttempts);
        notes.Flag("sign_flipped", ref isFlipped);
        notes.Count("failed_passwords", ref failed);
        (IsCurrentSignFlipped, FailedPasswordAttempts) = (isFlipped, failed);
    }
}
