using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Charging.Members;

/// <summary>The cells of a battery as the rules see them: the lowest and the highest, or that one of them is not known.</summary>
/// <param name="Frame">The moment of their frame; null if there is none that is fresh.</param>
/// <param name="IsKnown">True if every cell is known.</param>
/// <param name="Lowest">V; only if all are known.</param>
/// <param name="Highest">V; only if all are known.</param>
/// <param name="Unknown">Number of the first that is not known, from 1; 0 if that cannot be told.</param>
internal readonly record struct CellReading(MonotonicTime? Frame, bool IsKnown, NumberedValue Lowest, NumberedValue Highest, int Unknown)
{
    /// <summary>No cell of any chemistry has more, V; what says so is no reading.</summary>
    private const double HighestVolts = 5;

    public static CellReading Of(MemberView member) => member.Fresh(member.Snapshot.CellVoltages) is { } cells ? Of(cells, member.CellCount) : default;

    /// <summary>However old they are.</summary>
    /// <param name="cells">Their frame.</param>
    /// <param name="expected">How many there have to be; null if that is not known.</param>
    public static CellReading Of(in Measured<IReadOnlyList<double?>> cells, int? expected)
    {
        IReadOnlyList<double?> volts = cells.Value;
        if (expected is not int count || volts.Count == 0 || volts.Count < count)
        {
            return new(cells.At, false, default, default, expected is null ? 0 : volts.Count + 1);
        }

        var lowest = new NumberedValue(0, double.PositiveInfinity);
        var highest = new NumberedValue(0, double.NegativeInfinity);
        for (int i = 0; i < volts.Count; i++)
        {
            if (!IsCell(volts[i], out double value))
            {
                return new(cells.At, false, default, default, i + 1);
            }

            lowest = value < lowest.Value ? new(i + 1, value) : lowest;
            highest = value > highest.Value ? new(i + 1, value) : highest;
        }

        return new(cells.At, true, lowest, highest, 0);
    }

    /// <summary>False for a cell that is not known, and for what no cell can say.</summary>
    public static bool IsCell(double? said, out double volts)
    {
        volts = said ?? double.NaN;
        return volts is >= 0 and <= HighestVolts;
    }
}
