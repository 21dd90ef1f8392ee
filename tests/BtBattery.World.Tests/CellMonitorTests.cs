using System.Globalization;

namespace BtBattery.World.Tests;

/// <summary>What the driver shows of cells beside each other: now, over weeks, and over restarts.</summary>
public sealed class CellMonitorTests
{
    private const int Cells = 4;
    private const double Threshold = 0.05;

    private static readonly TimeSpan s_start = TimeSpan.FromMinutes(1);

    [Fact]
    public void The_paths_of_a_battery_alone()
    {
        using World world = Live(1);
        world.Inject("set 1 cell1=3.300 cell2=3.300 cell3=3.320 cell4=3.300 balancing=3");
        world.Advance(35);
        DriverSees(world, "/CellMonitor/WorstCell", "C3");
        Assert.Equal((3.305, 0.015, 1.0), (Number(world, "/CellMonitor/Mean"), Number(world, "/CellMonitor/WorstDeviation"), Number(world, "/CellMonitor/BalancingCells")));
        DriverSees(world, "/CellMonitor/Condition", "Other");
        world.Advance(TimeSpan.FromMinutes(16));
        DriverSees(world, "/CellMonitor/Condition", "Rest");
        Assert.EndsWith(",20,20,20", Text(world, "/CellMonitor/History/Minutes"), StringComparison.Ordinal);
        world.Inject("vanish 1");
        world.Advance(TimeSpan.FromMinutes(5));
        Assert.All(["Mean", "WorstCell", "WorstDeviation", "BalancingCells", "Condition"], leaf => Assert.Null(world.Drivers[0].Text($"/CellMonitor/{leaf}") ?? Value(world, $"/CellMonitor/{leaf}")));

        // Minutes go on, and nothing stands where nothing was heard.
        Assert.EndsWith(",20,,,,", Text(world, "/CellMonitor/History/Minutes"), StringComparison.Ordinal);
        DriverSees(world, "/CellMonitor/Sentence", "Cells are not known.");
        world.ThrowIfWrong();
    }

    [Theory]
    [InlineData("parallel")]
    [InlineData("series")]
    public void The_paths_of_a_bank(string topology)
    {
        using World world = Live(2, topology);
        world.Inject("set 2 cell1=3.300 cell2=3.300 cell3=3.270 cell4=3.300");
        world.Advance(35);
        DriverSees(world, "/CellMonitor/WorstCell", "B2C3");
        DriverSees(world, "/Batteries/2/CellMonitor/WorstCell", "C3");
        Assert.Equal(2, Number(world, "/CellMonitor/WorstBattery"));
        Assert.Equal(-0.022, Number(world, "/CellMonitor/WorstDeviation")!.Value, 3);
        Assert.Equal(3.292, Number(world, "/Batteries/2/CellMonitor/Mean")!.Value, 2);
        world.ThrowIfWrong();
    }

    [Fact]
    public void Minutes_of_a_battery_that_fell_silent_go_on_although_another_was_never_heard()
    {
        using World world = Live(2, before: ["vanish 1"]);
        world.Advance(TimeSpan.FromMinutes(3));
        world.Inject("vanish 2");
        world.Advance(TimeSpan.FromMinutes(90));
        Assert.Null(world.Drivers[0].Text("/Batteries/1/CellMonitor/History/Minutes"));
        Assert.Equal(new string(',', 59), Text(world, "/Batteries/2/CellMonitor/History/Minutes"));
        world.ThrowIfWrong();
    }

    [Fact]
    public void Alerts_come_with_the_alarm_of_the_battery_and_of_the_bank_and_go_with_them()
    {
        using World world = Live(2, configuration: $"CELL_IMBALANCE_THRESHOLD = {Threshold.ToString(CultureInfo.InvariantCulture)}\nCELL_IMBALANCE_DELAY = 30");
        int start = Unix(world);
        world.Inject("set 2 cell3=3.200");
        world.Advance(45);
        Assert.Equal((1.0, 1.0, 0.0), (Number(world, "/Alarms/CellImbalance"), Number(world, "/Batteries/2/Alarms/CellImbalance"), Number(world, "/Batteries/1/Alarms/CellImbalance")));
        Assert.Equal((1.0, 1.0), (Number(world, "/CellMonitor/Alerts/Active"), Number(world, "/CellMonitor/Alerts/Count")));
        DriverSees(world, "/CellMonitor/Alerts/1/Text", "0.100 V apart: B2C3 3.200 V, B2C1 3.300 V");
        Assert.InRange(Number(world, "/CellMonitor/Alerts/1/Began")!.Value, start + 30, start + 45);
        Assert.Null(Number(world, "/CellMonitor/Alerts/1/Ended"));

        // A restart is neither its end nor another one.
        world.Drivers[0].Stop();
        world.Advance(5);
        world.Drivers[0].Start();
        world.AdvanceUntil(() => world.IsAllLive, s_start, "live again");
        world.Advance(60);
        Assert.Equal((1.0, 1.0), (Number(world, "/CellMonitor/Alerts/Active"), Number(world, "/CellMonitor/Alerts/Count")));
        world.Inject("set 2 cell3=3.300");
        world.Advance(70);
        Assert.Equal((0.0, 1.0, 0.0), (Number(world, "/CellMonitor/Alerts/Active"), Number(world, "/CellMonitor/Alerts/Count"), Number(world, "/Alarms/CellImbalance")));
        Assert.InRange(Number(world, "/CellMonitor/Alerts/1/Ended")!.Value, Unix(world) - 75, Unix(world));
        Assert.Null(world.Drivers[0].Text("/CellMonitor/Alerts/2/Text"));
        world.ThrowIfWrong();
    }

