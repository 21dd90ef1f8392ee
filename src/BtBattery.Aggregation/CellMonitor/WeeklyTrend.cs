namespace BtBattery.Aggregation.CellMonitor;

/// <summary>
/// How the cells of a battery move apart in one condition, from week to week: the median of the slopes between each two days (Theil–Sen), which a quarter of odd days does
/// not move.
/// </summary>
/// <param name="MillivoltsPerWeek">Of the spread; negative if they come closer.</param>
/// <param name="IsSure">False while days that only scatter might look the same.</param>
/// <param name="Cell">The cell that moves away from the mean most, from 1; 0 if none can be named.</param>
/// <param name="CellMillivoltsPerWeek">How fast, with its sign; 0 if none can be named.</param>
public readonly record struct WeeklyTrend(double MillivoltsPerWeek, bool IsSure, int Cell, double CellMillivoltsPerWeek)
{
    /// <summary>A trend needs so many days with a figure. We chose it: between fewer, two odd ones would decide.</summary>
    public const int LeastDays = 7;

    /// <summary>The first and the last of them have to be so many days apart: from less no week can be told.</summary>
    public const int LeastSpan = 7;

    /// <summary>Works it out from the days of one condition.</summary>
    /// <param name="days">Oldest first. Those of the last eight weeks count.</param>
    /// <param name="today">Which day it is; null if that is not known.</param>
    /// <returns>Null while there are too few, or none of them of late, or it is not known how long ago they were.</returns>
    public static WeeklyTrend? Of(IReadOnlyList<DayFigure> days, int? today)
    {
        ArgumentNullException.ThrowIfNull(days);
        DayFigure[] window = [.. days.Where(day => today - day.Day is >= 0 and < CellHistory.MostDays)];
        if (window.Length == 0 || today - window[^1].Day >= CellHistory.LatelyDays || LineOf(window, day => day.Spread) is not { } spread)
        {
            return null;
        }

        (int low, double down) = CellOf(window, day => day.LowestCell, day => day.Lowest, -1);
        (int high, double up) = CellOf(window, day => day.HighestCell, day => day.Highest, 1);
        (int cell, double slope) = -down > up ? (low, down) : (high, up);
        return new(spread.PerWeek, spread.IsSure, cell, slope);
    }

    /// <summary>The cell that is outermost most often of late, and how fast it moves away; 0 if it does not, or has not been there for long enough.</summary>
    private static (int Cell, double PerWeek) CellOf(DayFigure[] days, Func<DayFigure, int> cellOf, Func<DayFigure, int> deviationOf, int away)
    {
        int cell = days.Where(day => day.Day > days[^1].Day - CellHistory.LatelyDays).GroupBy(cellOf).MaxBy(group => group.Count())!.Key;
        return LineOf([.. days.Where(day => cellOf(day) == cell)], deviationOf) is { } line && line.PerWeek * away > 0 ? (cell, line.PerWeek) : (0, 0);
    }

    private static DayLine? LineOf(DayFigure[] days, Func<DayFigure, int> read) =>
        days.Length < LeastDays || days[^1].Day - days[0].Day < LeastSpan ? null : DayLine.Of(days, read);
}
