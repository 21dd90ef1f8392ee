using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Charging.Members;

/// <summary>Both directions by every sensor of the battery; the least that one of them leaves holds.</summary>
internal static class TemperatureRule
{
    /// <summary>Outside of this a sensor says nothing, °C.</summary>
    private const double Coldest = -40;

    /// <inheritdoc cref="Coldest"/>
    private const double Warmest = 125;

    /// <param name="context">The turn.</param>
    /// <param name="charge">Is added to.</param>
    /// <param name="discharge">Is added to.</param>
    /// <param name="sensors">Goes on to the next turn.</param>
    /// <param name="doubt">Goes on to the next turn.</param>
    public static void Add(in RuleContext context, ref CandidateList charge, ref CandidateList discharge, ref SensorMemory sensors, ref OddReading doubt)
    {
        Measured<IReadOnlyList<double?>>? reading = context.Member.Fresh(context.Member.Snapshot.Temperatures);
        int lost = 0;
        if (reading is { } known)
        {
            ulong seen = Seen(known.Value);
            lost = context.IsLeftOut(SafetyRule.LostSensors) ? 0 : sensors.FirstLost(seen, known.At);
            sensors = sensors.After(seen, known.At);
        }

        if (context.Settings.ChargeByTemperature is { } charging)
        {
            (LimitCause cause, double fraction, double? celsius, int number) = Left(context.Settings, reading?.Value, lost, charging, atLoss: 0);
            charge.Add(context.Charge(cause, fraction, celsius, number));
        }

        if (context.Settings.DischargeByTemperature is { } discharging)
        {
            (LimitCause cause, double fraction, double? celsius, int number) = Left(context.Settings, reading?.Value, lost, discharging, atLoss: discharging.Least);
            discharge.Add(context.Settled(context.Discharge(cause, fraction, celsius, number), discharging, reading?.At, ref doubt));
        }
    }

    /// <summary>True if a sensor says something.</summary>
    public static bool IsReading(double? celsius) => celsius is >= Coldest and <= Warmest;

    private static ulong Seen(IReadOnlyList<double?> sensors)
    {
        ulong seen = 0;
        for (int i = 0; i < sensors.Count && i < SensorMemory.Most; i++)
        {
            seen |= IsReading(sensors[i]) ? 1UL << i : 0;
        }

        return seen;
    }

    /// <summary>What the sensors leave. Of them, the one that leaves least: for most curves the coldest or the warmest.</summary>
    private static (LimitCause Cause, double Fraction, double? Celsius, int Number) Left(
        MemberLimitSettings settings, IReadOnlyList<double?>? sensors, int lost, LimitCurve curve, double atLoss)
    {
        if (sensors is null)
        {
            return (LimitCause.TemperatureUnknown, 0, null, 0);
        }

        if (lost > 0)
        {
            return (LimitCause.SensorLost, atLoss, null, lost);
        }

        (double least, int number) = (double.MaxValue, 0);
        for (int i = 0; i < sensors.Count; i++)
        {
            if (IsReading(sensors[i]) && curve.At(sensors[i]!.Value, settings.IsLinear) is var fraction && fraction < least)
            {
                (least, number) = (fraction, i + 1);
            }
        }

        return number == 0 ? (LimitCause.NoSensor, settings.NoSensorFraction, null, 0) : (LimitCause.Temperature, least, sensors[number - 1], number);
    }
}
