using BtBattery.Driver.Options;
using BtBattery.Simulator.Radio;

namespace BtBattery.World.Tests;

/// <summary>A battery with its service.</summary>
internal sealed class ServedBattery(World world, Peripheral simulated)
{
    /// <summary>The simulated one.</summary>
    public Peripheral Simulated => simulated;

    public BatteryAddress Address { get; } =
        BatteryAddress.TryParse(simulated.Address, out BatteryAddress address) ? address : throw new ArgumentException(simulated.Address);

    public string ServiceName => Address.ServiceName;

    /// <summary>True while the battery is linked with somebody.</summary>
    public bool IsLinked => simulated.Link is not null;

    /// <summary>The adapter over which BlueZ says that it is connected; null if over none.</summary>
    public string? Adapter => world.Simulation.BlueZ.AdaptersOf(simulated) is [var adapter, ..] ? adapter : null;

    /// <summary>True while its pack voltage is on the bus as valid.</summary>
    public bool IsLive => Number("/Dc/0/Voltage") is not null;

    /// <summary>A number as the watching client knows it; null if it is invalid or not there.</summary>
    public double? Number(string path) => world.Watcher.Number(ServiceName, path);

    /// <summary>A text as the watching client knows it; null if it is invalid or not there.</summary>
    public string? Text(string path) => world.Watcher.Text(ServiceName, path);
}
