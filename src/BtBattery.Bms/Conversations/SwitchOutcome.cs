namespace BtBattery.Bms.Conversations;

/// <summary>What became of the wish to switch a FET.</summary>
/// <param name="Fet">Which one.</param>
/// <param name="On">The wanted state.</param>
/// <param name="State">How far it has come.</param>
public sealed record SwitchOutcome(FetSwitch Fet, bool On, SwitchState State)
{
    /// <summary>
    /// True once the write was handed out. A connection that ends while it is false has left the battery as it was.
    /// </summary>
    public bool IsWritten { get; init; }

    /// <summary>
    /// The other FET, if it was off already and this write holds it off as well. That happens where one write
    /// sets both and cannot tell "off by command" from "off by a protection": it then stays off after the protection
    /// has ended, until it is switched on. Tell the owner.
    /// </summary>
    /// <value>Null if the other FET was on, or is not touched.</value>
    public FetSwitch? AlsoHeldOff { get; init; }

    /// <summary>How it was refused, such as <c>status_80</c>; null unless it was. See <see cref="ReplyCodes"/>.</summary>
    public string? Code { get; init; }
}
