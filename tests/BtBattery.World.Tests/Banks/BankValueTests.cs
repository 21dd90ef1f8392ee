using BtBattery.DBus;
using BtBattery.Driver.Screen;

namespace BtBattery.World.Tests;

/// <summary>What several batteries show together: merged at the root of one service, and each by itself below it.</summary>
public sealed class BankValueTests
{
    private static readonly TimeSpan s_start = TimeSpan.FromMinutes(1);

    [Fact]
    public void Two_in_series_are_one_string()
    {
        using World world = Live(Scenarios.TwoBatteries, "series");
        DriverProcess bank = world.Drivers[0];
        Assert.Equal(26.73, bank.Number("/Dc/0/Voltage"));
        Assert.Equal(20.2, bank.Number("/Dc/0/Current"));
        Assert.Equal(79, bank.Number("/Soc"));
        Assert.Equal(221.2, bank.Number("/Capacity"));
        Assert.Equal(280, bank.Number("/InstalledCapacity"));
        Assert.Equal(-58.8, bank.Number("/ConsumedAmphours"));
        Assert.Equal(43, bank.Number("/History/ChargeCycles"));
        Assert.Equal(8, bank.Number("/System/NrOfCellsPerBattery"));
        Assert.Equal((2, 0), (bank.Number("/System/NrOfModulesOnline"), bank.Number("/System/NrOfModulesOffline")));
        Assert.Equal((3.337, "B1C3"), (bank.Number("/System/MinCellVoltage"), bank.Text("/System/MinVoltageCellId")));
        Assert.Equal((3.352, "B2C2"), (bank.Number("/System/MaxCellVoltage"), bank.Text("/System/MaxVoltageCellId")));
        Assert.Equal((21.7, "B2T2"), (bank.Number("/System/MinCellTemperature"), bank.Text("/System/MinTemperatureCellId")));
        Assert.Equal((23.6, "B1T1"), (bank.Number("/System/MaxCellTemperature"), bank.Text("/System/MaxTemperatureCellId")));
        Assert.Equal([3.341, 3.343, 3.337, 3.339, 3.339, 3.352, 3.337, 3.342, null], Enumerable.Range(1, 9).Select(cell => bank.Number($"/Voltages/Cell{cell}")));
        Assert.Equal((26.73, 0.015), (bank.Number("/Voltages/Sum"), bank.Number("/Voltages/Diff")));
        Assert.Equal((0, 1), (bank.Number("/Balances/Cell2"), bank.Number("/Balances/Cell6")));
        Assert.Equal(1, bank.Number("/Balancing"));
        Assert.Equal(0, bank.Number("/Alarms/HighCellVoltage"));
        Assert.Equal("Bluetooth LE: 2 batteries in series, live", bank.Text("/Mgmt/Connection"));
        Assert.Equal("1+2", bank.Text("/Diagnostics/Bank/Wiring"));
        world.ThrowIfWrong();
    }

    [Fact]
    public void M4_Two_in_parallel_show_the_cells_of_both()
    {
        using World world = Live(Scenarios.TwoBatteries, "parallel");
        DriverProcess bank = world.Drivers[0];
        Assert.Equal(13.36, bank.Number("/Dc/0/Voltage"));
        Assert.Equal(40.4, bank.Number("/Dc/0/Current"));
        Assert.Equal(80, bank.Number("/Soc"));
        Assert.Equal(448, bank.Number("/Capacity"));
        Assert.Equal(560, bank.Number("/InstalledCapacity"));
        Assert.Equal(4, bank.Number("/System/NrOfCellsPerBattery"));
        Assert.Equal((3.337, "B1C3"), (bank.Number("/System/MinCellVoltage"), bank.Text("/System/MinVoltageCellId")));
        Assert.Equal((3.352, "B2C2"), (bank.Number("/System/MaxCellVoltage"), bank.Text("/System/MaxVoltageCellId")));
        Assert.Equal((3.341, 3.352), (bank.Number("/Voltages/Cell1X1"), bank.Number("/Voltages/Cell2X2")));
        Assert.Equal((0, 1), (bank.Number("/Balances/Cell1X2"), bank.Number("/Balances/Cell2X2")));
        Assert.False(world.GetItems(world.Batteries[0]).ContainsKey("/Voltages/Cell1"));
        Assert.Equal("Bluetooth LE: 2 batteries in parallel, live", bank.Text("/Mgmt/Connection"));
        world.ThrowIfWrong();
    }

