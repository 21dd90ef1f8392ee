using System.Text;
using BtBattery.DBus;
using BtBattery.Driver.Flights;

namespace BtBattery.World.Tests;

/// <summary>Settings on the screen: written over the bus, obeyed at once, kept over restarts, and never looser than the files.</summary>
public sealed class ScreenSettingsTests
{
    private const string MaxCharge = "/Settings/MaxBatteryChargeCurrent";
    private const string MaxChargeOverridden = "/Settings/Overridden/MaxBatteryChargeCurrent";
    private const string Currents = "MAX_BATTERY_CHARGE_CURRENT = 50\nMAX_BATTERY_DISCHARGE_CURRENT = 60";

    private static readonly Variant s_invalid = Variant.FromArray("i", []);

    [Fact]
    public void A_lower_current_is_obeyed_in_the_same_second_on_the_same_link()
    {
        using World world = Limiting(Scenarios.OneBattery, Currents);
        ServedBattery battery = world.Batteries[0];
        Assert.Equal((50, 50, 0), (battery.Number("/Info/MaxChargeCurrent"), battery.Number(MaxCharge), battery.Number(MaxChargeOverridden)));
        int signals = world.Watcher.Signals;
        Assert.Equal(0, world.SetValue(battery, MaxCharge, 20.5));

        // The limit and what is shown come in one signal, before the client has its answer.
        Assert.Equal((20.5, 20.5, 1), (battery.Number("/Info/MaxChargeCurrent"), battery.Number(MaxCharge), battery.Number(MaxChargeOverridden)));
        Assert.Equal(signals + 1, world.Watcher.Signals);
        Assert.Equal("20.5A", Shown(world, battery, MaxCharge));
        Assert.Equal("Yes", Shown(world, battery, MaxChargeOverridden));

        // A client that sends whole numbers; a limit rises by hold and ramp only.
        Assert.Equal(0, world.SetValue(battery, MaxCharge, 40));
        Assert.Equal((20.5, 40), (battery.Number("/Info/MaxChargeCurrent"), battery.Number(MaxCharge)));
        world.Advance(28);
        Assert.Equal(20.5, battery.Number("/Info/MaxChargeCurrent"));
        world.Advance(10);
        Assert.Equal(40, battery.Number("/Info/MaxChargeCurrent"));
        Assert.Equal(1, battery.Simulated.Counters.Connects);
        world.ThrowIfWrong();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_outlives_the_driver_until_the_file_is_to_hold_again(bool isKilled)
    {
        using World world = Limiting(Scenarios.OneBattery, Currents);
        ServedBattery battery = world.Batteries[0];
        Assert.Equal(0, world.SetValue(battery, MaxCharge, 20));
        Assert.Equal(0, world.SetValue(battery, "/Settings/LossPolicy", 2));
        Restart(world, isKilled);
        Assert.Equal((20, 1, 2), (battery.Number(MaxCharge), battery.Number(MaxChargeOverridden), battery.Number("/Settings/LossPolicy")));
        Assert.Equal("keep_sailing", Shown(world, battery, "/Settings/LossPolicy"));
        world.AdvanceUntil(() => battery.Number("/Info/MaxChargeCurrent") == 20, TimeSpan.FromMinutes(2), "limited");

        // Both ways of giving it back.
        Assert.Equal(0, world.SetValue(battery, MaxChargeOverridden, 0));
        Assert.Equal(0, world.SetValue(battery, "/Settings/LossPolicy", s_invalid));
        Assert.Equal((50, 0, 1), (battery.Number(MaxCharge), battery.Number(MaxChargeOverridden), battery.Number("/Settings/LossPolicy")));
        Restart(world, isKilled);
        Assert.Equal((50, 0), (battery.Number(MaxCharge), battery.Number(MaxChargeOverridden)));
        world.ThrowIfWrong();
    }

    [Fact]
    public void What_is_edited_in_a_file_holds_where_the_screen_says_nothing_or_something_looser()
    {
        using World world = Limiting(Scenarios.OneBattery, Currents);
        ServedBattery battery = world.Batteries[0];
        Assert.Equal(0, world.SetValue(battery, MaxCharge, 30));
        Assert.Equal(0, world.SetValue(battery, "/Settings/SocLowWarning", 35));
        world.WriteConfiguration("MAX_BATTERY_CHARGE_CURRENT = 25\nMAX_BATTERY_DISCHARGE_CURRENT = 40\nSOC_LOW_WARNING = 15");
        world.Advance(60);
        Assert.Equal((25, 1, 40, 35), (battery.Number(MaxCharge), battery.Number(MaxChargeOverridden), battery.Number("/Settings/MaxBatteryDischargeCurrent"), battery.Number("/Settings/SocLowWarning")));
        Assert.Equal((25, 25), (Asked(world, battery, MaxCharge, "GetMax"), Asked(world, battery, MaxCharge, "GetDefault")));

        // That it was changed is so already; what it was changed to is not forgotten by saying it.
        Assert.Equal(0, world.SetValue(battery, MaxChargeOverridden, 1));
        world.WriteConfiguration(Currents);
        world.Advance(60);
        Assert.Equal(30, battery.Number(MaxCharge));
        Assert.Equal(0, world.SetValue(battery, "/Settings/SocLowWarning", s_invalid));
        Assert.Equal(20, battery.Number("/Settings/SocLowWarning"));
        world.ThrowIfWrong();
    }

    [Fact]
    public void What_makes_no_sense_is_refused_and_changes_nothing()
    {
        using World world = Limiting(Scenarios.OneBattery, Currents);
        ServedBattery battery = world.Batteries[0];
        int changes = world.Watcher.History.Count(change => change.Items.Keys.Any(path => path.StartsWith("/Settings", StringComparison.Ordinal)));
        (string Path, Variant Value)[] wrong =
        [
            (MaxCharge, 50.1), (MaxCharge, -0.1), (MaxCharge, double.NaN), (MaxCharge, double.PositiveInfinity), (MaxCharge, double.NegativeInfinity), (MaxCharge, 1e300), (MaxCharge, "20"),
            (MaxCharge, true), (MaxCharge, Variant.FromArray("i", [20])), (MaxCharge, Variant.FromVariantDictionary([])), (MaxCharge, Variant.FromStruct(20)), (MaxChargeOverridden, 1),
            (MaxChargeOverridden, 2), (MaxChargeOverridden, -1), (MaxChargeOverridden, s_invalid), (MaxChargeOverridden, "0"), ("/Settings/MinCellVoltage", 2.8), ("/Settings/MaxCellVoltage", 3.5),
            ("/Settings/MaxCellVoltage", 3.3), ("/Settings/CccmCvEnable", 2), ("/Settings/CccmCvEnable", 0.5), ("/Settings/LossPolicy", 3), ("/Settings/LossPolicy", -1), ("/Settings/LossPolicy", "cautious"),
            ("/Settings/PollInterval", 0.4), ("/Settings/PollInterval", 15.1), ("/Settings/SocLowAlarm", 21), ("/Settings/SocLowWarning", 9), ("/Info/MaxChargeCurrent", 10), ("/Info/MaxChargeCurrent", s_invalid),
            ("/Soc", 50), ("/Alarms/LowSoc", 0), ("/CustomName", s_invalid),
        ];
        foreach ((string path, Variant value) in wrong)
        {
            Assert.True(world.SetValue(battery, path, value) != 0, $"{path} {value}");
        }

        Assert.Equal(changes, world.Watcher.History.Count(change => change.Items.Keys.Any(path => path.StartsWith("/Settings", StringComparison.Ordinal))));
        Assert.False(File.Exists(world.SettingsFile) && File.ReadAllText(world.SettingsFile).Contains("Overridden", StringComparison.Ordinal));

        // What is so already may be said.
        Assert.Equal(0, world.SetValue(battery, MaxCharge, 50));
        Assert.Equal(0, world.SetValue(battery, MaxChargeOverridden, 0));
        Assert.Equal(0, battery.Number(MaxChargeOverridden));
        world.ThrowIfWrong();
    }

    [Fact]
    public void What_a_setting_may_be_can_be_asked()
    {
        using World world = Limiting(Scenarios.OneBattery, Currents);
        ServedBattery battery = world.Batteries[0];
        Assert.Equal((0, 50, 50), (Asked(world, battery, MaxCharge, "GetMin"), Asked(world, battery, MaxCharge, "GetMax"), Asked(world, battery, MaxCharge, "GetDefault")));
        Assert.Equal((3.35, 3.45), (Asked(world, battery, "/Settings/MaxCellVoltage", "GetMin"), Asked(world, battery, "/Settings/MaxCellVoltage", "GetMax")));
        Assert.Equal((0, 2, 1), (Asked(world, battery, "/Settings/LossPolicy", "GetMin"), Asked(world, battery, "/Settings/LossPolicy", "GetMax"), Asked(world, battery, "/Settings/LossPolicy", "GetDefault")));
        Assert.ThrowsAny<DBusException>(() => Asked(world, battery, "/Soc", "GetMin"));
        world.ThrowIfWrong();
    }

    /// <summary>The bridge to MQTT never asks for a range, and a screen asks once: they know what comes with the values.</summary>
    [Fact]
    public void What_a_setting_may_be_is_told_with_it_and_again_when_it_changes()
    {
        using World world = Limiting(Scenarios.OneBattery, Currents);
        ServedBattery battery = world.Batteries[0];
        Assert.Equal((0, 50, 50), Told(world, battery, MaxCharge));
        Assert.Equal((3.35, 3.45, 3.45), Told(world, battery, "/Settings/MaxCellVoltage"));
        Assert.Equal((0, 2, 1), Told(world, battery, "/Settings/LossPolicy"));
        Assert.Null(world.Watcher.Range(battery.ServiceName, MaxChargeOverridden));
        Assert.Null(world.Watcher.Range(battery.ServiceName, "/Soc"));
        Assert.Null(world.Watcher.Range(battery.ServiceName, "/CustomName"));

        // Another key bounds it: its own value is as before, and what it may be is news.
        int signals = world.Watcher.Signals;
        Assert.Equal(0, world.SetValue(battery, "/Settings/FloatCellVoltage", 3.32));
        Assert.Equal((3.32, 3.45, 3.45), Told(world, battery, "/Settings/MaxCellVoltage"));
        Assert.Equal(3.45, battery.Number("/Settings/MaxCellVoltage"));
        Assert.Equal(signals + 1, world.Watcher.Signals);
        Assert.Equal(3.32, Asked(world, battery, "/Settings/MaxCellVoltage", "GetMin"));
        world.ThrowIfWrong();
    }

    [Fact]
    public void What_is_damaged_is_left_out_and_told_and_the_file_holds()
    {
        using World world = Limiting(Scenarios.OneBattery, Currents);
        ServedBattery battery = world.Batteries[0];
        Assert.Equal(0, world.SetValue(battery, MaxCharge, 20));
        Assert.Equal(0, world.SetValue(battery, "/Settings/PollInterval", 4));
        world.Drivers[0].Stop();
        world.Advance(10);
        File.WriteAllText(world.SettingsFile, File.ReadAllText(world.SettingsFile).Replace("\"MaxBatteryChargeCurrent\":20", "\"MaxBatteryChargeCurrent\":\"twenty\"", StringComparison.Ordinal));
        world.Drivers[0].Start();
        Assert.Equal((50, 1, 4), (battery.Number(MaxCharge), battery.Number(MaxChargeOverridden), battery.Number("/Settings/PollInterval")));
        const string cause = "MAX_BATTERY_CHARGE_CURRENT was set on the screen to something that cannot be read, and the files hold: set it anew.";
        world.Advance(1);
        Assert.Equal(cause, battery.Text("/Diagnostics/Configuration"));
        Assert.Single(world.Log.Lines, line => line.Contains(cause, StringComparison.Ordinal));
        Assert.Equal(0, world.SetValue(battery, MaxCharge, 30));
        world.Advance(1);
        Assert.Equal((30, ""), (battery.Number(MaxCharge), battery.Text("/Diagnostics/Configuration")));
        world.ThrowIfWrong();
    }

    [Fact]
    public void What_cannot_be_kept_is_refused_and_changes_nothing()
    {
        using World world = Limiting(Scenarios.OneBattery, Currents, hasNoStorage: true);
        ServedBattery battery = world.Batteries[0];
        Assert.NotEqual(0, world.SetValue(battery, MaxCharge, 20));
        Assert.Equal((50, 50, 0), (battery.Number("/Info/MaxChargeCurrent"), battery.Number(MaxCharge), battery.Number(MaxChargeOverridden)));
        world.FreeFlash();
        Assert.Equal(0, world.SetValue(battery, MaxCharge, 20));
        Assert.Equal(20, battery.Number("/Info/MaxChargeCurrent"));
        world.ThrowIfWrong();
    }

    [Fact]
    public void The_battery_is_asked_at_the_new_pace_from_the_next_round_on()
    {
        using World world = Limiting(Scenarios.OneBattery, "");
        ServedBattery battery = world.Batteries[0];
        Assert.Equal(0, world.SetValue(battery, "/Settings/PollInterval", 12));
        world.Advance(12);
        int before = world.Traffic.Count;
        world.Advance(60);
        int slow = world.Traffic.Count - before;
        Assert.Equal("live", battery.Text("/Diagnostics/Link/State"));
        Assert.Equal(0, world.SetValue(battery, "/Settings/PollInterval", s_invalid));
        world.Advance(3);
        before = world.Traffic.Count;
        world.Advance(60);
        Assert.InRange(world.Traffic.Count - before, 3 * slow, 12 * slow);
        Assert.Equal(1, battery.Simulated.Counters.Connects);
        world.ThrowIfWrong();
    }

    [Fact]
    public void A_recording_of_it_plays_again()
    {
        using World world = Limiting(Scenarios.OneBattery, "");
        ServedBattery battery = world.Batteries[0];
        Assert.Equal(0, world.SetValue(battery, "/Settings/PollInterval", 12));
        Assert.Equal(0, world.SetValue(battery, "/Settings/LossPolicy", 0));
        world.Advance(20);
        string info = battery.Text("/Control/ReleaseInfo")!;
        world.Inject("vanish 1");
        world.Advance(40);
        world.Inject("back 1");
        world.AdvanceUntil(() => battery.IsLive, TimeSpan.FromMinutes(2), "live again");
        Assert.Equal(info, battery.Text("/Control/ReleaseInfo"));
        byte[] recording = world.Finish(world.Watcher.RecordAsync(battery.ServiceName, battery.Address.ToString()));
        Assert.Contains("\"kind\":\"settings\"", Encoding.UTF8.GetString(recording), StringComparison.Ordinal);
        Assert.All(FlightReplay.Play(recording), turn => Assert.Empty(turn.Differences));
        world.ThrowIfWrong();
    }

    [Fact]
    public void In_a_bank_one_value_holds_for_all_batteries()
    {
        using World world = Limiting(Scenarios.TwoBatteries, Currents);

        // The larger one carries what it may, and the other its share.
        Assert.Equal(94, world.Drivers[0].Number("/Info/MaxChargeCurrent"));
        Assert.Equal(0, world.Result(world.Watcher.SetValueAsync(world.Drivers[0].ServiceName, MaxCharge, 20)));
        Assert.Equal((37.6, 20), (world.Drivers[0].Number("/Info/MaxChargeCurrent"), world.Drivers[0].Number(MaxCharge)));
        Assert.Null(world.Batteries[0].Number(MaxCharge));
        world.ThrowIfWrong();
    }

    private static double Asked(World world, ServedBattery battery, string path, string member) => world.Result(world.Watcher.AskAsync(battery.ServiceName, path, member)) is { } answer
        && answer.TryGetNumber(out double number) ? number : double.NaN;

    private static (double Min, double Max, double Default) Told(World world, ServedBattery battery, string path)
    {
        (Variant min, Variant max, Variant ofFiles) = Assert.NotNull(world.Watcher.Range(battery.ServiceName, path));
        return (Number(min), Number(max), Number(ofFiles));

        static double Number(Variant value) => value.TryGetNumber(out double number) ? number : double.NaN;
    }

    private static string Shown(World world, ServedBattery battery, string path) => world.Result(world.Watcher.GetTextAsync(battery.ServiceName, path));

    private static void Restart(World world, bool isKilled)
    {
        if (isKilled)
        {
            world.Drivers[0].Kill();
        }
        else
        {
            world.Drivers[0].Stop();
        }

        world.Advance(10);
        world.Drivers[0].Start();
        world.Advance(1);
    }

    private static World Limiting(string scenario, string configuration, bool hasNoStorage = false)
    {
        var world = new World(scenario, new WorldOptions { Configuration = configuration, HasNoStorage = hasNoStorage });
        world.AdvanceUntil(() => world.IsAllLive && world.Drivers[0].Number("/Info/MaxChargeCurrent") is not null, TimeSpan.FromMinutes(3), "limits");
        world.Advance(60);
        return world;
    }
}
