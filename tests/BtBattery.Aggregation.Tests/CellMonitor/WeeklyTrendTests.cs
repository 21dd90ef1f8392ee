using BtBattery.Aggregation.CellMonitor;
using FsCheck.Fluent;
using Xunit.Abstractions;

namespace BtBattery.Aggregation.Tests.CellMonitor;

/// <summary>How cells move apart from week to week.</summary>
public sealed class WeeklyTrendTests(ITestOutputHelper output)
{
    private const int Trials = 200;

    [Fact]
    public void A_week_of_days_gives_a_trend_and_less_gives_none()
    {
        Assert.Null(WeeklyTrend.Of([], 1000));
        Assert.Null(Of(Line(7, day => day)));
        Assert.NotNull(Of(Line(8, day => day)));

        // Six days over three weeks.
        Assert.Null(Of([.. Line(21, day => day).Where((_, day) => day % 4 == 0)]));
    }

    [Fact]
    public void There_is_none_of_days_that_ended_two_weeks_ago_or_of_which_nobody_knows_when_they_were()
    {
        DayFigure[] days = Line(28, day => day);
        Assert.NotNull(WeeklyTrend.Of(days, days[^1].Day + CellHistory.LatelyDays - 1));
        Assert.Null(WeeklyTrend.Of(days, days[^1].Day + CellHistory.LatelyDays));
        Assert.Null(WeeklyTrend.Of(days, days[0].Day - 1));
        Assert.Null(WeeklyTrend.Of(days, null));
    }

    [Theory]
    [InlineData(3, 0.0, 2)]
    [InlineData(10, 0.0, 2)]
    [InlineData(3, 0.5, 4)]
    [InlineData(10, 0.5, 8)]
    public void Days_that_only_scatter_are_hardly_ever_told_as_a_drift_in_all_of_eight_weeks(double deviation, double memory, int mostPercent)
    {
        (int told, int named) = (0, 0);
        for (int seed = 0; seed < Trials; seed++)
        {
            DayFigure[] days = Scattered(seed, deviation, memory, perWeek: 0);
            WeeklyTrend[] trends = [.. Enumerable.Range(WeeklyTrend.LeastDays, days.Length - WeeklyTrend.LeastDays).Select(count => Of(days[..count])).OfType<WeeklyTrend>()];
            told += trends.Any(IsTold) ? 1 : 0;
            named += trends.Any(trend => IsTold(trend) && trend.Cell > 0) ? 1 : 0;
        }

        output.WriteLine($"told of {told} in {Trials} batteries, a cell named in {named}");
        Assert.InRange(told, 0, Trials * mostPercent / 100);
    }

    [Theory]
    [InlineData(1, 3, 16)]
    [InlineData(3, 3, 35)]
    [InlineData(3, 5, 22)]
    [InlineData(10, 7, 42)]
    public void A_drift_is_told_once_it_stands_out_of_the_scatter(double deviation, double perWeek, int days)
    {
        int told = Enumerable.Range(0, Trials).Count(seed => Of(Scattered(seed, deviation, 0, perWeek)[..days]) is { } trend && IsTold(trend));
        output.WriteLine($"told of {told} in {Trials} batteries");
        Assert.InRange(told, Trials * 85 / 100, Trials);
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
            Assert.Equal(7.0 * line.perDay, Of(days)!.Value.MillivoltsPerWeek, 9);

            // Of eight in order, one way is still chance.
            Assert.Equal(line.perDay != 0 && days.Length > 8, Of(days)!.Value.IsSure);
        });

    [Fact]
    public void A_quarter_of_odd_days_does_not_move_it()
    {
        DayFigure[] days = Line(28, day => 100 + day);
        for (int i = 2; i < days.Length; i += 4)
        {
            days[i] = days[i] with { Spread = i % 8 == 2 ? 900 : 0 };
        }

        Assert.InRange(Of(days)!.Value.MillivoltsPerWeek, 6, 8);
    }

    [Fact]
    public void Days_of_more_than_eight_weeks_before_do_not_count()
    {
        DayFigure[] old = Line(20, day => 500 - (20 * day));
        DayFigure[] days = [.. old, .. Line(10, day => 10 + (2 * day)).Select(day => day with { Day = day.Day + 100 })];
        Assert.Equal(14, Of(days)!.Value.MillivoltsPerWeek, 9);
    }

    [Fact]
    public void The_cell_that_moves_is_named_and_not_the_one_that_has_been_outermost_for_ever()
    {
        // Cell 3 is always 20 mV above the mean, cell 7 goes down by half a millivolt a day.
        DayFigure[] days = [.. Enumerable.Range(0, 28).Select(day => new DayFigure(1000 + day, 22 + (day / 2), 7, -2 - (day / 2), 3, 20))];
        WeeklyTrend trend = Of(days)!.Value;
        Assert.Equal((7, -3.5, 3.5), (trend.Cell, Math.Round(trend.CellMillivoltsPerWeek, 1), Math.Round(trend.MillivoltsPerWeek, 1)));
    }

    [Fact]
    public void Where_every_day_another_cell_is_outermost_none_is_named()
    {
        DayFigure[] days = [.. Enumerable.Range(0, 28).Select(day => new DayFigure(1000 + day, 10 + day, 1 + (day % 14), -5 - (day / 2), 15 + (day % 14), 5 + (day / 2)))];
        Assert.Equal((0, 0.0), (Of(days)!.Value.Cell, Of(days)!.Value.CellMillivoltsPerWeek));
    }

    /// <summary>As it is told: the day after the last of them.</summary>
    private static WeeklyTrend? Of(DayFigure[] days) => WeeklyTrend.Of(days, days[^1].Day + 1);

    private static bool IsTold(WeeklyTrend trend) => trend is { IsSure: true, MillivoltsPerWeek: >= CellSentence.DriftPerWeek };

    /// <summary>Eight weeks around a line from 40 mV, by a normal distribution; a day may have a share of what the day before was off.</summary>
    private static DayFigure[] Scattered(int seed, double deviation, double memory, double perWeek)
    {
        var chance = new Random(20_261_121 + seed);
        double off = Normal() * deviation;
        return Line(CellHistory.MostDays, day =>
        {
            off = (memory * off) + (Math.Sqrt(1 - (memory * memory)) * deviation * Normal());
            return Math.Max(0, (int)Math.Round(40 + (perWeek * day / 7) + off));
        });

        double Normal() => Math.Sqrt(-2 * Math.Log(1 - chance.NextDouble())) * Math.Cos(2 * Math.PI * chance.NextDouble());
    }

    private static DayFigure[] Line(int days, Func<int, int> spread) => [.. Enumerable.Range(0, days).Select(day => (Day: 1000 + day, Spread: spread(day))).Select(one => new DayFigure(one.Day, one.Spread, 1, -one.Spread / 2, 2, one.Spread / 2))];
}
