using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Charging.Members;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Tests.Charging.Members;

/// <summary>One odd reading never stops the inverter.</summary>
public sealed class OddReadingTests
{
    private readonly Limiting _battery = new();

    public OddReadingTests() => _battery.Decide();

    [Fact]
    public void A_single_reading_leaves_a_little_of_discharging_and_has_the_battery_asked_again()
    {
        MemberDecision decision = _battery.After(2).Decide(cells: [3.3, 3.3, 0, 3.3]);
        Assert.Equal((4.5, LimitCause.CellVoltage), Limiting.Of(decision.Limits.Discharge));
        Assert.Equal("a single reading that awaits a second one", decision.Limits.Discharge.Deciding.Note);
        Assert.True(decision.AsksAgain);
        Assert.Equal(_battery.Now + TimeSpan.FromSeconds(3), decision.BelievedAt);
        Assert.Null(decision.Problem);
    }

    [Fact]
    public void If_the_next_reading_is_sound_all_goes_on()
    {
        _battery.After(2).Decide(cells: [3.3, 3.3, 2.6, 3.3]);
        MemberDecision decision = _battery.After(0.3).Decide();
        Assert.Equal((90.0, false), (decision.Limits.Discharge.Value, decision.AsksAgain));

        // And the one after it is a single one again.
        Assert.Equal(4.5, _battery.After(2).Decide(cells: [3.3, 3.3, 2.6, 3.3]).Limits.Discharge.Value);
    }

    [Fact]
    public void If_the_next_reading_says_the_same_discharging_stops()
    {
        _battery.After(2).Decide(cells: [3.3, 3.3, 2.6, 3.3]);
        MemberDecision decision = _battery.After(0.3).Decide(cells: [3.3, 3.3, 2.65, 3.3]);
        Assert.Equal((0.0, LimitCause.CellVoltage), Limiting.Of(decision.Limits.Discharge));
        Assert.False(decision.AsksAgain);
        Assert.Equal(0, _battery.After(2).Decide(cells: [3.3, 3.3, 2.6, 3.3]).Limits.Discharge.Value);
    }

    [Fact]
    public void A_turn_without_a_new_frame_is_no_second_reading_but_after_three_seconds_the_first_one_is_believed()
    {
        BatterySnapshot odd = _battery.After(2).Battery(cells: [3.3, 3.3, 2.6, 3.3]);
        _battery.Decide(odd);
        Assert.Equal(4.5, _battery.After(2.9).Decide(odd).Limits.Discharge.Value);
        Assert.Equal(0, _battery.After(0.1).Decide(odd).Limits.Discharge.Value);
        Assert.False(_battery.Last.AsksAgain);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(6.0)]
    public void What_is_no_reading_at_all_is_odd_too(double? volts)
    {
        Assert.Equal(4.5, _battery.After(2).Decide(cells: [3.3, 3.3, volts, 3.3]).Limits.Discharge.Value);
        Assert.Equal(0, _battery.Last.Limits.Charge.Value);
        Assert.Equal(0, _battery.After(0.3).Decide(cells: [3.3, 3.3, volts, 3.3]).Limits.Discharge.Value);
    }

    [Fact]
    public void The_first_reading_of_all_is_believed_at_once()
    {
        MemberDecision decision = new Limiting().Decide(cells: [3.3, 3.3, 2.6, 3.3]);
        Assert.Equal((0.0, false), (decision.Limits.Discharge.Value, decision.AsksAgain));
    }

    [Fact]
    public void Readings_that_stay_away_need_no_second_one() =>
        Assert.Equal(0, _battery.After(2).Decide(_battery.Battery() with { CellVoltages = null }).Limits.Discharge.Value);

    [Fact]
    public void After_a_silence_the_first_reading_is_believed_at_once()
    {
        _battery.After(60).Decide(Banks.Lost(_battery.Battery()));
        Assert.Equal(0, _battery.After(2).Decide(cells: [3.3, 3.3, 2.6, 3.3]).Limits.Discharge.Value);
    }

    [Fact]
    public void The_hottest_sensor_may_be_an_odd_reading()
    {
        Assert.Equal((4.5, LimitCause.Temperature), Limiting.Of(_battery.After(2).Decide(celsius: [20, 60]).Limits.Discharge));
        Assert.Equal((0.0, LimitCause.Temperature), Limiting.Of(_battery.After(0.3).Decide(celsius: [20, 60]).Limits.Discharge));
    }

