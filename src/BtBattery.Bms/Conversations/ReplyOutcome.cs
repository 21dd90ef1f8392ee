namespace BtBattery.Bms.Conversations;

/// <summary>What a notification did for the outstanding request.</summary>
public enum ReplyOutcome
{
    /// <summary>Not answered yet: keep listening until the deadline of the request.</summary>
    Incomplete,

    /// <summary>Answered. There may be no readings, as after an acknowledgement.</summary>
    Complete,

    /// <summary>The BMS answered that it will not; the code says how.</summary>
    Refused,
}