    [Fact]
    public void Four_are_two_strings_in_parallel()
    {
        using World world = Live(Scenarios.FourBatteries, "(1+2)|(3+4)");
        DriverProcess bank = world.Drivers[0];
        Assert.Equal(26.54, bank.Number("/Dc/0/Voltage"));
        Assert.Equal(-16.5, bank.Number("/Dc/0/Current"));
        Assert.Equal(8, bank.Number("/System/NrOfCellsPerBattery"));
        Assert.Equal(4, bank.Number("/System/NrOfModulesOnline"));
        Assert.Equal((3.305, "B1C3"), (bank.Number("/System/MinCellVoltage"), bank.Text("/System/MinVoltageCellId")));
        Assert.Equal("Bluetooth LE: 4 batteries (1+2)|(3+4), live", bank.Text("/Mgmt/Connection"));
        world.ThrowIfWrong();
    }

    [Fact]
    public void Each_battery_of_a_bank_shows_its_own_values_below_it()
    {
        using World world = Live(Scenarios.TwoBatteries, "series");
        DriverProcess bank = world.Drivers[0];
        Assert.Equal(
            ("A4:C1:38:00:00:02", "JBD-280Ah-B", 18.9, 3.352),
            (bank.Text("/Batteries/2/Address"), bank.Text("/Batteries/2/Name"), bank.Number("/Batteries/2/Dc/0/Current"), bank.Number("/Batteries/2/Voltages/Cell2")));
        Assert.Equal(("live", "jbd"), (bank.Text("/Batteries/1/Diagnostics/Link/State"), bank.Text("/Batteries/1/Diagnostics/BmsType")));
        Assert.Equal(21.5, bank.Number("/Batteries/1/Dc/0/Current"));
        world.ThrowIfWrong();
    }

    [Fact]
    public void The_name_of_a_bank_does_not_depend_on_the_order_of_its_batteries()
    {
        using World one = Live(Scenarios.TwoBatteries, "1+2");
        using World other = Live(Scenarios.TwoBatteries, "2|1");
        Assert.Equal(one.Drivers[0].ServiceName, other.Drivers[0].ServiceName);
        Assert.Matches("^com\\.victronenergy\\.battery\\.btbattery_bank_[0-9a-f]{8}$", one.Drivers[0].ServiceName);
        Assert.Equal([one.Drivers[0].ServiceName], one.Watcher.Services);
        Assert.Equal(one.Drivers[0].ServiceName["com.victronenergy.battery.".Length..], one.Drivers[0].Text("/Serial"));
    }

    [Fact]
    public void F9_Nothing_measured_or_decided_can_be_written()
    {
        using World world = Live(Scenarios.TwoBatteries, "parallel");
        string service = world.Drivers[0].ServiceName;
        IReadOnlyDictionary<string, Variant?> items = world.GetItems(world.Batteries[0]);
        string[] written = [.. items.Keys.Where(path => world.Result(world.Watcher.SetValueAsync(service, path, items[path] ?? 1)) == 0)];

        // The release is given 0 here: not released, as it is. So is each setting, and none of them is changed by that.
        string[] settings = [.. ScreenKeys.All.SelectMany(key => new[] { key.Path, key.OverriddenPath })];
        Assert.Equal(
            ["/Batteries/1/Control/ReleaseMinutes", "/Batteries/1/Name", "/Batteries/2/Control/ReleaseMinutes", "/Batteries/2/Name", "/CustomName"],
            written.Except(settings).Order(StringComparer.Ordinal));
        Assert.All(settings, path => Assert.Contains(path, written));
        Assert.All(ScreenKeys.All, key => Assert.Equal(0, world.Drivers[0].Number(key.OverriddenPath)));
        world.ThrowIfWrong();
    }

    [Fact]
    public void A_bank_has_a_name_of_its_own()
    {
        using World world = Live(Scenarios.TwoBatteries, "parallel");
        string service = world.Drivers[0].ServiceName;
        Assert.Equal(0, world.Result(world.Watcher.SetValueAsync(service, "/CustomName", "House")));
        Assert.NotEqual(0, world.Result(world.Watcher.SetValueAsync(service, "/CustomName", new string('x', 65))));
        Assert.Equal(("House", "JBD-280Ah-A"), (world.Drivers[0].Text("/CustomName"), world.Batteries[0].Text("/Name")));
        world.ThrowIfWrong();
    }

    internal static World Live(string scenario, string topology)
    {
        var world = new World(scenario, new WorldOptions { Topology = topology });
        world.AdvanceUntil(() => world.IsAllLive, s_start, "all live");

        // By then clients know also what differs by less than its dead-band from what was there before the last battery answered.
        world.Advance(40);
        return world;
    }
}
