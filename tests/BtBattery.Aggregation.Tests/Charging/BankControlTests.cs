using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Tests.Charging.Members;

namespace BtBattery.Aggregation.Tests.Charging;

/// <summary>The whole way from what batteries say to what chargers are told.</summary>
public sealed class BankControlTests
{
    [Fact]
    public void F3_The_charge_voltage_comes_from_the_cells_that_the_battery_has()
    {
        var story = new BankStory("1");
        story.Turn(story.Healthy(cells: 8, cellVolts: 3.3));
        Assert.Equal(8 * 3.35, story.Limits.Cvl!.Value, 6);
        Settle(story, () => [story.Healthy(cells: 8, cellVolts: 3.3)]);
        Assert.Equal(8 * 3.45, story.Limits.Cvl!.Value, 6);
        Assert.Equal(8 * 2.9, story.Last.LowVolts!.Value, 6);
    }

    [Fact]
    public void F3_Before_the_first_frame_nothing_is_claimed()
    {
        var story = new BankStory("1");
        story.Turn(BatterySnapshot.Empty);
        Assert.Equal((null, null, null), story.Limits);
        Assert.Equal(LimitCause.NotKnown, story.Last.ChargeVoltage.Deciding.Cause);
    }

    [Theory]
    [InlineData("1", 70, 90)]
    [InlineData("1+2", 70, 90)]
    [InlineData("1|2", 140, 180)]
    [InlineData("(1+2)|(3+4)", 140, 180)]
    public void F4_One_battery_and_many_get_their_limits_on_the_same_way(string wiring, double ccl, double dcl)
    {
        var story = new BankStory(wiring);
        story.Turn([.. story.Settings.Members.Select(_ => story.Healthy())]);
        Assert.Equal((ccl, dcl), (story.Limits.Ccl, story.Limits.Dcl));
    }

    [Fact]
    public void F5_An_exception_on_the_way_stops_everything_with_a_named_cause()
    {
        var story = new BankStory("1+2");
        story.Turn(story.Healthy(), story.Healthy());
        BankMemory before = story.Memory;
        story.Settings = story.Settings with { Members = [Limiting.Defaults, null!] };
        story.After(2).Turn(story.Healthy(), story.Healthy());
        Assert.NotNull(story.Last.Error);
        Assert.Equal((8 * 3.3, 0, 0), (story.Limits.Cvl!.Value, story.Limits.Ccl, story.Limits.Dcl));
        Assert.All(
            (Limit[])[story.Last.ChargeVoltage, story.Last.ChargeCurrent, story.Last.DischargeCurrent],
            limit => Assert.Equal(LimitCause.Error, limit.Deciding.Cause));

        // Whatever went wrong, nothing rises at once when it goes on.
        story.Settings = story.Settings with { Members = [Limiting.Defaults, Limiting.Defaults] };
        story.After(2).Turn(story.Healthy(), story.Healthy());
        Assert.Equal((0, 0), (story.Limits.Ccl, story.Limits.Dcl));
        Assert.True(story.Limits.Cvl < before.Voltage.Volts);
    }

    [Fact]
    public void F5_An_exception_before_the_first_limit_claims_nothing()
    {
        var story = new BankStory("1");
        story.Settings = story.Settings with { Members = [null!] };
        story.Turn(story.Healthy());
        Assert.Equal((null, null, null), story.Limits);
        Assert.Equal(LimitCause.Error, story.Last.ChargeCurrent.Deciding.Cause);
    }

    [Fact]
    public void F5_A_missing_temperature_stops_charging()
    {
        var story = new BankStory("1");
        story.Turn(story.Healthy());
        story.After(2).Turn(story.Healthy());
        story.After(2).Turn(story.Healthy() with { Temperatures = new([20.0, null], story.Now) });
        Assert.Equal((0, LimitCause.SensorLost), (story.Limits.Ccl, story.Last.ChargeCurrent.Deciding.Cause));
    }

