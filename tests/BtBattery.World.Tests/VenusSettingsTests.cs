using BtBattery.DBus;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Run;
using BtBattery.Driver.Screen;
using BtBattery.Driver.Settings;
using BtBattery.Driver.Settings.Venus;
using Microsoft.Extensions.Logging;

namespace BtBattery.World.Tests;

/// <summary>A driver and the settings service of Venus OS: late, restarted, refusing, hanging, and changed by people.</summary>
public sealed class VenusSettingsTests
{
    private const string Device = "/Settings/Devices/btbattery_a4c138000001";
    private const string Instance = Device + "/ClassAndVrmInstance";
    private const string Name = Device + "/CustomName";

    private static readonly TimeSpan s_soon = TimeSpan.FromMinutes(2);

    [Fact]
    public void Without_the_service_nothing_is_served_and_that_is_told_once_and_rarely_again()
    {
        using World world = Gx();
        world.Advance(TimeSpan.FromMinutes(150));
        Assert.Empty(world.Watcher.Services);
        string[] told = [.. world.Log.Lines.Where(line => line.Contains("Waiting for the settings service", StringComparison.Ordinal))];
        Assert.Equal(3, told.Length);
        Assert.Contains(world.Bus.Address, told[0], StringComparison.Ordinal);

        using var settings = new FakeSettings(world);
        Assert.Equal(1, world.Batteries[0].Number("/DeviceInstance"));
        Assert.Contains(world.Log.Lines, line => line.Contains("The settings service is there", StringComparison.Ordinal));
        world.AdvanceUntil(() => world.IsAllLive, s_soon, "live");
        world.ThrowIfWrong();
    }

