using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Charging.Voltage;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Tests.Charging.Voltage;

/// <summary>What lowers the charge voltage, how far, and how it comes back.</summary>
public sealed class ChargeVoltageTests
{
    [Fact]
    public void M1_a_lost_battery_of_a_string_takes_no_cells_from_the_charge_voltage()
    {
        VoltageStory story = new VoltageStory("1+2").Recovered(27.6);
        Assert.Equal(27.6, story.Turn(Banks.Healthy(), Banks.Healthy()).Limit.Value!.Value, 9);
        VoltageDecision held = story.Turn(Banks.Healthy(), Banks.Lost(Banks.Healthy()));
        Assert.Equal((26.8, LimitCause.Silent, 2), (Math.Round(held.Limit.Value!.Value, 9), held.Limit.Deciding.Cause, held.Limit.Deciding.Battery));
        Assert.Equal(8 * 2.9, held.LowVolts!.Value, 9);
    }

    [Fact]
    public void M1_while_the_cells_of_a_battery_are_not_known_there_is_no_charge_voltage()
    {
        VoltageDecision decision = new VoltageStory("1+2").Recovered(27.6).Turn(Banks.Healthy(), new BatterySnapshot());
        Assert.Null(decision.Limit.Value);
        Assert.Null(decision.LowVolts);
        Assert.Equal((ChargeStage.Unknown, LimitCause.NotKnown, 2), (decision.Stage, decision.Limit.Deciding.Cause, decision.Limit.Deciding.Battery));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(16)]
    public void F3_a_number_of_cells_is_believed_once_the_battery_lists_as_many(int count)
    {
        VoltageStory story = new VoltageStory().Recovered(13.8);
        VoltageDecision decision = story.Turn(Banks.Healthy() with { CellCount = new(count, Banks.Now) });
        Assert.Equal((null, LimitCause.CellCount, 1), (decision.Limit.Value, decision.Limit.Deciding.Cause, decision.Limit.Deciding.Battery));
        decision = story.Turn(Banks.Healthy() with { CellVoltages = null });
        Assert.Equal((null, LimitCause.NotKnown), (decision.Limit.Value, decision.Limit.Deciding.Cause));
    }

    [Theory]
    [InlineData(3, 4)]
    [InlineData(5, 5)]
    public void F3_a_list_of_another_length_than_before_has_cells_that_are_not_known(int listed, int unknown)
    {
        VoltageStory story = new VoltageStory().Remembering(4).Recovered(13.8);
        VoltageDecision decision = story.Turn(Banks.Healthy(cells: listed));
        Candidate why = decision.Limit.Deciding;
        Assert.Equal((13.2, LimitCause.CellUnknown, 1, unknown), (Math.Round(decision.Limit.Value!.Value, 9), why.Cause, why.Battery, why.Number));
    }

    [Fact]
    public void M13_batteries_in_parallel_with_other_numbers_of_cells_have_no_charge_voltage()
    {
        VoltageDecision decision = new VoltageStory("1|2").Recovered(13.8).Turn(Banks.Healthy(), Banks.Healthy(cells: 5));
        Assert.Null(decision.Limit.Value);
        Assert.Equal(LimitCause.CellCount, decision.Limit.Deciding.Cause);
    }

    [Theory]
    [InlineData("1", 13.6)]
    [InlineData("1|2", 13.6)]
    [InlineData("1+2", 27.2)]
    [InlineData("(1+2)|(3+4)", 27.2)]
    public void M4_a_cell_of_any_battery_that_is_too_high_lowers_the_charge_voltage(string wiring, double expected)
    {
        int count = wiring.Count(char.IsAsciiDigit);
        VoltageStory story = new VoltageStory(wiring).Recovered(2 * 13.8);
        BatterySnapshot high = story.Battery(99, 3.40, 3.50, 3.40, 3.40);
        VoltageDecision decision = story.Turn([.. Enumerable.Repeat(Banks.Healthy(), count - 1), high]);
        Assert.Equal(expected, decision.Limit.Value!.Value, 9);
        Candidate why = decision.Limit.Deciding;
        Assert.Equal((LimitCause.CellOvervoltage, 3.50, count, 2), (why.Cause, why.Reading, why.Battery, why.Number));
    }

