using System.Globalization;

namespace BtBattery.Aggregation.CellMonitor;

/// <summary>Numbers in order as one text, for a screen: a comma between, and nothing between commas where one is not known.</summary>
public static class HistoryText
{
    /// <summary>One number a minute; null before the first.</summary>
    public static string? OfMinutes(IReadOnlyList<int?> minutes) => minutes.Count == 0 ? null : string.Join(',', minutes.Select(Number));

    /// <summary>One number a day up to <paramref name="today"/>, oldest first; days without a figure have none. Null if no day of eight weeks has one, or it is not known which day it is.</summary>
    /// <param name="days">Days that are over.</param>
    /// <param name="running">The one that is not; null if it is too early to say anything.</param>
    /// <param name="today">Which day it is; null if that is not known: then no day has a place.</param>
    public static string? OfDays(IReadOnlyList<DayFigure> days, DayFigure? running, int? today)
    {
        var numbers = new int?[CellHistory.MostDays];
        int first = numbers.Length;
        foreach (DayFigure day in running is { } last ? days.Append(last) : days)
        {
            if (today - day.Day is >= 0 and < CellHistory.MostDays and int ago)
            {
                int place = numbers.Length - 1 - ago;
                (numbers[place], first) = (day.Spread, Math.Min(first, place));
            }
        }

        return OfMinutes(numbers[first..]);
    }

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