    [Fact]
    public void The_number_that_was_given_is_the_number_and_no_other_was_ever_shown()
    {
        using World world = Gx();
        using var settings = new FakeSettings(world, Others(1, 2, 3));
        Assert.Equal("battery:4", settings.Values[Instance].AsString());
        Assert.Equal(4, world.Batteries[0].Number("/DeviceInstance"));
        Assert.True(world.GetItems(world.Batteries[0])["/DeviceInstance"] is { } item && item.AsInt32() == 4);
        Assert.DoesNotContain(world.Watcher.History, change => change.Items.ContainsKey("/DeviceInstance"));
        world.ThrowIfWrong();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_written_on_a_screen_is_kept_and_what_others_set_is_shown(bool tellsAtRoot)
    {
        using World world = Gx();
        using var settings = new FakeSettings(world) { TellsAtRoot = tellsAtRoot };
        ServedBattery battery = world.Batteries[0];
        Assert.Equal(0, world.SetValue(battery, "/CustomName", "Starboard"));
        Assert.Equal(("Starboard", "Starboard"), (battery.Text("/CustomName"), settings.Values[Name].AsString()));

        settings.Set(Name, "Port");
        Assert.Equal("Port", battery.Text("/CustomName"));
        Assert.NotEqual(0, world.SetValue(battery, "/CustomName", new string('x', 65)));
        Assert.Equal("Port", settings.Values[Name].AsString());

        // Two settings made and two for each key of the screen, the name changed twice: nothing else, however long it runs.
        world.Advance(TimeSpan.FromHours(1));
        Assert.Equal(4 + (2 * ScreenKeys.All.Count), settings.Writes);
        world.ThrowIfWrong();
    }

    [Fact]
    public void A_driver_that_was_killed_comes_back_with_the_same_name_number_and_what_it_was_called()
    {
        using World world = Gx(Scenarios.TwoBatteries);
        using var settings = new FakeSettings(world, Others(1));
        string service = world.Drivers[0].ServiceName;
        Assert.Equal(0, world.Result(world.Watcher.SetValueAsync(service, "/CustomName", "House")));
        Assert.Equal(0, world.SetValue(world.Batteries[1], "/Name", "Starboard"));
        Assert.Equal("Starboard", settings.Values["/Settings/Devices/btbattery_a4c138000002/CustomName"].AsString());
        world.Drivers[0].Kill();
        settings.Stop();
        settings.Start();
        world.Advance(5);
        world.Drivers[0].Start();
        Assert.Equal((service, 2, "House", "Starboard"), (world.Drivers[0].ServiceName, (int)world.Drivers[0].Number("/DeviceInstance")!, world.Drivers[0].Text("/CustomName"), world.Batteries[1].Text("/Name")));
        world.ThrowIfWrong();
    }

    [Fact]
    public void Another_number_is_taken_while_the_service_is_off_the_bus_once_and_no_link_notices()
    {
        using World world = Gx();
        using var settings = new FakeSettings(world);
        ServedBattery battery = world.Batteries[0];
        world.AdvanceUntil(() => world.IsAllLive, s_soon, "live");
        List<string> calls = [];
        world.Traffic.Taken += (_, message) =>
        {
            if (message is { Type: MessageType.MethodCall, Member: "RequestName" or "ReleaseName" })
            {
                calls.Add(message.Member);
            }
        };
        settings.Set(Instance, "battery:9");
        Assert.Equal(["ReleaseName", "RequestName"], calls);
        Assert.Equal(9, battery.Number("/DeviceInstance"));
        Assert.True(battery.IsLive);
        Assert.DoesNotContain(world.Watcher.History, change => change.Items.ContainsKey("/DeviceInstance"));

        world.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(1, battery.Simulated.Counters.Connects);
        Assert.True(battery.IsLive);
        Assert.Equal(2, calls.Count);

        world.Drivers[0].Kill();
        world.Advance(5);
        world.Drivers[0].Start();
        Assert.Equal(9, battery.Number("/DeviceInstance"));
        world.ThrowIfWrong();
    }

    [Fact]
    public void What_is_no_number_of_a_battery_is_told_once_and_the_old_one_stays()
    {
        using World world = Gx();
        using var settings = new FakeSettings(world, Others(1));
        Variant[] wrong = ["tank:3", 3, "battery:", "battery:-1", "battery:2x", "battery:99999999999", "", 2.0];
        foreach (Variant value in wrong)
        {
            settings.Set(Instance, value);
            world.Advance(10);
            Assert.Equal(2, world.Batteries[0].Number("/DeviceInstance"));
        }

        Assert.Single(world.Log.Lines, line => line.Contains("cannot be used", StringComparison.Ordinal));
        settings.Set(Instance, "battery:5");
        Assert.Equal(5, world.Batteries[0].Number("/DeviceInstance"));
        world.ThrowIfWrong();
    }

    [Fact]
    public void A_battery_whose_setting_is_no_number_is_not_served_until_it_is()
    {
        using World world = Gx();
        using var settings = new FakeSettings(world, (Instance, "tank:3"));
        world.Advance(TimeSpan.FromMinutes(5));
        Assert.Empty(world.Watcher.Services);
        Assert.Single(world.Log.Lines, line => line.Contains("'tank:3'", StringComparison.Ordinal));
        settings.Set(Instance, "battery:3");
        Assert.Equal(3, world.Batteries[0].Number("/DeviceInstance"));
        world.ThrowIfWrong();
    }

    [Fact]
    public void A_number_that_is_refused_is_asked_for_again_and_the_battery_not_served_without()
    {
        using World world = Gx();
        using var settings = new FakeSettings(world, (Instance, 7));
        world.Advance(TimeSpan.FromMinutes(5));
        Assert.Empty(world.Watcher.Services);
        Assert.Contains("another type", Assert.Single(world.Log.Lines, line => line.Contains("refuses", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.InRange(settings.Declarations, 5, 7);
        settings.Set(Instance, "battery:7");
        Assert.Equal(7, world.Batteries[0].Number("/DeviceInstance"));
        world.ThrowIfWrong();
    }

    [Fact]
    public void A_name_that_is_refused_keeps_no_battery_off_the_bus()
    {
        using World world = Gx();
        using var settings = new FakeSettings(world, Others(3));
        world.Drivers[0].Stop();
        world.Advance(10);
        settings.Refusals[Name] = -8;
        world.Drivers[0].Start();
        Assert.Equal(1, world.Batteries[0].Number("/DeviceInstance"));
        string? before = world.Batteries[0].Text("/CustomName");
        Assert.NotEqual(0, world.SetValue(world.Batteries[0], "/CustomName", "Bow"));
        Assert.Equal(before, world.Batteries[0].Text("/CustomName"));
        Assert.Contains("a group has its name", Assert.Single(world.Log.Lines, line => line.Contains("refuses", StringComparison.Ordinal)), StringComparison.Ordinal);
        world.ThrowIfWrong();
    }

    [Fact]
    public void A_service_that_hangs_is_asked_again_and_uses_up_nothing()
    {
        using World world = Gx();
        using var settings = new FakeSettings(world);
        world.Drivers[0].Stop();
        world.Advance(10);
        settings.Answers = false;
        world.Drivers[0].Start();
        world.Advance(TimeSpan.FromHours(1));
        Assert.Empty(world.Watcher.Services);
        Assert.InRange(world.Bus.PendingCalls, 0, 10);
        Assert.Single(world.Log.Lines, line => line.Contains("The settings service cannot be used", StringComparison.Ordinal));
        settings.Answers = true;
        world.AdvanceUntil(() => world.Batteries[0].Number("/DeviceInstance") == 1, s_soon, "served");
        world.ThrowIfWrong();
    }

    [Fact]
    public void A_write_that_nobody_takes_in_time_is_refused_and_changes_nothing()
    {
        using World world = Gx();
        using var settings = new FakeSettings(world);
        ServedBattery battery = world.Batteries[0];
        Assert.Equal(0, world.SetValue(battery, "/CustomName", "Starboard"));
        settings.Answers = false;
        for (int i = 0; i < 50; i++)
        {
            Task<int> write = world.Watcher.SetValueAsync(battery.ServiceName, "/CustomName", $"Name {i}");
            world.AdvanceUntil(() => write.IsCompleted, TimeSpan.FromSeconds(3), "answered");
            Assert.NotEqual(0, world.Result(write));
        }

        Assert.InRange(world.Bus.PendingCalls, 0, 64);
        Assert.Equal("Starboard", battery.Text("/CustomName"));
        settings.Answers = true;
        world.Advance(s_soon);
        Assert.Equal(0, world.SetValue(battery, "/CustomName", "Bow"));
        Assert.Equal(("Bow", "Bow"), (battery.Text("/CustomName"), settings.Values[Name].AsString()));
        world.ThrowIfWrong();
    }

    [Fact]
    public void What_changed_while_the_service_was_away_is_told_when_it_is_back()
    {
        using World world = Gx();
        using var settings = new FakeSettings(world);
        ServedBattery battery = world.Batteries[0];
        settings.Stop();
        world.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(1, battery.Number("/DeviceInstance"));
        Assert.NotEqual(0, world.SetValue(battery, "/CustomName", "Port"));
        settings.Set(Name, "Bow");
        settings.Set(Instance, "battery:6");
        settings.Start();
        world.Advance(1);
        Assert.Equal(("Bow", 6), (battery.Text("/CustomName"), (int)battery.Number("/DeviceInstance")!));
        Assert.Single(world.Log.Lines, line => line.Contains("left the bus. What was set before holds", StringComparison.Ordinal));
        world.ThrowIfWrong();
    }

    [Fact]
    public void A_changed_configuration_waits_for_no_service_that_was_there_before()
    {
        using World world = Gx(Scenarios.TwoBatteries);
        using var settings = new FakeSettings(world, Others(1));
        ServedBattery battery = world.Batteries[1];
        Assert.Equal(0, world.SetValue(battery, "/Name", "Bow"));
        settings.Stop();
        world.WriteConfiguration("POLL_INTERVAL = 10");
        world.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains(world.Log.Lines, line => line.Contains("starting anew with it", StringComparison.Ordinal));
        Assert.Equal((2, "Bow"), ((int)world.Drivers[0].Number("/DeviceInstance")!, battery.Text("/Name")));

        // What others change afterwards is followed as ever.
        settings.Start();
        settings.Set("/Settings/Devices/btbattery_a4c138000002/CustomName", "Stern");
        settings.Set($"/Settings/Devices/{world.Drivers[0].ServiceName["com.victronenergy.battery.".Length..]}/ClassAndVrmInstance", "battery:8");
        world.Advance(1);
        Assert.Equal((8, "Stern"), ((int)world.Drivers[0].Number("/DeviceInstance")!, battery.Text("/Name")));
        Assert.Single(world.Log.Lines, line => line.Contains("are kept in", StringComparison.Ordinal));
        world.ThrowIfWrong();
    }

    [Fact]
    public void After_the_bus_was_lost_the_same_number_is_back_and_changes_are_followed_again()
    {
        using World world = Gx();
        using var settings = new FakeSettings(world, Others(1));
        ServedBattery battery = world.Batteries[0];
        world.AdvanceUntil(() => world.IsAllLive, s_soon, "live");
        world.StopBus();
        settings.Stop();
        world.Advance(20);
        world.StartBus();
        settings.Start();
        world.AdvanceUntil(() => battery.Number("/DeviceInstance") == 2, s_soon, "back");
        world.Advance(TimeSpan.FromMinutes(1));
        settings.Set(Name, "Bow");
        Assert.Equal("Bow", battery.Text("/CustomName"));
        world.ThrowIfWrong();
    }

    [Fact]
    public void Without_a_bus_at_the_start_the_driver_ends_with_one_sentence_as_it_does_elsewhere()
    {
        using World world = Gx();
        world.Drivers[0].Stop();
        world.Advance(10);
        world.StopBus();
        world.Drivers[0].Start();
        Assert.StartsWith("There is no D-Bus at ", Assert.IsType<BusException>(world.Drivers[0].Failure).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "SETTINGS = file", true)]
    [InlineData(true, "SETTINGS = auto", false)]
    [InlineData(false, "SETTINGS = auto", true)]
    [InlineData(false, "SETTINGS = venus", false)]
    public void Where_it_is_kept_follows_the_configuration_or_the_machine(bool isGx, string configuration, bool isFile)
    {
        using var world = new World(Scenarios.OneBattery, new WorldOptions { IsGx = isGx, Configuration = configuration });
        Assert.Equal(isFile, world.Watcher.Services.Count == 1);
        Assert.Equal(isFile, File.Exists(world.SettingsFile));
        string told = Assert.Single(world.Log.Lines, line => line.Contains("are kept in", StringComparison.Ordinal));
        Assert.Contains(isFile ? world.SettingsFile : "the settings of Venus OS", told, StringComparison.Ordinal);
        world.ThrowIfWrong();
    }

    [Fact]
    public void A_service_that_is_on_the_bus_is_used_wherever_the_driver_runs()
    {
        using var world = new World(Scenarios.OneBattery);
        Assert.Equal(1, world.Batteries[0].Number("/DeviceInstance"));
        world.Drivers[0].Stop();
        world.Advance(10);
        using var settings = new FakeSettings(world, Others(1));
        world.Drivers[0].Start();
        Assert.Equal(2, world.Batteries[0].Number("/DeviceInstance"));
        world.ThrowIfWrong();
    }

    [Fact]
    public void Two_devices_of_one_driver_never_have_the_same_number()
    {
        using var world = new World(Scenarios.OneBattery, new WorldOptions { Served = 0 });
        using var settings = new FakeSettings(world);
        var home = new VenusSettings(world.Bus.Address, new MonotonicClock(world.Time), world.Log.CreateLogger<VenusSettings>());
        using var stop = new CancellationTokenSource();
        Task running = home.RunAsync(stop.Token);
        IDeviceSettings one = world.Result(home.OpenAsync("btbattery_one", 1, [], CancellationToken.None));
        IDeviceSettings two = world.Result(home.OpenAsync("btbattery_two", 1, [], CancellationToken.None));
        Assert.Equal((1, 2), (one.Instance, two.Instance));

        // Somebody exchanges them, one after the other.
        settings.Set("/Settings/Devices/btbattery_one/ClassAndVrmInstance", "battery:2");
        Assert.Equal((1, 2), (one.Instance, two.Instance));
        Assert.Contains(world.Log.Lines, line => line.Contains("another battery of this driver", StringComparison.Ordinal));
        settings.Set("/Settings/Devices/btbattery_two/ClassAndVrmInstance", "battery:1");
        Assert.Equal((2, 1), (one.Instance, two.Instance));
        stop.Cancel();
        world.Advance(1);
        Assert.True(running.IsCanceled);
    }

    private static World Gx(string? scenario = null) => new(scenario ?? Scenarios.OneBattery, new WorldOptions { IsGx = true });

    private static (string Path, Variant Value)[] Others(params int[] instances) =>
        [.. instances.Select(instance => ($"/Settings/Devices/other_{instance}/ClassAndVrmInstance", (Variant)$"battery:{instance}"))];
}
