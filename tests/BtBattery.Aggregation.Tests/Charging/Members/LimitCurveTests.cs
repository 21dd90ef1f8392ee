using BtBattery.Aggregation.Charging.Members;

namespace BtBattery.Aggregation.Tests.Charging.Members;

/// <summary>The limits that dbus-btbattery gives with its defaults, 70 A and 90 A.</summary>
public sealed class LimitCurveTests
{
    [Theory]
    [InlineData(0, 70)]
    [InlineData(3.2, 70)]
    [InlineData(3.449, 70)]
    [InlineData(3.45, 35)]
    [InlineData(3.499, 35)]
    [InlineData(3.5, 3.5)]
    [InlineData(3.549, 3.5)]
    [InlineData(3.55, 0)]
    [InlineData(4.5, 0)]
    public void Charging_by_the_highest_cell_in_steps(double volts, double amps) => Assert.Equal(amps, 70 * Limiting.Defaults.ChargeByCell!.At(volts, false), 9);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2.7, 0)]
    [InlineData(2.701, 9)]
    [InlineData(2.799, 9)]
    [InlineData(2.8, 45)]
    [InlineData(2.899, 45)]
    [InlineData(2.9, 90)]
    [InlineData(3.3, 90)]
    public void Discharging_by_the_lowest_cell_in_steps(double volts, double amps) => Assert.Equal(amps, 90 * Limiting.Defaults.DischargeByCell!.At(volts, false), 9);

    [Theory]
    [InlineData(-10, 0)]
    [InlineData(1.9, 0)]
    [InlineData(2, 7)]
    [InlineData(4.9, 7)]
    [InlineData(5, 14)]
    [InlineData(10, 28)]
    [InlineData(15, 56)]
    [InlineData(20, 70)]
    [InlineData(39.9, 70)]
    [InlineData(40, 28)]
    [InlineData(54.9, 28)]
    [InlineData(55, 0)]
    [InlineData(80, 0)]
    public void Charging_by_temperature_in_steps(double celsius, double amps) => Assert.Equal(amps, 70 * Limiting.Defaults.ChargeByTemperature!.At(celsius, false), 9);

    [Theory]
    [InlineData(-30, 0)]
    [InlineData(-20, 0)]
    [InlineData(-19.9, 18)]
    [InlineData(0, 27)]
    [InlineData(5, 36)]
    [InlineData(9.9, 36)]
    [InlineData(10, 90)]
    [InlineData(44.9, 90)]
    [InlineData(45, 0)]
    [InlineData(60, 0)]
    public void Discharging_by_temperature_in_steps(double celsius, double amps) => Assert.Equal(amps, 90 * Limiting.Defaults.DischargeByTemperature!.At(celsius, false), 9);

    [Theory]
    [InlineData(0, 70)]
    [InlineData(91, 70)]
    [InlineData(91.1, 35)]
    [InlineData(94.9, 35)]
    [InlineData(95, 21)]
    [InlineData(97.9, 21)]
    [InlineData(98, 7)]
    [InlineData(100, 7)]
    public void Charging_by_state_of_charge_in_steps(double percent, double amps) => Assert.Equal(amps, 70 * Limiting.Defaults.ChargeBySoc!.At(percent, false), 9);

    [Theory]
    [InlineData(0, 9)]
    [InlineData(10, 9)]
    [InlineData(10.1, 27)]
    [InlineData(19.9, 27)]
    [InlineData(20, 45)]
    [InlineData(29.9, 45)]
    [InlineData(30, 90)]
    [InlineData(100, 90)]
    public void Discharging_by_state_of_charge_in_steps(double percent, double amps) => Assert.Equal(amps, 90 * Limiting.Defaults.DischargeBySoc!.At(percent, false), 9);

    [Theory]
    [InlineData(3.0, 1)]
    [InlineData(3.375, 0.75)]
    [InlineData(3.475, 0.275)]
    [InlineData(3.525, 0.025)]
    [InlineData(3.6, 0)]
    public void Between_two_points_a_linear_curve_is_straight(double volts, double fraction) => Assert.Equal(fraction, Limiting.Defaults.ChargeByCell!.At(volts, true), 9);

    [Fact]
    public void A_curve_of_one_point_is_level() => Assert.Equal(0.3, new LimitCurve([20], [0.3], CurveStep.Above).At(-5, true));

    [Fact]
    public void Two_points_at_the_same_reading_are_a_jump()
    {
        var curve = new LimitCurve([80, 100, 100], [0.5, 0.3, 0.1], CurveStep.Above);
        Assert.Equal((0.3, 0.1), (curve.At(99, false), curve.At(100, false)));
        Assert.Equal((0.31, 0.1), (Math.Round(curve.At(99, true), 9), curve.At(100, true)));
    }

    [Fact]
    public void The_least_that_a_curve_leaves_is_told() =>
        Assert.Equal((0, 0.05, 0, 0.2), (
            Limiting.Defaults.ChargeByCell!.Least,
            Limiting.Defaults.ChargeByCell.LeastAboveZero,
            new LimitCurve([1, 2], [0, 0], CurveStep.Above).LeastAboveZero,
            new LimitCurve([1, 2], [0.2, 1], CurveStep.Above).Least));

    [Fact]
    public void What_is_no_curve_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new LimitCurve([], [], CurveStep.Above));
        Assert.Throws<ArgumentException>(() => new LimitCurve([1, 2], [1], CurveStep.Above));
        Assert.Throws<ArgumentException>(() => new LimitCurve([2, 1], [0, 1], CurveStep.Above));
        Assert.Throws<ArgumentException>(() => new LimitCurve([1, double.NaN], [0, 1], CurveStep.Above));
        Assert.Throws<ArgumentException>(() => new LimitCurve([1, 2], [0, 1.1], CurveStep.Above));
        Assert.Throws<ArgumentException>(() => new LimitCurve([1, 2], [0, double.NaN], CurveStep.Above));
    }
}
