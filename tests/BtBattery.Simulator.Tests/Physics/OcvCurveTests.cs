using BtBattery.Simulator.Physics;
using FsCheck;
using FsCheck.Fluent;

namespace BtBattery.Simulator.Tests.Physics;

/// <summary>The rest voltage over the charge.</summary>
public sealed class OcvCurveTests
{
    [Theory]
    [InlineData(Chemistry.Lfp, 0.2972, 3.2772)]
    [InlineData(Chemistry.Lfp, 0.9833, 3.3511)]
    [InlineData(Chemistry.Lfp, 1.0, 3.42)]
    [InlineData(Chemistry.Nmc, 0.4523, 3.6941)]
    [InlineData(Chemistry.Nmc, 1.0, 4.2)]
    public void It_goes_through_the_measured_points(Chemistry chemistry, double charge, double volts) =>
        Assert.Equal(volts, OcvCurve.Of(chemistry).Volts(charge), 0.002);

    [Theory]
    [InlineData(Chemistry.Lfp)]
    [InlineData(Chemistry.Nmc)]
    public void It_rises_everywhere(Chemistry chemistry) => Property(chemistry, (curve, a, b) =>
        a == b || curve.Volts(Math.Min(a, b)) < curve.Volts(Math.Max(a, b)));

    [Theory]
    [InlineData(Chemistry.Lfp)]
    [InlineData(Chemistry.Nmc)]
    public void Charge_finds_what_volts_came_from(Chemistry chemistry) => Property(chemistry, (curve, charge, _) =>
        Math.Abs(curve.Charge(curve.Volts(charge)) - charge) < 1e-9);

    [Theory]
    [InlineData(Chemistry.Lfp)]
    [InlineData(Chemistry.Nmc)]
    public void The_energy_between_two_charges_is_the_area_below_the_curve(Chemistry chemistry) => Property(chemistry, (curve, a, b) =>
    {
        double area = 0;
        const int slices = 20_000;
        for (int i = 0; i < slices; i++) area += curve.Volts(a + (b - a) * (i + 0.5) / slices) * (b - a) / slices;
        return Math.Abs(curve.WattHoursPerAh(b) - curve.WattHoursPerAh(a) - area) < 1e-6;
    });

    [Fact]
    public void An_overcharged_cell_is_seen_at_once()
    {
        Assert.True(OcvCurve.Of(Chemistry.Lfp).Volts(1.01) >= 3.65);
        Assert.True(OcvCurve.Of(Chemistry.Lfp).Volts(-0.005) < 2);
        Assert.True(OcvCurve.Of(Chemistry.Nmc).Volts(1.03) >= 4.25);
    }

    private static void Property(Chemistry chemistry, Func<OcvCurve, double, double, bool> holds)
    {
        var charges = Gen.Choose(-20_000, 1_040_000).Select(millionths => millionths / 1e6).ToArbitrary();
        Prop.ForAll(charges, charges, (a, b) => holds(OcvCurve.Of(chemistry), a, b))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(chemistry == Chemistry.Lfp ? 200 : 100));
    }
}
