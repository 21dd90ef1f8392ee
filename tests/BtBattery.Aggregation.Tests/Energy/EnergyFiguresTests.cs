using System.Text.Json;
using BtBattery.Aggregation.Energy;
using BtBattery.Aggregation.Energy.Counting;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Wiring;

namespace BtBattery.Aggregation.Tests.Energy;

public sealed class EnergyFiguresTests
{
    [Theory]
    [InlineData(25, 0, 0)]
    [InlineData(20, 0, 0)]
    [InlineData(19.9, 0, 1)]
    [InlineData(21.9, 1, 1)]
    [InlineData(22, 1, 0)]
    [InlineData(9.9, 0, 2)]
    [InlineData(11.9, 2, 2)]
    [InlineData(12, 2, 1)]
    [InlineData(50, 2, 0)]
    public void A_low_charge_warns_then_alarms_and_is_over_a_little_above(double soc, int before, int level) =>
        Assert.Equal(level, LowSoc.LevelOf(soc, 20, 10, before));

    [Fact]
    public void Without_thresholds_nobody_is_warned()
    {
        Assert.Equal(0, LowSoc.LevelOf(0, 0, 0, 2));
        Assert.Equal(1, LowSoc.LevelOf(5, 20, 0, 2));
        EnergySettings off = EnergySettings.Default with { SocLowWarning = 0, SocLowAlarm = 0 };
        Assert.Null(Decide("1", off, EnergyMemory.Empty, Banks.Healthy(remaining: 1)).LowSoc);
    }

    [Fact]
    public void While_the_charge_is_unknown_nothing_is_said_and_the_level_is_remembered()
    {
        EnergyOutcome low = Decide("1", EnergySettings.Default, EnergyMemory.Empty, Banks.Healthy(remaining: 15));
        Assert.Equal(new Measured<int>(1, Banks.Now), low.LowSoc);
        EnergyOutcome silent = Decide("1", EnergySettings.Default, low.Memory, Banks.Lost(Banks.Healthy(remaining: 15)));
        Assert.Null(silent.LowSoc);
        Assert.Equal(1, Decide("1", EnergySettings.Default, silent.Memory, Banks.Healthy(remaining: 21)).LowSoc?.Value);
        Assert.Equal(0, Decide("1", EnergySettings.Default, EnergyMemory.Empty, Banks.Healthy(remaining: 21)).LowSoc?.Value);
    }

    [Fact]
    public void A_battery_alone_has_times_and_a_history_and_no_string()
    {
        EnergySettings settings = EnergySettings.Default with { TimeToSocPoints = [100, 20, 0], HasMidPoint = true };
        EnergyOutcome outcome = Decide("1", settings, EnergyMemory.Empty, Banks.Healthy(amps: -10));
        Assert.Equal(10800, outcome.TimeToGo?.Value);
        Assert.Equal([null, 10800, 18000], outcome.TimesToSoc.Select(time => time?.Value));
        Assert.Empty(outcome.Strings);
        Assert.Empty(outcome.Problems);
        Assert.Null(outcome.MidPoint);
        Assert.Equal(Banks.Now, outcome.Memory.History.FlowAt);
    }

    [Fact]
    public void A_middle_is_shown_where_it_is_wanted()
    {
        Assert.Null(Decide("1+2", EnergySettings.Default, EnergyMemory.Empty, Banks.Healthy(), Banks.Healthy()).MidPoint);
        Assert.NotNull(Decide("1+2", EnergySettings.Default with { HasMidPoint = true }, EnergyMemory.Empty, Banks.Healthy(), Banks.Healthy()).MidPoint);
    }

