namespace BtBattery.Simulator.Radio;

/// <summary>What is wrong with an adapter, or what BlueZ makes of it. A fresh one means: nothing.</summary>
public sealed class AdapterFaults
{
    /// <summary>BlueZ refuses StartDiscovery.</summary>
    public InjectedErrors DiscoveryErrors { get; } = new();

    /// <summary>BlueZ takes StartDiscovery and never answers; no discovery begins.</summary>
    public bool DiscoveryHangs { get; set; }

    /// <summary>BlueZ refuses to change Powered.</summary>
    public InjectedErrors PowerErrors { get; } = new();

    /// <summary>BlueZ refuses to switch the adapter on; off it goes.</summary>
    public InjectedErrors PowerOnErrors { get; } = new();

    /// <summary>BlueZ takes a change of Powered and never answers; nothing changes.</summary>
    public bool PowerHangs { get; set; }
}
