namespace BtBattery.World.Tests;

/// <summary>Whom a fault hits.</summary>
internal enum FaultReach
{
    /// <summary>One battery.</summary>
    Battery,

    /// <summary>A battery and the next one.</summary>
    Pair,

    /// <summary>All of them: the adapter, bluetoothd, the bus, the process.</summary>
    Everybody,
}
