namespace BtBattery.World.Tests;

/// <summary>CONNECTION = intermittent: a link for each reading and none in between; values that are as young as ever, and nothing that looks like a fault.</summary>
public sealed class IntermittentTests
{
    private const string Intermittent = "CONNECTION = intermittent";

    [Fact]
    public void For_an_hour_the_link_is_down_most_of_the_time_and_no_value_gets_too_old()
    {
        using var world = new World(Scenarios.OneBattery, new WorldOptions { Configuration = Intermittent, HasClockwork = true });
        ServedBattery battery = world.Batteries[0];
        world.AdvanceUntil(() => battery.IsLive, TimeSpan.FromMinutes(1), "live");
        world.Advance(30);
        world.AdvanceUntil(() => battery.IsLinked, TimeSpan.FromSeconds(20), "a reading");
        world.AdvanceUntil(() => !battery.IsLinked, TimeSpan.FromSeconds(20), "a rest");
        Growth before = world.Measure();
        int connects = battery.Simulated.Counters.Connects;
        (int seconds, int linked) = (0, 0);
        for (; seconds < 3600; seconds++)
        {
            world.Advance(1);
            linked += battery.IsLinked ? 1 : 0;
            Assert.True(battery.IsLive, $"No valid value at {world.Now}.");
            Assert.Equal(0, battery.Number("/Alarms/BmsCable"));
            Assert.Equal("", battery.Text("/Diagnostics/Problem"));
            Assert.Contains(battery.Text("/Diagnostics/Link/State"), battery.IsLinked ? ["resting", "live"] : (string[])["resting"]);
        }

        world.AdvanceUntil(() => battery.IsLinked, TimeSpan.FromSeconds(20), "a reading");
        world.AdvanceUntil(() => !battery.IsLinked, TimeSpan.FromSeconds(20), "a rest");
        Assert.Equal(before with { Memory = 0 }, world.Measure() with { Memory = 0 });
        Assert.Equal(0, battery.Number("/Diagnostics/Link/Reconnects"));
        Assert.InRange(linked, seconds / 20, seconds / 3);
        Assert.InRange(battery.Simulated.Counters.Connects - connects, 235, 241);
        Assert.InRange(world.LargestAge, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(25));

        // Where settings are kept, on the bus, the adapter, the protocol, connected; how it is read, and what speaks against that.
        Assert.Equal(7, world.Log.Count);
        Assert.Single(world.Log.Lines, line => line.Contains("a link every 15 s for one reading", StringComparison.Ordinal));
        Assert.Single(world.Log.Lines, line => line.Contains("JBD boards may switch their radio off", StringComparison.Ordinal));
        world.ThrowIfWrong();
    }

    [Fact]
    public void Four_batteries_share_the_radio_and_none_is_late()
    {
        using var world = new World(Scenarios.FourKinds, new WorldOptions { Configuration = Intermittent, HasClockwork = true });
        world.AdvanceUntil(() => world.IsAllLive, TimeSpan.FromMinutes(2), "all live");
        world.Advance(60);
        int[] connects = [.. world.Batteries.Select(battery => battery.Simulated.Counters.Connects)];
        for (int seconds = 0; seconds < 1200; seconds++)
        {
            world.Advance(1);
            Assert.True(world.IsAllLive, $"No valid value at {world.Now}.");
        }

        Assert.All(world.Batteries.Zip(connects), pair => Assert.InRange(pair.First.Simulated.Counters.Connects - pair.Second, 70, 81));
        world.ThrowIfWrong();
    }

    [Fact]
    public void Who_only_monitors_may_have_readings_further_apart_and_then_values_are_invalid_in_between_without_an_alarm()
    {
        const string configuration = Intermittent + "\nINTERMITTENT_INTERVAL = 600\n[BANK]\nPUBLISH_LIMITS = False";
        using var world = new World(Scenarios.OneBattery, new WorldOptions { Configuration = configuration, HasClockwork = true });
        ServedBattery battery = world.Batteries[0];
        int live = 0;
        for (int seconds = 0; seconds < 3600; seconds++)
        {
            world.Advance(1);
            live += battery.IsLive ? 1 : 0;
            Assert.Equal(0, battery.Number("/Alarms/BmsCable"));
        }

        Assert.Equal(6, battery.Simulated.Counters.Connects);
        Assert.InRange(live, 6 * 29, 6 * 33);
        world.ThrowIfWrong();
    }

    [Fact]
    public void A_phone_that_takes_the_battery_meanwhile_is_told_of_and_survived()
    {
        using var world = new World(Scenarios.OneBattery, new WorldOptions { Configuration = Intermittent, HasClockwork = true });
        ServedBattery battery = world.Batteries[0];
        world.AdvanceUntil(() => battery.IsLive && !battery.IsLinked, TimeSpan.FromMinutes(1), "read and released");
        world.Inject("phone 1 on");
        world.Advance(TimeSpan.FromMinutes(3));
        Assert.False(battery.IsLive);
        Assert.NotEqual("", battery.Text("/Diagnostics/Problem"));
        Assert.Equal(2, battery.Number("/Alarms/BmsCable"));

        world.Inject("phone 1 off");
        world.AdvanceUntil(() => battery.IsLive, TimeSpan.FromSeconds(60), "live again");
        world.AdvanceUntil(() => !battery.IsLinked, TimeSpan.FromSeconds(10), "released again");
        world.ThrowIfWrong();
    }

    [Fact]
    public void A_FET_that_is_to_be_switched_does_not_wait_for_the_next_reading()
    {
        const string configuration = Intermittent + "\nINTERMITTENT_INTERVAL = 100\nDATA_TIMEOUT = 115\nALLOW_SWITCHING = True";
        using var world = new World(
            Scenarios.OneBattery, new WorldOptions { Configuration = configuration, HasClockwork = true, Deadline = TimeSpan.FromSeconds(115) });
        ServedBattery battery = world.Batteries[0];
        world.AdvanceUntil(() => battery.IsLive && !battery.IsLinked, TimeSpan.FromMinutes(1), "read and released");
        Assert.Equal(0, world.SetValue(battery, "/Control/ChargeFet", 0));
        Assert.Equal(0, world.SetValue(battery, "/Control/ChargeFet", 0));
        world.AdvanceUntil(() => battery.Text("/Control/SwitchState") == "charging off: done", TimeSpan.FromSeconds(20), "switched");
        world.AdvanceUntil(() => !battery.IsLinked, TimeSpan.FromSeconds(10), "released again");
        Assert.Equal(0, battery.Number("/Control/ChargeFet"));
        world.ThrowIfWrong();
    }
}
