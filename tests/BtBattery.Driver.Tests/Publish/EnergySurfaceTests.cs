using BtBattery.Aggregation.Energy.Histories;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;
using BtBattery.Driver.Options;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Publish.Surfaces;
using BtBattery.Driver.Run;
using BtBattery.Driver.Tests.Configuration;

namespace BtBattery.Driver.Tests.Publish;

/// <summary>What comes from charge and energy, from what batteries say to the paths of the bus.</summary>
public sealed class EnergySurfaceTests
{
    private static readonly BatterySnapshot s_half = Battery(13.3, -10, 50);

    [Fact]
    public void Remaining_times_stand_on_their_paths_until_a_reading_is_too_old()
    {
        BankPlan plan = Plan("TIME_TO_SOC_POINTS = 100, 12.5\nTIME_TO_SOC_INC_FROM = True\n", Setup.First);
        BankTurn turn = Turn(plan, s_half);
        ItemTree tree = Show(plan, turn);

        // 30 of 100 Ah down to SOC_LOW_WARNING; 37.5 Ah down to 12.5 %; 50 Ah above it was full.
        Assert.Equal("10800", Text(tree, "/TimeToGo"));
        Assert.Equal(("13500", "3h 45m"), (Text(tree, "/TimeToSoC/12_5"), Text(tree, "/TimeToSoCText/12_5")));
        Assert.Equal(("-18000", "5h 0m ago"), (Text(tree, "/TimeToSoC/100"), Text(tree, "/TimeToSoCText/100")));

        tree.Update(turn.At(new MonotonicTime(TimeSpan.FromSeconds(31))));
        Assert.All(["/TimeToGo", "/TimeToSoC/12_5", "/TimeToSoCText/12_5", "/Alarms/LowSoc", "/Diagnostics/UsableCapacity"], path => Assert.Equal(Item.InvalidText, Text(tree, path)));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("TIME_TO_SOC_POINTS = 20\nTIME_TO_SOC_VALUE_TYPE = 1\n", "/TimeToSoC/20")]
    [InlineData("TIME_TO_SOC_POINTS = 20\nTIME_TO_SOC_VALUE_TYPE = 2\n", "/TimeToSoCText/20")]
    [InlineData("TIME_TO_SOC_POINTS = 20\nTIME_TO_SOC_VALUE_TYPE = 3\n", "/TimeToSoC/20 /TimeToSoCText/20")]
    public void There_are_paths_for_the_points_that_are_wanted_only(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', Surface.Of(Plan(text, Setup.First)).Select(row => row.Path).Where(path => path.StartsWith("/TimeToSoC", StringComparison.Ordinal))));

    [Theory]
    [InlineData(50.0, null, "0")]
    [InlineData(15.0, null, "1")]
    [InlineData(5.0, null, "2")]
    [InlineData(15.0, ProtectionLevel.State, "1")]
    [InlineData(15.0, ProtectionLevel.Alarm, "2")]
    [InlineData(5.0, ProtectionLevel.Warning, "2")]
    [InlineData(null, ProtectionLevel.Warning, "1")]
    [InlineData(null, null, Item.InvalidText)]
    public void The_graver_of_both_warnings_of_a_low_charge_is_shown(double? soc, ProtectionLevel? said, string expected)
    {
        BatterySnapshot battery = s_half with { SocPercent = soc is double percent ? new(percent, default) : null };
        if (said is { } level)
        {
            battery = battery with { Protections = new([.. level > ProtectionLevel.State ? [new ActiveProtection(Protection.SocLow, level, "low")] : Array.Empty<ActiveProtection>()], default) };
        }

        BatteryStatus status = BatteryStatus.Starting with { Reports = said is null ? [] : [Protection.SocLow] };
        BankPlan alone = Plan("", Setup.First);
        Assert.Equal(expected, Text(Show(alone, Turn(alone, [battery], status)), "/Alarms/LowSoc"));

        BankPlan bank = Plan("TOPOLOGY = parallel\n", Setup.First, Setup.Second);
        Assert.Equal(expected, Text(Show(bank, Turn(bank, [battery, battery], status)), "/Alarms/LowSoc"));
    }

    [Fact]
    public void A_string_shows_its_middle_and_what_has_drifted_apart()
    {
        BankPlan plan = Plan("TOPOLOGY = series\nMIDPOINT_ENABLE = True\n", Setup.First, Setup.Second);
        ItemTree tree = Show(plan, Turn(plan, Battery(13.3, -10, 62), Battery(13.1, -10, 48)));

        Assert.Equal(("13.30V", "-0.8%"), (Text(tree, "/Dc/0/MidVoltage"), Text(tree, "/Dc/0/MidVoltageDeviation")));
        Assert.Equal(("14.0%", "14.0Ah"), (Text(tree, "/Diagnostics/Series/1/SocDifference"), Text(tree, "/Diagnostics/Series/1/RemainingDifference")));
        Assert.Equal(("86.0Ah", "14.0Ah"), (Text(tree, "/Diagnostics/Series/1/Usable"), Text(tree, "/Diagnostics/Series/1/Lost")));
        Assert.Equal("86.0Ah", Text(tree, "/Diagnostics/UsableCapacity"));

        // It has not rested, and it takes a while before it is told.
        Assert.Equal((Item.InvalidText, ""), (Text(tree, "/Diagnostics/Series/1/RestedCellDifference"), Text(tree, "/Diagnostics/Series/1/Advice")));
        Assert.Equal(Item.InvalidText, Text(tree, "/Diagnostics/Series/2/Usable"));
    }

    [Fact]
    public void What_is_to_be_mended_is_told_in_words_as_codes_and_as_flags()
    {
        BankPlan plan = Plan("TOPOLOGY = parallel\n", Setup.First, Setup.Second);
        BankTurn turn = Turn(plan, s_half, s_half);
        ItemTree tree = Show(plan, turn with { Outcome = turn.Outcome with { Problems = [] } });
        Assert.Equal(("", "", "0"), (Text(tree, "/Diagnostics/Bank/Problem"), Text(tree, "/Diagnostics/Bank/ProblemCode"), Text(tree, "/Parallel/SocImbalance")));

        tree.Update(turn with
        {
            Outcome = turn.Outcome with { Problems = [new(BankProblemCodes.ParallelSoc, false, "Wait."), new(BankProblemCodes.ParallelVoltages, false, "Look.")] },
        });
        Assert.Equal(("Wait. Look.", "parallel_soc,parallel_voltages"), (Text(tree, "/Diagnostics/Bank/Problem"), Text(tree, "/Diagnostics/Bank/ProblemCode")));
        Assert.Equal(("1", "0", "1"), (Text(tree, "/Parallel/VoltageImbalance"), Text(tree, "/Parallel/CurrentImbalance"), Text(tree, "/Parallel/SocImbalance")));

        tree.Update(turn.At(new MonotonicTime(TimeSpan.FromMinutes(5))));
        Assert.Equal(Item.InvalidText, Text(tree, "/Parallel/SocImbalance"));
    }

    [Fact]
    public void Every_figure_of_the_history_stands_on_its_own_path()
    {
        BankPlan plan = Plan("", Setup.First);
        BankTurn turn = Turn(plan, s_half);
        var history = new HistoryMemory
        {
            TotalAhDrawn = -812.4,
            DischargedKwh = 10.42,
            ChargedKwh = 11.5,
            DeepestDischargeAh = -74.2,
            LastDischargeAh = -21,
            DischargesAh = -67,
            Discharges = 2,
            FullDischarges = 3,
            LowVoltageAlarms = 4,
            HighVoltageAlarms = 5,
            FullAt = default(MonotonicTime),
            Voltage = new() { Lowest = 11.9, Highest = 14.2 },
            Cells = new() { Lowest = 2.91, Highest = 3.61 },
            Temperatures = new() { Lowest = -3.5, Highest = 41 },
        };
        ItemTree tree = Show(plan, turn with
        {
            Now = new MonotonicTime(TimeSpan.FromSeconds(130)),
            Outcome = turn.Outcome with { Energy = turn.Outcome.Energy! with { Memory = turn.Outcome.Energy.Memory with { History = history } } },
        });

        Assert.Equal(
            [
                "TotalAhDrawn -812.4Ah", "DischargedEnergy 10.42kWh", "ChargedEnergy 11.50kWh", "DeepestDischarge -74.2Ah", "LastDischarge -21.0Ah", "AverageDischarge -33.5Ah",
                "FullDischarges 3", "LowVoltageAlarms 4", "HighVoltageAlarms 5", "AutomaticSyncs ---", "TimeSinceLastFullCharge 120", "MinimumVoltage 11.90V", "MaximumVoltage 14.20V",
                "MinimumCellVoltage 2.910V", "MaximumCellVoltage 3.610V", "MinimumTemperature -3.5°C", "MaximumTemperature 41.0°C",
            ],
            tree.Below("/History").Where(below => below.RelativePath != "ChargeCycles").Select(below => $"{below.RelativePath} {below.Item.Text}"));

        BankPlan counted = Plan("SOC_SOURCE = counted\n", Setup.First);
        Assert.Equal("0", Text(Show(counted, Turn(counted, s_half)), "/History/AutomaticSyncs"));
    }

    private static BatterySnapshot Battery(double volts, double amps, double soc) => new()
    {
        Voltage = new(volts, default),
        Current = new(amps, default),
        SocPercent = new(soc, default),
        RemainingAh = new(soc, default),
        FullAh = new(100, default),
        CellCount = new(4, default),
        ChargeFetOn = new(true, default),
        DischargeFetOn = new(true, default),
    };

    private static BankPlan Plan(string text, params string[] batteries) => Setup.Plan($"[DEFAULT]\n{text}", batteries);

    private static BankTurn Turn(BankPlan plan, params BatterySnapshot[] batteries) => Turn(plan, batteries, BatteryStatus.Starting);

    private static BankTurn Turn(BankPlan plan, BatterySnapshot[] batteries, BatteryStatus status)
    {
        var state = new BankState(plan, "1", default);
        for (int i = 0; i < batteries.Length; i++)
        {
            state.Take(i + 1, new BatteryUpdate(batteries[i], status), default);
        }

        return state.TakeTurn(default);
    }

    private static ItemTree Show(BankPlan plan, BankTurn turn)
    {
        var tree = new ItemTree(Surface.Of(plan));
        tree.Update(turn);
        return tree;
    }

    private static string Text(ItemTree tree, string path) => tree.Find(path)!.Text;
}
