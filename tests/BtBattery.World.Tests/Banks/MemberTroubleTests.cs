using BtBattery.DBus;

namespace BtBattery.World.Tests;

/// <summary>A battery of a bank that cannot get a number or a name costs its own service, and the bank nothing.</summary>
public sealed class MemberTroubleTests
{
    private const string First = "com.victronenergy.battery.btbattery_a4c138000001";
    private const string Second = "com.victronenergy.battery.btbattery_a4c138000002";
    private const string SecondInstance = "/Settings/Devices/btbattery_a4c138000002/ClassAndVrmInstance";

    private static readonly TimeSpan s_soon = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("battery:40", "another battery of this driver")]
    [InlineData("tank:3", "'tank:3'")]
    public void One_whose_number_cannot_be_used_is_missing_until_it_has_another(string number, string told)
    {
        using World world = Gx();
        using var settings = new FakeSettings(world, (BankInstance(world), "battery:40"), (SecondInstance, number));
        world.AdvanceUntil(() => world.IsAllLive, s_soon, "live");
        Assert.Equal(40, world.Drivers[0].Number("/DeviceInstance"));
        world.AdvanceUntil(() => world.Drivers[0].Number("/Info/MaxChargeVoltage") is not null, s_soon, "limits");
        Assert.Equal(41, world.Watcher.Number(First, "/DeviceInstance"));
        Assert.DoesNotContain(Second, world.Watcher.Services);
        world.Advance(TimeSpan.FromMinutes(30));
        Assert.DoesNotContain(Second, world.Watcher.Services);
        Assert.Single(world.Log.Lines, line => line.Contains(told, StringComparison.Ordinal));

        settings.Set(SecondInstance, "battery:50");
        world.Advance(1);
        Assert.Equal(50, world.Watcher.Number(Second, "/DeviceInstance"));
        Assert.NotNull(world.Watcher.Number(Second, "/Dc/0/Voltage"));
        Assert.DoesNotContain(world.Watcher.History, change => change.Items.ContainsKey("/DeviceInstance"));

        // From now on it is followed as any other.
        settings.Set(SecondInstance, "battery:51");
        world.Advance(1);
        Assert.Equal((40, 51), (world.Drivers[0].Number("/DeviceInstance"), world.Watcher.Number(Second, "/DeviceInstance")));
        world.ThrowIfWrong();
    }

    [Fact]
    public void One_whose_number_is_refused_is_missing_and_another_configuration_waits_for_it_no_more_than_the_start_did()
    {
        using World world = Gx();
        using var settings = new FakeSettings(world, (SecondInstance, 7));
        world.AdvanceUntil(() => world.IsAllLive, s_soon, "live");
        Assert.DoesNotContain(Second, world.Watcher.Services);
        world.WriteConfiguration("MEMBER_SERVICES = True\nDEVICE_INSTANCE = 40\nPOLL_INTERVAL = 10");
        world.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains(world.Log.Lines, line => line.Contains("starting anew with it", StringComparison.Ordinal));
        world.AdvanceUntil(() => world.IsAllLive, s_soon, "live again");
        Assert.DoesNotContain(Second, world.Watcher.Services);
        settings.Set(SecondInstance, "battery:7");
        world.Advance(s_soon);
        Assert.Equal(7, world.Watcher.Number(Second, "/DeviceInstance"));
        world.ThrowIfWrong();
    }

    [Fact]
    public void One_whose_name_is_taken_is_missing_until_the_name_is_free()
    {
        using var world = new World(Scenarios.TwoBatteries, new WorldOptions { Topology = "parallel", Configuration = "MEMBER_SERVICES = True\nDEVICE_INSTANCE = 40" });
        world.Drivers[0].Stop();
                DBusConnection other = world.Result(world.ConnectAsync());
        world.Result(other.RequestNameAsync(First, RequestNameFlags.DoNotQueue));
        world.Drivers[0].Start();
        world.AdvanceUntil(() => world.IsAllLive, s_soon, "live");
        world.Advance(TimeSpan.FromMinutes(30));
        Assert.True(world.IsAllLive);
        Assert.Equal((40, 42), (world.Drivers[0].Number("/DeviceInstance"), world.Watcher.Number(Second, "/DeviceInstance")));
        Assert.Single(world.Log.Lines, line => line.Contains($"Not on the bus yet: {First} is taken", StringComparison.Ordinal));

        _ = other.DisposeAsync().AsTask();
        world.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(41, world.Watcher.Number(First, "/DeviceInstance"));
        Assert.NotNull(world.Watcher.Number(First, "/Dc/0/Voltage"));
        world.ThrowIfWrong();
    }

    private static World Gx() =>
        new(Scenarios.TwoBatteries, new WorldOptions { IsGx = true, Topology = "parallel", Configuration = "MEMBER_SERVICES = True\nDEVICE_INSTANCE = 40" });

    private static string BankInstance(World world) => $"/Settings/Devices/{world.Drivers[0].ServiceName["com.victronenergy.battery.".Length..]}/ClassAndVrmInstance";
}
