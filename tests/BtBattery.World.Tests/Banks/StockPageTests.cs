using BtBattery.Aggregation.Alarms;
using BtBattery.Driver.Publish.Surfaces;

namespace BtBattery.World.Tests;

/// <summary>What the stock pages of a GX device show of a bank, of a battery alone, and of those that are away.</summary>
public sealed class StockPageTests
{
    private const string Threshold = "CELL_IMBALANCE_THRESHOLD = 0.1\nCELL_IMBALANCE_DELAY = 20";

    [Theory]
    [InlineData("1+2+3+4", 4, 1)]
    [InlineData("1|2|3|4", 1, 4)]
    [InlineData("(1+2)|(3+4)", 2, 2)]
    [InlineData("(1|2)+(3|4)", 2, 2)]
    [InlineData("(1|2|3)+4", 2, null)]
    public void The_page_of_the_system_says_how_many_batteries_stand_how(string topology, int series, int? parallel)
    {
        using var world = new World(Scenarios.FourBatteries, new WorldOptions { Topology = topology });
        DriverProcess bank = world.Drivers[0];
        world.Advance(1);
        Assert.Equal((4, series, parallel), (bank.Number("/System/NrOfBatteries"), bank.Number("/System/BatteriesSeries"), bank.Number("/System/BatteriesParallel")));
        world.ThrowIfWrong();
    }

    [Fact]
    public void The_balancer_of_a_battery_alone_follows_its_cells()
    {
        using World world = Live(Scenarios.OneBattery, "parallel");
        ServedBattery battery = world.Batteries[0];
        Assert.Equal((1, 1, 1), (battery.Number("/System/NrOfBatteries"), battery.Number("/System/BatteriesSeries"), battery.Number("/System/BatteriesParallel")));
        Assert.Equal((double)BalancerState.Balanced, battery.Number("/Balancer/Status"));
        Assert.Equal("Balanced", world.Result(world.Watcher.GetTextAsync(battery.ServiceName, "/Balancer/Status")));

        // Beyond the threshold for long enough, and none is balanced.
        world.Inject("set 1 cells=3.3,3.3,3.42,3.3");
        world.Advance(26);
        Assert.Equal((1, (double)BalancerState.Imbalance), (battery.Number("/Alarms/CellImbalance"), battery.Number("/Balancer/Status")));
        world.Inject("set 1 balancing=3");
        world.Advance(4);
        Assert.Equal((1, (double)BalancerState.Balancing), (battery.Number("/Balancing"), battery.Number("/Balancer/Status")));

        // The alarm stays while nothing is heard, but nobody can tell how the cells are.
        world.Inject("silence 1");
        world.Advance(40);
        Assert.Equal((1, (double)BalancerState.Unknown), (battery.Number("/Alarms/CellImbalance"), battery.Number("/Balancer/Status")));
        world.ThrowIfWrong();
    }

    [Fact]
    public void The_balancer_of_a_bank_is_that_of_the_battery_that_has_something_to_say()
    {
        using World world = Live(Scenarios.TwoBatteries, "parallel");
        DriverProcess bank = world.Drivers[0];
        world.Inject("set 2 balancing=");
        world.Advance(4);
        Assert.Equal((1, 1, 1), Balancers(bank));
        world.Inject("set 2 balancing=2");
        world.Advance(4);
        Assert.Equal((2, 1, 2), Balancers(bank));
        world.Inject("set 2 balancing=");
        world.Inject("silence 1");
        world.Advance(40);
        Assert.Equal((0, 0, 1), Balancers(bank));
        world.ThrowIfWrong();
    }

