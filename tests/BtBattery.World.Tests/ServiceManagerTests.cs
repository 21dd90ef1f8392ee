namespace BtBattery.World.Tests;

/// <summary>What a service manager is told of the driver that it started.</summary>
public sealed class ServiceManagerTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);

    [Fact]
    public void It_is_ready_once_its_name_is_on_the_bus_and_says_who_answers_when_that_changes()
    {
        using World world = Managed(Scenarios.TwoBatteries);
        Assert.Contains(world.Drivers[0].ServiceName, world.Watcher.Services);
        world.AdvanceUntil(() => world.IsAllLive, TimeSpan.FromMinutes(1), "both live");
        world.Inject("silence 2");
        world.Advance(TimeSpan.FromMinutes(5));
        world.Inject("fault 2 silent=off");
        world.AdvanceUntil(() => world.IsAllLive, TimeSpan.FromMinutes(2), "both live again");
        world.Advance(1);
        world.ThrowIfWrong();

        string[] told = [.. world.Drivers[0].ToldManager.Select(told => told.Message).Where(message => message != "WATCHDOG=1")];
        (string first, string second) = (world.Batteries[0].Address.ToString(), world.Batteries[1].Address.ToString());
        Assert.Equal($"STATUS=0 of 2 batteries answer; not {first}, {second}.", told[0]);
        Assert.Equal("READY=1", told[1]);
        Assert.Equal(("STATUS=2 of 2 batteries answer.", "STATUS=2 of 2 batteries answer."), (told[^3], told[^1]));

        // By then it has told its name.
        Assert.Matches("^STATUS=1 of 2 batteries answer; not [^,]+\\.$", told[^2]);

        // On the way the batteries may come one by one, and nothing else is told.
        Assert.InRange(told.Length, 5, 6);
    }

    [Fact]
    public void Signs_of_life_come_often_enough_with_everything_away()
    {
        using World world = Managed(Scenarios.OneBattery);
        world.Inject("adapter hci0 off");
        world.Advance(TimeSpan.FromMinutes(30));
        TimeSpan[] signs = Signs(world);
        Assert.InRange(signs.Length, 30 * 60 / 40, 30 * 60 / 30 + 1);
        Assert.All(signs.Zip(signs.Skip(1)), pair => Assert.InRange((pair.Second - pair.First).TotalSeconds, 30, 41));
        world.ThrowIfWrong();
    }

    [Fact]
    public void A_loop_that_hangs_gives_none_whatever_else_runs()
    {
        using World world = Managed(Scenarios.OneBattery);
        world.Advance(TimeSpan.FromMinutes(1));
        int before = Signs(world).Length;
        for (int look = 0; look < 60; look++)
        {
            // The clock goes on and its guard looks; nothing that waits for the clock gets to run.
            world.Time.Jump(TimeSpan.FromSeconds(5));
            world.Drivers[0].LookAtLoops();
        }

        Assert.Equal(before, Signs(world).Length);
    }

    [Fact]
    public void A_changed_configuration_is_no_second_start_and_leaves_no_gap()
    {
        using World world = Managed(Scenarios.OneBattery);
        world.AdvanceUntil(() => world.IsAllLive, TimeSpan.FromMinutes(1), "live");
        world.WriteConfiguration("POLL_INTERVAL = 4");
        world.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(1, world.Drivers[0].ToldManager.Count(told => told.Message == "READY=1"));
        TimeSpan[] signs = Signs(world);
        Assert.All(signs.Zip(signs.Skip(1)), pair => Assert.InRange((pair.Second - pair.First).TotalSeconds, 0, 60));
        Assert.InRange((world.Now - signs[^1]).TotalSeconds, 0, 60);
        world.ThrowIfWrong();
    }

    private static TimeSpan[] Signs(World world) => [.. world.Drivers[0].ToldManager.Where(told => told.Message == "WATCHDOG=1").Select(told => told.At)];

    private static World Managed(string scenario)
    {
        var world = new World(scenario, new WorldOptions { ManagersPatience = s_patience });
        world.AdvanceUntil(() => world.Drivers[0].ToldManager.Any(told => told.Message == "READY=1"), TimeSpan.FromSeconds(10), "ready");
        return world;
    }
}
