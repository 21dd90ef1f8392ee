using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Wiring;

namespace BtBattery.Aggregation.Charging.Voltage;

/// <summary>
/// The voltages of the configured bank, V: cells times what is set for one, summed in series, the strictest in parallel. Facts and settings only, so a battery
/// that falls silent changes nothing of it.
/// </summary>
internal readonly record struct BankVolts(int Cells, double Max, double Float, double Blocked, double Min)
{
    /// <summary>Makes them.</summary>
    /// <param name="part">The bank.</param>
    /// <param name="batteries">What is set for each battery.</param>
    /// <param name="missing">Why there are none; its value does not count.</param>
    /// <returns>Null while the number of cells is not known.</returns>
    public static BankVolts? Of(BankView part, IReadOnlyList<CellVoltageSettings> batteries, out Candidate missing)
    {
        missing = default;
        if (part.Member is { } member)
        {
            return Of(member, batteries[member.Number - 1], out missing);
        }

        bool isSeries = ((BankJoint)part.Wiring).IsSeries;
        BankVolts? joined = null;
        for (int i = 0; i < part.Parts.Count; i++)
        {
            if (Of(part.Parts[i], batteries, out missing) is not { } next)
            {
                return null;
            }

            joined = joined is not { } before ? next : isSeries ? before.InSeriesWith(next) : before.InParallelWith(next);
        }

        if (part.CellCount is null)
        {
            // Each part has said its number, so they are parts in parallel that differ.
            missing = new(LimitCause.CellCount, 0);
            return null;
        }

        return joined;
    }

    private static BankVolts? Of(MemberView member, CellVoltageSettings set, out Candidate missing)
    {
        missing = new(LimitCause.NotKnown, 0, Battery: member.Number);
        if (member.CellCount is not int cells)
        {
            return null;
        }

        // What a battery says of itself counts once it has told as many voltages: a wrong number would make a charge voltage that burns it.
        int? listed = member.Snapshot.CellVoltages?.Value.Count;
        if (cells < 1 || (member.KnownCellCount is null && listed != cells))
        {
            missing = missing with { Cause = cells < 1 || listed > 0 ? LimitCause.CellCount : LimitCause.NotKnown };
            return null;
        }

        return new(cells, cells * set.MaxVolts, cells * set.FloatVolts, cells * set.BlockedVolts, cells * set.MinVolts);
    }

    private BankVolts InSeriesWith(BankVolts other) =>
        new(Cells + other.Cells, Max + other.Max, Float + other.Float, Blocked + other.Blocked, Min + other.Min);

    private BankVolts InParallelWith(BankVolts other) => new(
        Cells, Math.Min(Max, other.Max), Math.Min(Float, other.Float), Math.Min(Blocked, other.Blocked), Math.Max(Min, other.Min));
}
