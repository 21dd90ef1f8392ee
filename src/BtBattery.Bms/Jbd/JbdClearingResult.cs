namespace BtBattery.Bms.Jbd;

/// <summary>What a board said to <see cref="JbdPasswordClearing.Request"/>.</summary>
public enum JbdClearingResult
{
    /// <summary>Nothing arrived.</summary>
    Silent,

    /// <summary>Something arrived, but no whole, checked frame that answers the write.</summary>
    Unintelligible,

    /// <summary>The board took the write.</summary>
    Accepted,

    /// <summary>The board answered with an error status.</summary>
    Refused,

    /// <summary>The board sent the write back: it wants to be paired first.</summary>
    PairingNeeded,
}
