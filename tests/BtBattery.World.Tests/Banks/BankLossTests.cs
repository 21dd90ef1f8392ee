using BtBattery.DBus;

namespace BtBattery.World.Tests;

/// <summary>A battery of a bank that falls silent, was never there, or comes back.</summary>
public sealed class BankLossTests
{
    private static readonly TimeSpan s_back = TimeSpan.FromMinutes(1);

    [Fact]
    public void M1_A_string_without_one_of_its_batteries_claims_nothing_and_does_not_shrink()
    {
        using World world = BankValueTests.Live(Scenarios.TwoBatteries, "series");
        DriverProcess bank = world.Drivers[0];
        world.Inject("silence 2");
        world.Advance(35);
        string[] invalid = ["/Dc/0/Voltage", "/Dc/0/Current", "/Soc", "/Capacity", "/System/MinCellVoltage", "/System/MaxCellTemperature", "/Voltages/Sum"];
        Assert.All(invalid, path => Assert.Null(bank.Number(path)));
        Assert.Equal((8, 280), (bank.Number("/System/NrOfCellsPerBattery"), bank.Number("/InstalledCapacity")));
        Assert.Equal((1, 1, 0), (bank.Number("/System/NrOfModulesOnline"), bank.Number("/System/NrOfModulesOffline"), bank.Number("/Connected")));

        // The battery that speaks is shown, in its place.
        Assert.Equal((3.343, null), (bank.Number("/Voltages/Cell2"), bank.Number("/Voltages/Cell6")));
        Assert.Equal((21.5, null), (world.Batteries[0].Number("/Dc/0/Current"), world.Batteries[1].Number("/Dc/0/Current")));
        Assert.StartsWith("Bluetooth LE: 1 of 2; 'JBD-280Ah-B' lost, trying again", bank.Text("/Mgmt/Connection"), StringComparison.Ordinal);
        Assert.NotEqual("", bank.Text("/Diagnostics/Problem"));

        world.Inject("restore 2");
        world.AdvanceUntil(() => bank.Number("/Dc/0/Voltage") is 26.73, s_back, "the string is whole again");
        Assert.Equal("", bank.Text("/Diagnostics/Problem"));
        world.ThrowIfWrong();
    }

    [Fact]
    public void M1_All_values_of_a_string_turn_invalid_in_one_signal()
    {
        using World world = BankValueTests.Live(Scenarios.TwoBatteries, "series");
        string service = world.Drivers[0].ServiceName;
        world.Inject("silence 1");
        world.Advance(40);
        ItemsChange lost = world.Watcher.History.Single(change => change.Service == service && change.Items.TryGetValue("/Soc", out Variant? soc) && soc is null);
        Assert.All(
            (string[])["/Dc/0/Voltage", "/Dc/0/Current", "/Dc/0/Power", "/Capacity", "/System/MinCellVoltage", "/Batteries/1/Dc/0/Voltage", "/Batteries/1/Voltages/Cell1"],
            path => Assert.True(lost.Items.TryGetValue(path, out Variant? value) && value is null, path));
        world.ThrowIfWrong();
    }

    [Fact]
    public void A_bank_in_parallel_goes_on_with_the_battery_that_speaks()
    {
        using World world = BankValueTests.Live(Scenarios.TwoBatteries, "parallel");
        DriverProcess bank = world.Drivers[0];
        world.Inject("silence 2");
        world.Advance(35);
        Assert.Equal((13.36, 21.5, 81), (bank.Number("/Dc/0/Voltage"), bank.Number("/Dc/0/Current"), bank.Number("/Soc")));
        Assert.Equal((1, 1, 1), (bank.Number("/System/NrOfModulesOnline"), bank.Number("/System/NrOfModulesOffline"), bank.Number("/Connected")));
        Assert.Equal("B1C2", bank.Text("/System/MaxVoltageCellId"));
        Assert.Equal((226.8, 560, 1), (bank.Number("/Capacity"), bank.Number("/InstalledCapacity"), bank.Number("/Diagnostics/Bank/Counted")));
        Assert.Null(bank.Number("/Voltages/Cell2X1"));
        world.Inject("restore 2");
        world.AdvanceUntil(() => bank.Number("/Dc/0/Current") is 40.4, s_back, "both carry current again");
        world.ThrowIfWrong();
    }

