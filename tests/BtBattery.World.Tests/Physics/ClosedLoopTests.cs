using BtBattery.Simulator.Physics;
using BtBattery.Simulator.Physics.Power;

namespace BtBattery.World.Tests;

/// <summary>The driver, cells that are charged by a system that obeys it, and nothing else in between.</summary>
public sealed class ClosedLoopTests
{
    private const string Configuration = "MAX_BATTERY_CHARGE_CURRENT = 40\nMAX_BATTERY_DISCHARGE_CURRENT = 80\nLINEAR_LIMITATION_ENABLE = True\nCVCM_ENABLE = True";

    private static readonly TimeSpan s_twoCycles = TimeSpan.FromSeconds(6);

    /// <summary>Two packs of four cells in parallel that lose and take up heat quickly, under a sun that does not set.</summary>
    private static string Scenario(double charge = 0.6, double watts = 2000)
    {
        var pack = new PackDescription
        {
            Chemistry = Chemistry.Lfp,
            Cells = [.. Enumerable.Range(0, 4).Select(cell => new CellDescription { CapacityAh = 100 - cell, Ohms = 0.0008, Charge = charge })],
            MaxChargeAmps = 50,
            MaxDischargeAmps = 100,
            HeatCapacity = 900,
            ThermalResistance = 0.5,
            Celsius = 20,
        };
        var system = new SystemDescription
        {
            Solar = new SolarDescription { PeakWatts = watts, IsConstant = true },
            Charger = new ChargerDescription { MaxAmps = 120 },
            Load = new LoadDescription { AcWatts = 200 },
            Ambient = new AmbientDescription { SwingCelsius = 0 },
        };
        return $$"""
            { "physics": { "wiring": "1|2", "system": {{Simulator.Scenarios.PhysicsJson.System(system)}} }, "batteries": [
              { "name": "One", "address": "A4:C1:38:00:00:01", "bms": "jbd", "pack": {{Simulator.Scenarios.PhysicsJson.Pack(pack)}} },
              { "name": "Two", "address": "A4:C1:38:00:00:02", "bms": "daly", "variant": "d2", "pack": {{Simulator.Scenarios.PhysicsJson.Pack(pack)}} } ] }
            """;
    }

    private static World Live(string scenario)
    {
        var world = new World(scenario, new WorldOptions { Topology = "parallel", Configuration = Configuration, KeepsHistory = false });
        world.AdvanceUntil(() => world.Simulation.Physics!.Limits.IsBms, TimeSpan.FromMinutes(2), "the system follows the driver");
        return world;
    }

    [Fact]
    public void For_an_hour_the_charger_obeys_CVL_and_CCL_and_the_driver_says_what_the_cells_have()
    {
        using World world = Live(Scenario(charge: 0.9));
        PhysicalBank physics = world.Simulation.Physics!;
        DriverProcess bank = world.Drivers[0];
        double highestCvl = 0;
        TimeSpan? above = null;
        int seconds = 0;
        world.Simulation.PhysicsStepped += Check;
        world.Advance(TimeSpan.FromHours(1));
        world.Simulation.PhysicsStepped -= Check;
        Assert.Equal(3600, seconds);
        Assert.Equal(physics.Bank.Volts, bank.Number("/Dc/0/Voltage")!.Value, 0.06);
        Assert.Equal(physics.Bank.Amps, bank.Number("/Dc/0/Current")!.Value, 0.6);
        Assert.InRange(physics.Bank.Packs.Min(pack => pack.Cells.Min(cell => cell.Charge)), 0.93, 1.01);
        Assert.Equal((physics.Limits.Cvl, physics.Limits.Ccl), (bank.Number("/Info/MaxChargeVoltage"), bank.Number("/Info/MaxChargeCurrent")));
        world.ThrowIfWrong();

        void Check(TimeSpan now)
        {
            seconds++;
            highestCvl = Math.Max(highestCvl, physics.Limits.Cvl!.Value);
            Assert.True(physics.Bank.Volts <= highestCvl + 0.005, $"{physics.Bank.Volts} V");

            // What the system rounds up, and what the shunts of the BMSs cannot see.
            above = physics.Bank.Amps > physics.Limits.Ccl + 2.1 ? above ?? now : null;
            Assert.True(above is null || now - above <= s_twoCycles, $"{physics.Bank.Amps} A, allowed are {physics.Limits.Ccl} A");
        }
    }

