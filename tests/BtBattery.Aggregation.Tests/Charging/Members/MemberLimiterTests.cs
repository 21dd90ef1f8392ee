using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Charging.Members;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Tests.Charging.Members;

/// <summary>What one battery allows, rule by rule.</summary>
public sealed class MemberLimiterTests
{
    private readonly Limiting _battery = new();

    [Fact]
    public void F4_a_single_battery_is_limited_like_any_other()
    {
        MemberDecision decision = _battery.Decide();
        Assert.Equal((70.0, LimitCause.Configured), Limiting.Of(decision.Limits.Charge));
        Assert.Equal((90.0, LimitCause.Configured), Limiting.Of(decision.Limits.Discharge));
        Assert.Equal(
            [LimitCause.Configured, LimitCause.CellVoltage, LimitCause.Temperature, LimitCause.Soc],
            decision.Limits.Charge.Candidates.Select(candidate => candidate.Cause));
        Assert.True(decision is { IsComplete: true, AsksAgain: false, WarnsLowVoltage: false, Problem: null });
    }

    [Fact]
    public void The_highest_cell_limits_charging_and_the_lowest_discharging()
    {
        MemberDecision decision = _battery.Decide(cells: [3.3, 3.46, 2.85, 3.3]);
        Assert.Equal(new Candidate(LimitCause.CellVoltage, 35, 3.46, 1, 2), decision.Limits.Charge.Deciding);
        Assert.Equal(new Candidate(LimitCause.CellVoltage, 45, 2.85, 1, 3), decision.Limits.Discharge.Deciding);
    }

    [Fact]
    public void F7_the_coldest_sensor_limits_charging_though_others_are_warm() =>
        Assert.Equal(new Candidate(LimitCause.Temperature, 0, -5, 1, 3), _battery.Decide(celsius: [25, 22, -5, 20]).Limits.Charge.Deciding);

    [Fact]
    public void Of_the_coldest_and_the_warmest_sensor_the_one_that_leaves_less_holds()
    {
        Assert.Equal((7.0, 3.0), (_battery.Decide(celsius: [41, 3]).Limits.Charge.Value, _battery.Last.Limits.Charge.Deciding.Reading));
        Assert.Equal((28.0, 41.0), (_battery.After(2).Decide(celsius: [41, 13]).Limits.Charge.Value, _battery.Last.Limits.Charge.Deciding.Reading));
    }

    [Fact]
    public void F5_a_missing_temperature_stops_charging()
    {
        MemberDecision decision = _battery.Decide(_battery.Battery() with { Temperatures = null });
        Assert.Equal((0.0, LimitCause.TemperatureUnknown), Limiting.Of(decision.Limits.Charge));
        Assert.Equal((0.0, LimitCause.TemperatureUnknown), Limiting.Of(decision.Limits.Discharge));
        Assert.False(decision.IsComplete);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(double.NaN)]
    [InlineData(-0.1)]
    [InlineData(5.01)]
    public void F5_a_cell_that_is_not_known_stops_both_directions(double? volts)
    {
        MemberDecision decision = _battery.Decide(cells: [3.3, 3.3, volts, 3.3]);
        Assert.Equal(new Candidate(LimitCause.CellUnknown, 0, null, 1, 3), decision.Limits.Charge.Deciding);
        Assert.Equal(new Candidate(LimitCause.CellUnknown, 0, null, 1, 3), decision.Limits.Discharge.Deciding);
    }

    [Fact]
    public void F5_cells_that_are_too_old_stop_both_directions()
    {
        BatterySnapshot old = _battery.Battery();
        _battery.After(31);
        MemberDecision decision = _battery.Decide(_battery.Battery() with { CellVoltages = old.CellVoltages });
        Assert.Equal((0.0, LimitCause.CellUnknown), Limiting.Of(decision.Limits.Charge));
        Assert.Equal((0.0, LimitCause.CellUnknown), Limiting.Of(decision.Limits.Discharge));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(null)]
    public void F5_a_cell_that_was_counted_and_did_not_arrive_is_not_known(int? counted)
    {
        BatterySnapshot battery = _battery.Battery() with { CellCount = counted is int count ? new(count, _battery.Now) : null };
        Assert.Equal((0.0, LimitCause.CellUnknown), Limiting.Of(_battery.Decide(battery).Limits.Charge));
    }