    [Fact]
    public void F7_One_frozen_battery_of_a_string_stops_charging_all()
    {
        var story = new BankStory("1+2+3");
        story.Turn(story.Healthy(), story.Healthy(), story.Healthy() with { Temperatures = new([-1.0, 20.0], story.Now) });
        Assert.Equal((0, LimitCause.Temperature, 3), (story.Limits.Ccl, story.Last.ChargeCurrent.Deciding.Cause, story.Last.ChargeCurrent.Deciding.Battery));

        // Where the system does not enforce the current, the voltage has to.
        Assert.Equal((12 * 3.3, LimitCause.ChargeBlocked), (story.Limits.Cvl!.Value, story.Last.ChargeVoltage.Deciding.Cause));
    }

    [Fact]
    public void M1_A_silent_battery_of_a_string_leaves_voltage_and_cells_of_the_configured_bank()
    {
        var story = new BankStory("1+2");
        BatterySnapshot second = story.Healthy();
        story.Turn(story.Healthy(), second);
        story.After(31).Turn(story.Healthy(), second);
        Assert.Null(story.Last.View.Voltage);
        Assert.Null(story.Last.View.SocPercent);
        Assert.Equal(8, story.Last.View.CellCount);
        Assert.Equal(8 * 3.35, story.Limits.Cvl!.Value, 6);
        Assert.InRange(story.Limits.Ccl!.Value, 1, 35);
        Assert.InRange(story.Limits.Dcl!.Value, 1, 45);
    }

    [Fact]
    public void F2_A_battery_that_stays_silent_is_told_to_stop_before_nothing_is_told()
    {
        var story = new BankStory("1");
        BatterySnapshot last = story.Healthy();
        story.Turn(last);
        List<(double At, double? Cvl, double? Ccl, double? Dcl)> turns = [];
        for (int second = 1; second <= 140; second++)
        {
            story.After(1).Turn(last);
            turns.Add((second, story.Limits.Cvl, story.Limits.Ccl, story.Limits.Dcl));
        }

        Assert.All(turns.Where(turn => turn.At is >= 90 and < 120), turn => Assert.Equal((4 * 3.3, 0, 0), (turn.Cvl!.Value, turn.Ccl, turn.Dcl)));
        Assert.All(turns.Where(turn => turn.At > 121), turn => Assert.Equal((null, null, null), (turn.Cvl, turn.Ccl, turn.Dcl)));
        Assert.All(turns.Zip(turns.Skip(1)), pair => Assert.True(pair.Second.Ccl is null || pair.Second.Ccl <= pair.First.Ccl));
    }

    [Fact]
    public void M4_A_high_cell_of_the_second_battery_in_parallel_counts()
    {
        var story = new BankStory("1|2");
        Settle(story, () => [story.Healthy(), story.Healthy()]);
        story.Turn(story.Healthy(), story.Healthy() with { CellVoltages = new([3.3, 3.3, 3.51, 3.3], story.Now) });
        Assert.True(story.Limits.Ccl < 20);
        Assert.Equal((LimitCause.CellOvervoltage, 2, 3), (story.Last.ChargeVoltage.Deciding.Cause, story.Last.ChargeVoltage.Deciding.Battery, story.Last.ChargeVoltage.Deciding.Number));
    }

    [Fact]
    public void M7_A_falling_voltage_of_an_imbalanced_bank_lowers_no_charge_voltage()
    {
        var story = new BankStory("1|2");
        Settle(story, () => [story.Healthy(remaining: 90, cellVolts: 3.34), story.Healthy(remaining: 30, cellVolts: 3.3)]);
        for (int turn = 0; turn < 60; turn++)
        {
            story.Turn(story.Healthy(remaining: 90, cellVolts: 3.34), story.Healthy(remaining: 30, cellVolts: 3.3 - turn / 1000.0));
            Assert.Equal(4 * 3.45, story.Limits.Cvl!.Value, 6);
            story.After(2);
        }
    }

