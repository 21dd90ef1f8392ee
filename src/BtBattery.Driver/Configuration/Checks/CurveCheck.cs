using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Configuration.Checks;

/// <summary>Whether lists that go together are equally long, thresholds are in order, and curves come down to 0 where they should.</summary>
internal static class CurveCheck
{
    public static void Run(Check check)
    {
        Length(check, CellVoltageKeys.PenaltyAt, CellVoltageKeys.Penalty);
        Curve charge = new(CurrentKeys.ChargeByVoltage, CurrentKeys.ChargeVoltages, CurrentKeys.ChargeVoltageFractions, "charged");
        Curve discharge = new(CurrentKeys.DischargeByVoltage, CurrentKeys.DischargeVoltages, CurrentKeys.DischargeVoltageFractions, "discharged");
        Curve chargeByHeat = new(
            TemperatureKeys.ChargeByTemperature, TemperatureKeys.ChargeTemperatures, TemperatureKeys.ChargeTemperatureFractions, "charged");
        Curve dischargeByHeat = new(
            TemperatureKeys.DischargeByTemperature, TemperatureKeys.DischargeTemperatures, TemperatureKeys.DischargeTemperatureFractions, "discharged");
        Curve byMos = new(TemperatureKeys.ByMosTemperature, TemperatureKeys.MosTemperatures, TemperatureKeys.MosTemperatureFractions, "charged and discharged");
        foreach (Curve curve in (Curve[])[charge, discharge, chargeByHeat, dischargeByHeat, byMos])
        {
            if (!Length(check, curve.Points, curve.Fractions))
            {
                continue;
            }

            if (curve != byMos)
            {
                End(check, curve, isLast: false);
            }

            if (curve == chargeByHeat || curve == dischargeByHeat || curve == byMos)
            {
                End(check, curve, isLast: true);
            }
        }

        Thresholds(check, SocKeys.ChargeSoc, isRising: false, isStrict: true);
        Thresholds(check, SocKeys.ChargeSocFractions, isRising: true, isStrict: false);
        Thresholds(check, SocKeys.DischargeSoc, isRising: true, isStrict: true);
        Thresholds(check, SocKeys.DischargeSocFractions, isRising: true, isStrict: false);
    }

    private static bool Length(Check check, ConfigurationKey<IReadOnlyList<double>> points, ConfigurationKey<IReadOnlyList<double>> values)
    {
        if (!check.AreSound(points, values))
        {
            return false;
        }

        (int left, int right) = (check.Get(points).Count, check.Get(values).Count);
        if (left != right)
        {
            check.Error(
                FindingCodes.WrongLength,
                FormattableString.Invariant($"{check.Show(points)} has {left} numbers and {check.Show(values)} has {right}: ")
                + "they go together, one by one; write as many in both.",
                points,
                values);
        }

        return left == right;
    }

    private static void End(Check check, Curve curve, bool isLast)
    {
        double fraction = isLast ? check.Get(curve.Fractions)[^1] : check.Get(curve.Fractions)[0];
        double point = isLast ? check.Get(curve.Points)[^1] : check.Get(curve.Points)[0];
        if (fraction > 0 && check.AreSound(curve.Enabled) && check.Get(curve.Enabled))
        {
            check.Warn(
                FindingCodes.CurveEnd,
                $"{check.Show(curve.Fractions)} {(isLast ? "ends" : "begins")} with {Forms.NumberText.Format(fraction)}: beyond "
                + $"{Forms.NumberText.Format(point)} {curve.Points.Unit} the battery is still {curve.Verb}. Write 0 as the {(isLast ? "last" : "first")} number.",
                curve.Fractions,
                curve.Points);
        }
    }

    private static void Thresholds(Check check, IReadOnlyList<ConfigurationKey<double>> keys, bool isRising, bool isStrict)
    {
        for (int i = 1; i < keys.Count; i++)
        {
            (ConfigurationKey<double> left, ConfigurationKey<double> right) = (keys[i - 1], keys[i]);
            if (!check.AreSound(left, right))
            {
                continue;
            }

            double step = isRising ? check.Get(right) - check.Get(left) : check.Get(left) - check.Get(right);
            if (step < 0 || (isStrict && step == 0))
            {
                check.Error(
                    FindingCodes.Unordered,
                    $"{check.Show(left)} and {check.Show(right)} are out of order: {right.Name} is "
                    + $"{(isStrict ? "" : "not ")}{(isRising == isStrict ? "higher" : "lower")} than {left.Name}.",
                    right,
                    left);
            }
        }
    }

    /// <param name="Enabled">Whether it is used.</param>
    /// <param name="Points">Where it has its corners.</param>
    /// <param name="Fractions">What is left of the largest current at them.</param>
    /// <param name="Verb">What happens to the battery.</param>
    private sealed record Curve(
        ConfigurationKey<bool> Enabled, ConfigurationKey<IReadOnlyList<double>> Points, ConfigurationKey<IReadOnlyList<double>> Fractions, string Verb);
}
