namespace BtBattery.World.Tests;

/// <summary>Alarms of a bank and of its batteries, from what boards say over the radio to what a client on the bus sees.</summary>
public sealed class AlarmTests
{
    private const string High = "/Alarms/HighCellVoltage";
    private const string Cold = "/Alarms/LowChargeTemperature";

    private static readonly TimeSpan s_start = TimeSpan.FromMinutes(1);

    [Fact]
    public void A_protection_that_flickers_is_one_notification_for_the_bank_and_for_its_battery()
    {
        using World world = Live("series");
        DriverProcess bank = world.Drivers[0];
        int before = world.Watcher.History.Count;
        for (int i = 0; i < 10; i++)
        {
            world.Inject("set 2 protections=cell_overvoltage");
            world.Advance(4);
            Assert.Equal((2, 2, 0), Levels(bank, High));
            world.Inject("set 2 protections=");
            world.Advance(4);
            Assert.Equal((2, 2, 0), Levels(bank, High));
        }

        world.Advance(62);
        Assert.Equal((0, 0, 0), Levels(bank, High));
        Assert.Equal([2, 0], Changes(world, before, High));
        Assert.Equal([2, 0], Changes(world, before, "/Batteries/2" + High));
        world.ThrowIfWrong();
    }

    [Fact]
    public void What_is_up_stays_up_while_its_battery_is_silent_and_is_not_new_when_that_is_back()
    {
        using World world = Live("parallel");
        DriverProcess bank = world.Drivers[0];
        world.Inject("set 2 protections=charge_undertemperature");
        world.Advance(4);
        Assert.Equal((2, 2, 0), Levels(bank, Cold));
        int before = world.Watcher.History.Count;
        world.Inject("silence 2");
        world.Advance(200);
        Assert.Equal((2, 2, 0), Levels(bank, Cold));
        Assert.Equal((0, null, 0), Levels(bank, High));
        Assert.Equal(2, bank.Number("/Alarms/BmsCable"));
        world.Inject("restore 2");
        world.AdvanceUntil(() => world.IsAllLive, TimeSpan.FromMinutes(5), "live again");
        world.Advance(62);
        Assert.Equal((2, 2, 0), Levels(bank, Cold));
        Assert.Equal((0, 0, 0), Levels(bank, High));
        Assert.Empty(Changes(world, before, Cold));
        Assert.Equal([null, 0], Changes(world, before, "/Batteries/2" + High));
        world.ThrowIfWrong();
    }

    [Fact]
    public void Nothing_is_up_any_more_when_the_driver_ends()
    {
        using World world = Live("series");
        DriverProcess bank = world.Drivers[0];
        string service = bank.ServiceName;
        world.Inject("set 1 protections=short_circuit");
        world.Advance(4);
        int before = world.Watcher.History.Count;
        bank.Stop();
        world.Advance(5);
        Assert.Equal([null], Changes(world, before, "/Alarms/InternalFailure"));
        Assert.Equal([null], Changes(world, before, "/Batteries/1/Alarms/InternalFailure"));
        Assert.DoesNotContain(service, world.Drivers.Where(driver => driver.IsRunning).Select(driver => driver.ServiceName));
        world.ThrowIfWrong();
    }

    [Fact]
    public void Cells_that_drift_apart_are_told_by_threshold_and_delay_and_counted()
    {
        using World world = Live("parallel", "CELL_IMBALANCE_THRESHOLD = 0.1\nCELL_IMBALANCE_DELAY = 20");
        DriverProcess bank = world.Drivers[0];
        Assert.Equal((0, ""), (bank.Number("/CellMonitor/Alerts/Count"), bank.Text("/CellMonitor/Alerts/Latest")));
        world.Inject("set 2 cells=3.3,3.3,3.42,3.3");
        world.Advance(18);
        Assert.Equal(0, bank.Number("/Alarms/CellImbalance"));
        world.Advance(8);
        Assert.Equal((1, 1, 0), Levels(bank, "/Alarms/CellImbalance"));
        Assert.Equal((1, "0.120 V apart: B2C1 3.300 V, B2C3 3.420 V"), (bank.Number("/CellMonitor/Alerts/Count"), bank.Text("/CellMonitor/Alerts/Latest")));
        Assert.Equal((3.3, 3.42, 0.12), (bank.Number("/CellMonitor/Statistics/MinVoltage"), bank.Number("/CellMonitor/Statistics/MaxVoltage"), bank.Number("/CellMonitor/Statistics/MaxSpread")));
        world.ThrowIfWrong();
    }

    [Fact]
    public void Each_battery_says_what_limits_it()
    {
        using World world = Live("series", "MAX_BATTERY_CHARGE_CURRENT = 70\nMAX_BATTERY_DISCHARGE_CURRENT = 90");
        DriverProcess bank = world.Drivers[0];
        world.Inject("set 2 cells=3.3,3.3,3.51,3.3");
        world.Advance(4);
        Assert.Equal(("Configured", 70, null), (bank.Text("/Batteries/1/Diagnostics/Limits/ChargeCurrentCause"), bank.Number("/Batteries/1/Diagnostics/Limits/ChargeCurrent"), bank.Number("/Batteries/1/Diagnostics/Limits/ChargeCurrentReading")));
        Assert.Equal(("CellVoltage", 3.5), (bank.Text("/Batteries/2/Diagnostics/Limits/ChargeCurrentCause"), bank.Number("/Batteries/2/Diagnostics/Limits/ChargeCurrent")));
        Assert.Equal(3.51, bank.Number("/Batteries/2/Diagnostics/Limits/ChargeCurrentReading"));
        Assert.Equal(("B2 Cell Voltage", 3.51), (bank.Text("/Info/ChargeLimitation"), bank.Number("/Diagnostics/Limits/ChargeCurrentReading")));

        // Which cell it is, is told when it stays.
        world.Advance(40);
        Assert.Equal(3, bank.Number("/Batteries/2/Diagnostics/Limits/ChargeCurrentNumber"));
        world.ThrowIfWrong();
    }

    private static World Live(string topology, string configuration = "")
    {
        var world = new World(Scenarios.TwoBatteries, new WorldOptions { Topology = topology, Configuration = configuration });
        world.AdvanceUntil(() => world.IsAllLive, s_start, "live");
        world.Advance(10);
        return world;
    }

    private static (double? Bank, double? Second, double? First) Levels(DriverProcess bank, string path) =>
        (bank.Number(path), bank.Number("/Batteries/2" + path), bank.Number("/Batteries/1" + path));

    private static int?[] Changes(World world, int after, string path) =>
    [
        .. world.Watcher.History.Skip(after).Where(change => change.Items.ContainsKey(path)).Select(change => change.Items[path] is { } value ? value.AsInt32() : (int?)null),
    ];
}
