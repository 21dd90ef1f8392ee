using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Wiring;

namespace BtBattery.Aggregation.Merging;

/// <summary>Figures worked out from the view of a bank or of a part of it; each is as old as the oldest reading it needs.</summary>
public static class BankFigures
{
    /// <summary>Voltage times current, W; positive = charging.</summary>
    public static Measured<double>? Power(BankView bank) =>
        bank is { Voltage: { } voltage, Current: { } current } ? new(voltage.Value * current.Value, Moments.Older(voltage.At, current.At)) : null;

    /// <summary>Charge missing to full, Ah; zero or negative. Zero when more remains than is installed.</summary>
    public static Measured<double>? ConsumedAh(BankView bank) =>
        bank is { RemainingAh: { } remaining, CountedInstalledAh: double installed } ? new(Math.Min(0, remaining.Value - installed), remaining.At) : null;

    /// <summary>What the bank gives from full to empty, Ah: less than is installed where members of a string are filled differently.</summary>
    public static Measured<double>? UsableAh(BankView bank) => Moments.Sum(bank.RemainingAh, bank.HeadroomAh);

    /// <summary>Mean of all sensors of the members that are there, °C; null if none gives a value, or one of those members does not say.</summary>
    public static Measured<double>? MeanTemperature(BankView bank)
    {
        if (bank.ColdestSensor is not { } coldest)
        {
            return null;
        }

        double sum = 0;
        int count = 0;
        Add(bank, ref sum, ref count);
        return new(sum / count, coldest.At);
    }

    /// <summary>
    /// Sum of the cells, V: of all parts in series; in parallel the mean of the parts that make <see cref="BankView.Voltage"/>. Null if one of these cells is unknown.
    /// </summary>
    public static Measured<double>? CellSum(BankView bank)
    {
        if (bank.Member is { } member)
        {
            return member.Fresh(CellFigures.SumOfVoltages(member.Snapshot));
        }

        bool isSeries = ((BankJoint)bank.Wiring).IsSeries;
        bool isAnyJoined = false;
        for (int i = 0; i < bank.Parts.Count; i++)
        {
            isAnyJoined |= bank.Parts[i] is { IsPresent: true, IsConnected: true };
        }

        Measured<double>? sum = null;
        int count = 0;
        for (int i = 0; i < bank.Parts.Count; i++)
        {
            BankView part = bank.Parts[i];
            if (isSeries || (part.IsPresent && (part.IsConnected || !isAnyJoined)))
            {
                sum = count++ == 0 ? CellSum(part) : Moments.Sum(sum, CellSum(part));
            }
        }

        return isSeries || sum is not { } total ? sum : new(total.Value / count, total.At);
    }

    /// <summary>Highest minus lowest cell of all members that are there, V.</summary>
    public static Measured<double>? CellSpread(BankView bank) =>
        bank is { LowestCell: { } lowest, HighestCell: { } highest } ? new(highest.Value.Value - lowest.Value.Value, highest.At) : null;

    /// <summary>Mean of the cells of all members that are there, V; null if one of these cells is unknown, or a string lacks a member.</summary>
    public static Measured<double>? MeanCell(BankView bank) => bank.LowestCell is { } lowest && CellsOf(bank) is var cells ? new(cells.Sum / cells.Count, lowest.At) : null;

    /// <summary>Highest less lowest cell of the member in which they are furthest apart, V; null where <see cref="MeanCell"/> is.</summary>
    public static Measured<double>? WidestSpread(BankView bank) => bank.LowestCell is { } lowest ? new(CellsOf(bank).Spread, lowest.At) : null;

    private static (double Sum, int Count, double Spread) CellsOf(BankView bank)
    {
        (double sum, int count, double spread) = (0, 0, 0);
        LookAtCells(bank, ref sum, ref count, ref spread);
        return (sum, count, spread);
    }

    private static void LookAtCells(BankView part, ref double sum, ref int count, ref double spread)
    {
        for (int i = 0; i < part.Parts.Count; i++)
        {
            LookAtCells(part.Parts[i], ref sum, ref count, ref spread);
        }

        if (part.Member is not { } member || member.Fresh(member.Snapshot.CellVoltages) is not { } cells)
        {
            return;
        }

        for (int i = 0; i < cells.Value.Count; i++)
        {
            sum += cells.Value[i].GetValueOrDefault();
            count++;
        }

        spread = Math.Max(spread, CellFigures.Spread(member.Snapshot)?.Value ?? 0);
    }

    private static void Add(BankView part, ref double sum, ref int count)
    {
        for (int i = 0; i < part.Parts.Count; i++)
        {
            Add(part.Parts[i], ref sum, ref count);
        }

        if (part.Member is not { } member || member.Fresh(member.Snapshot.Temperatures) is not { } temperatures)
        {
            return;
        }

        for (int i = 0; i < temperatures.Value.Count; i++)
        {
            if (temperatures.Value[i] is double value && MemberView.IsNumber(value))
            {
                sum += value;
                count++;
            }
        }
    }
}
