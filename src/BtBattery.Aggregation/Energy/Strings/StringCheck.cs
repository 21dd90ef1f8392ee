using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Wiring;

namespace BtBattery.Aggregation.Energy.Strings;

/// <summary>
/// Compares the parts of a string. The same ampere-hours go through all of them, so what one has more than another it keeps: discharging ends with the part that has
/// the least left, charging with the one that has the least room. Pure.
/// </summary>
/// <remarks>Parts of different capacity that become full together differ in their state of charge and lose nothing by it; that is not told.</remarks>
public static class StringCheck
{
    /// <summary>The joints in series of a bank: the outer ones first, then in the order of the wiring.</summary>
    public static void Collect(BankView part, ICollection<BankView> found)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(found);
        if (part.Wiring is BankJoint { IsSeries: true })
        {
            found.Add(part);
        }

        for (int i = 0; i < part.Parts.Count; i++)
        {
            Collect(part.Parts[i], found);
        }
    }

    /// <summary>Compares.</summary>
    /// <param name="joint">A joint in series.</param>
    /// <param name="settings">What is too far apart.</param>
    /// <param name="memory">Of the turn before.</param>
    /// <param name="now">The moment of this turn.</param>
    /// <exception cref="ArgumentException">It is no joint in series.</exception>
    public static StringDecision Decide(BankView joint, StringSettings settings, StringMemory memory, MonotonicTime now)
    {
        ArgumentNullException.ThrowIfNull(joint);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(memory);
        if (joint.Wiring is not BankJoint { IsSeries: true })
        {
            throw new ArgumentException("Only parts in series can drift apart.", nameof(joint));
        }

        MonotonicTime? resting = Rest.Since(joint.Current?.Value, joint.CountedInstalledAh, settings.RestShare, memory.RestingSince, now);
        Measured<double>? soc = Difference(joint, part => part.SocPercent);
        Measured<double>? cells = resting is { } since && now - since >= settings.RestedAfter ? Difference(joint, MeanCell) : null;
        Measured<double>? usable = BankFigures.UsableAh(joint);
        Measured<double>? lost = usable is { } left && joint.CountedInstalledAh is double least ? new(Math.Max(0, least - left.Value), left.At) : null;
        double? lostShare = lost?.Value / joint.CountedInstalledAh;
        var next = new StringMemory(
            resting,
            memory.Soc.Step(lostShare <= StringAdvice.WorthShare ? 0 : soc?.Value, settings.SocPercent, settings.Delay, now),
            memory.Loss.Step(100 * lostShare, settings.LossPercent, settings.Delay, now),
            memory.Voltage.Step(cells?.Value, settings.CellVolts, settings.Delay, now));
        bool isApart = next.Soc.IsUp || next.Loss.IsUp || next.Voltage.IsUp;
        return new(
            new StringFigures
            {
                Wiring = joint.Wiring,
                SocDifference = soc,
                RemainingDifferenceAh = Difference(joint, part => part.RemainingAh),
                RestedCellDifference = cells,
                UsableAh = usable,
                LostAh = lost,
                IsApart = isApart,
                Advice = isApart ? StringAdvice.For(joint, next, lost) : "",
            },
            next);
    }

    private static Measured<double>? MeanCell(BankView part) =>
        part is { Voltage: { } voltage, CellCount: > 0 and int cells } ? new(voltage.Value / cells, voltage.At) : null;

    private static Measured<double>? Difference(BankView joint, Func<BankView, Measured<double>?> read)
    {
        double lowest = double.PositiveInfinity;
        double highest = double.NegativeInfinity;
        MonotonicTime? oldest = null;
        for (int i = 0; i < joint.Parts.Count; i++)
        {
            if (read(joint.Parts[i]) is not { } reading)
            {
                return null;
            }

            lowest = Math.Min(lowest, reading.Value);
            highest = Math.Max(highest, reading.Value);
            oldest = oldest is { } before ? Moments.Older(before, reading.At) : reading.At;
        }

        return oldest is { } at ? new(highest - lowest, at) : null;
    }
}
