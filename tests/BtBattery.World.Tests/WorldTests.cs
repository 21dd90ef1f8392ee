using Xunit.Abstractions;

namespace BtBattery.World.Tests;

/// <summary>The harness itself: it runs the real driver against the simulated BlueZ, quickly, and every time the same way.</summary>
public sealed class WorldTests(ITestOutputHelper output)
{
    [Fact]
    public void A_battery_is_served_for_an_hour()
    {
        using var world = new World(Scenarios.OneBattery, new WorldOptions { HasClockwork = true });
        world.Advance(TimeSpan.FromHours(1));
        Assert.True(world.Batteries[0].IsLive);
        Assert.Equal(1, world.Batteries[0].Simulated.Counters.Connects);

        // Every two seconds a new voltage of the first cell, and so a signal.
        Assert.InRange(world.Watcher.Signals, 1750, 1850);
        world.ThrowIfWrong();
    }

    [Fact]
    public void Four_kinds_of_battery_are_served_at_once()
    {
        using var world = new World(Scenarios.FourKinds, new WorldOptions { HasClockwork = true });
        world.AdvanceUntil(() => world.IsAllLive, TimeSpan.FromMinutes(2), "all four live");
        world.Advance(TimeSpan.FromMinutes(10));
        Assert.True(world.IsAllLive);
        Assert.Equal(["jbd", "daly-d2", "daly-p81", "daly-a5"], world.Batteries.Select(battery => battery.Text("/Diagnostics/BmsType")));
        world.ThrowIfWrong();
    }

    [Fact]
    public void A_radio_that_disconnects_everybody_each_minute_does_not_flood_the_log()
    {
        using var world = new World(Scenarios.TwoBatteries, new WorldOptions { HasClockwork = true });
        world.Advance(TimeSpan.FromMinutes(1));
        world.Inject("disconnect-all every=60");
        int before = world.Log.Count;
        world.Advance(TimeSpan.FromHours(3));

        // Three outages an hour and battery in two lines each, and one line for all the others.
        Assert.InRange(world.Log.Count - before, 2 * 3, 2 * 4 * 7);
        Assert.Contains(world.Log.Lines, line => line.Contains("more interruptions within an hour", StringComparison.Ordinal));
        world.ThrowIfWrong();
    }

    [Fact]
    public void The_same_faults_give_the_same_messages_at_the_same_moments()
    {
        Traffic first = RunThroughFaults(seed: 7);
        Traffic second = RunThroughFaults(seed: 7);
        Assert.Null(Traffic.Difference(first, second));
        Assert.True(first.Count > 10_000, $"Only {first.Count} messages.");
        Assert.NotNull(Traffic.Difference(first, RunThroughFaults(seed: 8)));
    }

    private Traffic RunThroughFaults(int seed)
    {
        long started = TimeProvider.System.GetTimestamp();
        using var world = new World(Scenarios.TwoBatteries, new WorldOptions { Seed = seed, HasClockwork = true });
        world.Advance(TimeSpan.FromMinutes(5));
        world.Inject("disconnect-all every=60");
        world.Advance(TimeSpan.FromMinutes(10));
        world.Inject("disconnect-all off");
        world.Inject("vanish 1");
        world.Advance(TimeSpan.FromMinutes(10));
        Assert.False(world.Batteries[0].IsLive);
        Assert.True(world.Batteries[1].IsLive);
        world.Inject("back 1");
        world.Inject("fault 2 corrupt=3");
        world.Advance(TimeSpan.FromMinutes(5));
        world.Inject("daemon stop");
        world.Advance(TimeSpan.FromSeconds(50));
        Assert.All(world.Batteries, battery => Assert.False(battery.IsLive));
        world.Inject("daemon start");
        world.Advance(TimeSpan.FromMinutes(5));
        world.StopBus();
        world.Advance(TimeSpan.FromSeconds(20));
        world.StartBus();
        world.Advance(TimeSpan.FromMinutes(5));
        Assert.True(world.IsAllLive);
        world.ThrowIfWrong();
        output.WriteLine($"{world.Now} in {TimeProvider.System.GetElapsedTime(started).TotalSeconds:F1} s, {world.Traffic.Count} messages");
        foreach (string line in world.Log.Lines)
        {
            output.WriteLine(line);
        }

        return world.Traffic;
    }
}