    [Theory]
    [InlineData(1, "Cell 3 drifts -5 mV a week at rest.")]
    [InlineData(2, "B2 cell 3 drifts -5 mV a week at rest.")]
    public void A_cell_that_drifts_is_named_after_days_on_each_of_which_the_device_ran_for_forty_minutes(int batteries, string sentence)
    {
        using World world = Live(batteries);
        string root = batteries == 1 ? "" : "/Batteries/2";
        for (int day = 0; day < 10; day++)
        {
            world.Inject(string.Create(CultureInfo.InvariantCulture, $"set {batteries} cell3={3.300 - (day * 0.001):F3}"));
            world.Advance(TimeSpan.FromMinutes(40));
            Assert.Equal(day < 8, Number(world, $"{root}/CellMonitor/Trend/Rest") is null);
            world.Drivers[0].Stop();
            world.Advance(5);
            world.Time.StepWallClock(TimeSpan.FromHours(24) - TimeSpan.FromMinutes(41));
            world.Machine.Start();

            // Until it hears from the network the device believes in a day of last year.
            world.Time.StepWallClock(TimeSpan.FromDays(-400));
            world.Drivers[0].Start();
            world.AdvanceUntil(() => world.IsAllLive, s_start, "live again");
            world.Time.StepWallClock(TimeSpan.FromDays(400));
        }

        world.Advance(TimeSpan.FromMinutes(3));
        DriverSees(world, "/CellMonitor/Sentence", sentence);
        DriverSees(world, $"{root}/CellMonitor/History/Rest", "0,1,2,3,4,5,6,7,8,9");
        Assert.Equal(7, Number(world, $"{root}/CellMonitor/Trend/Rest")!.Value, 1);
        Assert.Null(Number(world, $"{root}/CellMonitor/Trend/Load"));
        Assert.Null(world.Drivers[0].Text($"{root}/CellMonitor/History/Top"));
        world.ThrowIfWrong();
    }

    private static int Unix(World world) => (int)world.Time.GetUtcNow().ToUnixTimeSeconds();

    private static double? Number(World world, string path) => world.Drivers[0].Number(path);

    private static string Text(World world, string path) => world.Drivers[0].Text(path) ?? "";

    private static string? Value(World world, string path) => Number(world, path)?.ToString(CultureInfo.InvariantCulture);

    private static void DriverSees(World world, string path, string expected) => Assert.Equal($"{path} {expected}", $"{path} {Text(world, path)}");

    private static World Live(int batteries, string topology = "parallel", string configuration = "", string[]? before = null)
    {
        string cells = string.Join(", ", Enumerable.Repeat("3.300", Cells));
        string scenario = $$"""
            { "description": "Packs at rest.", "batteries": [{{string.Join(",", Enumerable.Range(1, batteries).Select(battery => $$"""
            { "name": "Pack {{battery}}", "address": "A4:C1:38:00:00:0{{battery}}", "rssi": -60, "bms": "jbd", "state": { "cells": [{{cells}}], "current": 0, "soc": 50,
              "remainingAh": 50, "designAh": 100, "fullAh": 100, "cycles": 3, "temperatures": [20, 21], "productionDate": "2023-04-17", "software": "8.0", "hardware": "JBD" } }
            """))}}] }
            """;
        var world = new World(scenario, new WorldOptions { Configuration = configuration, Topology = topology, KeepsHistory = false, Before = before ?? [] });
        world.AdvanceUntil(() => world.Batteries.Count(battery => battery.IsLive) == batteries - (before?.Length ?? 0), s_start, "live");
        return world;
    }
}
