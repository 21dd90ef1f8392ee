using BtBattery.Aggregation.Charging.Members;
using BtBattery.Driver.Configuration;
using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Tests.Configuration;

/// <summary>What the configuration says of the currents of one battery.</summary>
public sealed class MemberLimitMappingTests
{
    private const string BothCurrents = "MAX_BATTERY_CHARGE_CURRENT = 70\nMAX_BATTERY_DISCHARGE_CURRENT = 90\n";

    [Fact]
    public void The_defaults_are_those_of_dbus_btbattery()
    {
        MemberLimitSettings settings = Map("");
        Assert.Equal((70.0, 90.0, 0.5, false), (settings.MaxChargeAmps, settings.MaxDischargeAmps, settings.NoSensorFraction, settings.IsLinear));
        AssertCurve([3.3, 3.45, 3.5, 3.55], [1, 0.5, 0.05, 0], CurveStep.AtOrBelow, settings.ChargeByCell);
        AssertCurve([2.7, 2.8, 2.9, 3.1], [0, 0.1, 0.5, 1], CurveStep.Above, settings.DischargeByCell);
        AssertCurve([0, 2, 5, 10, 15, 20, 35, 40, 55], [0, 0.1, 0.2, 0.4, 0.8, 1, 1, 0.4, 0], CurveStep.AtOrBelow, settings.ChargeByTemperature);
        AssertCurve([-20, 0, 5, 10, 15, 45, 55], [0, 0.2, 0.3, 0.4, 1, 1, 0], CurveStep.Above, settings.DischargeByTemperature);
        AssertCurve([70, 80, 90], [1, 0.25, 0], CurveStep.AtOrBelow, settings.ByMosTemperature);
        AssertCurve([91, 95, 98, 100], [1, 0.5, 0.3, 0.1], CurveStep.Above, settings.ChargeBySoc);
        AssertCurve([10, 20, 30, 40], [0.1, 0.3, 0.5, 1], CurveStep.Above, settings.DischargeBySoc);
        Assert.Equal(("LFP", 2.0, 3.65), (settings.Chemistry, settings.LowestCellVolts, settings.HighestCellVolts));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("MAX_BATTERY_CHARGE_CURRENT = 70\n", false)]
    [InlineData("MAX_BATTERY_DISCHARGE_CURRENT = 120\n", false)]
    [InlineData(BothCurrents, true)]
    public void The_currents_are_set_once_the_owner_has_written_both_be_they_the_defaults(string text, bool areSet) => Assert.Equal(areSet, Map(text).AreCurrentsSet);

    [Fact]
    public void The_shipped_file_sets_nothing_unless_it_was_changed()
    {
        var setup = new Setup();
        setup.Files[Setup.Shipped] = "[DEFAULT]\nBATTERY_CAPACITY = 50\n" + BothCurrents;
        MemberLimitSettings settings = setup.Load().Batteries[0].ToMemberLimitSettings(isLinear: false);
        Assert.Equal((false, null), (settings.AreCurrentsSet, settings.OwnersAh));
    }

    [Fact]
    public void A_capacity_counts_only_if_the_owner_set_it()
    {
        Assert.Null(Map("").OwnersAh);
        Assert.Equal(50, Map("BATTERY_CAPACITY = 50\n").OwnersAh);
    }

    [Fact]
    public void What_is_switched_off_is_not_there()
    {
        MemberLimitSettings settings = Map(
            "CCCM_CV_ENABLE = no\nDCCM_CV_ENABLE = no\nCCCM_T_ENABLE = no\nDCCM_T_ENABLE = no\nMOSFET_T_ENABLE = no\nCCCM_SOC_ENABLE = no\nDCCM_SOC_ENABLE = no\n");
        Assert.All(
            (LimitCurve?[])[
                settings.ChargeByCell, settings.DischargeByCell, settings.ChargeByTemperature, settings.DischargeByTemperature, settings.ByMosTemperature, settings.ChargeBySoc,
                settings.DischargeBySoc,
            ],
            Assert.Null);
    }

