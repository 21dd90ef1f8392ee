using BtBattery.Aggregation.Charging.Members;
using BtBattery.Aggregation.LossPolicies;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Wiring;

namespace BtBattery.Aggregation.Charging.Voltage;

/// <summary>
/// What the charge voltage needs to know of the cells of a bank: of every battery that can be charged, for any of them may have the worst. One in parallel whose
/// charge FET is known to be open takes nothing, and asks for nothing while others can.
/// </summary>
/// <remarks>
/// A cell that was too high stays too high in here while its battery is silent: silence lowers no cell. All that lowers the charge voltage comes from the one
/// worst cell and not from sums over cells, so that a lower pack voltage with the same worst cell never gives a lower charge voltage.
/// </remarks>
internal struct CellsInView
{
    /// <summary>By how much every cell is lowered for the worst one that is above its maximum, V; 0 if none is.</summary>
    public double ExcessVolts { get; private set; }

    /// <summary>That cell.</summary>
    public MemberValue ExcessCell { get; private set; }

    /// <summary>The greatest penalty of a cell, V; 0 if there is none.</summary>
    public double PenaltyVolts { get; private set; }

    /// <summary>The cell that it is for.</summary>
    public MemberValue PenaltyCell { get; private set; }

    /// <summary>Sum of the cells, V: of parts in parallel the highest that is known. Null if it is not known.</summary>
    public double? SumVolts { get; private set; }

    /// <summary>Highest minus lowest cell of the battery in which they are furthest apart, V; null if it is not known.</summary>
    public double? SpreadVolts { get; private set; }

    /// <summary>The first cell that is not known, by battery and number within it; number 0 if that battery says none of them. Battery 0 if all are known.</summary>
    public (int Battery, int Cell) Unknown { get; private set; }

    /// <summary>The same of the batteries that answer. What becomes of the others is said in the decision table.</summary>
    public (int Battery, int Cell) UnknownWhileLive { get; private set; }

    public static CellsInView Of(BankView bank, BankVerdict verdict, ChargeVoltageSettings settings)
    {
        var cells = default(CellsInView);
        cells.SumVolts = cells.Look(bank, verdict, settings);
        if (cells.Unknown.Battery > 0)
        {
            cells.SpreadVolts = null;
        }

        return cells;
    }

    /// <summary>By how much the stage's voltage is lowered at least for cells that are too high, V.</summary>
    public readonly double LoweredBy(int cells) => Math.Max(PenaltyVolts, ExcessVolts * cells);

    /// <returns>Sum of the cells of the part, V; null if it is not known.</returns>
    private double? Look(BankView part, BankVerdict verdict, ChargeVoltageSettings settings)
    {
        if (part.Member is { } member)
        {
            bool isLive = verdict.Members[member.Number - 1].Condition is MemberCondition.Live or MemberCondition.Late;
            return Look(member, isLive, settings.Batteries[member.Number - 1], settings.IsLinear && settings.IsControlled);
        }

        bool isSeries = ((BankJoint)part.Wiring).IsSeries;
        double? sum = isSeries ? 0 : null;
        for (int i = 0; i < part.Parts.Count; i++)
        {
            BankView inner = part.Parts[i];
            if (!isSeries && !inner.ConductsCharge && part.ConductsCharge)
            {
                continue;
            }

            double? its = Look(inner, verdict, settings);
            sum = isSeries ? sum + its : its is double other && sum is double one ? Math.Max(one, other) : its ?? sum;
        }

        return sum;
    }

    private double? Look(MemberView member, bool isLive, CellVoltageSettings set, bool hasPenalties)
    {
        if (member.Snapshot.CellVoltages is not { Value.Count: > 0 } cells)
        {
            Miss(isLive, member.Number, 0);
            return null;
        }

        bool areKnown = member.Fresh<IReadOnlyList<double?>>(cells) is not null;
        if (!areKnown)
        {
            Miss(isLive, member.Number, 0);
        }

        if (cells.Value.Count != member.CellCount)
        {
            Miss(isLive, member.Number, Math.Min(cells.Value.Count, member.CellCount ?? 0) + 1);
            areKnown = false;
        }

        (double sum, double lowest, double highest) = (0, double.MaxValue, double.MinValue);
        for (int i = 0; i < cells.Value.Count; i++)
        {
            if (!CellReading.IsCell(cells.Value[i], out double volts))
            {
                Miss(isLive, member.Number, i + 1);
                areKnown = false;
                continue;
            }

            sum += volts;
            (lowest, highest) = (Math.Min(lowest, volts), Math.Max(highest, volts));
            Weigh(new(member.Number, i + 1, volts), set, hasPenalties);
        }

        if (!areKnown)
        {
            return null;
        }

        SpreadVolts = Math.Max(SpreadVolts ?? 0, highest - lowest);
        return sum;
    }

    /// <summary>Of equals the first one counts.</summary>
    private void Weigh(MemberValue cell, CellVoltageSettings set, bool hasPenalties)
    {
        double excess = (cell.Value - set.MaxVolts) * set.LoweringPerVolt;
        if (excess > ExcessVolts)
        {
            (ExcessVolts, ExcessCell) = (excess, cell);
        }

        if (hasPenalties && set.PenaltyOf(cell.Value) is var penalty && penalty > PenaltyVolts)
        {
            (PenaltyVolts, PenaltyCell) = (penalty, cell);
        }
    }

    private void Miss(bool isLive, int battery, int cell)
    {
        Unknown = Unknown.Battery == 0 ? (battery, cell) : Unknown;
        UnknownWhileLive = UnknownWhileLive.Battery == 0 && isLive ? (battery, cell) : UnknownWhileLive;
    }
}
