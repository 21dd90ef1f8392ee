using BtBattery.Bms;
using BtBattery.Driver.Links;
using BtBattery.Driver.Links.BlueZ;
using BtBattery.Driver.Run;
using Microsoft.Extensions.Logging;

namespace BtBattery.World.Tests;

/// <summary>Which of several adapters is used: the preferred one that works and reaches the battery.</summary>
public sealed class AdapterTests
{
    private const string First = Scenarios.FirstAdapter;
    private const string Second = Scenarios.SecondAdapter;

    private static readonly TimeSpan s_start = TimeSpan.FromMinutes(1);
    private static readonly IReadOnlyList<GattProfile> s_profiles = [.. BmsCatalog.Families.SelectMany(family => family.Profiles)];

    [Theory]
    [InlineData("", "hci0", "Information: The Bluetooth adapter hci0 (B8:27:EB:00:00:01) is used, the first one that is switched on.")]
    [InlineData("ADAPTER = hci1", "hci1", "Information: The Bluetooth adapter hci1 (00:1A:7D:DA:71:02) is used, the first one listed.")]
    [InlineData("ADAPTER = " + Second + ", hci0", "hci1", "Information: The Bluetooth adapter hci1 (00:1A:7D:DA:71:02) is used, the first one listed.")]
    [InlineData("ADAPTER = hci7, hci0", "hci0", "Warning: The Bluetooth adapter hci0 (B8:27:EB:00:00:01) is used: hci7 is not there.")]
    public void The_one_listed_first_that_is_there_is_used_and_told_once(string configuration, string used, string told)
    {
        using World world = Live(configuration);
        Assert.Equal([used, used], world.Batteries.Select(battery => battery.Adapter));
        world.Inject("drop all");
        world.Advance(TimeSpan.FromMinutes(1));
        Assert.True(world.IsAllLive);
        Assert.EndsWith(told, Assert.Single(world.Log.Lines, line => line.Contains("The Bluetooth adapter", StringComparison.Ordinal)), StringComparison.Ordinal);
        world.ThrowIfWrong();
    }

    [Fact]
    public void One_that_was_listed_by_its_address_is_found_under_another_number()
    {
        using World world = Live("ADAPTER = " + Second);
        world.Inject("adapter hci1 unplug");
        world.Inject("adapter hci0 unplug");
        world.Advance(TimeSpan.FromMinutes(2));
        Assert.All(world.Batteries, battery => Assert.Equal("no_adapter", battery.Text("/Diagnostics/ProblemCode")));

        // They change places at the next start of the machine.
        world.Inject("adapter hci0 plug hci2");
        world.Inject("adapter hci1 plug hci0");
        world.Inject("adapter hci2 unplug");
        world.Inject("adapter hci2 plug hci1");
        world.AdvanceUntil(() => world.IsAllLive, TimeSpan.FromSeconds(45), "live over the same adapter");
        Assert.All(world.Batteries, battery => Assert.Equal("hci0", battery.Adapter));
        world.ThrowIfWrong();
    }

    [Fact]
    public void That_none_listed_is_there_is_told_with_those_that_are()
    {
        using var world = new World(Scenarios.OverTwoAdapters(Scenarios.OneBattery), new WorldOptions { Configuration = "ADAPTER = 11:22:33:44:55:66, hci7" });
        world.Advance(10);
        Assert.Equal(
            $"BlueZ has no Bluetooth adapter '11:22:33:44:55:66' or 'hci7', only hci0 ({First}), hci1 ({Second}).", world.Batteries[0].Text("/Diagnostics/Problem"));
    }

