namespace BtBattery.World.Tests;

/// <summary>What shows that a fault was there at all. A row whose fault has no effect proves nothing, and fails.</summary>
internal enum FaultEffect
{
    /// <summary>Values of the battery were invalid meanwhile.</summary>
    Lost,

    /// <summary>Its link ended; the values may have outlasted that.</summary>
    Reconnected,

    /// <summary>Some of its answers did not come as they should.</summary>
    Disturbed,

    /// <summary>Nothing that could be seen: that the fault was there is plain from how it is made.</summary>
    None,
}