    [Fact]
    public void Each_chemistry_has_curves_of_its_own()
    {
        MemberLimitSettings liIon = Map("CHEMISTRY = Li-ion\n");
        Assert.Equal((0.0, 0.05, 0.5, 1.0), Steps(liIon.ChargeByCell!, 4.2, 4.15, 4.1, 4.0));
        Assert.Equal((0.0, 0.1, 0.5, 1.0), Steps(liIon.DischargeByCell!, 3.0, 3.05, 3.15, 3.3));
        Assert.Equal((0.4, 0.0), (liIon.ChargeByTemperature!.At(44, false), liIon.ChargeByTemperature.At(45, false)));
        MemberLimitSettings lto = Map("CHEMISTRY = LTO\n");
        Assert.Equal((0.0, 0.05, 0.5, 1.0), Steps(lto.ChargeByCell!, 2.8, 2.75, 2.7, 2.6));
        Assert.Equal((0.0, 0.1, 0.5, 1.0), Steps(lto.DischargeByCell!, 1.7, 1.75, 1.85, 2.0));
    }

    [Fact]
    public void Thresholds_that_reach_to_full_are_a_curve_all_the_same()
    {
        MemberLimitSettings settings = Map("CC_SOC_LIMIT1 = 100\nDC_SOC_LIMIT3 = 100\n");
        AssertCurve([91, 95, 100, 100], [1, 0.5, 0.3, 0.1], CurveStep.Above, settings.ChargeBySoc);
        AssertCurve([10, 20, 100, 100], [0.1, 0.3, 0.5, 1], CurveStep.Above, settings.DischargeBySoc);
        Assert.Equal((0.5, 1.0), (settings.DischargeBySoc!.At(99, false), settings.DischargeBySoc.At(100, false)));
    }

    [Fact]
    public void With_linear_limits_discharging_does_not_jump_at_the_last_threshold()
    {
        LimitCurve curve = Map("").DischargeBySoc!;
        Assert.Equal(0.5, curve.At(29.999, true), 3);
        Assert.Equal(0.5, curve.At(30, true), 9);
        Assert.Equal(0.75, curve.At(35, true), 9);
        Assert.Equal(1, curve.At(40, true), 9);
    }

    [Theory]
    [InlineData("samples/lfp_config.ini")]
    [InlineData("samples/liion_config.ini")]
    public void A_sample_makes_curves_that_end_at_nothing(string path)
    {
        MemberLimitSettings settings = Setup.Load(Repository.Read(path)).Batteries[0].ToMemberLimitSettings(isLinear: true);
        Assert.True(settings.AreCurrentsSet);
        Assert.Equal((0.0, 0.0, 0.0), (settings.ChargeByCell!.Fractions[^1], settings.DischargeByCell!.Fractions[0], settings.ChargeByTemperature!.Fractions[^1]));
    }

    [Fact]
    public void The_number_of_cells_may_be_given()
    {
        Assert.Null(Setup.Load("").Batteries[0].Get(BatteryKeys.CellCount));
        Assert.Equal(16, Setup.Load("[DEFAULT]\nCELL_COUNT = 16\n").Batteries[0].Get(BatteryKeys.CellCount));
    }

    private static MemberLimitSettings Map(string text)
    {
        DriverConfiguration configuration = Setup.Load("[DEFAULT]\n" + text);
        Assert.False(configuration.HasErrors);
        return configuration.Batteries[0].ToMemberLimitSettings(isLinear: false);
    }

    private static void AssertCurve(double[] points, double[] fractions, CurveStep step, LimitCurve? curve)
    {
        Assert.Equal(points, curve!.Points);
        Assert.Equal(fractions, curve.Fractions);
        Assert.Equal(step, curve.Step);
    }

    private static (double, double, double, double) Steps(LimitCurve curve, double one, double two, double three, double four) =>
        (curve.At(one, false), curve.At(two, false), curve.At(three, false), curve.At(four, false));
}
