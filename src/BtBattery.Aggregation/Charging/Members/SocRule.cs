using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Charging.Members;

/// <summary>Both directions by the state of charge. While that is not known, the least holds that the curve ever leaves.</summary>
internal static class SocRule
{
    /// <summary>Some boards count a little past full; beyond this it is no state of charge, %. Ours.</summary>
    private const double HighestPercent = 110;

    /// <param name="context">The turn.</param>
    /// <param name="charge">Is added to.</param>
    /// <param name="discharge">Is added to.</param>
    /// <param name="doubt">Goes on to the next turn.</param>
    public static void Add(in RuleContext context, ref CandidateList charge, ref CandidateList discharge, ref OddReading doubt)
    {
        // Also a number that is no state of charge is a frame, of which a second one may say better.
        Measured<double>? reading = context.Member.Fresh<double>(context.Member.Snapshot.SocPercent);
        double? percent = reading?.Value is >= 0 and <= HighestPercent and var value ? value : null;
        if (context.Settings.ChargeBySoc is { } charging)
        {
            (LimitCause cause, double fraction) = Left(charging, percent, context.Settings.IsLinear);
            charge.Add(context.Charge(cause, fraction, percent));
        }

        if (context.Settings.DischargeBySoc is { } discharging)
        {
            (LimitCause cause, double fraction) = Left(discharging, percent, context.Settings.IsLinear);
            discharge.Add(context.Settled(context.Discharge(cause, fraction, percent), discharging, reading?.At, ref doubt));
        }
    }

    private static (LimitCause Cause, double Fraction) Left(LimitCurve curve, double? percent, bool isLinear) =>
        percent is double known ? (LimitCause.Soc, curve.At(known, isLinear)) : (LimitCause.SocUnknown, curve.Least);
}