    [Fact]
    public void M13_A_battery_that_never_answered_stays_a_part_of_the_bank()
    {
        var story = new BankStory("1+2");
        story.Turn(story.Healthy(), BatterySnapshot.Empty);
        Assert.Equal((null, null, null), story.Limits);
        Assert.Equal((1, 2), (story.Last.View.Offline, story.Last.ChargeVoltage.Deciding.Battery));
    }

    [Fact]
    public void A_bank_that_turns_out_to_be_the_wrong_one_is_told_to_stop_for_nine_seconds_and_then_gets_no_limits()
    {
        var story = new BankStory("1+2");
        story.Turn(story.Healthy(), story.Healthy());
        Assert.NotNull(story.Limits.Cvl);
        bool wasStopped = false;
        for (int second = 0; second < 40; second++)
        {
            story.After(1);
            story.System = new([new("inverter", 13.2, true)], true, story.Now);
            story.Turn(story.Healthy(), story.Healthy());
            wasStopped |= story.Limits is { Ccl: 0, Dcl: 0, Cvl: not null };
        }

        Assert.True(wasStopped);
        Assert.Equal((null, null, null), story.Limits);
        Assert.Equal(LimitCause.WrongBank, story.Last.ChargeVoltage.Deciding.Cause);
        Assert.Contains(story.Last.Problems, problem => problem is { IsRefused: true, Code: BankProblemCodes.WrongBank } && problem.Text.Contains("-p", StringComparison.Ordinal));
    }

    [Fact]
    public void Batteries_in_parallel_with_different_numbers_of_cells_get_no_limits_and_both_numbers_are_named()
    {
        var story = new BankStory("1|2");
        story.Turn(story.Healthy(cells: 4), story.Healthy(cells: 8, cellVolts: 1.65));
        Assert.Equal((null, null, null), story.Limits);
        BankProblem refusal = Assert.Single(story.Last.Problems, problem => problem.Code == BankProblemCodes.ParallelCellCounts);
        Assert.Contains("4 cells", refusal.Text, StringComparison.Ordinal);
        Assert.Contains("has 8", refusal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_board_that_says_another_number_of_cells_one_day_gets_no_limits()
    {
        var story = new BankStory("1");
        story.Turn(story.Healthy(cells: 4));
        for (int second = 0; second < 12; second++)
        {
            story.After(1).Turn(story.Healthy(cells: 5));
        }

        Assert.Equal((null, null, null), story.Limits);
        Assert.Equal(LimitCause.CellCount, story.Last.ChargeVoltage.Deciding.Cause);
    }

    [Fact]
    public void Limits_wait_until_a_battery_has_said_everything_that_they_need()
    {
        var story = new BankStory("1");
        story.Turn(story.Healthy() with { CellVoltages = null, Temperatures = null });
        Assert.Equal((null, null, null), story.Limits);
        story.After(1).Turn(story.Healthy());
        Assert.Equal((70, 90), (story.Limits.Ccl, story.Limits.Dcl));
    }

    [Fact]
    public void A_battery_that_never_tells_something_gets_limits_that_name_it()
    {
        var story = new BankStory("1");
        story.Settings = story.Settings with { Members = [Limiting.Defaults with { AreCurrentsSet = false }] };
        for (int second = 0; second < 30; second++)
        {
            story.Turn(story.Healthy() with { FullAh = null });
            Assert.Equal((null, null, null), story.Limits);
            story.After(1);
        }

        story.Turn(story.Healthy() with { FullAh = null });
        Assert.Equal((0, LimitCause.NotConfigured), (story.Limits.Ccl, story.Last.ChargeCurrent.Deciding.Cause));
    }

    /// <summary>Until the charge voltage has risen from where it began.</summary>
    private static void Settle(BankStory story, Func<BatterySnapshot[]> batteries)
    {
        for (int turn = 0; turn < 300; turn++)
        {
            story.Turn(batteries());
            story.After(2);
        }
    }
}