    [Fact]
    public void Each_battery_of_a_bank_is_a_module_with_its_name_and_its_alarms()
    {
        using World world = Live(Scenarios.TwoBatteries, "series");
        DriverProcess bank = world.Drivers[0];
        Assert.Equal(("JBD-280Ah-A", "JBD-280Ah-B", null), (bank.Text("/Diagnostics/Module0/Id"), bank.Text("/Diagnostics/Module1/Id"), bank.Text("/Diagnostics/Module2/Id")));
        Assert.Equal(0, world.SetValue(world.Batteries[1], "/Name", "Starboard"));
        Assert.Equal("Starboard", bank.Text("/Diagnostics/Module1/Id"));
        world.Inject("set 2 cells=3.3,3.3,3.42,3.3");
        world.Inject("silence 1");
        world.Advance(60);
        Assert.Equal((1, 1), (bank.Number("/Diagnostics/Module1/Alarms/CellImbalance"), bank.Number("/Diagnostics/Module0/Alarms/BmsCable")));
        Assert.All(
            from number in Enumerable.Range(1, 2) from alarm in Enum.GetNames<Alarm>().Append("BmsCable") select (number, alarm),
            place => Assert.Equal(bank.Number($"/Batteries/{place.number}/Alarms/{place.alarm}"), bank.Number($"/Diagnostics/Module{place.number - 1}/Alarms/{place.alarm}")));
        world.ThrowIfWrong();
    }

    [Fact]
    public void The_links_of_a_bank_are_told_by_name_state_and_likely_cause_and_never_at_length()
    {
        using World world = Live(Scenarios.FourBatteries, "(1+2)|(3+4)");
        DriverProcess bank = world.Drivers[0];
        Assert.Equal(0, world.SetValue(world.Batteries[0], "/Name", "Starboard"));
        Assert.Equal(0, world.SetValue(world.Batteries[1], "/Name", "The large one under the bunk of the owner, on the left"));
        world.Inject("vanish 1");
        world.AdvanceUntil(() => Link(bank).Contains("a minute", StringComparison.Ordinal), TimeSpan.FromMinutes(3), "told");
        Assert.Equal("Bluetooth LE: 3 of 4; 'Starboard' lost for over a minute, trying again: phone app open, or out of range?", Link(bank));

        // Of two the same is to be said.
        world.Inject("vanish 2");
        world.AdvanceUntil(() => Link(bank).Contains("'The large one under…' lost for over a minute", StringComparison.Ordinal), TimeSpan.FromMinutes(12), "told");
        world.AdvanceUntil(() => Link(bank).Contains("10 min", StringComparison.Ordinal) && !Link(bank).Contains("a minute", StringComparison.Ordinal), TimeSpan.FromMinutes(20), "the same of both");
        Assert.Equal("Bluetooth LE: 2 of 4; 'Starboard', 'The large one under…' lost for over 10 min, trying again: phone app open, or out of range?", Link(bank));
        world.Inject("vanish 3");
        world.Inject("vanish 4");
        world.Advance(TimeSpan.FromMinutes(2));
        Assert.StartsWith("Bluetooth LE: 0 of 4; 'Starboard', 'The large one under…' lost for over 10 min", Link(bank), StringComparison.Ordinal);
        Assert.All(world.Watcher.History.Where(change => change.Items.ContainsKey("/Mgmt/Connection")), change => Assert.InRange(change.Items["/Mgmt/Connection"]!.Value.AsString().Length, 1, 250));
        world.ThrowIfWrong();
    }

    private static World Live(string scenario, string topology)
    {
        var world = new World(scenario, new WorldOptions { Topology = topology, Configuration = Threshold });
        world.AdvanceUntil(() => world.IsAllLive, TimeSpan.FromMinutes(1), "live");
        world.Advance(40);
        return world;
    }

    private static string Link(DriverProcess bank) => bank.Text("/Mgmt/Connection")!;

    private static (double? Bank, double? First, double? Second) Balancers(DriverProcess bank) =>
        (bank.Number("/Balancer/Status"), bank.Number("/Batteries/1/Balancer/Status"), bank.Number("/Batteries/2/Balancer/Status"));
}
