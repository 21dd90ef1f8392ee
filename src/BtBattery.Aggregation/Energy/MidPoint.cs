using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Wiring;

namespace BtBattery.Aggregation.Energy;

/// <summary>The middle of a bank in series that has two equal halves, made of batteries that were measured.</summary>
/// <param name="Voltage">Of the first half in the order of the wiring, V: the lower one, if the wiring begins at the negative end.</param>
/// <param name="DeviationPercent">
/// Upper less lower half, as a share of both, %; positive if the upper one is higher. Null if they were measured at different moments.
/// </param>
public readonly record struct MidPoint(Measured<double> Voltage, Measured<double>? DeviationPercent)
{
    /// <summary>Looks for it. Strings in parallel have a middle each, which nothing joins, so such a bank has none.</summary>
    /// <param name="bank">The bank.</param>
    /// <param name="sameMoment">Halves that were measured further apart in time are not compared.</param>
    /// <returns>Null if there is no such middle, or a voltage is unknown.</returns>
    public static MidPoint? Of(BankView bank, TimeSpan sameMoment)
    {
        ArgumentNullException.ThrowIfNull(bank);
        if (bank is not { Wiring: BankJoint { IsSeries: true }, CellCount: int cells, Voltage: { } whole } || FirstHalf(bank, cells) is not int parts)
        {
            return null;
        }

        Measured<double>? lower = null;
        Measured<double>? upper = null;
        for (int i = 0; i < bank.Parts.Count; i++)
        {
            Measured<double>? voltage = bank.Parts[i].Voltage;
            (lower, upper) = i == 0 ? (voltage, null)
                : i < parts ? (Moments.Sum(lower, voltage), null)
                : i == parts ? (lower, voltage)
                : (lower, Moments.Sum(upper, voltage));
        }

        if (lower is not { } low || upper is not { } high)
        {
            return null;
        }

        bool isComparable = (low.At - high.At).Duration() <= sameMoment && whole.Value > 0;
        return new(low, isComparable ? new(100 * (high.Value - low.Value) / whole.Value, whole.At) : null);
    }

    /// <summary>How many parts make up exactly half of the cells, and half of the nominal voltage where that is known; null if none do.</summary>
    private static int? FirstHalf(BankView bank, int cells)
    {
        int sum = 0;
        double? nominal = 0;
        for (int i = 0; i < bank.Parts.Count && 2 * sum < cells; i++)
        {
            sum += bank.Parts[i].CellCount ?? 0;
            nominal += bank.Parts[i].NominalVolts;
            if (2 * sum == cells)
            {
                // Rounding of a sum is far less than the difference of two chemistries.
                return nominal is double half && bank.NominalVolts is double full && Math.Abs(2 * half - full) > 0.01 * full ? null : i + 1;
            }
        }

        return null;
    }
}
