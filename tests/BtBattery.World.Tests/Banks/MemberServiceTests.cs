namespace BtBattery.World.Tests;

/// <summary>With MEMBER_SERVICES each battery of a bank is a service of its own as well.</summary>
public sealed class MemberServiceTests
{
    private const string First = "com.victronenergy.battery.btbattery_a4c138000001";
    private const string Second = "com.victronenergy.battery.btbattery_a4c138000002";

    private static readonly TimeSpan s_start = TimeSpan.FromMinutes(1);

    [Fact]
    public void Each_shows_its_values_and_nothing_that_makes_it_a_BMS()
    {
        using World world = Live();
        Assert.Equal((3.341, 3.352), (world.Watcher.Number(First, "/Voltages/Cell1"), world.Watcher.Number(Second, "/Voltages/Cell2")));
        Assert.Equal((1, 1, 0), (world.Watcher.Number(Second, "/Connected"), world.Watcher.Number(Second, "/System/NrOfModulesOnline"), world.Watcher.Number(Second, "/Alarms/HighCellVoltage")));
        Assert.Equal("A4:C1:38:00:00:02", world.Watcher.Text(Second, "/Serial"));
        foreach (string service in (string[])[First, Second])
        {
            string[] paths = [.. world.Watcher.Values(service).Keys];
            Assert.DoesNotContain(paths, path => path.StartsWith("/Info/", StringComparison.Ordinal) || path.Contains("Limits", StringComparison.Ordinal));
            Assert.DoesNotContain(paths, path => path.StartsWith("/Batteries", StringComparison.Ordinal));
            Assert.Contains("/Dc/0/Voltage", paths);
        }

        Assert.NotNull(world.Drivers[0].Number("/Info/MaxChargeVoltage"));
        Assert.Equal(
            [40, 41, 42],
            ((string[])[world.Drivers[0].ServiceName, First, Second]).Select(service => world.Watcher.Number(service, "/DeviceInstance")));
        world.ThrowIfWrong();
    }

    [Fact]
    public void What_it_says_is_as_fresh_there_as_below_the_bank()
    {
        using World world = Live();
        world.Inject("set 2 protections=cell_overvoltage");
        world.Advance(4);
        Assert.Equal(2, world.Watcher.Number(Second, "/Alarms/HighCellVoltage"));
        world.Inject("silence 2");
        world.Advance(40);
        Assert.Equal((0, 0), (world.Watcher.Number(Second, "/Connected"), world.Drivers[0].Number("/Batteries/2/Connected")));
        Assert.Null(world.Watcher.Number(Second, "/Dc/0/Voltage"));
        Assert.Null(world.Watcher.Number(Second, "/Voltages/Cell1"));
        Assert.Equal((2, 1), (world.Watcher.Number(Second, "/Alarms/HighCellVoltage"), world.Watcher.Number(Second, "/Alarms/BmsCable")));
        Assert.NotNull(world.Watcher.Number(First, "/Dc/0/Voltage"));
        world.ThrowIfWrong();
    }

    [Fact]
    public void A_name_that_is_given_there_is_the_name_of_the_battery_in_the_bank()
    {
        using World world = Live();
        Assert.Equal(0, world.Result(world.Watcher.SetValueAsync(Second, "/CustomName", "Starboard")));
        Assert.Equal(("Starboard", "Starboard"), (world.Watcher.Text(Second, "/CustomName"), world.Drivers[0].Text("/Batteries/2/Name")));
        world.ThrowIfWrong();
    }

    [Fact]
    public void They_come_and_go_with_the_bank()
    {
        using World world = Live();
        world.Drivers[0].Stop();
        world.Advance(5);
        Assert.DoesNotContain(world.Watcher.Services, service => service.StartsWith("com.victronenergy.battery.", StringComparison.Ordinal));
        world.Drivers[0].Start();
        world.AdvanceUntil(() => world.IsAllLive, s_start, "live");
        Assert.Contains(First, world.Watcher.Services);
        world.ThrowIfWrong();
    }

    [Fact]
    public void Without_the_key_and_for_a_battery_alone_there_is_one_service()
    {
        using var bank = new World(Scenarios.TwoBatteries, new WorldOptions { Topology = "parallel" });
        Assert.DoesNotContain(First, bank.Watcher.Services);
        using var alone = new World(Scenarios.OneBattery, new WorldOptions { Configuration = "MEMBER_SERVICES = True" });
        Assert.Single(alone.Watcher.Services, service => service.StartsWith("com.victronenergy.battery.", StringComparison.Ordinal));
    }

    private static World Live()
    {
        var world = new World(Scenarios.TwoBatteries, new WorldOptions { Topology = "parallel", Configuration = "MEMBER_SERVICES = True\nDEVICE_INSTANCE = 40" });
        world.AdvanceUntil(() => world.IsAllLive, s_start, "live");
        world.Advance(2);
        return world;
    }
}
