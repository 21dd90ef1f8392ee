namespace BtBattery.Bms.Conversations;

/// <summary>What was learned about one battery and must survive a reconnect. One per battery; not shared between threads.</summary>
public sealed class BmsMemory
{
    /// <summary>The sign of the current was found to contradict the BMS's own state and is taken the other way round.</summary>
    public bool IsCurrentSignFlipped { get; internal set; }

    /// <summary>How often the password was handed out since the board last accepted it.</summary>
    public int FailedPasswordAttempts { get; internal set; }
}
