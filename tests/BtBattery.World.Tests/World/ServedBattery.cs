using BtBattery.Driver.Options;
using BtBattery.Driver.Publish;
using BtBattery.Simulator.Radio;

namespace BtBattery.World.Tests;

/// <summary>A battery with its service, or with its place in that of a bank.</summary>
internal sealed class ServedBattery(World world, Peripheral simulated)
{
    private string _root = "";

    /// <summary>The simulated one.</summary>
    public Peripheral Simulated => simulated;

    public BatteryAddress Address { get; } =
        BatteryAddress.TryParse(simulated.Address, out BatteryAddress address) ? address : throw new ArgumentException(simulated.Address);

    /// <summary>The service that serves it.</summary>
    public string ServiceName { get; private set; } = "";

    /// <summary>Its number in the bank that serves it, from 1; null if it is served alone.</summary>
    public int? NumberInBank { get; private set; }

    /// <summary>True while the battery is linked with somebody.</summary>
    public bool IsLinked => simulated.Link is not null;

    /// <summary>The adapter over which BlueZ says that it is connected; null if over none.</summary>
    public string? Adapter => world.Simulation.BlueZ.AdaptersOf(simulated) is [var adapter, ..] ? adapter : null;

    /// <summary>True while its pack voltage is on the bus as valid.</summary>
    public bool IsLive => Number("/Dc/0/Voltage") is not null;

    /// <summary>Where a path of this battery stands in its service.</summary>
    /// <param name="path">As a battery alone has it.</param>
    public string PathOf(string path) => _root + path;

    /// <summary>A number of this battery as the watching client knows it; null if it is invalid or not there.</summary>
    public double? Number(string path) => world.Watcher.Number(ServiceName, PathOf(path));

    /// <summary>A text of this battery as the watching client knows it; null if it is invalid or not there.</summary>
    public string? Text(string path) => world.Watcher.Text(ServiceName, PathOf(path));

    /// <summary>A driver serves it.</summary>
    /// <param name="driver">Which.</param>
    /// <param name="number">Its number in a bank, from 1; null if it is served alone.</param>
    public void ServedAs(DriverProcess driver, int? number) => (ServiceName, NumberInBank, _root) = (driver.ServiceName, number, number is int one ? MemberPath.Of(one, "") : "");
}
