using BtBattery.Aggregation.Alarms;
using BtBattery.Aggregation.Charging.Members;
using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Tests.Charging.Members;

namespace BtBattery.Aggregation.Tests.Alarms;

/// <summary>The table is whole, and the ends of curves are where the limits say they are.</summary>
public sealed class AlarmTableTests
{
    [Fact]
    public void Every_alarm_has_its_row_in_its_place() => Assert.Equal(Enum.GetValues<Alarm>(), AlarmTable.Rules.Select(rule => rule.Alarm));

    [Fact]
    public void Every_protection_raises_one_alarm_or_is_said_to_raise_none() =>
        Assert.Equal(Enum.GetValues<Protection>(), AlarmTable.Rules.SelectMany(rule => rule.Causes).Concat(AlarmTable.WithoutAlarm).Order());

    [Fact]
    public void Nothing_is_left_beyond_the_end_of_a_curve_and_something_before_it()
    {
        foreach (LimitCurve curve in (LimitCurve[])[Limiting.Defaults.ChargeByTemperature!, Limiting.Defaults.DischargeByTemperature!, Limiting.Defaults.ByMosTemperature!])
        {
            foreach (bool isLinear in (bool[])[true, false])
            {
                double hot = curve.ZeroFrom(isLinear)!.Value;
                Assert.Equal((0, true), (curve.At(hot + 0.01, isLinear), curve.At(hot - 0.01, isLinear) > 0));
                if (curve.ZeroUpTo(isLinear) is double cold)
                {
                    Assert.Equal((0, true), (curve.At(cold - 0.01, isLinear), curve.At(cold + 0.01, isLinear) > 0));
                }
            }
        }

        Assert.Null(Limiting.Defaults.ByMosTemperature!.ZeroUpTo(isLinear: true));
        Assert.Null(new LimitCurve([0, 10], [0, 1], CurveStep.Above).ZeroFrom(isLinear: false));
    }
}