    [Fact]
    public void M13_The_bank_is_the_one_that_is_configured_whoever_is_there()
    {
        using var world = new World(Scenarios.TwoBatteries, new WorldOptions { Topology = "series", Before = ["vanish 2"] });
        DriverProcess bank = world.Drivers[0];
        world.Advance(TimeSpan.FromMinutes(5));
        Assert.True(world.Batteries[0].IsLive);
        Assert.Null(bank.Number("/Dc/0/Voltage"));
        Assert.Null(bank.Number("/System/NrOfCellsPerBattery"));
        Assert.Null(bank.Number("/Voltages/Cell5"));
        Assert.Equal((1, 1, 0), (bank.Number("/System/NrOfModulesOnline"), bank.Number("/System/NrOfModulesOffline"), bank.Number("/Connected")));
        Assert.Equal("Bluetooth LE: 1 of 2; 'A4:C1:38:00:00:02' not seen yet: phone app open, asleep or out of range?", bank.Text("/Mgmt/Connection"));

        world.Inject("back 2");
        world.AdvanceUntil(() => bank.Number("/Dc/0/Voltage") is 26.73, TimeSpan.FromMinutes(2), "the string is whole");
        Assert.Equal(8, bank.Number("/System/NrOfCellsPerBattery"));
        world.ThrowIfWrong();
    }

    [Fact]
    public void F1_Nothing_old_is_told_while_the_process_stood_still()
    {
        using World world = BankValueTests.Live(Scenarios.TwoBatteries, "series");
        world.StandStill(TimeSpan.FromSeconds(45));
        Assert.Null(world.Drivers[0].Number("/Dc/0/Voltage"));
        world.AdvanceUntil(() => world.Drivers[0].Number("/Dc/0/Voltage") is not null, TimeSpan.FromMinutes(2), "back");
        world.ThrowIfWrong();
    }

    [Fact]
    public void One_that_was_killed_comes_back_as_the_same_bank()
    {
        using World world = BankValueTests.Live(Scenarios.FourBatteries, "(1+2)|(3+4)");
        string service = world.Drivers[0].ServiceName;
        double? instance = world.Drivers[0].Number("/DeviceInstance");
        world.Drivers[0].Kill();
        Assert.Empty(world.Watcher.Services);
        world.Advance(5);
        world.Drivers[0].Start();
        world.AdvanceUntil(() => world.Drivers[0].Number("/System/NrOfModulesOnline") is 4, s_back, "all four again");
        Assert.Equal([service], world.Watcher.Services);
        Assert.Equal(instance, world.Drivers[0].Number("/DeviceInstance"));
        world.ThrowIfWrong();
    }

    [Fact]
    public void One_that_is_stopped_takes_everything_back_in_one_signal_before_its_name()
    {
        using World world = BankValueTests.Live(Scenarios.TwoBatteries, "parallel");
        int before = world.Watcher.History.Count;
        world.Drivers[0].Stop();
        world.Advance(5);
        ItemsChange last = world.Watcher.History.Skip(before).Single(change => change.Items.ContainsKey("/Dc/0/Voltage"));
        Assert.All((string[])["/Dc/0/Voltage", "/Soc", "/Batteries/1/Soc", "/Batteries/2/Soc"], path => Assert.Null(last.Items[path]));
        Assert.Empty(world.Watcher.Services);
        world.ThrowIfWrong();
    }

    [Fact]
    public void A_battery_of_a_bank_is_released_to_a_phone_and_the_others_go_on()
    {
        using World world = BankValueTests.Live(Scenarios.TwoBatteries, "parallel");
        Assert.Equal(0, world.SetValue(world.Batteries[1], "/Control/ReleaseMinutes", 1));
        world.Advance(5);
        Assert.True(world.Batteries[0].IsLinked);
        Assert.False(world.Batteries[1].IsLinked);
        Assert.Equal((0, 1), (world.Batteries[0].Number("/Control/ReleaseMinutes"), world.Batteries[1].Number("/Control/ReleaseMinutes")));
        Assert.Equal("released", world.Batteries[1].Text("/Diagnostics/Link/State"));
        world.AdvanceUntil(() => world.Batteries[1].IsLinked, TimeSpan.FromMinutes(2), "back");
        world.ThrowIfWrong();
    }
}