    [Fact]
    public void F1_of_a_battery_that_has_fallen_silent_nothing_is_allowed()
    {
        MemberDecision decision = _battery.Decide(Banks.Lost(_battery.Battery()));
        Assert.Equal((0.0, LimitCause.NotKnown), Limiting.Of(decision.Limits.Charge));
        Assert.Equal((0.0, LimitCause.NotKnown), Limiting.Of(decision.Limits.Discharge));
        Assert.False(decision.AsksAgain);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(double.NaN)]
    [InlineData(-1.0)]
    [InlineData(110.5)]
    public void F5_an_unknown_state_of_charge_leaves_the_least_that_its_rule_ever_leaves(double? soc)
    {
        MemberDecision decision = _battery.Decide(soc: soc);
        Assert.Equal((7.0, LimitCause.SocUnknown), Limiting.Of(decision.Limits.Charge));
        Assert.Equal((9.0, LimitCause.SocUnknown), Limiting.Of(decision.Limits.Discharge));
    }

    [Fact]
    public void A_board_that_counts_past_full_is_full() =>
        Assert.Equal((7.0, 90.0), (_battery.Decide(soc: 103).Limits.Charge.Value, _battery.Last.Limits.Discharge.Value));

    [Fact]
    public void A_rule_that_is_off_needs_no_reading()
    {
        _battery.Settings = Limiting.NoRules;
        MemberDecision decision = _battery.Decide(new BatterySnapshot { Voltage = new(13, _battery.Now), Protections = new([], _battery.Now) });
        Assert.Equal((70.0, 90.0, true), (decision.Limits.Charge.Value, decision.Limits.Discharge.Value, decision.IsComplete));
        Assert.Equal(LimitCause.Configured, Assert.Single(decision.Limits.Charge.Candidates).Cause);
        Assert.Equal(LimitCause.Configured, Assert.Single(decision.Limits.Discharge.Candidates).Cause);
    }

    [Fact]
    public void With_linear_limits_the_curves_are_interpolated()
    {
        _battery.Settings = Limiting.Linear;
        MemberDecision decision = _battery.Decide(cells: [3.375, 3.375, 2.95, 3.3]);
        Assert.Equal((52.5, 56.25), (Math.Round(decision.Limits.Charge.Value!.Value, 9), Math.Round(decision.Limits.Discharge.Value!.Value, 9)));
    }

    [Theory]
    [InlineData(69.9, 70, 90)]
    [InlineData(70.0, 70, 90)]
    [InlineData(80.0, 17.5, 22.5)]
    [InlineData(89.9, 17.5, 22.5)]
    [InlineData(90.0, 0, 0)]
    public void A_hot_power_stage_limits_both_directions(double celsius, double charge, double discharge)
    {
        MemberDecision decision = _battery.Decide(_battery.Battery() with { MosTemperature = new(celsius, _battery.Now) });
        Assert.Equal((charge, discharge), (decision.Limits.Charge.Value, decision.Limits.Discharge.Value));
        Assert.Contains(decision.Limits.Charge.Candidates, candidate => candidate.Cause == LimitCause.MosTemperature && candidate.Reading == celsius);
    }

    /// <summary>A power stage warms and cools within a minute or two with the current itself: without a hold chargers and loads would go on and off all the time.</summary>
    [Fact]
    public void A_step_of_the_power_stage_is_given_back_when_it_was_not_called_for_during_five_minutes()
    {
        Assert.Equal(90, Hot(79));
        Assert.Equal(22.5, Hot(80));
        Assert.Equal(22.5, Hot(81));
        Assert.Equal(22.5, Hot(60));
        Assert.Equal(22.5, Hot(60, 295));
        Assert.Contains(_battery.Last.Limits.Discharge.Candidates, candidate => candidate is { Cause: LimitCause.MosTemperature, Reading: 60, Note: not null });
        Assert.Equal(90, Hot(60, 4));
    }

    [Fact]
    public void A_power_stage_that_is_hot_again_begins_the_five_minutes_anew()
    {
        (_, _) = (Hot(80), Hot(80));
        Assert.Equal(22.5, Hot(60, 200));
        (_, _) = (Hot(80), Hot(80));
        Assert.Equal(22.5, Hot(60, 200));
    }

    [Fact]
    public void A_single_hot_reading_of_the_power_stage_is_not_held()
    {
        Assert.Equal(90, Hot(60));
        Assert.Equal(22.5, Hot(85));
        Assert.Equal(90, Hot(60));
    }

