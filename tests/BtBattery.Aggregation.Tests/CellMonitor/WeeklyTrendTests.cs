using BtBattery.Aggregation.CellMonitor;
using FsCheck.Fluent;

namespace BtBattery.Aggregation.Tests.CellMonitor;

/// <summary>How cells move apart from week to week.</summary>
public sealed class WeeklyTrendTests
{
    [Fact]
    public void A_week_of_days_gives_a_trend_and_less_gives_none()
    {
        Assert.Null(WeeklyTrend.Of([]));
        Assert.Null(WeeklyTrend.Of(Line(7, day => day)));
        Assert.NotNull(WeeklyTrend.Of(Line(8, day => day)));

        // Six days over three weeks.
        Assert.Null(WeeklyTrend.Of([.. Line(21, day => day).Where((_, day) => day % 4 == 0)]));
    }

    [Fact]
    public void The_slope_of_a_line_is_its_slope() => Laws.Hold(
        from perDay in Gen.Choose(-20, 20)
        from start in Gen.Choose(400, 2000)
        from days in Gen.Choose(8, 56)
        from gaps in Gen.Choose(1, 5)
        where days / gaps >= 8
        select (perDay, start, days, gaps),
        line =>
        {
            DayFigure[] days = [.. Line(line.days, day => line.start + (line.perDay * day)).Where((_, day) => day % line.gaps == 0)];
            Assert.Equal(7.0 * line.perDay, WeeklyTrend.Of(days)!.Value.MillivoltsPerWeek, 9);
        });

    [Fact]
    public void A_quarter_of_odd_days_does_not_move_it()
    {
        DayFigure[] days = Line(28, day => 100 + day);
        for (int i = 2; i < days.Length; i += 4)
        {
            days[i] = days[i] with { Spread = i % 8 == 2 ? 900 : 0 };
        }

        Assert.InRange(WeeklyTrend.Of(days)!.Value.MillivoltsPerWeek, 6, 8);
    }

    [Fact]
    public void Days_of_more_than_eight_weeks_before_do_not_count()
    {
        DayFigure[] old = Line(20, day => 500 - (20 * day));
        DayFigure[] days = [.. old, .. Line(10, day => 10 + (2 * day)).Select(day => day with { Day = day.Day + 100 })];
        Assert.Equal(14, WeeklyTrend.Of(days)!.Value.MillivoltsPerWeek, 9);
    }

    [Fact]
    public void The_cell_that_moves_is_named_and_not_the_one_that_has_been_outermost_for_ever()
    {
        // Cell 3 is always 20 mV above the mean, cell 7 goes down by half a millivolt a day.
        DayFigure[] days = [.. Enumerable.Range(0, 28).Select(day => new DayFigure(1000 + day, 22 + (day / 2), 7, -2 - (day / 2), 3, 20))];
        WeeklyTrend trend = WeeklyTrend.Of(days)!.Value;
        Assert.Equal((7, -3.5, 3.5), (trend.Cell, Math.Round(trend.CellMillivoltsPerWeek, 1), Math.Round(trend.MillivoltsPerWeek, 1)));
    }

    [Fact]
    public void Where_every_day_another_cell_is_outermost_none_is_named()
    {
        DayFigure[] days = [.. Enumerable.Range(0, 28).Select(day => new DayFigure(1000 + day, 10 + day, 1 + (day % 14), -5 - (day / 2), 15 + (day % 14), 5 + (day / 2)))];
        Assert.Equal((0, 0.0), (WeeklyTrend.Of(days)!.Value.Cell, WeeklyTrend.Of(days)!.Value.CellMillivoltsPerWeek));
    }

    private static DayFigure[] Line(int days, Func<int, int> spread) => [.. Enumerable.Range(0, days).Select(day => new DayFigure(1000 + day, spread(day), 1, -spread(day) / 2, 2, spread(day) / 2))];
}