    [Theory]
    [InlineData("adapter hci1 unplug", null, "adapter hci1 plug", "is not there")]
    [InlineData("adapter hci1 off", "adapter hci1 fault power-error=Blocked", "adapter hci1 on", "is switched off")]
    [InlineData("adapter hci1 off", "adapter hci1 fault power-hangs", "adapter hci1 on", "is switched off")]
    public void When_it_is_gone_or_off_the_next_one_is_used_until_a_link_ends_after_its_return(
        string fault, string? before, string end, string told)
    {
        using World world = Live($"ADAPTER = {Second}, {First}");
        if (before is not null)
        {
            world.Inject(before);
        }

        world.Inject(fault);
        world.AdvanceUntil(() => world.Batteries.All(battery => battery.Adapter == "hci0"), TimeSpan.FromSeconds(40), "linked over the other one");
        Assert.Contains(world.Log.Lines, line => line.Contains($"The Bluetooth adapter hci0 ({First}) is used: {Second}", StringComparison.Ordinal) && line.Contains(told, StringComparison.Ordinal)
            || line.Contains($"The Bluetooth adapter hci0 ({First}) is used: hci1 ({Second}) {told}", StringComparison.Ordinal));
        world.AdvanceUntil(() => world.IsAllLive, s_start, "live over the other one");

        world.Inject(end);
        world.Advance(TimeSpan.FromMinutes(10));
        Assert.All(world.Batteries, battery => Assert.Equal("hci0", battery.Adapter));
        Assert.All(world.Batteries, battery => Assert.Equal(2, battery.Simulated.Counters.Connects));
        world.Inject("drop 1");
        world.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(["hci1", "hci0"], world.Batteries.Select(battery => battery.Adapter));
        Assert.True(world.IsAllLive);
        world.ThrowIfWrong();
    }

    [Fact]
    public void One_that_is_listed_and_off_is_switched_on_and_one_that_is_not_listed_is_left_as_it_is()
    {
        using World world = Live("ADAPTER = hci1");
        world.Inject("adapter hci1 off");
        world.AdvanceUntil(() => world.Batteries.All(battery => battery.Adapter == "hci1"), TimeSpan.FromSeconds(30), "linked again");
        Assert.Contains(world.Log.Lines, line => line.Contains($"hci1 ({Second}) is switched off: switching it on, since ADAPTER lists it.", StringComparison.Ordinal));

        // Somebody who switches it off again within ten minutes means it.
        world.Inject("adapter hci1 off");
        world.Advance(TimeSpan.FromMinutes(5));
        Assert.All(world.Batteries, battery => Assert.Equal("adapter_off", battery.Text("/Diagnostics/ProblemCode")));
        world.ThrowIfWrong();

        using World other = Live("");
        other.Inject("adapter hci0 off");
        other.Inject("adapter hci1 off");
        other.Advance(TimeSpan.FromMinutes(30));
        Assert.All(other.Batteries, battery => Assert.Equal("adapter_off", battery.Text("/Diagnostics/ProblemCode")));
        other.ThrowIfWrong();
    }

    [Theory]
    [InlineData("adapter hci1 fault discovery-error=Failed")]
    [InlineData("adapter hci1 fault discovery-hangs")]
    public void One_that_does_not_scan_stands_aside(string fault)
    {
        using var world = new World(
            Scenarios.OverTwoAdapters(Scenarios.TwoBatteries),
            new WorldOptions { HasClockwork = true, Configuration = $"ADAPTER = {Second}, {First}", Before = [fault] });
        world.AdvanceUntil(() => world.IsAllLive, s_start, "live over the other one");
        Assert.All(world.Batteries, battery => Assert.Equal("hci0", battery.Adapter));
        Assert.Contains(
            world.Log.Lines, line => line.EndsWith($"Warning: The Bluetooth adapter hci0 ({First}) is used: hci1 ({Second}) does not work.", StringComparison.Ordinal));

        // It gets another chance, at the next reconnect after a while.
        world.Inject("adapter hci1 restore");
        world.Advance(TimeSpan.FromMinutes(6));
        world.Inject("drop all");
        world.AdvanceUntil(() => world.IsAllLive && world.Batteries.All(battery => battery.Adapter == "hci1"), s_start, "back on the preferred one");
        world.ThrowIfWrong();
    }

    [Fact]
    public void One_whose_chip_has_locked_up_reaches_no_battery_so_another_is_used()
    {
        using World world = Live($"ADAPTER = {Second}, {First}");
        world.Inject("adapter hci1 lock-up until=restore");
        TimeSpan took = world.AdvanceUntil(() => world.Batteries.All(battery => battery.IsLinked && battery.IsLive), TimeSpan.FromMinutes(4), "live over the other one");
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromMinutes(3));

