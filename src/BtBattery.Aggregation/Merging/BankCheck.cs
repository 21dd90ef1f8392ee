using System.Globalization;
using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Wiring;

namespace BtBattery.Aggregation.Merging;

/// <summary>Looks for what does not belong together in a bank. Pure: the same view gives the same answer, and a sound bank costs no memory.</summary>
public static class BankCheck
{
    /// <summary>Nominal voltages of one chemistry are the same number; those of two differ by more, whatever the number of cells. We chose it.</summary>
    private const double NominalShare = 0.02;

    /// <summary>Everything that is wrong in this turn, refusals among it; empty if nothing is.</summary>
    public static IReadOnlyList<BankProblem> Find(BankView bank, BankTolerances tolerances)
    {
        ArgumentNullException.ThrowIfNull(bank);
        ArgumentNullException.ThrowIfNull(tolerances);
        List<BankProblem>? found = null;
        Look(bank, tolerances, ref found);
        return found ?? (IReadOnlyList<BankProblem>)[];
    }

    private static void Look(BankView part, BankTolerances tolerances, ref List<BankProblem>? found)
    {
        for (int i = 0; i < part.Parts.Count; i++)
        {
            Look(part.Parts[i], tolerances, ref found);
        }

        if (part.Member is { } member)
        {
            LookAtCellCount(member, ref found);
        }
        else if (((BankJoint)part.Wiring).IsSeries)
        {
            LookAtCurrents(part.Parts, tolerances, ref found);
        }
        else
        {
            LookAtKind(part.Parts, ref found);
            LookAtBalance(part.Parts, tolerances, ref found);
            LookAtShares(part.Parts, tolerances, ref found);
        }
    }

    private static void LookAtCellCount(MemberView member, ref List<BankProblem>? found)
    {
        // A fact of the battery: what it said last holds, however long ago.
        if (member is { KnownCellCount: int known, Snapshot.CellCount: { } says } && says.Value != known)
        {
            Add(ref found, BankProblemCodes.CellCountChanged, isRefused: true, Text(
                $"{member.Label} has {known} cells as configured or as it said at first, and now says {says.Value}: if another battery was put in, set CELL_COUNT; else its BMS is misconfigured."));
        }
    }

    /// <summary>Batteries of another kind in parallel push current into each other, whatever the limits are.</summary>
    private static void LookAtKind(IReadOnlyList<BankView> parts, ref List<BankProblem>? found)
    {
        for (int i = 1; i < parts.Count; i++)
        {
            (BankView one, BankView other) = (parts[i - 1], parts[i]);
            if (one.CellCount is int few && other.CellCount is int many && few != many)
            {
                Add(ref found, BankProblemCodes.ParallelCellCounts, isRefused: true, Text(
                    $"{Label(one)} has {few} cells and {Label(other)} has {many}: parts in parallel need the same number of cells. Correct TOPOLOGY, or separate them."));
            }
            else if (one.NominalVolts is double low && other.NominalVolts is double high && Math.Abs(low - high) > NominalShare * low)
            {
                Add(ref found, BankProblemCodes.ParallelNominalVoltages, isRefused: true, Text(
                    $"{Label(one)} is a {low:F1} V battery and {Label(other)} one of {high:F1} V: parts in parallel need the same voltage. Correct CHEMISTRY, or separate them."));
            }
        }
    }

    private static void LookAtCurrents(IReadOnlyList<BankView> parts, BankTolerances tolerances, ref List<BankProblem>? found)
    {
        var spread = default(Spread);
        double largest = 0;
        for (int i = 0; i < parts.Count; i++)
        {
            spread.Add(i, parts[i].Current, tolerances.SameMoment);
            largest = Math.Max(largest, Math.Abs(parts[i].Current?.Value ?? 0));
        }

        if (spread.Value > Math.Max(tolerances.SeriesAmps, tolerances.SeriesShare * (tolerances.CurrentRangeAmps ?? largest)))
        {
            Add(ref found, BankProblemCodes.SeriesCurrents, isRefused: false, Text(
                $"{Label(parts[spread.LowestAt])} shows {spread.Lowest:F1} A and {Label(parts[spread.HighestAt])} {spread.Highest:F1} A, and in series both carry the same: a current sensor is wrong, or they are not wired in series: then use -p."));
        }
    }

