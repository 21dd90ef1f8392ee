using BtBattery.DBus;

namespace BtBattery.World.Tests;

/// <summary>What chargers and inverters are told, as a client on the bus sees it.</summary>
public sealed class BankLimitTests
{
    private const string Cvl = "/Info/MaxChargeVoltage";
    private const string Ccl = "/Info/MaxChargeCurrent";
    private const string Dcl = "/Info/MaxDischargeCurrent";
    private const string Currents = "MAX_BATTERY_CHARGE_CURRENT = 70\nMAX_BATTERY_DISCHARGE_CURRENT = 90";

    private static readonly string[] s_limits = [Cvl, Ccl, Dcl];
    private static readonly TimeSpan s_start = TimeSpan.FromMinutes(1);

    /// <summary>Bulk is reached from float by hold and ramp.</summary>
    private static readonly TimeSpan s_settled = TimeSpan.FromMinutes(6);

    [Fact]
    public void A_battery_has_limits_as_soon_as_it_has_answered()
    {
        using var world = new World(Scenarios.OneBattery, new WorldOptions { Configuration = Currents });
        DriverProcess driver = world.Drivers[0];
        Assert.All(s_limits, path => Assert.Null(driver.Number(path)));
        world.AdvanceUntil(() => world.IsAllLive, s_start, "live");
        Assert.All(s_limits, path => Assert.NotNull(driver.Number(path)));
        world.Advance(s_settled);
        Assert.Equal((13.8, 70, 90), Limits(driver));
        Assert.Equal(("Configured", "Configured"), (driver.Text("/Diagnostics/Limits/ChargeCurrentCause"), driver.Text("/Diagnostics/Limits/DischargeCurrentCause")));
        Assert.Equal(11.6, driver.Number("/Info/BatteryLowVoltage"));
        world.ThrowIfWrong();
    }

    [Fact]
    public void Without_configured_currents_a_share_of_the_capacity_holds_if_it_is_less()
    {
        string small = Scenarios.OneBattery.Replace("\"remainingAh\": 212.8", "\"remainingAh\": 30.4", StringComparison.Ordinal)
            .Replace("\"designAh\": 280", "\"designAh\": 40", StringComparison.Ordinal).Replace("\"fullAh\": 280", "\"fullAh\": 40", StringComparison.Ordinal);
        using World world = Settled(small, new WorldOptions());
        DriverProcess driver = world.Drivers[0];
        Assert.Equal((13.8, 20, 40), Limits(driver));
        Assert.Equal(("Not Configured", "Not Configured"), (driver.Text("/Info/ChargeLimitation"), driver.Text("/Info/DischargeLimitation")));
        world.ThrowIfWrong();
    }

    [Fact]
    public void F2_Limits_shrink_in_silence_are_zero_for_nine_seconds_and_then_invalid_all_at_once()
    {
        using World world = Settled(Scenarios.TwoBatteries, new WorldOptions { Topology = "series", Configuration = Currents });
        DriverProcess bank = world.Drivers[0];
        Assert.Equal((27.6, 70, 90), Limits(bank));
        int before = world.Watcher.History.Count;
        world.Inject("silence 2");
        List<(double? Cvl, double? Ccl, double? Dcl)> seconds = [];
        while (seconds.Count == 0 || seconds[^1] != (null, null, null))
        {
            Assert.True(seconds.Count < 180, "The limits stay valid.");
            world.Advance(1);
            seconds.Add(Limits(bank));
        }

        seconds.RemoveAt(seconds.Count - 1);
        Assert.All(seconds, limits => Assert.True(limits is { Cvl: not null, Ccl: not null, Dcl: not null }, $"{limits}: one without the others."));
        Assert.All(seconds.Zip(seconds.Skip(1)), pair => Assert.True(
            pair.Second.Cvl <= pair.First.Cvl && pair.Second.Ccl <= pair.First.Ccl && pair.Second.Dcl <= pair.First.Dcl, $"{pair.First} rises to {pair.Second}."));
        Assert.Equal(26.8, seconds[33].Cvl);
        Assert.InRange(seconds[33].Ccl!.Value, 31, 35);
        Assert.InRange(seconds.Count(limits => limits is { Ccl: > 7 and < 35, Dcl: > 9 and < 45 }), 50, 61);
        Assert.InRange(seconds.AsEnumerable().Reverse().TakeWhile(limits => limits is { Cvl: 26.4, Ccl: 0, Dcl: 0 }).Count(), 9, 31);

        ItemsChange gone = Assert.Single(
            world.Watcher.History.Skip(before), change => s_limits.Any(path => change.Items.TryGetValue(path, out Variant? value) && value is null));
        Assert.All(s_limits, path => Assert.True(gone.Items.TryGetValue(path, out Variant? value) && value is null, path));
        world.ThrowIfWrong();
    }

