namespace BtBattery.Aggregation.CellMonitor;

/// <summary>
/// How the cells of a battery move apart in one condition, from week to week: the median of the slopes between each two days (Theil–Sen), which a quarter of odd days does
/// not move.
/// </summary>
/// <param name="MillivoltsPerWeek">Of the spread; negative if they come closer.</param>
/// <param name="Cell">The cell that moves away from the mean most, from 1; 0 if none can be named.</param>
/// <param name="CellMillivoltsPerWeek">How fast, with its sign; 0 if none can be named.</param>
public readonly record struct WeeklyTrend(double MillivoltsPerWeek, int Cell, double CellMillivoltsPerWeek)
{
    /// <summary>A trend needs so many days with a figure. We chose it: between fewer, two odd ones would decide.</summary>
    public const int LeastDays = 7;

    /// <summary>The first and the last of them have to be so many days apart: from less no week can be told.</summary>
    public const int LeastSpan = 7;

    /// <summary>The cell that a trend is about is the one that was outermost most often in so many days.</summary>
    private const int LatelyDays = 14;

    /// <summary>Works it out from the days of one condition.</summary>
    /// <param name="days">Oldest first. Those of eight weeks before the last count.</param>
    /// <returns>Null while there are too few.</returns>
    public static WeeklyTrend? Of(IReadOnlyList<DayFigure> days)
    {
        ArgumentNullException.ThrowIfNull(days);
        DayFigure[] window = [.. days.Where(day => day.Day > days[^1].Day - CellHistory.MostDays)];
        if (PerWeek(window, day => day.Spread) is not double spread)
        {
            return null;
        }

        (int low, double down) = CellOf(window, day => day.LowestCell, day => day.Lowest, -1);
        (int high, double up) = CellOf(window, day => day.HighestCell, day => day.Highest, 1);
        (int cell, double slope) = -down > up ? (low, down) : (high, up);
        return new(spread, cell, slope);
    }

    /// <summary>The cell that is outermost of late, and how fast it moves away; 0 if it does not, or has not been there for long enough.</summary>
    private static (int Cell, double PerWeek) CellOf(DayFigure[] days, Func<DayFigure, int> cellOf, Func<DayFigure, int> deviationOf, int away)
    {
        int cell = days.Where(day => day.Day > days[^1].Day - LatelyDays).GroupBy(cellOf).MaxBy(group => group.Count())!.Key;
        return PerWeek([.. days.Where(day => cellOf(day) == cell)], deviationOf) is double slope && slope * away > 0 ? (cell, slope) : (0, 0);
    }

    private static double? PerWeek(DayFigure[] days, Func<DayFigure, int> read)
    {
        if (days.Length < LeastDays || days[^1].Day - days[0].Day < LeastSpan)
        {
            return null;
        }

        var slopes = new double[days.Length * (days.Length - 1) / 2];
        int count = 0;
        for (int i = 0; i < days.Length; i++)
        {
            for (int k = 0; k < i; k++)
            {
                slopes[count++] = 7.0 * (read(days[i]) - read(days[k])) / (days[i].Day - days[k].Day);
            }
        }

        Array.Sort(slopes);
        return (slopes[(count - 1) / 2] + slopes[count / 2]) / 2;
    }
}
