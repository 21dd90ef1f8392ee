namespace BtBattery.Driver.Publish.Surfaces;

/// <summary>How the cells of a battery stand to each other, in the words that Victron's screens have for /Balancer/Status (gui-v2: PageLynxIonSystem.qml).</summary>
public enum BalancerState
{
    /// <summary>Nobody can tell now.</summary>
    Unknown,

    /// <summary>The cells are as close together as they are meant to be.</summary>
    Balanced,

    /// <summary>A cell is being balanced.</summary>
    Balancing,

    /// <summary>The cells are too far apart, and none is being balanced.</summary>
    Imbalance,
}