        world.Inject("adapter hci1 restore");
        world.Advance(TimeSpan.FromMinutes(11));
        world.Inject("drop all");
        world.AdvanceUntil(() => world.IsAllLive && world.Batteries.All(battery => battery.Adapter == "hci1"), s_start, "back on the preferred one");
        world.ThrowIfWrong();
    }

    [Theory]
    [InlineData("", "hci0")]
    [InlineData("ADAPTER = hci0, hci1", "hci0 hci1")]
    public void A_battery_that_is_away_is_looked_for_over_all_that_are_listed_and_not_elsewhere(string configuration, string adapters)
    {
        using var world = new World(
            Scenarios.OverTwoAdapters(Scenarios.TwoBatteries), new WorldOptions { HasClockwork = true, Before = ["vanish 1"], Configuration = configuration });
        var scanning = new SortedSet<string>();
        world.Traffic.Taken += (_, message) =>
        {
            if (message.Member == "StartDiscovery")
            {
                scanning.Add(message.Path!);
            }
        };
        world.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(adapters.Split(' ').Select(adapter => $"/org/bluez/{adapter}"), scanning);
        Assert.Equal("hci0", world.Batteries[1].Adapter);
        world.Inject("back 1");
        world.AdvanceUntil(() => world.IsAllLive, s_start, "live");
        world.ThrowIfWrong();
    }

    [Fact]
    public void What_a_predecessor_left_connected_over_another_adapter_is_released_there_and_nothing_else_is_touched()
    {
        using var world = new World(
            Scenarios.OverTwoAdapters(Scenarios.TwoBatteries), new WorldOptions { HasClockwork = true, Served = 1, Configuration = "ADAPTER = hci1" });
        world.AdvanceUntil(() => world.IsAllLive, s_start, "live");
        var other = new BlueZConnector(world.Bus.Address, "hci1", new MonotonicClock(world.Time), world.Log.CreateLogger<BlueZConnector>());
        IGattLink foreign = world.Finish(other.ConnectAsync(new ServedBattery(world, world.Simulation.BlueZ.Peripherals[1]).Address, s_profiles, CancellationToken.None));

        world.Drivers[0].Kill();
        world.WriteConfiguration("ADAPTER = hci0");
        world.Advance(5);
        Assert.Equal("hci1", world.Batteries[0].Adapter);
        world.Drivers[0].Start();
        world.AdvanceUntil(() => world.IsAllLive, s_start, "live over the adapter that is listed now");
        Assert.Equal("hci0", world.Batteries[0].Adapter);
        Assert.Equal(1, world.Simulation.BlueZ.Peripherals[1].Counters.Connects);
        Assert.False(foreign.Notifications.Completion.IsCompleted);
        world.ThrowIfWrong();
    }

    [Fact]
    public void A_tool_takes_no_link_away_that_is_made_over_another_adapter()
    {
        using World world = Live("ADAPTER = hci1");
        var tool = new BlueZConnector(world.Bus.Address, "hci0", new MonotonicClock(world.Time), world.Log.CreateLogger<BlueZConnector>()) { LeavesConnectedAlone = true };
        LinkException refused = Assert.Throws<LinkException>(() => world.Finish(tool.ConnectAsync(world.Batteries[0].Address, s_profiles, CancellationToken.None)));
        Assert.Equal((LinkProblem.InUse, $"Another program is connected with {world.Batteries[0].Address} over hci1 ({Second}). Stop that one first."), (refused.Problem, refused.Message));
        world.Finish(tool.DisposeAsync().AsTask());
        Assert.Equal("hci1", world.Batteries[0].Adapter);
        world.ThrowIfWrong();
    }

    private static World Live(string configuration)
    {
        var world = new World(Scenarios.OverTwoAdapters(Scenarios.TwoBatteries), new WorldOptions { HasClockwork = true, Configuration = configuration });
        world.AdvanceUntil(() => world.IsAllLive, s_start, "live");
        return world;
    }
}