    /// <summary>A limit of 0 stops inverters, and they start again as soon as they may.</summary>
    [Fact]
    public void Of_a_power_stage_that_was_too_hot_the_smallest_step_is_held_and_not_nothing()
    {
        (_, _) = (Hot(95), Hot(95));
        Assert.Equal(0, Hot(90));
        Assert.Equal(22.5, Hot(60));
    }

    [Fact]
    public void With_lines_nothing_is_held()
    {
        _battery.Settings = Limiting.Linear;
        Assert.True(Hot(80) < 90 && Hot(80) < 90);
        Assert.Equal(90, Hot(60));
    }

    private double? Hot(double celsius, double after = 2) =>
        _battery.After(after).Decide(_battery.Battery() with { MosTemperature = new(celsius, _battery.Now) }).Limits.Discharge.Value;

    [Fact]
    public void A_power_stage_without_a_sensor_limits_nothing() =>
        Assert.Equal(70, _battery.Decide(_battery.Battery() with { MosTemperature = new(null, _battery.Now) }).Limits.Charge.Value);

    [Theory]
    [InlineData(Protection.CellOvervoltage, 0, 90)]
    [InlineData(Protection.PackOvervoltage, 0, 90)]
    [InlineData(Protection.ChargeOvertemperature, 0, 90)]
    [InlineData(Protection.ChargeUndertemperature, 0, 90)]
    [InlineData(Protection.ChargeOvercurrent, 0, 90)]
    [InlineData(Protection.CellUndervoltage, 70, 0)]
    [InlineData(Protection.PackUndervoltage, 70, 0)]
    [InlineData(Protection.DischargeOvertemperature, 70, 0)]
    [InlineData(Protection.DischargeUndertemperature, 70, 0)]
    [InlineData(Protection.DischargeOvercurrent, 70, 0)]
    [InlineData(Protection.ShortCircuit, 0, 0)]
    [InlineData(Protection.FrontEndError, 0, 0)]
    [InlineData(Protection.InternalFault, 0, 0)]
    [InlineData(Protection.PowerStageOvertemperature, 0, 0)]
    [InlineData(Protection.SoftwareLock, 70, 90)]
    [InlineData(Protection.ChargeTimeout, 70, 90)]
    [InlineData(Protection.SocHigh, 70, 90)]
    [InlineData(Protection.SocLow, 70, 90)]
    [InlineData(Protection.CellImbalance, 70, 90)]
    [InlineData(Protection.TemperatureImbalance, 70, 90)]
    [InlineData(Protection.Unknown, 70, 90)]
    public void A_protection_at_the_level_of_an_alarm_stops_its_direction_at_once(Protection protection, double charge, double discharge)
    {
        _battery.Decide();
        BatterySnapshot battery = _battery.After(2).Battery();
        battery = battery with { Protections = new([new(protection, ProtectionLevel.Alarm, "its name")], _battery.Now) };
        MemberDecision decision = _battery.Decide(battery);
        Assert.Equal((charge, discharge), (decision.Limits.Charge.Value, decision.Limits.Discharge.Value));
        Assert.False(decision.AsksAgain);
        Assert.Equal(charge == 0 ? "its name" : null, decision.Limits.Charge.Deciding.Note);

        battery = battery with { Protections = new([new(protection, ProtectionLevel.Warning, "its name")], _battery.Now) };
        decision = _battery.Decide(battery);
        Assert.Equal((70.0, 90.0), (decision.Limits.Charge.Value, decision.Limits.Discharge.Value));
    }

    [Fact]
    public void Every_protection_has_a_row_above() => Assert.Equal(
        Enum.GetValues<Protection>().Order(),
        typeof(MemberLimiterTests).GetMethod(nameof(A_protection_at_the_level_of_an_alarm_stops_its_direction_at_once))!
            .GetCustomAttributesData().Where(data => data.ConstructorArguments.Count == 1)
            .Select(data => (Protection)(int)((IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)data.ConstructorArguments[0].Value!)[0].Value!).Order());

    [Fact]
    public void F5_protections_that_are_not_told_may_be_up()
    {
        MemberDecision decision = _battery.Decide(_battery.Battery() with { Protections = null });
        Assert.Equal((0.0, LimitCause.ProtectionUnknown), Limiting.Of(decision.Limits.Charge));
        Assert.Equal((0.0, LimitCause.ProtectionUnknown), Limiting.Of(decision.Limits.Discharge));
        MemberView mute = _battery.View(_battery.Battery() with { Protections = null }) with { Status = BatteryStatus.Starting };
        Assert.Equal(70, MemberLimiter.Decide(mute, _battery.Settings, MemberLimitMemory.Empty).Limits.Charge.Value);
    }

