using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Configuration.Checks;

/// <summary>Whether lists that go together are equally long, thresholds are in order, and curves come down to 0 where they should.</summary>
internal static class CurveCheck
{
    public static void Run(Check check)
    {
        Length(check, CellVoltageKeys.PenaltyAt, CellVoltageKeys.Penalty);
        if (Length(check, CurrentKeys.ChargeVoltages, CurrentKeys.ChargeVoltageFractions))
        {
            End(check, CurrentKeys.ChargeByVoltage, CurrentKeys.ChargeVoltages, CurrentKeys.ChargeVoltageFractions, isLast: false, "V", "charged");
        }

        if (Length(check, CurrentKeys.DischargeVoltages, CurrentKeys.DischargeVoltageFractions))
        {
            End(check, CurrentKeys.DischargeByVoltage, CurrentKeys.DischargeVoltages, CurrentKeys.DischargeVoltageFractions, isLast: false, "V", "discharged");
        }

        if (Length(check, TemperatureKeys.ChargeTemperatures, TemperatureKeys.ChargeTemperatureFractions))
        {
            foreach (bool isLast in (bool[])[false, true])
            {
                End(check, TemperatureKeys.ChargeByTemperature, TemperatureKeys.ChargeTemperatures, TemperatureKeys.ChargeTemperatureFractions, isLast, "°C", "charged");
            }
        }

        if (Length(check, TemperatureKeys.DischargeTemperatures, TemperatureKeys.DischargeTemperatureFractions))
        {
            foreach (bool isLast in (bool[])[false, true])
            {
                End(
                    check, TemperatureKeys.DischargeByTemperature, TemperatureKeys.DischargeTemperatures, TemperatureKeys.DischargeTemperatureFractions, isLast, "°C", "discharged");
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
                FormattableString.Invariant($"{check.Show(points)} has {left} numbers and {check.Show(values)} has {right}: they go together, one by one; write as many in both."),
                points,
                values);
        }

        return left == right;
    }

    private static void End(
        Check check,
        ConfigurationKey<bool> enabled,
        ConfigurationKey<IReadOnlyList<double>> points,
        ConfigurationKey<IReadOnlyList<double>> fractions,
        bool isLast,
        string unit,
        string verb)
    {
        double fraction = isLast ? check.Get(fractions)[^1] : check.Get(fractions)[0];
        double point = isLast ? check.Get(points)[^1] : check.Get(points)[0];
        if (fraction > 0 && check.AreSound(enabled) && check.Get(enabled))
        {
            check.Warn(
                FindingCodes.CurveEnd,
                $"{check.Show(fractions)} {(isLast ? "ends" : "begins")} with {Forms.NumberText.Format(fraction)}: beyond {Forms.NumberText.Format(point)} {unit} the battery is still {verb}. "
                + $"Write 0 as the {(isLast ? "last" : "first")} number.",
                fractions,
                points);
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
                    $"{check.Show(left)} and {check.Show(right)} are out of order: {right.Name} is {(isStrict ? "" : "not ")}{(isRising == isStrict ? "higher" : "lower")} than {left.Name}.",
                    right,
                    left);
            }
        }
    }
}