    [Fact]
    public void A_string_that_has_drifted_apart_is_a_problem_that_refuses_nothing()
    {
        BatterySnapshot[] apart = [Banks.Healthy(), Banks.Healthy(), Banks.Healthy(remaining: 62), Banks.Healthy(remaining: 48)];
        EnergySettings atOnce = EnergySettings.Default with { Strings = new() { Delay = TimeSpan.Zero } };
        EnergyOutcome outcome = Decide("(1+2)|(3+4)", atOnce, EnergyMemory.Empty, apart);

        Assert.Equal([false, true], outcome.Strings.Select(part => part.IsApart));
        BankProblem problem = Assert.Single(outcome.Problems);
        Assert.Equal((BankProblemCodes.SeriesUnbalanced, false), (problem.Code, problem.IsRefused));
        Assert.EndsWith("Charge Stern alone by about 14 Ah.", problem.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Strings_of_another_wiring_begin_anew()
    {
        EnergySettings atOnce = EnergySettings.Default with { Strings = new() { Delay = TimeSpan.Zero } };
        EnergyMemory memory = Decide("1+2", atOnce, EnergyMemory.Empty, Banks.Healthy(remaining: 62), Banks.Healthy(remaining: 48)).Memory;
        Assert.True(memory.Strings[0].Soc.IsUp);
        EnergyOutcome outcome = Decide("(1+2)|(3+4)", EnergySettings.Default, memory, Banks.Healthy(), Banks.Healthy(), Banks.Healthy(), Banks.Healthy());
        Assert.Empty(outcome.Problems);
    }

    /// <summary>What is remembered goes through JSON into checkpoints and the file of state: all of it has to come back.</summary>
    [Fact]
    public void What_is_remembered_survives_JSON()
    {
        EnergySettings settings = EnergySettings.Default with { Strings = new() { Delay = TimeSpan.FromMinutes(1) } };
        EnergyMemory memory = Decide("1+2", settings, EnergyMemory.Empty, Banks.Healthy(amps: -3, remaining: 62), Banks.Healthy(amps: -3, remaining: 48)).Memory;
        EnergyMemory back = JsonSerializer.Deserialize<EnergyMemory>(JsonSerializer.Serialize(memory))!;
        Assert.Equal((memory.Mean, memory.LowSoc, memory.History), (back.Mean, back.LowSoc, back.History));
        Assert.Equal(memory.Strings, back.Strings);

        SocSettings counted = SocSettings.Reported with { IsCounted = true };
        SocMemory charge = SocCounter.Decide(Banks.Members(Banks.Healthy(amps: 1, cellVolts: 3.45))[0], counted, SocMemory.Empty).Memory;
        Assert.NotNull(charge.FullSince);
        Assert.Equal(charge, JsonSerializer.Deserialize<SocMemory>(JsonSerializer.Serialize(charge)));
    }

    [Fact]
    public void Four_batteries_of_sixteen_cells_cost_less_than_3_KiB_a_turn()
    {
        BankNode wiring = Banks.Wiring("(1+2)|(3+4)");
        EnergySettings settings = EnergySettings.Default with { TimeToSocPoints = [100, 50, 20], HasMidPoint = true };
        EnergyMemory memory = EnergyMemory.Empty;
        long bytes = 0;
        for (int turn = 0; turn < 5; turn++)
        {
            MonotonicTime now = Banks.Now + turn * TimeSpan.FromSeconds(2);
            MemberView[] members =
            [
                .. Banks.Members([.. Enumerable.Range(0, 4).Select(_ => Banks.Healthy(amps: -10, cells: 16, at: now))]).Select(member => member with { Now = now }),
            ];
            BankView bank = BankMerge.Merge(wiring, members);
            long before = GC.GetAllocatedBytesForCurrentThread();
            memory = EnergyFigures.Decide(bank, members, settings, memory, now).Memory;
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.InRange(bytes, 1, 3072);
    }

    private static EnergyOutcome Decide(string wiring, EnergySettings settings, EnergyMemory memory, params BatterySnapshot[] batteries)
    {
        MemberView[] members = Banks.Members(batteries);
        return EnergyFigures.Decide(BankMerge.Merge(Banks.Wiring(wiring), members), members, settings, memory, Banks.Now);
    }
}
