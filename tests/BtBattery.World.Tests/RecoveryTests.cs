using BtBattery.Aggregation.Model;
using BtBattery.Driver.Polling;
using Xunit.Abstractions;

namespace BtBattery.World.Tests;

/// <summary>Each rung of the ladder is reached by a fault that it alone can end, and none that would do harm.</summary>
public sealed class RecoveryTests(ITestOutputHelper output)
{
    [Fact]
    public void Notifications_that_died_silently_are_switched_on_again_on_the_same_link()
    {
        using World world = Live(Scenarios.OneBattery);
        world.Inject("unsubscribe 1");
        world.Advance(TimeSpan.FromSeconds(20));
        Assert.True(world.Batteries[0].IsLive);
        Assert.Equal(1, world.Batteries[0].Simulated.Counters.Connects);
        Assert.Equal(1, Count(world, RecoveryRung.Resubscribe));
        Assert.InRange(Count(world, RecoveryRung.AskAgain), 2, 3);
        Assert.Equal(0, Count(world, RecoveryRung.Reconnect));
        Assert.Equal("", world.Batteries[0].Text("/Diagnostics/Link/Rung"));
        world.ThrowIfWrong();
    }

    [Fact]
    public void A_device_that_BlueZ_remembers_wrongly_is_removed_and_found_anew()
    {
        using World world = Live(Scenarios.TwoBatteries);
        world.Inject("fault 1 stale");
        world.Inject("drop 1");
        Recovers(world, TimeSpan.FromMinutes(3));
        Assert.Equal(1, Count(world, RecoveryRung.RemoveDevice));
        Assert.Equal(0, Count(world, RecoveryRung.CycleAdapter));
        Assert.Equal(1, world.Batteries[1].Simulated.Counters.Connects);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_adapter_that_locked_up_is_switched_off_and_on_once(bool hasFour)
    {
        using World world = Live(hasFour ? Scenarios.FourKinds : Scenarios.OneBattery);
        world.Inject("adapter lock-up until=power");
        Recovers(world, TimeSpan.FromMinutes(6));
        Assert.Equal(1, world.Batteries.Sum(battery => battery.Number("/Diagnostics/Link/Count/CycleAdapter")));
    }

    [Fact]
    public void A_daemon_that_ignores_its_present_clients_gets_a_new_one()
    {
        using World world = Live(Scenarios.OneBattery);
        world.Inject("daemon ignore");

        // One call without an answer is reason enough where no other link suffers from it; the ladder is not needed for that.
        Recovers(world, TimeSpan.FromSeconds(30));
        Assert.Equal(0, Count(world, RecoveryRung.RebuildClient));
    }

    [Fact]
    public void A_daemon_that_was_restarted_gets_a_new_client_at_once()
    {
        using World world = Live(Scenarios.OneBattery);
        world.Inject("daemon stop");
        world.Advance(TimeSpan.FromSeconds(3));
        world.Inject("daemon start");
        Recovers(world, TimeSpan.FromSeconds(45));
        Assert.Equal(1, Count(world, RecoveryRung.RebuildClient));
        Assert.Equal(0, Count(world, RecoveryRung.CycleAdapter));
    }

    [Fact]
    public void Where_the_owner_wants_it_the_program_ends_after_everything_else()
    {
        using World world = Live(Scenarios.OneBattery, "BT_WATCHDOG_ACTION = exit");
        world.Inject("adapter lock-up until=restore");
        TimeSpan took = world.AdvanceUntil(() => world.Drivers[0].HasFailed, TimeSpan.FromMinutes(20), "the driver ends");
        output.WriteLine($"{took}\n{world.Log.Tail}");
        Assert.IsType<DriverLeavesException>(world.Drivers[0].Failure);
        Assert.InRange(took, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(20));

        world.Inject("adapter restore");
        world.Drivers[0].Start();
        world.AdvanceUntil(() => world.IsAllLive, TimeSpan.FromMinutes(1), "live again");
        world.ThrowIfWrong();
    }

    [Fact]
    public void Where_the_owner_wants_it_the_machine_is_started_anew_once_a_day()
    {
        using World world = Live(Scenarios.OneBattery, "BT_WATCHDOG_ACTION = reboot");
        world.Inject("adapter lock-up until=restore");
        world.AdvanceUntil(() => world.Machine.Reboots.Count > 0, TimeSpan.FromMinutes(30), "the machine is told to start anew");
        Restart(world);
        world.Advance(TimeSpan.FromHours(3));
        world.Time.StepWallClock(TimeSpan.FromDays(1));
        world.Advance(TimeSpan.FromHours(20));
        Assert.Single(world.Machine.Reboots);
        world.AdvanceUntil(() => world.Machine.Reboots.Count > 1, TimeSpan.FromHours(6), "once more, a day later");
        Assert.True(world.Machine.Reboots[1] - world.Machine.Reboots[0] >= TimeSpan.FromHours(24));
        world.ThrowIfWrong();
    }

    [Fact]
    public void A_machine_that_has_just_come_up_is_not_started_anew()
    {
        using var world = new World(Scenarios.OneBattery, new WorldOptions { Configuration = "BT_WATCHDOG_ACTION = reboot" });
        world.Machine.Start();
        world.Inject("adapter lock-up until=restore");
        world.AdvanceUntil(() => world.Machine.Reboots.Count > 0, TimeSpan.FromMinutes(60), "the machine is told to start anew");
        Assert.True(world.Machine.Reboots[0] >= TimeSpan.FromMinutes(15));
        world.ThrowIfWrong();
    }

    [Theory]
    [InlineData("", "adapter lock-up until=restore", false)]
    [InlineData("BT_WATCHDOG_ACTION = reboot\nBT_WATCHDOG_TIMEOUT = 0", "adapter lock-up until=restore", false)]
    [InlineData("BT_WATCHDOG_ACTION = reboot", "adapter lock-up until=restore", true)]
    [InlineData("BT_WATCHDOG_ACTION = reboot", "vanish 1", false)]
    public void Otherwise_neither_the_program_nor_the_machine_is_ended(string configuration, string fault, bool hasNoStorage)
    {
        using var world = new World(Scenarios.TwoBatteries, new WorldOptions { Configuration = configuration, HasNoStorage = hasNoStorage, Served = 1 });
        world.AdvanceUntil(() => world.IsAllLive, TimeSpan.FromMinutes(1), "live");
        world.Inject(fault);
        world.Advance(TimeSpan.FromHours(6));
        Assert.Empty(world.Machine.Reboots);
        Assert.True(world.Drivers[0].IsRunning);
        Assert.Equal(hasNoStorage || configuration.Contains("TIMEOUT", StringComparison.Ordinal) || fault == "vanish 1", Count(world, RecoveryRung.CycleAdapter) == 0);

        // A folder that cannot be written is told once for each file as well.
        Assert.InRange(world.Log.Count, 4, hasNoStorage ? 20 : 17);
        world.ThrowIfWrong();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void While_another_battery_is_live_nothing_that_it_depends_on_is_touched(bool hasDriverEach)
    {
        using var world = new World(
            Scenarios.TwoBatteries, new WorldOptions { HasClockwork = true, HasDriverEach = hasDriverEach, Configuration = "BT_WATCHDOG_ACTION = log" });
        world.AdvanceUntil(() => world.IsAllLive, TimeSpan.FromMinutes(1), "live");
        world.Inject("fault 1 refuse");
        world.Inject("drop 1");
        world.Advance(TimeSpan.FromHours(3));
        Assert.Equal(0, Count(world, RecoveryRung.CycleAdapter));
        Assert.Equal(1, world.Batteries[1].Simulated.Counters.Connects);
        Assert.True(world.Batteries[1].IsLive);
        world.ThrowIfWrong();
    }

    [Fact]
    public void A_battery_that_is_merely_away_has_the_adapter_switched_ever_more_rarely()
    {
        using World world = Live(Scenarios.OneBattery);
        world.Inject("vanish 1");
        List<TimeSpan> cycles = [];
        TimeSpan end = world.Now + TimeSpan.FromHours(8);
        while (world.Now < end)
        {
            double before = Count(world, RecoveryRung.CycleAdapter);
            world.Advance(TimeSpan.FromSeconds(10));
            if (Count(world, RecoveryRung.CycleAdapter) > before)
            {
                cycles.Add(world.Now);
            }
        }

        double[] gaps = [.. cycles.Zip(cycles.Skip(1), (one, next) => (next - one).TotalMinutes)];
        output.WriteLine(string.Join(" ", gaps));
        Assert.InRange(cycles.Count, 5, 7);
        Assert.InRange(gaps[0], 10, 14);
        Assert.All(gaps.Zip(gaps.Skip(1)), pair => Assert.True(pair.Second > pair.First * 0.9, $"{pair}"));
        Assert.InRange(gaps[^1], 100, 140);

        world.Inject("back 1");
        Recovers(world, TimeSpan.FromMinutes(2));
    }

    [Fact]
    public void An_adapter_that_does_not_come_on_again_is_named_and_tried_until_it_does()
    {
        using World world = Live(Scenarios.OneBattery);
        world.Inject("adapter fault power-on-error=Failed");
        world.Inject("adapter lock-up until=power");
        world.AdvanceUntil(() => Count(world, RecoveryRung.CycleAdapter) > 0, TimeSpan.FromMinutes(8), "switched off");
        world.Advance(TimeSpan.FromMinutes(30));
        Assert.Single(world.Log.Lines, line => line.Contains("hci0 does not come on", StringComparison.Ordinal));
        Assert.Equal(1, Count(world, RecoveryRung.CycleAdapter));

        world.Inject("adapter restore");
        Recovers(world, TimeSpan.FromMinutes(2));
    }

    [Fact]
    public void An_adapter_that_a_killed_driver_left_off_is_switched_on_by_the_next()
    {
        using World world = Live(Scenarios.OneBattery);
        world.Inject("adapter fault power-on-error=Failed");
        world.Inject("adapter lock-up until=power");
        world.AdvanceUntil(() => Count(world, RecoveryRung.CycleAdapter) > 0, TimeSpan.FromMinutes(8), "switched off");
        world.Drivers[0].Kill();
        world.Inject("adapter restore");
        world.Advance(TimeSpan.FromSeconds(10));
        world.Drivers[0].Start();
        Recovers(world, TimeSpan.FromMinutes(2));
    }

    [Fact]
    public void An_adapter_that_somebody_else_switched_off_stays_off()
    {
        using World world = Live(Scenarios.OneBattery);
        world.Inject("adapter off");
        world.Advance(TimeSpan.FromHours(1));
        Assert.Equal("adapter_off", world.Batteries[0].Text("/Diagnostics/ProblemCode"));
        world.Inject("adapter on");
        Recovers(world, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void A_driver_that_is_restarted_again_and_again_does_not_switch_the_adapter_each_time()
    {
        using World world = Live(Scenarios.OneBattery);
        world.Inject("adapter lock-up until=restore");
        double cycles = 0;
        for (int life = 0; life < 6; life++)
        {
            world.Advance(TimeSpan.FromMinutes(6));
            cycles += Count(world, RecoveryRung.CycleAdapter);
            world.Drivers[0].Kill();
            world.Advance(TimeSpan.FromSeconds(5));
            world.Drivers[0].Start();
        }

        // 36 minutes: at the beginning, after 10 minutes, and 20 after that.
        Assert.InRange(cycles, 2, 3);
        world.ThrowIfWrong();
    }

    private static World Live(string scenario, string configuration = "")
    {
        var world = new World(scenario, new WorldOptions { HasClockwork = true, Configuration = configuration });
        world.AdvanceUntil(() => world.IsAllLive, TimeSpan.FromMinutes(2), "live");
        return world;
    }

    private void Recovers(World world, TimeSpan within)
    {
        // A value is kept for 30 s, so it is not by that that one sees whether a battery is lost.
        world.Advance(TimeSpan.FromSeconds(35));
        TimeSpan took = world.AdvanceUntil(() => world.IsAllLive, within, "live again");
        output.WriteLine($"{took}\n{world.Log.Tail}");
        world.Advance(TimeSpan.FromMinutes(1));
        Assert.True(world.IsAllLive);
        Assert.All(world.Batteries, battery => Assert.Equal("", battery.Text("/Diagnostics/Link/Rung")));
        world.ThrowIfWrong();
    }

    private static double Count(World world, RecoveryRung rung) => world.Batteries[0].Number($"/Diagnostics/Link/Count/{rung}") ?? 0;

    private static void Restart(World world)
    {
        world.Drivers[0].Kill();
        world.Advance(TimeSpan.FromSeconds(10));
        world.Machine.Start();
        world.Drivers[0].Start();
    }
}