    [Fact]
    public void After_a_cold_snap_CCL_goes_down_and_the_current_follows_within_two_cycles()
    {
        using World world = Live(Scenario(charge: 0.3));
        PhysicalBank physics = world.Simulation.Physics!;
        world.Advance(TimeSpan.FromMinutes(10));
        double? warm = physics.Limits.Ccl;
        Assert.InRange(warm!.Value, 65, 80);
        Assert.InRange(physics.Bank.Amps, warm.Value - 2, warm.Value + 2.1);

        world.Inject("physics air -15");
        world.AdvanceUntil(() => physics.Limits.Ccl < 0.3 * warm, TimeSpan.FromHours(2), "CCL has gone down");
        world.Advance(s_twoCycles);
        Assert.InRange(physics.Bank.Amps, 0, 0.3 * warm.Value + 2.1);
        world.AdvanceUntil(() => physics.Limits.Ccl is 0, TimeSpan.FromHours(2), "nothing is charged in the frost");
        Assert.All(physics.Bank.Packs, pack => Assert.InRange(pack.Celsius, -0.5, 1.5));
        world.Advance(30);
        Assert.InRange(physics.Bank.Amps, -1, 1.1);
        world.ThrowIfWrong();
    }

    [Fact]
    public void A_driver_that_is_killed_is_a_BMS_that_is_lost_until_it_is_back()
    {
        using World world = Live(Scenario());
        PhysicalBank physics = world.Simulation.Physics!;
        world.Advance(TimeSpan.FromMinutes(10));
        Assert.InRange(physics.Bank.Amps, 60, 85);

        world.Drivers[0].Kill();
        world.Advance(4);
        Assert.Equal((false, true, false), (physics.Limits.IsThere, physics.System.IsBmsLost, physics.System.HasError67));
        world.Advance(70);
        Assert.True(physics.System.HasError67 && physics.System.HasInverterLostBms);
        Assert.Equal(0, physics.Bank.Amps, 6);

        world.Drivers[0].Start();
        world.AdvanceUntil(() => physics.Bank.Amps > 5, TimeSpan.FromMinutes(3), "it is charged again");
        Assert.False(physics.System.HasError67 || physics.System.IsBmsLost);
        world.ThrowIfWrong();
    }

    [Fact]
    public void A_bus_that_is_restarted_is_listened_to_again()
    {
        using World world = Live(Scenario());
        PhysicalBank physics = world.Simulation.Physics!;
        world.StopBus();
        world.Advance(4);
        Assert.True(physics.System.IsBmsLost);
        world.StartBus();
        world.AdvanceUntil(() => physics.Limits.IsBms, TimeSpan.FromMinutes(3), "the driver is heard again");
    }

    [Fact]
    public void What_is_frozen_or_set_is_said_and_the_cells_go_on()
    {
        using World world = Live(Scenario());
        PhysicalBank physics = world.Simulation.Physics!;
        ServedBattery second = world.Batteries[1];
        world.Advance(TimeSpan.FromMinutes(10));
        world.Inject("physics freeze 2");
        world.Inject("physics sun 0");
        world.Advance(30);
        Assert.InRange(physics.Bank.Packs[1].Amps, -12, -6);
        Assert.InRange(second.Number("/Dc/0/Current")!.Value, 30, 42);
        world.Inject("physics thaw 2");
        world.Inject("set 2 temps=44,21");
        world.Advance(30);
        Assert.Equal(physics.Bank.Packs[1].Amps, second.Number("/Dc/0/Current")!.Value, 1.0);
        Assert.Equal(44, second.Number("/System/MaxCellTemperature"));
        world.Inject("physics thaw 2");
        world.Advance(30);
        Assert.InRange(second.Number("/System/MaxCellTemperature")!.Value, 19, 30);
        world.ThrowIfWrong();
    }

    [Fact]
    public void The_same_seed_gives_the_same_day_to_the_bit()
    {
        Assert.Equal(Trace(4), Trace(4));
        Assert.NotEqual(Trace(4)[^1], Trace(5)[^1]);

        static List<(double, double, double?)> Trace(int seed)
        {
            using var world = new World(Scenarios.Read("day.json"), new WorldOptions { Seed = seed, Configuration = Configuration, KeepsHistory = false });
            var trace = new List<(double, double, double?)>();
            world.Simulation.PhysicsStepped += _ => trace.Add((world.Simulation.Physics!.Bank.Volts, world.Simulation.Physics.Bank.Amps, world.Simulation.Physics.Limits.Ccl));
            world.Inject("physics air 4");
            world.Advance(TimeSpan.FromMinutes(20));
            world.ThrowIfWrong();
            return trace;
        }
    }
}
