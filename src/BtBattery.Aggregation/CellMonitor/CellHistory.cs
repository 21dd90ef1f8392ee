using System.Text.Json.Serialization;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.CellMonitor;

/// <summary>
/// How far apart the cells of a battery were: each of the last 60 minutes, and each of the last days by condition. Minutes are counted by the monotonic clock, days by the
/// wall clock where that can be believed. The same object comes back between two minutes.
/// </summary>
public sealed record CellHistory
{
    /// <summary>Minutes that are kept.</summary>
    public const int MostMinutes = 60;

    /// <summary>Days that are kept of each condition: eight weeks.</summary>
    public const int MostDays = 56;

    /// <summary>Less than so many minutes at rest do not stand for a day. These three we chose: absorption is short, and one reading of any of them may be odd.</summary>
    public const int LeastRestMinutes = 15;

    /// <inheritdoc cref="LeastRestMinutes"/>
    public const int LeastTopMinutes = 5;

    /// <inheritdoc cref="LeastRestMinutes"/>
    public const int LeastLoadMinutes = 10;

    /// <summary>What is older than so many days says nothing of how cells are now. We chose it: a battery that is used is at rest or full once in two weeks.</summary>
    public const int LatelyDays = 14;

    /// <summary>
    /// A clock that is behind the last day is believed after so many minutes, and later days are forgotten then. A device without network begins in the past and is set right when it is
    /// back in its harbour, so that those days are passed over; one that had been in the future would else count nothing until that comes. A week of running; we chose it.
    /// </summary>
    public const int BelievedAfterMinutes = 7 * 1440;

    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    /// <summary>Nothing yet.</summary>
    public static CellHistory Empty { get; } = new();

    /// <summary>When the next number is due; null before the first.</summary>
    /// <param name="now">The moment of a turn.</param>
    public MonotonicTime? NextMinute(MonotonicTime now) => MinuteAt is null ? null : new((MinuteOf(now) + 1) * s_minute);

    /// <summary>Highest less lowest cell, mV, a number a minute, oldest first; null where it was not known.</summary>
    public IReadOnlyList<int?> Minutes { get; init; } = [];

    /// <summary>When the last of them was taken; null before the first, and after a start of the machine.</summary>
    public MonotonicTime? MinuteAt { get; init; }

    /// <summary>How many cells all of it is of: other cells begin it anew. 0 before the first.</summary>
    public int Cells { get; init; }

    /// <summary>The day that is not over; null before the first.</summary>
    public RunningDay? Today { get; init; }

    /// <summary>Days with a rest that are over, oldest first, each later than the one before.</summary>
    public IReadOnlyList<DayFigure> Rest { get; init; } = [];

    /// <summary>The same of days that came to the top.</summary>
    public IReadOnlyList<DayFigure> Top { get; init; } = [];

    /// <summary>The same of days with a load.</summary>
    public IReadOnlyList<DayFigure> Load { get; init; } = [];

    /// <summary>For how many minutes of running the wall clock has been behind the last day.</summary>
    public int MinutesBehind { get; init; }

    /// <summary>In how many conditions there is enough of the running day to stand for it.</summary>
    [JsonIgnore]
    public int RunningFigures => Today is not { } today ? 0
        : (today.Rest.Minutes >= LeastRestMinutes ? 1 : 0) + (today.Top.Minutes >= LeastTopMinutes ? 1 : 0) + (today.Load.Minutes >= LeastLoadMinutes ? 1 : 0);

    /// <summary>Days of a condition that are over.</summary>
    public IReadOnlyList<DayFigure> DaysOf(CellCondition condition) => condition switch
    {
        CellCondition.Rest => Rest,
        CellCondition.Top => Top,
        CellCondition.Load => Load,
        _ => [],
    };

    /// <summary>The last day with a figure, the running one included, that can stand for how cells are now; null if there is none.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="today">Which day it is.</param>
    public DayFigure? LatestOf(CellCondition condition, int today)
    {
        DayFigure? latest = Today?.FigureOf(condition) is { } running ? running : DaysOf(condition) is { Count: > 0 } days ? days[^1] : null;
        return latest is { } figure && figure.Day > today - LatelyDays && figure.Day <= today ? latest : null;
    }

    /// <summary>Which day it is; null where the clock is not set, or is behind what was kept: then nobody can say how old that is.</summary>
    /// <param name="wall">The wall clock; null while it cannot be believed.</param>
    public int? DayOf(WallTime? wall) => wall?.Day is int day && day >= Latest ? day : null;

