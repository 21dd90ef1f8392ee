namespace BtBattery.Aggregation.Charging.Currents;

/// <summary>What the reconnect guard has to do with a limit.</summary>
internal enum GuardState
{
    /// <summary>No battery in parallel is switched off.</summary>
    None,

    /// <summary>One is, and it is near enough to the others.</summary>
    Watching,

    /// <summary>One is, and the guard takes something of the limit.</summary>
    Taking,
}
