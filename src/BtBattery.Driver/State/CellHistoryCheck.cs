using BtBattery.Aggregation.CellMonitor;
using BtBattery.Driver.Publish.Surfaces;

namespace BtBattery.Driver.State;

/// <summary>Whether a history of cells that was read is one that could have been written: everything it is used for relies on its bounds and its order.</summary>
internal static class CellHistoryCheck
{
    /// <summary>No cell has more, mV.</summary>
    private const int MostMillivolts = 5000;

    private const int MinutesOfDay = 24 * 60;

    /// <summary>The same.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static CellHistory Whole(CellHistory history) =>
        history.Minutes.Count <= CellHistory.MostMinutes
        && history.Minutes.All(spread => spread is null or (>= 0 and <= MostMillivolts))
        && history.MinutesBehind is >= 0 and <= CellHistory.BelievedAfterMinutes
        && AreDays(history.Rest) && AreDays(history.Top) && AreDays(history.Load)
        && history.Today is null or { Day: > 0 }
        && AreSamples(history.Today?.Rest) && AreSamples(history.Today?.Top) && AreSamples(history.Today?.Load)
            ? history
            : throw new FormatException("It could not have been written.");

    private static bool AreDays(IReadOnlyList<DayFigure> days)
    {
        bool areDays = days.Count <= CellHistory.MostDays;
        for (int i = 0; i < days.Count; i++)
        {
            DayFigure day = days[i];
            areDays &= day is { Day: > 0, Spread: >= 0 and <= MostMillivolts, Lowest: >= -MostMillivolts and <= 0, Highest: >= 0 and <= MostMillivolts }
                && day.LowestCell is > 0 and <= Surface.MostCells && day.HighestCell is > 0 and <= Surface.MostCells
                && (i == 0 || day.Day > days[i - 1].Day);
        }

        return areDays;
    }

    /// <summary>A day has been longer than a day where the clock was set back meanwhile.</summary>
    private static bool AreSamples(ConditionSamples? samples) => samples is null || (samples.Minutes is >= 0 and <= 100 * MinutesOfDay
        && samples.Every > 0
        && samples.Spreads.Count <= ConditionSamples.MostSpreads
        && samples.Spreads.All(spread => spread is >= 0 and <= MostMillivolts)
        && samples.Sums.Count <= Surface.MostCells
        && samples.Sums.All(sum => Math.Abs((long)sum) <= (long)MostMillivolts * samples.Minutes));
}