    /// <summary>After this turn.</summary>
    /// <param name="cells">All cells that the battery has; null if they are not known.</param>
    /// <param name="condition">What the battery does; null if that cannot be told.</param>
    /// <param name="wall">The wall clock; null while it cannot be believed: then no day is counted.</param>
    /// <param name="now">The moment of this turn.</param>
    public CellHistory Step(BatteryCells? cells, CellCondition? condition, WallTime? wall, MonotonicTime now)
    {
        int due = MinuteAt is { } last && last <= now ? (int)Math.Min(MinuteOf(now) - MinuteOf(last), MostMinutes) : 1;
        if (due < 1 || (MinuteAt is null && cells is null))
        {
            return this;
        }

        CellHistory before = cells is null || Cells == cells.Count ? this : Empty with { Cells = cells.Count, Today = Today is { } begun ? new(begun.Day) : null };
        CellHistory next = before with { Minutes = before.After(due, cells), MinuteAt = now };
        if (wall?.Day is not int day)
        {
            return next;
        }

        next = next.OnDay(day);
        return cells is not null && condition is { } known and not CellCondition.Other && next.Today is { } today && today.Day == day
            ? next with { Today = today.With(known, cells) }
            : next;
    }

    /// <summary>Minutes begin with those of the clock, so that all batteries of a bank have theirs in one turn, and one message tells of them.</summary>
    private static long MinuteOf(MonotonicTime time) => (long)Math.Floor(time.SinceOrigin / s_minute);

    /// <summary>What still holds when the program starts: minutes that nobody can place in time do not.</summary>
    public CellHistory AfterRestart() => MinuteAt is null ? this with { Minutes = [] } : this;

    /// <summary>The last day that anything is kept of; 0 for none.</summary>
    private int Latest => Math.Max(Today?.Day ?? 0, Math.Max(Math.Max(LastOf(Rest), LastOf(Top)), LastOf(Load)));

    private static int LastOf(IReadOnlyList<DayFigure> days) => days.Count == 0 ? 0 : days[^1].Day;

    private static IReadOnlyList<DayFigure> With(IReadOnlyList<DayFigure> days, DayFigure? figure)
    {
        if (figure is not { } added || (days.Count > 0 && days[^1].Day >= added.Day))
        {
            return days;
        }

        return [.. days.Skip(days.Count + 1 - MostDays), added];
    }

    private static IReadOnlyList<DayFigure> Before(IReadOnlyList<DayFigure> days, int day) => days.Count == 0 || days[^1].Day < day ? days : [.. days.TakeWhile(figure => figure.Day < day)];

    /// <summary>With the minutes that passed: of all but the last nothing is known.</summary>
    private int?[] After(int due, BatteryCells? cells)
    {
        int? latest = cells is null ? null : Millivolts.Of(cells.Spread);

        // A step of the board up and down is no news, and would be some for the bus each minute.
        latest = due == 1 && Minutes.Count > 0 && latest is int spread && Minutes[^1] is int shown && Math.Abs(spread - shown) <= 1 ? shown : latest;
        int count = Math.Min(Minutes.Count + due, MostMinutes);
        var next = new int?[count];
        for (int i = 0; i < count - 1; i++)
        {
            int from = Minutes.Count - (count - due) + i;
            next[i] = from >= 0 && from < Minutes.Count ? Minutes[from] : null;
        }

        next[^1] = latest;
        return next;
    }

    /// <summary>On the day that the wall clock says; the running day is that one, or the clock is not believed.</summary>
    private CellHistory OnDay(int day)
    {
        if (Today?.Day == day)
        {
            return MinutesBehind == 0 ? this : this with { MinutesBehind = 0 };
        }

        if (day > Latest)
        {
            return this with
            {
                Rest = With(Rest, Today?.FigureOf(CellCondition.Rest)),
                Top = With(Top, Today?.FigureOf(CellCondition.Top)),
                Load = With(Load, Today?.FigureOf(CellCondition.Load)),
                Today = new(day),
                MinutesBehind = 0,
            };
        }

        return MinutesBehind + 1 < BelievedAfterMinutes
            ? this with { MinutesBehind = MinutesBehind + 1 }
            : this with { Rest = Before(Rest, day), Top = Before(Top, day), Load = Before(Load, day), Today = new(day), MinutesBehind = 0 };
    }
}
