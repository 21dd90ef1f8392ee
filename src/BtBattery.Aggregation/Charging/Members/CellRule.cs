namespace BtBattery.Aggregation.Charging.Members;

/// <summary>Charging by the highest cell, discharging by the lowest.</summary>
internal static class CellRule
{
    /// <summary>A warning of low voltage is over when the lowest cell has risen by this, V. Ours: more than noise, less than what a small load takes off.</summary>
    private const double RecoveredVolts = 0.05;

    /// <summary>With a curve that is interpolated the warning comes at this share at the latest. Ours.</summary>
    private const double LinearWarning = 0.25;

    public static void AddCharge(in RuleContext context, in CellReading cells, ref CandidateList charge)
    {
        if (context.Settings.ChargeByCell is { } curve && (cells.IsKnown || !context.IsLeftOut(SafetyRule.UnknownCells)))
        {
            charge.Add(cells.IsKnown
                ? context.Charge(LimitCause.CellVoltage, curve.At(cells.Highest.Value, context.Settings.IsLinear), cells.Highest.Value, cells.Highest.Number)
                : context.Charge(LimitCause.CellUnknown, 0, null, cells.Unknown));
        }
    }

    /// <param name="context">The turn.</param>
    /// <param name="cells">The cells.</param>
    /// <param name="discharge">Is added to.</param>
    /// <param name="doubt">Goes on to the next turn.</param>
    /// <param name="warnedVolts">Since which voltage of the lowest cell it is warned of low voltage; null if it is not. Goes on to the next turn.</param>
    public static void AddDischarge(in RuleContext context, in CellReading cells, ref CandidateList discharge, ref OddReading doubt, ref double? warnedVolts)
    {
        if (context.Settings.DischargeByCell is not { } curve)
        {
            (doubt, warnedVolts) = (default, null);
            return;
        }

        if (!cells.IsKnown && context.IsLeftOut(SafetyRule.UnknownCells))
        {
            return;
        }

        if (!cells.IsKnown)
        {
            discharge.Add(context.Settled(context.Discharge(LimitCause.CellUnknown, 0, null, cells.Unknown), curve, cells.Frame, ref doubt));
            return;
        }

        double fraction = curve.At(cells.Lowest.Value, context.Settings.IsLinear);
        discharge.Add(context.Settled(
            context.Discharge(LimitCause.CellVoltage, fraction, cells.Lowest.Value, cells.Lowest.Number), curve, cells.Frame, ref doubt));
        bool isLow = fraction <= WarningFraction(curve, context.Settings.IsLinear);
        warnedVolts = isLow || cells.Lowest.Value <= warnedVolts + RecoveredVolts ? warnedVolts ?? cells.Lowest.Value : null;
    }

    /// <summary>What the last step before nothing leaves; with a curve that never leaves less than all, nothing.</summary>
    private static double WarningFraction(LimitCurve curve, bool isLinear) =>
        isLinear ? Math.Min(curve.LeastAboveZero, LinearWarning)
        : curve.LeastAboveZero < 1 ? curve.LeastAboveZero
        : 0;
}