    [Fact]
    public void Nobodys_defaults_until_both_currents_are_set_the_capacity_bounds_them()
    {
        _battery.Settings = Limiting.Defaults with { AreCurrentsSet = false };
        MemberDecision decision = _battery.Decide(Banks.Healthy(installed: 40, remaining: 20, at: _battery.Now));
        Assert.Equal((20.0, LimitCause.NotConfigured), Limiting.Of(decision.Limits.Charge));
        Assert.Equal((40.0, LimitCause.NotConfigured), Limiting.Of(decision.Limits.Discharge));
        Assert.Equal(40, decision.Limits.Charge.Deciding.Reading);

        // A curve leaves a part of that, not of a number that nobody chose.
        decision = _battery.After(2).Decide(Banks.Healthy(installed: 40, remaining: 20, at: _battery.Now, cellVolts: 3.46));
        Assert.Equal((10.0, LimitCause.CellVoltage), Limiting.Of(decision.Limits.Charge));

        decision = _battery.After(2).Decide(Banks.Healthy(installed: 300, remaining: 150, at: _battery.Now));
        Assert.Equal((70.0, LimitCause.Configured), Limiting.Of(decision.Limits.Charge));
    }

    [Fact]
    public void Nobodys_defaults_without_any_capacity_nothing_is_allowed()
    {
        _battery.Settings = Limiting.Defaults with { AreCurrentsSet = false };
        BatterySnapshot battery = _battery.Battery() with { FullAh = null, DesignAh = new(0, _battery.Now) };
        MemberDecision decision = _battery.Decide(battery);
        Assert.Equal((0.0, LimitCause.NotConfigured), Limiting.Of(decision.Limits.Charge));
        Assert.Equal((0.0, LimitCause.NotConfigured), Limiting.Of(decision.Limits.Discharge));
        Assert.False(decision.IsComplete);

        _battery.Settings = _battery.Settings with { OwnersAh = 30 };
        decision = _battery.Decide(battery);
        Assert.Equal((15.0, 30.0), (decision.Limits.Charge.Value, decision.Limits.Discharge.Value));
        Assert.True(decision.IsComplete);
    }

    [Fact]
    public void The_nominal_capacity_does_not_take_the_place_of_a_smaller_learned_one()
    {
        _battery.Settings = Limiting.NoRules with { AreCurrentsSet = false };
        BatterySnapshot battery = _battery.Battery() with { FullAh = new(60, _battery.Now), DesignAh = new(100, _battery.Now) };
        Assert.Equal(30, _battery.Decide(battery).Limits.Charge.Value);
        Assert.Equal(30, _battery.Decide(battery with { FullAh = null }).Limits.Charge.Value);
    }

    [Theory]
    [InlineData(3.7, 3.7, 3.8, "cell 3 has 3.800 V")]
    [InlineData(3.3, 3.3, 1.9, "cell 3 has 1.900 V")]
    [InlineData(3.3, 3.3, 0.0, "cell 3 has 0.000 V")]
    [InlineData(2.0, 3.3, 3.65, null)]
    [InlineData(3.3, 3.3, 3.9, null)]
    public void Cells_outside_of_their_chemistry_withhold_the_charge_voltage(double one, double two, double three, string? expected)
    {
        BankProblem? problem = _battery.Decide(cells: [one, two, three]).Problem;
        Assert.Equal(expected is null ? null : BankProblemCodes.Chemistry, problem?.Code);
        if (expected is not null)
        {
            Assert.True(problem!.IsRefused);
            Assert.Equal(
                $"Port: {expected}, and LFP cells bear 2 to 3.65 V: write the right CHEMISTRY, or if it is right, have the cell and its wire looked at. No charge voltage is given.",
                problem.Text);
        }
    }

    [Fact]
    public void Not_knowing_a_cell_takes_nothing_back_of_a_wrong_chemistry()
    {
        Assert.NotNull(_battery.Decide(cells: [3.3, 1.9, 3.3]).Problem);
        Assert.NotNull(_battery.After(2).Decide(cells: [3.3, null, 3.3]).Problem);
        Assert.NotNull(_battery.After(2).Decide(Banks.Lost(_battery.Battery())).Problem);
        Assert.Null(_battery.After(2).Decide().Problem);
    }
}
