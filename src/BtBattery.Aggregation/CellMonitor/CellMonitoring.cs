using BtBattery.Aggregation.Alarms;
using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.CellMonitor;

/// <summary>Looks at the cells of a bank, now and from week to week. Pure; no limit depends on it.</summary>
internal static class CellMonitoring
{
    /// <summary>Looks at one battery.</summary>
    /// <param name="member">The battery.</param>
    /// <param name="settings">How the bank is controlled.</param>
    /// <param name="before">Of the turn before.</param>
    /// <param name="alarms">Of the turn before: whether cells are further apart than the owner allows.</param>
    /// <param name="wall">The wall clock; null while it cannot be believed.</param>
    /// <param name="now">The moment of this turn.</param>
    public static CellMonitorMemory Step(MemberView member, BankControlSettings settings, CellMonitorMemory before, AlarmMemory alarms, WallTime? wall, MonotonicTime now)
    {
        int index = member.Number - 1;
        BatteryCells? cells = BatteryCells.Of(member, before.Cells);
        ConditionWatch condition = before.Condition.Step(member, cells, settings.Energy.Strings, settings.Soc[index], now);

        // A frame of more cells than the battery has is shown as it is; days are of the cells that it has.
        CellHistory history = before.History.Step(cells?.Count == member.CellCount ? cells : null, condition.Condition, wall, now);
        bool isApart = CellAlerts.IsApart(alarms, index);
        int? day = history.DayOf(wall);
        bool isDue = before.Shown is not { } shown || shown.Day != day || shown.IsApart != isApart
            || !ReferenceEquals(history, before.History) || (cells is null) != (before.Cells is null);
        if (!isDue && ReferenceEquals(cells, before.Cells) && condition == before.Condition)
        {
            return before;
        }

        return new()
        {
            Cells = cells,
            Condition = condition,
            History = history,
            Shown = isDue
                ? CellMonitorShown.Of(new(settings.Wiring.Members.Count, member.Number), cells, isApart, history, before.Shown, before.History, day)
                : before.Shown,
        };
    }

    /// <summary>The cell of a bank that is furthest from the mean of its battery.</summary>
    /// <param name="bank">The bank.</param>
    /// <param name="batteries">Its batteries; battery 1 first.</param>
    /// <param name="before">The battery in which it was before; 0 for none. It stays there by the same hysteresis as within a battery.</param>
    public static Measured<MemberValue>? WorstOf(BankView bank, IReadOnlyList<CellMonitorMemory> batteries, int before)
    {
        if (bank.LowestCell is not { } lowest || !AreKnown(bank, batteries))
        {
            return null;
        }

        (int worst, double most) = (0, double.NegativeInfinity);
        for (int i = 0; i < batteries.Count; i++)
        {
            double distance = batteries[i].Cells is not { } cells ? double.NegativeInfinity
                : Math.Abs(cells.WorstDeviation) + (i + 1 == before ? BatteryCells.WorstHysteresis : 0);
            (worst, most) = distance > most ? (i + 1, distance) : (worst, most);
        }

        return worst > 0 && batteries[worst - 1].Cells is { } found ? new(new(worst, found.Worst.Number, found.WorstDeviation), lowest.At) : null;
    }

    /// <summary>False while a battery that is there does not show all of its cells, or one of them says what no cell can: that one might be the worst.</summary>
    private static bool AreKnown(BankView part, IReadOnlyList<CellMonitorMemory> batteries)
    {
        for (int i = 0; i < part.Parts.Count; i++)
        {
            if (!AreKnown(part.Parts[i], batteries))
            {
                return false;
            }
        }

        return part.Member is not { IsPresent: true } member || batteries[member.Number - 1].Cells is not null;
    }
}
