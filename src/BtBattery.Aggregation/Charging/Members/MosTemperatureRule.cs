using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Charging.Members;

/// <summary>Both directions by the temperature of the power stage, of batteries that tell it.</summary>
internal static class MosTemperatureRule
{
    private const string LostNote = "the sensor of the power stage";
    private const string HeldNote = "it was hotter within the last five minutes";

    /// <param name="context">The turn.</param>
    /// <param name="charge">Is added to.</param>
    /// <param name="discharge">Is added to.</param>
    /// <param name="sensor">Goes on to the next turn.</param>
    /// <param name="doubt">Goes on to the next turn.</param>
    /// <param name="hot">Goes on to the next turn.</param>
    public static void Add(
        in RuleContext context, ref CandidateList charge, ref CandidateList discharge, ref SensorMemory sensor, ref OddReading doubt, ref HotStage hot)
    {
        Measured<double?>? reading = context.Member.Fresh(context.Member.Snapshot.MosTemperature);
        bool isReading = TemperatureRule.IsReading(reading?.Value);
        int lost = sensor.FirstLost(isReading ? 1UL : 0, reading?.At);
        if (reading is { } known)
        {
            sensor = sensor.After(isReading ? 1UL : 0, known.At);
        }

        if (context.Settings.ByMosTemperature is not { } curve || (!isReading && lost == 0))
        {
            return;
        }

        (LimitCause cause, double fraction, double? celsius, string? note) = isReading
            ? (LimitCause.MosTemperature, curve.At(reading!.Value.Value!.Value, context.Settings.IsLinear), reading.Value.Value, (string?)null)
            : (LimitCause.SensorLost, curve.Least, null, LostNote);
        if (isReading && !context.Settings.IsLinear && !context.IsLeftOut(SafetyRule.HotStage))
        {
            // Nothing at all is not held: an inverter that is off starts again as soon as it may.
            hot = hot.After(fraction, reading!.Value.At);
            double held = Math.Max(hot.Fraction ?? 1, curve.LeastAboveZero);
            (fraction, note) = held < fraction ? (held, HeldNote) : (fraction, note);
        }

        charge.Add(context.Charge(cause, fraction, celsius) with { Note = note });
        Candidate settled = context.Settled(context.Discharge(cause, fraction, celsius), curve, reading?.At, ref doubt);
        discharge.Add(settled with { Note = settled.Note ?? note });
    }
}