    /// <summary>One for one would be 14 V with a cell that the BMS is about to end: the others are far from 3.55 V, so nothing would come down.</summary>
    [Theory]
    [InlineData(3.45, 3.65, 3.50, 13.6)]
    [InlineData(3.55, null, 3.60, 14.0)]
    [InlineData(3.55, 3.65, 3.58, 13.8)]
    [InlineData(3.55, 3.65, 3.61, 13.4)]
    [InlineData(3.64, 3.65, 3.65, 14.27)]
    public void Near_where_the_BMS_ends_charging_a_cell_that_is_too_high_lowers_the_charge_voltage_to_float_before_that(double max, double? top, double cell, double expected)
    {
        VoltageStory story = new VoltageStory().Recovered(4 * max);
        story.Settings = story.Settings with { Batteries = [VoltageStory.Lfp with { MaxVolts = max, TopVolts = top, PenaltyAt = [], Penalties = [] }] };
        Assert.Equal(expected, story.Turns(1, 99, 3.40, 3.40, cell, 3.40).Limit.Value!.Value, 9);
    }

    /// <summary>The same cells in one battery or in several give the same.</summary>
    [Fact]
    public void A_string_of_batteries_is_one_battery_with_all_their_cells()
    {
        VoltageStory one = new VoltageStory().Recovered(13.8);
        VoltageStory two = new VoltageStory("1+2").Recovered(13.8);
        foreach (double high in (double[])[3.40, 3.46, 3.50, 3.47, 3.40])
        {
            double? expected = one.After(70).Turn(one.Battery(99, 3.40, 3.40, 3.40, high)).Limit.Value;
            Assert.Equal(expected!.Value, two.After(70).Turn(two.Battery(99, 3.40, 3.40), two.Battery(99, 3.40, high)).Limit.Value!.Value, 9);
        }
    }

    [Fact]
    public void A_battery_in_parallel_that_takes_no_charge_asks_for_nothing()
    {
        VoltageStory story = new VoltageStory("1|2").Recovered(13.8);
        BatterySnapshot high = story.Battery(99, 3.40, 3.50, null, 3.40);
        Assert.Equal(13.8, story.Turn(Banks.Healthy(), high with { ChargeFetOn = new(false, Banks.Now) }).Limit.Value!.Value, 9);
        Assert.Equal(13.2, story.Turn(Banks.Healthy(), high with { ChargeFetOn = null }).Limit.Value!.Value, 9);
        Assert.Equal(13.2, story.Turn(Banks.Healthy(), high).Limit.Value!.Value, 9);
    }

    /// <summary>The reference takes 50 mV per cell off a falling voltage, again and again.</summary>
    [Fact]
    public void M7_neither_imbalance_nor_a_falling_voltage_lowers_the_charge_voltage()
    {
        VoltageStory story = new VoltageStory("1|2").Recovered(13.8);
        for (double cell = 3.40; cell > 2.5; cell -= 0.01)
        {
            VoltageDecision decision = story.After(1).Turn(story.Battery(95, 3.44, 3.44, 3.44, 3.44), story.Battery(20, cell, cell, cell, cell));
            Assert.Equal(13.8, decision.Limit.Value!.Value, 9);
        }
    }

    [Fact]
    public void A_falling_voltage_with_a_cell_that_stays_too_high_does_not_lower_it_further()
    {
        VoltageStory story = new VoltageStory().Recovered(13.8);
        for (double cell = 3.44; cell > 3; cell -= 0.01)
        {
            Assert.Equal(13.8 - 4 * 0.05, story.After(1).Turn(story.Battery(99, 3.50, cell, cell, cell)).Limit.Value!.Value, 9);
        }
    }

    [Theory]
    [InlineData(3.55, 3.35)]
    [InlineData(3.60, 3.30)]
    [InlineData(3.90, 3.30)]
    [InlineData(4095, 3.30)]
    public void The_excess_lowers_every_cell_as_far_as_nothing_flows_in_any_more(double cell, double expected) =>
        Assert.Equal(4 * expected, new VoltageStory().Recovered(13.8).Turn(Banks.Healthy() with { CellVoltages = new([3.4, 3.4, cell, 3.4], Banks.Now) }).Limit.Value!.Value, 9);

