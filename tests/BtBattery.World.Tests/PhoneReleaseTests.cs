using BtBattery.DBus;

namespace BtBattery.World.Tests;

/// <summary>The link is released to somebody's phone for some minutes: /Control/ReleaseMinutes.</summary>
public sealed class PhoneReleaseTests
{
    private const string Minutes = "/Control/ReleaseMinutes";

    [Fact]
    public void The_phone_gets_the_battery_for_as_long_as_was_said_and_nobody_is_alarmed()
    {
        using World world = Live(Scenarios.TwoBatteries);
        ServedBattery battery = world.Batteries[0];
        int changes = Changes(world, battery);
        Assert.Equal(0, world.SetValue(battery, Minutes, 4));
        world.AdvanceUntil(() => !battery.IsLinked, TimeSpan.FromSeconds(5), "released");
        world.Inject("phone 1 on");
        Assert.True(battery.IsLive);
        Assert.Equal("released to a phone app for 4 min more", battery.Text("/Diagnostics/Problem"));
        Assert.Equal($"Bluetooth LE {battery.Address}: released to a phone app for 4 min more", battery.Text("/Mgmt/Connection"));
        Assert.Equal("released", battery.Text("/Diagnostics/Link/State"));
        Assert.StartsWith("The link is released to a phone app for 4 min more. While", battery.Text("/Control/ReleaseInfo"), StringComparison.Ordinal);
        world.Advance(35);
        Assert.False(battery.IsLive);
        Assert.True(world.Batteries[1].IsLive);
        while (battery.Number(Minutes) > 0)
        {
            Assert.False(battery.IsLinked);
            Assert.Equal("released", battery.Text("/Diagnostics/ProblemCode"));
            Assert.Equal(1, battery.Number("/Alarms/BmsCable"));
            world.Advance(1);
        }

        Assert.InRange(world.Now.TotalSeconds, 240, 300);
        Assert.Equal(5, Changes(world, battery) - changes);
        world.Inject("phone 1 off");
        for (int seconds = 0; !battery.IsLive; seconds++)
        {
            Assert.True(seconds < 25, "The driver does not come back.");
            Assert.Equal(1, battery.Number("/Alarms/BmsCable"));
            world.Advance(1);
        }

        Assert.Equal("", battery.Text("/Diagnostics/Problem"));
        Assert.Equal(0, battery.Number("/Alarms/BmsCable"));
        world.ThrowIfWrong();
    }

    [Fact]
    public void A_release_that_is_cancelled_ends_at_once()
    {
        using World world = Live(Scenarios.OneBattery);
        ServedBattery battery = world.Batteries[0];
        Assert.Equal(0, world.SetValue(battery, Minutes, 120));
        world.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(1));
        Assert.False(battery.IsLinked);
        Assert.Equal(110, battery.Number(Minutes));
        Assert.Equal(0, world.SetValue(battery, Minutes, 0));
        Assert.Equal(0, battery.Number(Minutes));
        world.AdvanceUntil(() => battery.IsLive, TimeSpan.FromSeconds(15), "live again");

        // Nothing to cancel is no mistake.
        Assert.Equal(0, world.SetValue(battery, Minutes, 0));
        world.Advance(10);
        Assert.True(battery.IsLinked);
        world.ThrowIfWrong();
    }

    [Fact]
    public void A_phone_that_keeps_the_battery_longer_is_suspected_by_name_and_the_alarm_counts_from_the_end()
    {
        // Cells that tell the time by their voltages are not mid-range.
        using World world = Live(Scenarios.OneBattery, hasClockwork: false);
        ServedBattery battery = world.Batteries[0];
        Assert.Equal(0, world.SetValue(battery, Minutes, 2));
        world.Advance(5);
        world.Inject("phone 1 on");
        world.AdvanceUntil(() => battery.Number(Minutes) == 0, TimeSpan.FromMinutes(3), "the end");
        world.Advance(85);
        Assert.Contains("a phone app may hold it", battery.Text("/Diagnostics/Problem"), StringComparison.Ordinal);
        Assert.Equal(1, battery.Number("/Alarms/BmsCable"));
        world.Advance(10);
        Assert.Equal(2, battery.Number("/Alarms/BmsCable"));
        world.Inject("phone 1 off");
        world.AdvanceUntil(() => battery.IsLive, TimeSpan.FromSeconds(60), "live again");
        world.ThrowIfWrong();
    }

    [Fact]
    public void The_time_can_be_set_anew()
    {
        using World world = Live(Scenarios.OneBattery);
        ServedBattery battery = world.Batteries[0];
        Assert.Equal(0, world.SetValue(battery, Minutes, 1));
        world.Advance(50);
        Assert.Equal(0, world.SetValue(battery, Minutes, 2));
        world.Advance(115);
        Assert.False(battery.IsLinked);
        world.AdvanceUntil(() => battery.IsLive, TimeSpan.FromSeconds(20), "live again");
        world.ThrowIfWrong();
    }

    [Fact]
    public void It_is_told_also_while_the_battery_is_looked_for()
    {
        using World world = Live(Scenarios.OneBattery);
        ServedBattery battery = world.Batteries[0];
        world.Inject("vanish 1");
        world.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(2, battery.Number("/Alarms/BmsCable"));
        Assert.Equal(0, world.SetValue(battery, Minutes, 2));
        world.Advance(5);
        Assert.Equal("released", battery.Text("/Diagnostics/ProblemCode"));
        world.Inject("back 1");
        world.Advance(60);
        Assert.False(battery.IsLinked);
        world.AdvanceUntil(() => battery.IsLive, TimeSpan.FromMinutes(2), "live again");
        world.ThrowIfWrong();
    }

    [Fact]
    public void It_is_told_also_between_two_readings()
    {
        using World world = Live(Scenarios.OneBattery, "CONNECTION = intermittent");
        ServedBattery battery = world.Batteries[0];
        world.AdvanceUntil(() => !battery.IsLinked, TimeSpan.FromSeconds(20), "resting");
        int connects = battery.Simulated.Counters.Connects;
        Assert.Equal(0, world.SetValue(battery, Minutes, 3));
        world.Advance(TimeSpan.FromMinutes(2.9));
        Assert.Equal(connects, battery.Simulated.Counters.Connects);
        world.AdvanceUntil(() => battery.IsLive, TimeSpan.FromSeconds(30), "live again");
        world.AdvanceUntil(() => !battery.IsLinked, TimeSpan.FromSeconds(20), "resting again");
        world.ThrowIfWrong();
    }

    [Fact]
    public void What_is_no_number_of_minutes_is_refused()
    {
        using World world = Live(Scenarios.OneBattery);
        ServedBattery battery = world.Batteries[0];
        foreach (Variant wrong in (Variant[])[-1, 121, int.MaxValue, "ten"])
        {
            Assert.NotEqual(0, world.SetValue(battery, Minutes, wrong));
        }

        world.Advance(10);
        Assert.True(battery.IsLinked);
        Assert.Equal(0, battery.Number(Minutes));
        world.ThrowIfWrong();
    }

    private static int Changes(World world, ServedBattery battery) =>
        world.Watcher.History.Count(change => change.Service == battery.ServiceName && change.Items.ContainsKey(battery.PathOf(Minutes)));

    private static World Live(string scenario, string configuration = "", bool hasClockwork = true)
    {
        var world = new World(scenario, new WorldOptions { Configuration = configuration, HasClockwork = hasClockwork });
        world.AdvanceUntil(() => world.IsAllLive, TimeSpan.FromMinutes(1), "live");
        return world;
    }
}
