namespace BtBattery.Bench;

/// <summary>The currents that the reference driver allows.</summary>
internal static class ReferenceCurrents
{
    /// <summary>Charge limits of batteries in parallel that differ by more than this part, in a bank of uneven voltages, are reduced.</summary>
    private const double UnevenLimits = 0.3;

    private const double UnevenShare = 0.7;

    /// <summary>A that a bank may be charged and discharged with.</summary>
    /// <param name="bank">What the batteries that are there were merged to.</param>
    /// <param name="batteries">Those batteries.</param>
    /// <param name="isSeries">How they are wired.</param>
    /// <param name="settings">What is configured.</param>
    public static (double Charge, double Discharge) Of(
        ReferenceBank bank, IReadOnlyList<(int Index, ReferenceReading Reading)> batteries, bool isSeries, ReferenceSettings settings)
    {
        if (isSeries)
        {
            return (
                Charge(settings, bank.MaxChargeAmps, bank.Cells, bank.Celsius, bank.SocPercent),
                Discharge(settings, bank.MaxDischargeAmps, bank.Cells, bank.Celsius, bank.SocPercent));
        }

        // Whether the FETs of a battery are closed does not matter to it.
        double[] charge = [.. batteries.Select(battery => Charge(
            settings, settings.MaxChargeAmps[battery.Index], battery.Reading.Cells, battery.Reading.Celsius, battery.Reading.SocPercent))];
        double discharge = batteries.Sum(battery => Discharge(
            settings, settings.MaxDischargeAmps[battery.Index], battery.Reading.Cells, battery.Reading.Celsius, battery.Reading.SocPercent));
        bool isReduced = bank.AreVoltsUneven && charge.Max() > 0 && (charge.Max() - charge.Min()) / charge.Max() > UnevenLimits;
        return (charge.Sum() * (isReduced ? UnevenShare : 1), discharge);
    }

    private static double Charge(ReferenceSettings set, double max, IReadOnlyList<double> cells, IReadOnlyList<double> celsius, double socPercent) => Least(
        max,
        set.CommonChargeAmps,
        [ByCell(set.ChargeByCell, cells.Count > 0 ? cells.Max() : null), .. ByCelsius(set.ChargeByCelsius, celsius), (set.ChargeBySoc, socPercent)],
        set.IsLinear);

    private static double Discharge(ReferenceSettings set, double max, IReadOnlyList<double> cells, IReadOnlyList<double> celsius, double socPercent) => Least(
        max,
        set.CommonDischargeAmps,
        [ByCell(set.DischargeByCell, cells.Count > 0 ? cells.Min() : null), .. ByCelsius(set.DischargeByCelsius, celsius), (set.DischargeBySoc, socPercent)],
        set.IsLinear);

    private static (ReferenceCurve? Curve, double? Reading) ByCell(ReferenceCurve? curve, double? volts) => (curve, volts);

    private static IEnumerable<(ReferenceCurve? Curve, double? Reading)> ByCelsius(ReferenceCurve? curve, IReadOnlyList<double> celsius) =>
        celsius.Count == 0 ? [] : [(curve, celsius.Max()), (curve, celsius.Min())];

    /// <summary>What a reading is not there for, the configured maximum is given for.</summary>
    private static double Least(double max, double common, IReadOnlyList<(ReferenceCurve? Curve, double? Reading)> rules, bool isLinear)
    {
        double least = max;
        foreach ((ReferenceCurve? curve, double? reading) in rules)
        {
            if (curve is not null && reading is double known)
            {
                least = Math.Min(least, common * curve.At(known, isLinear));
            }
        }

        return least;
    }
}