    [Fact]
    public void It_falls_at_once_is_held_for_a_minute_and_returns_by_its_ramp()
    {
        VoltageStory story = new VoltageStory().Recovered(13.8);
        Assert.Equal(13.6, story.Turns(1, 95, 3.50, 3.40, 3.40, 3.40).Limit.Value!.Value, 9);
        Assert.Equal(13.6, story.Turns(600, 95, 3.50, 3.40, 3.40, 3.40).Limit.Value!.Value, 9);
        VoltageDecision held = story.Turns(60, 95, 3.42, 3.40, 3.40, 3.40);
        Assert.Equal((13.6, LimitCause.Recovery), (Math.Round(held.Limit.Value!.Value, 9), held.Limit.Deciding.Cause));
        Assert.Equal(13.7, story.Turns(50, 95, 3.42, 3.40, 3.40, 3.40).Limit.Value!.Value, 9);
        Assert.Equal(13.66, story.Turns(1, 95, 3.485, 3.40, 3.40, 3.40).Limit.Value!.Value, 9);
        Assert.Equal(13.66, story.Turns(60, 95, 3.42, 3.40, 3.40, 3.40).Limit.Value!.Value, 9);
        Assert.Equal(13.8, story.Turns(71, 95, 3.42, 3.40, 3.40, 3.40).Limit.Value!.Value, 9);
    }

    [Fact]
    public void A_late_answer_stops_the_rise_and_does_not_begin_the_hold_anew()
    {
        VoltageStory story = new();
        BatterySnapshot last = story.Battery(50, 3.3, 3.3, 3.3, 3.3);
        story.Turn(last);
        Assert.Equal(13.42, story.Turns(70, 50, 3.3, 3.3, 3.3, 3.3).Limit.Value!.Value, 9);
        last = story.Battery(50, 3.3, 3.3, 3.3, 3.3);
        VoltageDecision late = story.After(6).Turn(last);
        Assert.Equal(13.432, late.Limit.Value!.Value, 9);
        late = story.After(10).Turn(last);
        Assert.Equal((13.432, LimitCause.Silent), (Math.Round(late.Limit.Value!.Value, 9), late.Limit.Deciding.Cause));
        Assert.Equal(13.434, story.Turns(1, 50, 3.3, 3.3, 3.3, 3.3).Limit.Value!.Value, 9);
    }

    [Theory]
    [InlineData(null, 13.4)]
    [InlineData(13.8, 13.4)]
    [InlineData(13.2, 13.2)]
    public void It_begins_at_float_or_below_if_it_was_below(double? before, double expected)
    {
        VoltageStory story = new() { Memory = new() { Volts = before } };
        VoltageDecision first = story.Turn(Banks.Healthy());
        Assert.Equal((expected, LimitCause.Recovery), (Math.Round(first.Limit.Value!.Value, 9), first.Limit.Deciding.Cause));
        Assert.Equal(expected, story.Turns(60, 50, 3.3, 3.3, 3.3, 3.3).Limit.Value!.Value, 9);
        Assert.Equal(expected + 0.02, story.Turns(10, 50, 3.3, 3.3, 3.3, 3.3).Limit.Value!.Value, 9);
    }

    [Fact]
    public void After_it_was_invalid_it_begins_at_float_again()
    {
        VoltageStory story = new VoltageStory().Recovered(13.8);
        story.WithheldBy = new(LimitCause.WrongBank, 0);
        VoltageDecision withheld = story.Turn(Banks.Healthy());
        Assert.Equal((null, LimitCause.WrongBank, 11.6), (withheld.Limit.Value, withheld.Limit.Deciding.Cause, Math.Round(withheld.LowVolts!.Value, 9)));
        story.WithheldBy = null;
        Assert.Equal(13.4, story.After(3600).Turn(story.Battery(50, 3.3, 3.3, 3.3, 3.3)).Limit.Value!.Value, 9);
    }

