namespace BtBattery.Bms.Conversations;

/// <summary>What a conversation says to the wish to switch a FET. Nothing has been written yet.</summary>
public enum SwitchAnswer
{
    /// <summary>It will be written; follow <see cref="BmsConversation.SwitchOutcome"/>.</summary>
    Accepted,

    /// <summary>No way to switch the FETs of this family is known.</summary>
    NotSupported,

    /// <summary>The battery has not told the state of its FETs on this connection yet. Ask again after the first round.</summary>
    StateUnknown,

    /// <summary>The last wish is still on its way.</summary>
    Busy,
}
