namespace BtBattery.World.Tests;

/// <summary>What happens to the process as a whole: started, stopped, killed, standing still, without storage, at another time of day.</summary>
public sealed class ProcessTests
{
    private static readonly TimeSpan s_start = TimeSpan.FromMinutes(1);

    [Fact]
    public void A_written_value_is_taken_and_told()
    {
        using World world = Live(Scenarios.OneBattery);
        ServedBattery battery = world.Batteries[0];
        Assert.Equal(0, world.SetValue(battery, "/CustomName", "Starboard"));
        Assert.Equal("Starboard", battery.Text("/CustomName"));
        Assert.NotEqual(0, world.SetValue(battery, "/Soc", 50.0));
        Assert.True(world.GetItems(battery)["/CustomName"] is { } name && name.AsString() == "Starboard");
        world.ThrowIfWrong();
    }

    [Fact]
    public void One_that_is_stopped_releases_its_batteries_and_leaves_nothing_on_the_bus()
    {
        using World world = Live(Scenarios.TwoBatteries);
        world.Drivers[0].Stop();
        world.Advance(5);
        Assert.False(world.Drivers[0].IsRunning);
        Assert.All(world.Batteries, battery => Assert.False(battery.IsLinked));
        Assert.Empty(world.Watcher.Services);
        Assert.DoesNotContain(world.Bus.Peers, peer => peer.Program == world.Drivers[0].Program);
        world.ThrowIfWrong();
    }

    [Fact]
    public void The_successor_of_one_that_was_killed_takes_its_links_over()
    {
        using World world = Live(Scenarios.TwoBatteries);
        world.Drivers[0].Kill();
        Assert.Empty(world.Watcher.Services);
        world.Advance(5);
        Assert.All(world.Batteries, battery => Assert.True(battery.IsLinked));

        world.Drivers[0].Start();
        world.AdvanceUntil(() => world.IsAllLive, TimeSpan.FromSeconds(15), "both live again");
        Assert.All(world.Batteries, battery => Assert.Equal(1, battery.Simulated.Counters.Connects));
        world.ThrowIfWrong();
    }

    [Fact]
    public void One_that_stood_still_has_no_old_value_valid_when_it_goes_on()
    {
        using World world = Live(Scenarios.TwoBatteries);
        world.StandStill(TimeSpan.FromSeconds(90));
        world.ThrowIfWrong();
        world.AdvanceUntil(() => world.IsAllLive, TimeSpan.FromMinutes(2), "both live again");
        world.ThrowIfWrong();
    }

    [Fact]
    public void Without_storage_everything_works_and_a_restart_too()
    {
        using World world = Live(Scenarios.FourKinds, new WorldOptions { HasNoStorage = true, HasClockwork = true });
        world.Drivers[0].Stop();
        world.Advance(5);
        world.Drivers[0].Start();
        world.AdvanceUntil(() => world.IsAllLive, TimeSpan.FromMinutes(2), "all live again");
        world.ThrowIfWrong();
    }

    [Fact]
    public void A_changed_configuration_takes_effect_and_a_wrong_one_has_none()
    {
        using World world = Live(Scenarios.TwoBatteries, new WorldOptions { HasClockwork = true });
        world.WriteConfiguration("POLL_INTERVAL = 10");
        world.Advance(TimeSpan.FromMinutes(1));
        Assert.True(world.IsAllLive);
        int replies = world.Batteries[0].Simulated.Counters.Replies;
        world.Advance(TimeSpan.FromMinutes(5));
        int slow = world.Batteries[0].Simulated.Counters.Replies - replies;
        Assert.InRange(slow, 55, 75);

        world.WriteConfiguration("POLL_INTERVAL = often");
        world.Advance(TimeSpan.FromMinutes(5));
        Assert.InRange(world.Batteries[0].Simulated.Counters.Replies - replies - slow, 55, 75);
        world.ThrowIfWrong();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void The_time_of_day_changes_nothing(int days)
    {
        Traffic undisturbed = Run(step: TimeSpan.Zero);
        Assert.Null(Traffic.Difference(undisturbed, Run(TimeSpan.FromDays(days))));

        static Traffic Run(TimeSpan step)
        {
            // But for the days of the cell monitor and the times of its alerts, which a clock that was never set has not: CellMonitorTests has those of one that is.
            using World world = Live(Scenarios.TwoBatteries, new WorldOptions { HasClockwork = true });
            world.Time.StepWallClock(TimeSpan.FromDays(-1000));
            world.Inject("drop 1");
            world.Time.StepWallClock(step);
            world.Advance(TimeSpan.FromMinutes(3));
            world.Inject("vanish 2");
            world.Time.StepWallClock(-step);
            world.Advance(TimeSpan.FromMinutes(3));
            world.ThrowIfWrong();
            return world.Traffic;
        }
    }

    [Fact]
    public void A_driver_of_its_own_for_each_battery_gets_along_with_the_others()
    {
        using World world = Live(Scenarios.FourKinds, new WorldOptions { HasDriverEach = true, HasClockwork = true });
        world.Inject("disconnect-all every=60");
        world.Advance(TimeSpan.FromMinutes(10));
        world.Inject("disconnect-all off");
        world.AdvanceUntil(() => world.IsAllLive, TimeSpan.FromMinutes(1), "all live");
        world.ThrowIfWrong();
    }

    private static World Live(string scenario, WorldOptions? options = null)
    {
        var world = new World(scenario, options);
        world.AdvanceUntil(() => world.IsAllLive, s_start, "live");
        return world;
    }
}
