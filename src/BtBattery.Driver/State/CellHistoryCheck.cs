using System.Numerics;
using BtBattery.Aggregation.CellMonitor;
using BtBattery.Aggregation.Model;
using BtBattery.Driver.Publish.Surfaces;

namespace BtBattery.Driver.State;

/// <summary>Whether a history of cells that was read is one that could have been written: everything it is used for relies on its bounds and its order.</summary>
internal static class CellHistoryCheck
{
    /// <summary>No cell has more, mV.</summary>
    private const int MostMillivolts = 5000;

    private static readonly int s_lastDay = new WallTime(int.MaxValue).Day;

    /// <summary>The same.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static CellHistory Whole(CellHistory history) =>
        history.Minutes.Count <= CellHistory.MostMinutes
        && history.Minutes.All(spread => spread is null or (>= 0 and <= MostMillivolts))
        && history.MinutesBehind is >= 0 and < CellHistory.BelievedAfterMinutes
        && history.Cells is >= 0 and <= Surface.MostCells
        && AreDays(history, history.Rest) && AreDays(history, history.Top) && AreDays(history, history.Load)
        && (history.Today is not { } today || (today.Day > 0 && today.Day <= s_lastDay
            && AreSamples(history, today.Rest) && AreSamples(history, today.Top) && AreSamples(history, today.Load)))
            ? history
            : throw new FormatException("It could not have been written.");

    /// <summary>Days are in order, and over before the running one begins.</summary>
    private static bool AreDays(CellHistory history, IReadOnlyList<DayFigure> days)
    {
        bool areDays = days.Count <= CellHistory.MostDays && (days.Count == 0 || days[^1].Day < (history.Today?.Day ?? s_lastDay));
        for (int i = 0; i < days.Count; i++)
        {
            DayFigure day = days[i];
            areDays &= day is { Day: > 0, Spread: >= 0 and <= MostMillivolts, Lowest: >= -MostMillivolts and <= 0, Highest: >= 0 and <= MostMillivolts }
                && day.LowestCell > 0 && day.LowestCell <= history.Cells && day.HighestCell > 0 && day.HighestCell <= history.Cells
                && (i == 0 || day.Day > days[i - 1].Day);
        }

        return areDays;
    }

    /// <summary>One spread is kept each so many minutes, from the first on, and that many only if there were too many for fewer.</summary>
    private static bool AreSamples(CellHistory history, ConditionSamples samples) =>
        samples.Minutes is >= 0 and <= ConditionSamples.MostMinutes
        && samples.Every is > 0 and <= ConditionSamples.MostMinutes && BitOperations.IsPow2(samples.Every)
        && samples.Spreads.Count == (samples.Minutes + samples.Every - 1) / samples.Every
        && samples.Spreads.Count <= ConditionSamples.MostSpreads && (samples.Every == 1 || samples.Spreads.Count > ConditionSamples.MostSpreads / 2)
        && samples.Spreads.All(spread => spread is >= 0 and <= MostMillivolts)
        && samples.Sums.Count == (samples.Minutes == 0 ? 0 : history.Cells)
        && samples.Sums.All(sum => Math.Abs((long)sum) <= (long)MostMillivolts * samples.Minutes);
}
