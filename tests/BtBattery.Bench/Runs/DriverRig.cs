using BtBattery.Driver.Options;
using BtBattery.Simulator.Physics.Power;
using BtBattery.World.Tests;

namespace BtBattery.Bench;

/// <summary>A bank with the driver as it ships: radio, BlueZ, bus and clock are those of a <see cref="World.Tests.World"/>.</summary>
internal sealed class DriverRig : IRig
{
    private readonly World.Tests.World _world;
    private readonly FaultPlayer _faults;

    /// <param name="bank">What is run.</param>
    /// <param name="replan">Changes what the driver plans, to see what becomes of it; null for the driver as it is.</param>
    public DriverRig(BankCase bank, Func<BankPlan, BankPlan>? replan = null)
    {
        _world = new World.Tests.World(bank.ScenarioJson(), new WorldOptions
        {
            Seed = bank.Seed,
            Topology = bank.Topology,
            Configuration = bank.ConfigurationBelowDefault(),
            HasRuntimeFolder = bank.Faults.OfType<RestartEvery>().Any(),
            HasTraffic = false,
            KeepsHistory = false,
            Replan = replan,
            Neighbours = world => new BusCharger(world).Start(),
        });
        Controller = new DriverController(_world);
        _faults = new FaultPlayer(bank, _world);
        _faults.Play(TimeSpan.Zero);
    }

    public PhysicalBank Physics => _world.Simulation.Physics!;

    public IController Controller { get; }

    /// <summary>Where it runs.</summary>
    public World.Tests.World World => _world;

    public void Advance(TimeSpan now)
    {
        _world.Advance(now - _world.Now);
        _faults.Play(now);
    }

    public void Dispose()
    {
        Controller.Dispose();
        _world.Dispose();
    }
}
