namespace BtBattery.Aggregation.CellMonitor;

/// <summary>What is shown of the history of a battery's cells: made once a minute and when the day or the alarm changes, and the same in between.</summary>
/// <param name="Day">Which day it is; null while that is not known: then no day is shown.</param>
/// <param name="IsApart">True while the cells are further apart than the owner allows.</param>
/// <param name="Minutes">The last 60 minutes, as <see cref="HistoryText"/> writes them; null before the first. Days alike.</param>
/// <param name="Rest">Days at rest.</param>
/// <param name="Top">Days at the top.</param>
/// <param name="Load">Days under load.</param>
/// <param name="Trends">How the cells move, in the order of rest, top and load; null where there is no trend.</param>
/// <param name="Sentence">All of it in words.</param>
public sealed record CellMonitorShown(
    int? Day, bool IsApart, string? Minutes, string? Rest, string? Top, string? Load, IReadOnlyList<WeeklyTrend?> Trends, CellSentence Sentence)
{
    /// <summary>Days in a condition.</summary>
    public string? DaysOf(CellCondition condition) => condition switch
    {
        CellCondition.Rest => Rest,
        CellCondition.Top => Top,
        CellCondition.Load => Load,
        _ => null,
    };

    /// <summary>Slope of the spread in a condition, mV a week.</summary>
    public double? TrendOf(CellCondition condition) => condition switch
    {
        CellCondition.Rest => Trends[0]?.MillivoltsPerWeek,
        CellCondition.Top => Trends[1]?.MillivoltsPerWeek,
        CellCondition.Load => Trends[2]?.MillivoltsPerWeek,
        _ => null,
    };

    /// <summary>Makes it.</summary>
    /// <param name="name">What the battery is called.</param>
    /// <param name="cells">Its cells; null if they are not known.</param>
    /// <param name="isApart">True while they are further apart than the owner allows.</param>
    /// <param name="history">What was seen.</param>
    /// <param name="before">What was shown before, of <paramref name="historyBefore"/>; null for nothing.</param>
    /// <param name="historyBefore">Trends are made anew only when another day begins.</param>
    /// <param name="day">Which day it is; null while that is not known.</param>
    internal static CellMonitorShown Of(
        BatteryName name, BatteryCells? cells, bool isApart, CellHistory history, CellMonitorShown? before, CellHistory historyBefore, int? day)
    {
        bool isSame = before is not null && before.Day == day
            && ReferenceEquals(history.Rest, historyBefore.Rest) && ReferenceEquals(history.Top, historyBefore.Top) && ReferenceEquals(history.Load, historyBefore.Load);
        IReadOnlyList<WeeklyTrend?> trends = isSame ? before!.Trends : [WeeklyTrend.Of(history.Rest, day), WeeklyTrend.Of(history.Top, day), WeeklyTrend.Of(history.Load, day)];
        CellSentence sentence = CellSentence.Of(name, cells, isApart, history, trends, day);
        return new(
            day,
            isApart,
            HistoryText.OfMinutes(history.Minutes),
            Days(CellCondition.Rest),
            Days(CellCondition.Top),
            Days(CellCondition.Load),
            trends,
            sentence == before?.Sentence ? before.Sentence : sentence);

        string? Days(CellCondition condition) => HistoryText.OfDays(history.DaysOf(condition), history.Today?.FigureOf(condition), day);
    }
}