    [Fact]
    public void A_release_leaves_a_shrinking_share_also_while_the_driver_comes_back()
    {
        using World world = Settled(Scenarios.OneBattery, new WorldOptions { Configuration = Currents });
        DriverProcess driver = world.Drivers[0];
        Assert.Contains("50 % falling to 10 % of the charge limit", driver.Text("/Control/ReleaseInfo"), StringComparison.Ordinal);
        Assert.Contains("from 600 s on", driver.Text("/Control/ReleaseInfo"), StringComparison.Ordinal);
        Assert.Equal(0, world.SetValue(world.Batteries[0], "/Control/ReleaseMinutes", 4));
        world.Inject("phone 1 on");
        world.Advance(40);
        (double? Cvl, double? Ccl, double? Dcl) last = Limits(driver);
        Assert.Equal(13.4, last.Cvl);
        Assert.True(last is { Ccl: > 30 and < 35, Dcl: > 40 and < 45 }, $"{last}");
        for (int second = 40; second < 320; second++)
        {
            world.Advance(1);
            (double? Cvl, double? Ccl, double? Dcl) next = Limits(driver);
            Assert.True(next.Cvl is 13.4 && next.Ccl > 7 && next.Ccl <= last.Ccl && next.Dcl > 9 && next.Dcl <= last.Dcl, $"{second} s: {last}, then {next}");
            Assert.Equal(1, driver.Number("/Alarms/BmsCable"));
            last = next;
        }

        // The phone keeps it for longer than the driver was told.
        world.AdvanceUntil(() => driver.Number(Ccl) is 0 && driver.Number(Dcl) is 0, s_start, "blocked");
        Assert.Equal(2, driver.Number("/Alarms/BmsCable"));
        world.AdvanceUntil(() => Limits(driver) == (null, null, null), s_start, "nothing is claimed any more");
        world.Inject("phone 1 off");
        world.AdvanceUntil(() => driver.Number(Cvl) is not null, s_start, "back");
        world.ThrowIfWrong();
    }

    [Fact]
    public void F8_A_direction_is_not_allowed_while_its_limit_is_zero_although_the_FET_is_on()
    {
        using World world = Settled(Scenarios.OneBattery, new WorldOptions { Configuration = Currents });
        DriverProcess driver = world.Drivers[0];
        Assert.Equal((1, 1), (driver.Number("/Io/AllowToCharge"), driver.Number("/Io/AllowToDischarge")));
        world.Inject("set 1 temps=-5,-5,-5");
        world.AdvanceUntil(() => driver.Number(Ccl) is 0, s_start, "too cold to charge");
        Assert.Equal((0, 1), (driver.Number("/Io/AllowToCharge"), driver.Number("/Io/AllowToDischarge")));
        Assert.Equal(1, driver.Number("/Control/ChargeFet"));
        Assert.Equal("Temperature", driver.Text("/Diagnostics/Limits/ChargeCurrentCause"));
        world.Inject("set 1 temps=22,21,21");
        world.AdvanceUntil(() => driver.Number("/Io/AllowToCharge") is 1, s_start, "warm again");
        Assert.True(driver.Number(Ccl) > 0);
        world.ThrowIfWrong();
    }

    [Fact]
    public void One_that_only_watches_never_tells_a_limit()
    {
        using World world = Settled(Scenarios.OneBattery, new WorldOptions { Configuration = $"PUBLISH_LIMITS = False\n{Currents}" });
        DriverProcess driver = world.Drivers[0];
        world.Inject("set 1 temps=-5,-5,-5");
        world.Advance(30);
        Assert.Equal(1, driver.Number("/Io/AllowToCharge"));
        world.Inject("silence 1");
        world.Advance(TimeSpan.FromMinutes(3));
        Assert.All(world.Watcher.History, change => Assert.DoesNotContain(change.Items, item => item.Key.StartsWith("/Info/Max", StringComparison.Ordinal) && item.Value is not null));
        Assert.All(s_limits, path => Assert.Null(driver.Number(path)));
        world.ThrowIfWrong();
    }

    [Theory]
    [InlineData("one-battery.json")]
    [InlineData("two-batteries.json")]
    public void F2_One_that_is_stopped_takes_its_limits_back_in_one_signal(string scenario)
    {
        using World world = Settled(Scenarios.Read(scenario), new WorldOptions { Configuration = Currents });
        int before = world.Watcher.History.Count;
        world.Drivers[0].Stop();
        world.Advance(5);
        ItemsChange last = Assert.Single(world.Watcher.History.Skip(before), change => change.Items.ContainsKey(Cvl));
        Assert.All(s_limits, path => Assert.True(last.Items.TryGetValue(path, out Variant? value) && value is null, path));
        Assert.Empty(world.Watcher.Services);
        world.ThrowIfWrong();
    }

    private static (double? Cvl, double? Ccl, double? Dcl) Limits(DriverProcess driver) => (driver.Number(Cvl), driver.Number(Ccl), driver.Number(Dcl));

    private static World Settled(string scenario, WorldOptions options)
    {
        var world = new World(scenario, options);
        world.AdvanceUntil(() => world.IsAllLive, s_start, "all live");
        world.Advance(s_settled);
        return world;
    }
}