    [Fact]
    public void While_charging_is_blocked_nothing_flows_in()
    {
        VoltageStory story = new VoltageStory().Recovered(13.8);
        story.IsChargeBlocked = true;
        VoltageDecision blocked = story.Turn(Banks.Healthy());
        Assert.Equal((13.2, LimitCause.ChargeBlocked), (Math.Round(blocked.Limit.Value!.Value, 9), blocked.Limit.Deciding.Cause));
        story.IsChargeBlocked = false;
        Assert.Equal(13.2, story.Turns(60, 50, 3.3, 3.3, 3.3, 3.3).Limit.Value!.Value, 9);
        Assert.Equal(13.8, story.Turns(301, 50, 3.3, 3.3, 3.3, 3.3).Limit.Value!.Value, 9);
    }

    [Fact]
    public void While_charging_is_blocked_and_a_current_flows_in_all_the_same_the_voltage_gives_way_until_none_does()
    {
        VoltageStory story = new VoltageStory().Recovered(13.8);
        story.IsChargeBlocked = true;
        Assert.Equal(13.2, Charged(10, 20).Limit.Value!.Value, 9);

        // 2 mV a second and cell for a fifth of the capacity an hour, and why.
        VoltageDecision lowered = Charged(5, 20);
        Assert.Equal(13.16, lowered.Limit.Value!.Value, 9);
        Assert.Equal((LimitCause.ChargeBlocked, "a current flowed in all the same, so it gave way"), (lowered.Limit.Deciding.Cause, lowered.Limit.Deciding.Note));

        // Nothing flows in any more, or nobody knows: it stays, and it goes on.
        Assert.Equal(13.16, Charged(30, 0.2).Limit.Value!.Value, 9);
        Assert.Equal(13.16, Charged(30, -30).Limit.Value!.Value, 9);
        Assert.Equal(13.16, Charged(10, 20).Limit.Value!.Value, 9);
        Assert.Equal(13.0, Charged(10, null).Limit.Value!.Value, 9);
        Assert.Equal(11.6, Charged(900, 20).Limit.Value!.Value, 9);

        // Once it is not blocked any more, it comes back as it always does.
        story.IsChargeBlocked = false;
        Assert.Equal(11.6, Charged(60, 20).Limit.Value!.Value, 9);
        Assert.Equal(11.8, Charged(100, 20).Limit.Value!.Value, 9);

        VoltageDecision Charged(int seconds, double? amps)
        {
            VoltageDecision? last = null;
            for (int i = 0; i < seconds; i++)
            {
                last = story.After(1).Turn(story.Battery(50, 3.3, 3.3, 3.3, 3.3) with { Current = amps is double known ? new(known, story.Now) : null });
            }

            return last!;
        }
    }

    /// <summary>The less is known of how much it is, the faster.</summary>
    [Theory]
    [InlineData(5, 100, 0.001)]
    [InlineData(20, 100, 0.002)]
    [InlineData(20, 50, 0.004)]
    [InlineData(300, 100, 0.004)]
    [InlineData(null, 100, 0.004)]
    [InlineData(5, null, 0.004)]
    public void The_more_flows_in_the_faster_it_gives_way(int? amps, int? capacityAh, double voltsPerSecond)
    {
        VoltageStory story = new VoltageStory().Recovered(13.8);
        story.IsChargeBlocked = true;
        for (int i = 0; i < 11; i++)
        {
            Turn(20, 100);
        }

        double before = story.Memory.Volts!.Value;
        Turn(amps, capacityAh);
        Assert.Equal(before - 4 * voltsPerSecond, story.Memory.Volts!.Value, 9);

        void Turn(double? flowing, double? installed) => story.After(1).Turn(story.Battery(50, 3.3, 3.3, 3.3, 3.3) with
        {
            Current = flowing is double known ? new(known, story.Now) : null,
            DesignAh = null,
            FullAh = installed is double ah ? new(ah, story.Now) : null,
        });
    }

    [Theory]
    [InlineData(1.1, 13.2)]
    [InlineData(1.3, 13.16)]
    public void What_is_a_tiny_part_of_the_capacity_is_the_noise_of_a_shunt(double amps, double expected)
    {
        VoltageStory story = new VoltageStory("1|2").Recovered(13.8);
        story.IsChargeBlocked = true;
        for (int i = 0; i < 20; i++)
        {
            BatterySnapshot battery = story.After(1).Battery(50, 3.3, 3.3, 3.3, 3.3) with { Current = new(amps / 2, story.Now), DesignAh = new(200, story.Now), FullAh = null };
            story.Turn(battery, battery);
        }

        Assert.Equal(expected, story.Memory.Volts!.Value, 9);
    }