    [Fact]
    public void A_power_stage_may_be_an_odd_reading()
    {
        _battery.After(2).Decide(_battery.Battery() with { MosTemperature = new(30, _battery.Now) });
        Assert.Equal((4.5, 0.0), Limits(_battery.After(2).Decide(_battery.Battery() with { MosTemperature = new(95, _battery.Now) })));
        Assert.Equal((0.0, 0.0), Limits(_battery.After(2).Decide(_battery.Battery() with { MosTemperature = new(95, _battery.Now) })));
    }

    [Fact]
    public void A_state_of_charge_may_be_an_odd_reading_where_it_can_stop_the_inverter()
    {
        _battery.Settings = Limiting.Defaults with { DischargeBySoc = new([10, 20], [0, 1], CurveStep.Above) };
        Assert.Equal(4.5, _battery.After(2).Decide(soc: 0).Limits.Discharge.Value);
        Assert.Equal(90, _battery.After(0.3).Decide().Limits.Discharge.Value);
    }

    [Fact]
    public void What_only_lowers_the_limit_needs_no_second_reading() =>
        Assert.Equal((9.0, false), (_battery.After(2).Decide(cells: [3.3, 2.75, 3.3, 3.3]).Limits.Discharge.Value, _battery.Last.AsksAgain));

    [Fact]
    public void With_linear_limits_next_to_nothing_is_as_good_as_nothing()
    {
        _battery.Settings = Limiting.Linear;
        Assert.Equal(4.5, _battery.After(2).Decide(cells: [2.71, 3.3, 3.3, 3.3]).Limits.Discharge.Value);
        Assert.Equal(0.9, _battery.After(0.3).Decide(cells: [2.71, 3.3, 3.3, 3.3]).Limits.Discharge.Value!.Value, 6);
    }

    /// <summary>Systems round to whole amperes, and round 0.25 A to a stop.</summary>
    [Fact]
    public void A_small_battery_keeps_an_ampere()
    {
        _battery.Settings = Limiting.Defaults with { MaxDischargeAmps = 5, DischargeByCell = new([2.7, 2.8], [0, 1], CurveStep.Above) };
        Assert.Equal(1, _battery.After(2).Decide(cells: [2.6, 3.3, 3.3, 3.3]).Limits.Discharge.Value);
    }

    [Fact]
    public void One_odd_cell_does_not_withhold_the_charge_voltage_either()
    {
        Assert.Null(_battery.After(2).Decide(cells: [3.3, 1.5, 3.3, 3.3]).Problem);
        Assert.NotNull(_battery.After(0.3).Decide(cells: [3.3, 1.5, 3.3, 3.3]).Problem);
    }

    [Fact]
    public void Low_voltage_is_warned_of_before_discharging_stops_or_in_that_turn()
    {
        Assert.False(_battery.After(2).Decide(cells: [2.85, 3.3, 3.3, 3.3]).WarnsLowVoltage);
        Assert.True(_battery.After(2).Decide(cells: [2.75, 3.3, 3.3, 3.3]).WarnsLowVoltage);
        Assert.Equal((9.0, 2.75), (_battery.Last.Limits.Discharge.Value, _battery.Memory.WarnedVolts));

        // It does not flicker with the noise of a cell: 0.05 V more end it.
        Assert.True(_battery.After(2).Decide(cells: [2.8, 3.3, 3.3, 3.3]).WarnsLowVoltage);
        Assert.False(_battery.After(2).Decide(cells: [2.81, 3.3, 3.3, 3.3]).WarnsLowVoltage);

        Assert.True(_battery.After(2).Decide(cells: [2.6, 3.3, 3.3, 3.3]).WarnsLowVoltage);
        Assert.True(_battery.Last.Limits.Discharge.Value > 0);
        Assert.True(new Limiting().Decide(cells: [2.6, 3.3, 3.3, 3.3]).WarnsLowVoltage);
    }

    [Fact]
    public void Without_a_last_step_it_is_warned_of_when_discharging_stops()
    {
        _battery.Settings = Limiting.Defaults with { DischargeByCell = new([2.7, 2.8], [0, 1], CurveStep.Above) };
        Assert.False(_battery.After(2).Decide(cells: [2.75, 3.3, 3.3, 3.3]).WarnsLowVoltage);
        Assert.True(_battery.After(2).Decide(cells: [2.7, 3.3, 3.3, 3.3]).WarnsLowVoltage);
        Assert.True(_battery.Last.Limits.Discharge.Value > 0);
    }

    private static (double? Discharge, double? Charge) Limits(MemberDecision decision) => (decision.Limits.Discharge.Value, decision.Limits.Charge.Value);
}
