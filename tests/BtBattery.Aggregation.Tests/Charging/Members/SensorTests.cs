using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Charging.Members;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Tests.Charging.Members;

/// <summary>Sensors that are there, that were never there, and that are lost.</summary>
public sealed class SensorTests
{
    private readonly Limiting _battery = new();

    [Fact]
    public void F5_a_sensor_that_is_lost_while_running_stops_charging_at_once_and_discharging_with_the_second_frame()
    {
        _battery.Decide(celsius: [20, 22, 24]);
        _battery.After(2).Decide(celsius: [20, 22, 24]);
        MemberDecision decision = _battery.After(2).Decide(celsius: [20, null, 24]);
        Assert.Equal(new Candidate(LimitCause.SensorLost, 0, null, 1, 2), decision.Limits.Charge.Deciding);
        Assert.Equal((4.5, LimitCause.SensorLost), Limiting.Of(decision.Limits.Discharge));
        Assert.Equal((0.0, LimitCause.SensorLost), Limiting.Of(_battery.After(0.3).Decide(celsius: [20, null, 24]).Limits.Discharge));

        // It is not forgotten with the time, and a sensor that comes back mends it.
        Assert.Equal(0, _battery.After(3600).Decide(celsius: [20, null, 24]).Limits.Charge.Value);
        Assert.Equal(70, _battery.After(2).Decide(celsius: [20, 22, 24]).Limits.Charge.Value);
    }

    [Fact]
    public void A_sensor_count_that_falls_is_a_lost_sensor()
    {
        _battery.Decide(celsius: [20, 22]);
        _battery.After(2).Decide(celsius: [20, 22]);
        Assert.Equal(new Candidate(LimitCause.SensorLost, 0, null, 1, 2), _battery.After(2).Decide(celsius: [20]).Limits.Charge.Deciding);
        Assert.Equal((0.0, LimitCause.SensorLost), Limiting.Of(_battery.After(2).Decide(celsius: []).Limits.Charge));
    }

    [Theory]
    [InlineData(-40.1)]
    [InlineData(125.1)]
    [InlineData(double.NaN)]
    public void A_sensor_that_says_nothing_sensible_is_lost(double celsius)
    {
        _battery.Decide(celsius: [20, 22]);
        _battery.After(2).Decide(celsius: [20, 22]);
        Assert.Equal((0.0, LimitCause.SensorLost), Limiting.Of(_battery.After(2).Decide(celsius: [20, celsius]).Limits.Charge));
    }

    [Fact]
    public void What_gave_a_value_a_single_time_is_missed_for_one_frame_and_is_no_sensor_then()
    {
        _battery.Decide(celsius: [20, null]);
        Assert.Equal(70, _battery.After(2).Decide(celsius: [20, 25]).Limits.Charge.Value);
        MemberDecision decision = _battery.After(2).Decide(celsius: [20, null]);
        Assert.Equal((0.0, LimitCause.SensorLost), Limiting.Of(decision.Limits.Charge));
        Assert.Equal((4.5, LimitCause.SensorLost), Limiting.Of(decision.Limits.Discharge));
        Assert.True(decision.AsksAgain);
        Assert.Equal(70, _battery.After(2).Decide(celsius: [20, null]).Limits.Charge.Value);

        // Turns without a new frame make no second one, neither of those that gave a value nor of those that missed it.
        BatterySnapshot once = _battery.After(2).Battery(celsius: [20, 25]);
        _battery.Decide(once);
        _battery.After(1).Decide(once);
        BatterySnapshot without = _battery.After(2).Battery(celsius: [20, null]);
        Assert.Equal(0, _battery.Decide(without).Limits.Charge.Value);
        Assert.Equal(0, _battery.After(1).Decide(without).Limits.Charge.Value);
        Assert.Equal(70, _battery.After(2).Decide(celsius: [20, null]).Limits.Charge.Value);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_battery_that_never_had_a_sensor_keeps_a_share_of_both_currents(bool hasConnectors)
    {
        MemberDecision decision = _battery.Decide(celsius: hasConnectors ? [null, null] : []);
        Assert.Equal((35.0, LimitCause.NoSensor), Limiting.Of(decision.Limits.Charge));
        Assert.Equal((45.0, LimitCause.NoSensor), Limiting.Of(decision.Limits.Discharge));

        _battery.Settings = Limiting.Defaults with { NoSensorFraction = 1 };
        Assert.Equal(70, _battery.After(2).Decide(celsius: []).Limits.Charge.Value);
    }

    [Fact]
    public void Without_rules_by_temperature_sensors_do_not_count()
    {
        _battery.Settings = Limiting.Defaults with { ChargeByTemperature = null, DischargeByTemperature = null };
        _battery.Decide(celsius: [20, 22]);
        _battery.After(2).Decide(celsius: [20, 22]);
        MemberDecision decision = _battery.After(2).Decide(celsius: []);
        Assert.Equal((70.0, 90.0), (decision.Limits.Charge.Value, decision.Limits.Discharge.Value));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_power_stage_that_has_told_its_temperature_must_go_on_telling_it(bool isSaidToBeAbsent)
    {
        _battery.Decide(_battery.Battery() with { MosTemperature = new(30, _battery.Now) });
        _battery.After(2).Decide(_battery.Battery() with { MosTemperature = new(30, _battery.Now) });
        _battery.After(2);
        MemberDecision decision = _battery.Decide(_battery.Battery() with { MosTemperature = isSaidToBeAbsent ? new(null, _battery.Now) : null });
        Assert.Equal((0.0, LimitCause.SensorLost), Limiting.Of(decision.Limits.Charge));
        Assert.Equal("the sensor of the power stage", decision.Limits.Charge.Deciding.Note);
        Assert.Equal(isSaidToBeAbsent ? 4.5 : 0, decision.Limits.Discharge.Value);
    }

    [Fact]
    public void Over_a_restart_the_sensors_are_remembered_and_nothing_else_is_believed()
    {
        _battery.Decide(celsius: [20, 22]);
        _battery.After(2).Decide(celsius: [20, 22]);
        _battery.Memory = _battery.Memory.OverRestart();
        MemberDecision decision = _battery.After(2).Decide(celsius: [20, null]);
        Assert.Equal((0.0, LimitCause.SensorLost), Limiting.Of(decision.Limits.Charge));
        Assert.Equal((0.0, false), (decision.Limits.Discharge.Value, decision.AsksAgain));
    }

    [Fact]
    public void Every_sensor_counts_also_where_a_curve_is_lowest_in_its_middle()
    {
        _battery.Settings = Limiting.Defaults with { ChargeByTemperature = new([0, 20, 40], [1, 0.3, 1], CurveStep.AtOrBelow) };
        Assert.Equal(new Candidate(LimitCause.Temperature, 21, 25, 1, 2), _battery.Decide(celsius: [10, 25, 41]).Limits.Charge.Deciding);
    }
}