    [Fact]
    public void F6_an_open_charge_FET_blocks_charging_and_says_whose_it_is()
    {
        BatterySnapshot open = Banks.Healthy() with { ChargeFetOn = new(false, Banks.Now) };
        VoltageDecision decision = new VoltageStory("1+2").Recovered(27.6).Turn(Banks.Healthy(), open);
        Candidate why = decision.Limit.Deciding;
        Assert.Equal((26.4, LimitCause.ChargeBlocked, 2, "its charge FET is open"), (Math.Round(decision.Limit.Value!.Value, 9), why.Cause, why.Battery, why.Note));
        Assert.Equal(13.8, new VoltageStory("1|2").Recovered(13.8).Turn(Banks.Healthy(), open).Limit.Value!.Value, 9);
    }

    [Fact]
    public void F5_a_cell_that_is_not_known_may_be_too_high()
    {
        VoltageStory story = new VoltageStory("1|2").Recovered(13.8);
        VoltageDecision decision = story.Turn(Banks.Healthy(), Banks.Healthy() with { CellVoltages = new([3.3, 3.3, null, 3.3], Banks.Now) });
        Candidate why = decision.Limit.Deciding;
        Assert.Equal((13.2, LimitCause.CellUnknown, 2, 3), (Math.Round(decision.Limit.Value!.Value, 9), why.Cause, why.Battery, why.Number));

        why = story.Turn(Banks.Healthy(), Banks.Healthy() with { CellVoltages = null }).Limit.Deciding;
        Assert.Equal((LimitCause.CellUnknown, 2, 0), (why.Cause, why.Battery, why.Number));
    }

    [Fact]
    public void F5_before_the_cells_were_known_once_nothing_is_claimed()
    {
        VoltageStory story = new VoltageStory().Remembering(4);
        VoltageDecision decision = story.Turn(Banks.Healthy() with { CellVoltages = null });
        Assert.Equal((null, LimitCause.CellUnknown), (decision.Limit.Value, decision.Limit.Deciding.Cause));
        Assert.Equal(13.4, story.Turn(Banks.Healthy()).Limit.Value!.Value, 9);
    }

    [Fact]
    public void After_a_restart_the_moment_before_the_cells_are_told_does_not_make_it_invalid()
    {
        VoltageStory story = new VoltageStory().Remembering(4);
        story.Memory = new ChargeVoltageMemory { Volts = 13.8, Stage = ChargeStage.Bulk, At = Banks.Now }.AfterRestart();
        Assert.Equal(13.2, story.Turn(Banks.Healthy() with { CellVoltages = null }).Limit.Value!.Value, 9);
    }

    [Fact]
    public void F1_a_cell_that_was_too_high_when_its_battery_fell_silent_stays_too_high()
    {
        VoltageStory story = new VoltageStory("1|2").Recovered(13.8);
        story.Settings = story.Settings with { Batteries = [VoltageStory.Lfp, VoltageStory.Lfp with { MaxVolts = 3.30, FloatVolts = 3.30, BlockedVolts = 3.20 }] };
        BatterySnapshot high = story.Battery(99, 3.35, 3.35, 3.37, 3.35);
        double before = story.Turn(Banks.Healthy(), high).Limit.Value!.Value;
        Assert.Equal(4 * 3.23, before, 9);
        story.Recovered(13.8);
        Assert.Equal(before, story.Turn(Banks.Healthy(), Banks.Lost(high)).Limit.Value!.Value, 9);
    }

