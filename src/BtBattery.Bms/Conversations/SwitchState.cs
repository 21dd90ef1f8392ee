namespace BtBattery.Bms.Conversations;

/// <summary>How far the switching of a FET has come.</summary>
public enum SwitchState
{
    /// <summary>Not written yet, or not confirmed yet.</summary>
    Pending,

    /// <summary>The battery acknowledged the write, and the state read afterwards is the wanted one.</summary>
    Done,

    /// <summary>The battery answered that it will not. It is not asked again.</summary>
    Refused,

    /// <summary>
    /// No good acknowledgement came, or the battery went silent before its state was read again. Nobody knows whether
    /// the write was heard; a FET that reads as wanted may be so for another reason, such as a protection.
    /// </summary>
    Unanswered,

    /// <summary>The battery acknowledged the write, but reports the other state, as when a protection holds the FET.</summary>
    ReadBackDiffers,
}