    private static void LookAtBalance(IReadOnlyList<BankView> parts, BankTolerances tolerances, ref List<BankProblem>? found)
    {
        var volts = default(Spread);
        var soc = default(Spread);
        for (int i = 0; i < parts.Count; i++)
        {
            // A part with an open FET may rightly stand apart.
            if (parts[i] is { ConductsCharge: true, ConductsDischarge: true })
            {
                volts.Add(i, parts[i].Voltage, tolerances.SameMoment);
                soc.Add(i, parts[i].SocPercent, tolerances.SameMoment);
            }
        }

        if (volts.Value > tolerances.ParallelVolts)
        {
            Add(ref found, BankProblemCodes.ParallelVoltages, isRefused: false, Text(
                $"{Label(parts[volts.LowestAt])} shows {volts.Lowest:F2} V and {Label(parts[volts.HighestAt])} {volts.Highest:F2} V, and in parallel both have the same: look for a loose or thin cable, or they are not wired in parallel."));
        }

        if (soc.Value > tolerances.ParallelSocPercent)
        {
            Add(ref found, BankProblemCodes.ParallelSoc, isRefused: false, Text(
                $"{Label(parts[soc.LowestAt])} says {soc.Lowest:F0} % and {Label(parts[soc.HighestAt])} {soc.Highest:F0} %: in parallel they should agree. A full charge usually mends it."));
        }
    }

    /// <summary>
    /// Parts that conduct share the current as their capacities let expect, whatever its direction; one that charges another carries less than nothing of it.
    /// </summary>
    private static void LookAtShares(IReadOnlyList<BankView> parts, BankTolerances tolerances, ref List<BankProblem>? found)
    {
        var load = default(Spread);
        double largest = 0;
        for (int i = 0; i < parts.Count; i++)
        {
            if (parts[i] is { ConductsCharge: true, ConductsDischarge: true, Current: { } current, InstalledAh: { Value: > 0 and var capacity } })
            {
                load.Add(i, new(current.Value / capacity, current.At), tolerances.SameMoment);
                largest = Math.Abs(current.Value) > Math.Abs(largest) ? current.Value : largest;
            }
        }

        double most = Math.Max(Math.Abs(load.Lowest), Math.Abs(load.Highest));
        if (Math.Abs(largest) <= tolerances.ParallelAmps || load.Value <= tolerances.ParallelShare * most)
        {
            return;
        }

        (int busy, int idle) = Math.Abs(load.Highest) >= Math.Abs(load.Lowest) ? (load.HighestAt, load.LowestAt) : (load.LowestAt, load.HighestAt);
        Add(ref found, BankProblemCodes.ParallelCurrents, isRefused: false, Text(
            $"{Label(parts[busy])} carries {parts[busy].Current!.Value.Value:F1} A and {Label(parts[idle])} {parts[idle].Current!.Value.Value:F1} A, which is not as their capacities let expect: look for a loose or thin cable; else one of them is worn. The limits keep to the busiest."));
    }

    private static void Add(ref List<BankProblem>? found, string code, bool isRefused, string text) => (found ??= []).Add(new BankProblem(code, isRefused, text));

    /// <summary>What a part is called in texts: the names of its batteries, joined as they are.</summary>
    internal static string Label(BankView part) =>
        part.Member?.Label ?? string.Join(((BankJoint)part.Wiring).IsSeries ? '+' : '|', part.Parts.Select(inner => inner.Member is null ? $"({Label(inner)})" : Label(inner)));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>The lowest and the highest of readings of the same moment; a reading of another moment than the first is left out.</summary>
    private struct Spread
    {
        private int _count;
        private MonotonicTime _first;

        public double Lowest { get; private set; }

        public double Highest { get; private set; }

        public int LowestAt { get; private set; }

        public int HighestAt { get; private set; }

        public readonly double Value => Highest - Lowest;

        public void Add(int index, Measured<double>? reading, TimeSpan sameMoment)
        {
            if (reading is not { } known || (_count > 0 && (known.At - _first).Duration() > sameMoment))
            {
                return;
            }

            if (_count++ == 0)
            {
                (_first, Lowest, Highest, LowestAt, HighestAt) = (known.At, known.Value, known.Value, index, index);
            }
            else if (known.Value < Lowest)
            {
                (Lowest, LowestAt) = (known.Value, index);
            }
            else if (known.Value > Highest)
            {
                (Highest, HighestAt) = (known.Value, index);
            }
        }
    }
}
