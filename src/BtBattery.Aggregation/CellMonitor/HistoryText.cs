using System.Globalization;

namespace BtBattery.Aggregation.CellMonitor;

/// <summary>Numbers in order as one text, for a screen: a comma between, and nothing between commas where one is not known.</summary>
public static class HistoryText
{
    /// <summary>One number a minute; null before the first.</summary>
    public static string? OfMinutes(IReadOnlyList<int?> minutes) => minutes.Count == 0 ? null : string.Join(',', minutes.Select(Number));

    /// <summary>One number a day up to the last one, oldest first; days without a figure have none. Null before the first.</summary>
    /// <param name="days">Days that are over.</param>
    /// <param name="today">The running one; null if it is too early to say anything.</param>
    public static string? OfDays(IReadOnlyList<DayFigure> days, DayFigure? today)
    {
        DayFigure[] all = today is { } running ? [.. days, running] : [.. days];
        if (all.Length == 0)
        {
            return null;
        }

        int first = all.First(day => day.Day > all[^1].Day - CellHistory.MostDays).Day;
        var numbers = new int?[all[^1].Day - first + 1];
        foreach (DayFigure day in all)
        {
            if (day.Day >= first)
            {
                numbers[day.Day - first] = day.Spread;
            }
        }

        return OfMinutes(numbers);
    }

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
