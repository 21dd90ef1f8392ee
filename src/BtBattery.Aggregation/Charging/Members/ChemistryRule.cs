using System.Globalization;
using BtBattery.Aggregation.Merging;

namespace BtBattery.Aggregation.Charging.Members;

/// <summary>Cells that cannot be of the chemistry they are said to be get no charge voltage.</summary>
internal static class ChemistryRule
{
    /// <summary>Looks for a cell that is outside.</summary>
    /// <param name="context">The turn.</param>
    /// <param name="cells">The cells.</param>
    /// <param name="doubt">Goes on to the next turn.</param>
    /// <param name="outside">The cell that is outside, V; null if none is. While not every cell is known, nothing is taken back. Goes on to the next turn.</param>
    public static BankProblem? Find(in RuleContext context, in CellReading cells, ref OddReading doubt, ref NumberedValue? outside)
    {
        if (cells.IsKnown)
        {
            NumberedValue? found = Outside(context, cells);
            doubt = doubt.After(found is not null, cells.Frame, context.Now);
            outside = doubt.IsAwaiting ? outside : found;
        }

        return outside is { } cell ? Problem(context, cell) : null;
    }

    /// <summary>
    /// One cell below the range is enough: it is damaged, or its wire is off. Above it only most of them are: one cell that is too high is what the limits of charging are
    /// for, and without a charge voltage chargers would not obey them.
    /// </summary>
    private static NumberedValue? Outside(in RuleContext context, in CellReading cells)
    {
        if (cells.Lowest.Value < context.Settings.LowestCellVolts)
        {
            return cells.Lowest;
        }

        if (cells.Highest.Value <= context.Settings.HighestCellVolts)
        {
            return null;
        }

        IReadOnlyList<double?> volts = context.Member.Snapshot.CellVoltages!.Value.Value;
        int above = 0;
        for (int i = 0; i < volts.Count; i++)
        {
            above += volts[i] > context.Settings.HighestCellVolts ? 1 : 0;
        }

        return 2 * above > volts.Count ? cells.Highest : null;
    }

    private static BankProblem Problem(in RuleContext context, in NumberedValue cell) => new(BankProblemCodes.Chemistry, IsRefused: true, string.Create(
        CultureInfo.InvariantCulture,
        $"{context.Member.Label}: cell {cell.Number} has {cell.Value:F3} V, and {context.Settings.Chemistry} cells bear {context.Settings.LowestCellVolts} to {context.Settings.HighestCellVolts} V: write the right CHEMISTRY, or if it is right, have the cell and its wire looked at. No charge voltage is given."));
}