    [Fact]
    public void F2_a_silent_bank_goes_to_float_then_to_where_nothing_flows_in_then_to_nothing()
    {
        VoltageStory story = new VoltageStory().Recovered(13.8);
        BatterySnapshot last = Banks.Healthy();
        Assert.Equal(13.8, story.Turn(last).Limit.Value!.Value, 9);
        Assert.Equal(13.8, story.After(10).Turn(last).Limit.Value!.Value, 9);
        Assert.Equal(13.4, story.After(25).Turn(last).Limit.Value!.Value, 9);
        Assert.Equal(13.2, story.After(60).Turn(last).Limit.Value!.Value, 9);
        VoltageDecision gone = story.After(60).Turn(last);
        Assert.Equal((null, LimitCause.NotKnown), (gone.Limit.Value, gone.Limit.Deciding.Cause));
        Assert.Equal(13.2, story.Turn(story.Battery(50, 3.3, 3.3, 3.3, 3.3)).Limit.Value!.Value, 9);
    }

    /// <summary>Found by the laws: a battery that was already below where nothing flows in is not raised to it by silence.</summary>
    [Fact]
    public void A_silent_battery_that_is_blocked_is_never_given_more_than_it_had()
    {
        VoltageStory story = new VoltageStory().Recovered(13.0);
        BatterySnapshot full = story.Battery(99, 3.44, 3.44, 3.44, 3.44);
        Assert.Equal(13.0, story.After(40).Turn(full).Limit.Value!.Value, 9);
    }

    /// <summary>Found by the laws: silence is no way round a cell that was never known.</summary>
    [Fact]
    public void Before_the_cells_were_known_once_nothing_is_claimed_of_a_silent_battery_either() =>
        Assert.Null(new VoltageStory().After(40).Turn(Banks.Healthy() with { CellVoltages = new([3.3, null, 3.3, 3.3], Banks.Now) }).Limit.Value);

    [Theory]
    [InlineData(3.449, 0)]
    [InlineData(3.45, 0.01)]
    [InlineData(3.50, 0.505)]
    [InlineData(3.55, 1)]
    [InlineData(3.575, 1.5)]
    [InlineData(3.60, 2)]
    [InlineData(4.00, 2)]
    public void Penalties_are_interpolated(double cell, double expected) => Assert.Equal(expected, VoltageStory.Lfp.PenaltyOf(cell), 9);

    [Fact]
    public void With_linear_limits_the_penalty_of_the_highest_cell_is_taken_from_the_stage()
    {
        VoltageStory story = new VoltageStory().Recovered(13.8);
        story.Settings = story.Settings with { IsLinear = true };
        VoltageDecision decision = story.Turn(story.Battery(99, 3.47, 3.40, 3.46, 3.40));
        Assert.Equal(13.8 - 0.208, decision.Limit.Value!.Value, 9);
        Assert.Equal((LimitCause.Penalty, 3.47, 1), (decision.Limit.Deciding.Cause, decision.Limit.Deciding.Reading, decision.Limit.Deciding.Number));

        // Its pack voltage is not the reason, and the rule for cells above their maximum is there beside it.
        Assert.Equal(13.8 - 0.208, story.Turn(story.Battery(99, 3.47, 3.00, 3.00, 3.00)).Limit.Value!.Value, 9);
        Assert.Contains(decision.Limit.Candidates, candidate => candidate.Cause == LimitCause.CellOvervoltage && Math.Abs(candidate.Value - 13.72) < 1e-9);
    }

    [Fact]
    public void In_parallel_the_strictest_settings_hold()
    {
        VoltageStory story = new VoltageStory("1|2").Recovered(13.8);
        story.Settings = story.Settings with { Batteries = [VoltageStory.Lfp, VoltageStory.Lfp with { MaxVolts = 3.40, MinVolts = 3.0 }] };
        VoltageDecision decision = story.Turn(Banks.Healthy(), Banks.Healthy());
        Assert.Equal((13.6, 12.0), (Math.Round(decision.Limit.Value!.Value, 9), Math.Round(decision.LowVolts!.Value, 9)));
    }

    [Fact]
    public void A_memory_that_makes_no_sense_starts_at_float()
    {
        VoltageStory story = new()
        {
            Memory = new() { Stage = (ChargeStage)99, Volts = -5, AbsorbedFor = TimeSpan.FromDays(-1), At = new(TimeSpan.FromDays(9)), HeldDownAt = new(TimeSpan.FromDays(9)) },
        };
        VoltageDecision decision = story.Turn(Banks.Healthy());
        Assert.Equal((13.4, ChargeStage.Bulk), (Math.Round(decision.Limit.Value!.Value, 9), decision.Stage));
    }
}
