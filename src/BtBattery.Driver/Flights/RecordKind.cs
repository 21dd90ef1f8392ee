namespace BtBattery.Driver.Flights;

/// <summary>What one record of a flight is about. The numbers live in memory only; a file has names.</summary>
internal enum RecordKind : byte
{
    /// <summary>The whole state: a replay can begin here.</summary>
    Checkpoint,

    /// <summary>A link is up and the protocol known.</summary>
    LinkUp,

    /// <summary>A confirmed wish to switch a FET reached the poller.</summary>
    Wish,

    /// <summary>A round begins.</summary>
    Round,

    /// <summary>A request is made; what matters so far is told.</summary>
    Ask,

    /// <summary>What arrived for it, and whether it was answered.</summary>
    Reply,

    /// <summary>What it was answered, without the bytes.</summary>
    Told,

    /// <summary>What the radio knows of the battery has changed.</summary>
    Radio,

    /// <summary>Frames were of no use.</summary>
    BadFrames,

    /// <summary>How many questions are open, where the bytes that were kept do not tell: earlier ones were answered late.</summary>
    Late,

    /// <summary>The round is over.</summary>
    RoundEnd,

    /// <summary>The conversation ends.</summary>
    LinkDown,

    /// <summary>There is no data.</summary>
    LinkFailed,

    /// <summary>The link was lent to a tool.</summary>
    LinkLent,

    /// <summary>The reading is over, and the link is given up until the next one.</summary>
    LinkRests,

    /// <summary>Something is done about there being no data.</summary>
    Recovering,

    /// <summary>The loop takes the next update of the poller.</summary>
    Take,

    /// <summary>A client wrote a path.</summary>
    Write,

    /// <summary>There is something to show.</summary>
    Remark,

    /// <summary>The driver ends.</summary>
    Forget,

    /// <summary>A turn was published.</summary>
    Turn,

    /// <summary>A line of the log. Not replayed.</summary>
    Log,

    /// <summary>A question to a device whose protocol is not known yet. Replayed as one that may be answered late.</summary>
    Probe,

    /// <summary>What arrived for it. Not replayed.</summary>
    Heard,

    /// <summary>Other devices on the bus were asked for the voltage they measure.</summary>
    SystemVoltage,

    /// <summary>Settings that are known here were changed on the screen.</summary>
    Settings,
}
