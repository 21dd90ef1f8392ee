using BtBattery.Aggregation.CellMonitor;
using FsCheck;
using FsCheck.Fluent;

namespace BtBattery.Aggregation.Tests.CellMonitor;

/// <summary>Minutes and days of how far apart cells were.</summary>
public sealed class CellHistoryTests
{
    private readonly CellDays _days = new();

    [Fact]
    public void A_minute_is_one_number_and_what_was_not_known_keeps_its_place()
    {
        _days.Minutes(2, CellCondition.Other, 3.3, 3.312).Minutes(1, null, 3.3, null).Minutes(1, CellCondition.Other, 3.3, 3.32);
        Assert.Equal("12,12,,20", HistoryText.OfMinutes(_days.History.Minutes));
        _days.Pass(180).Minutes(1, CellCondition.Other, 3.3, 3.33);
        Assert.Equal("12,12,,20,,,,30", HistoryText.OfMinutes(_days.History.Minutes));
    }

    [Fact]
    public void Between_two_minutes_it_is_the_same_object()
    {
        _days.Minutes(1, CellCondition.Rest, 3.3, 3.31);
        CellHistory history = _days.History;
        BatteryCells? cells = BatteryCells.Of(BatteryCellsTests.Member(3.3, 3.4), null);
        Assert.Same(history, history.Step(cells, CellCondition.Rest, null, Banks.Now));
        Assert.Same(history, history.Step(cells, CellCondition.Rest, null, Banks.Now + TimeSpan.FromSeconds(59)));
        Assert.Equal(Banks.Now + TimeSpan.FromMinutes(1), history.NextMinute(Banks.Now));
    }

    [Fact]
    public void A_step_of_the_board_is_no_news_and_a_drift_is()
    {
        foreach (double volts in (double[])[3.310, 3.311, 3.310, 3.309, 3.311, 3.312, 3.313])
        {
            _days.Minutes(1, CellCondition.Other, 3.3, volts);
        }

        Assert.Equal("10,10,10,10,10,12,12", HistoryText.OfMinutes(_days.History.Minutes));
    }

    [Fact]
    public void Before_any_cell_is_known_there_are_no_minutes()
    {
        _days.Minutes(30, null, 3.3, null);
        Assert.Same(CellHistory.Empty, _days.History);
    }

    [Fact]
    public void A_day_is_the_median_of_its_minutes_in_each_condition_and_names_the_outermost_cells()
    {
        _days.Minutes(20, CellCondition.Rest, 3.300, 3.300, 3.312).Minutes(40, CellCondition.Other, 3.1, 3.3, 3.3).Minutes(7, CellCondition.Rest, 3.200, 3.300, 3.300)
            .Minutes(6, CellCondition.Top, 3.45, 3.40, 3.48);
        Assert.Equal(12, _days.History.LatestOf(CellCondition.Rest, CellDays.FirstDay)!.Value.Spread);
        Assert.Empty(_days.History.Rest);
        _days.Wall += 86_400;
        _days.Minutes(1, CellCondition.Other, 3.3, 3.3, 3.3);

        // Deviations are means: of cell 1 (20 × -4 mV and 7 × -67 mV) / 27, of cell 3 (20 × 8 mV and 7 × 33 mV) / 27.
        Assert.Equal(new DayFigure(CellDays.FirstDay, 12, 1, -20, 3, 14), Assert.Single(_days.History.Rest));
        Assert.Equal(new DayFigure(CellDays.FirstDay, 80, 2, -43, 3, 37), Assert.Single(_days.History.Top));
        Assert.Empty(_days.History.Load);
    }

    [Fact]
    public void Some_minutes_do_not_stand_for_a_day()
    {
        _days.Minutes(14, CellCondition.Rest, 3.3, 3.4).Minutes(4, CellCondition.Top, 3.3, 3.4).Minutes(9, CellCondition.Load, 3.3, 3.4);
        _days.Wall += 86_400;
        _days.Minutes(1, CellCondition.Other, 3.3, 3.3);
        Assert.Equal((0, 0, 0), (_days.History.Rest.Count, _days.History.Top.Count, _days.History.Load.Count));
    }

    [Fact]
    public void Without_a_clock_that_can_be_believed_there_are_minutes_and_no_days()
    {
        _days.Wall = null;
        _days.Minutes(120, CellCondition.Rest, 3.3, 3.31);
        Assert.Equal((60, (RunningDay?)null), (_days.History.Minutes.Count, _days.History.Today));
    }

    [Fact]
    public void Days_are_shown_up_to_the_running_one_with_gaps_where_there_was_no_figure()
    {
        _days.DayOf(CellCondition.Rest, 0, 10).DayOf(CellCondition.Load, 0, 30).DayOf(CellCondition.Rest, 0, 14).Minutes(20, CellCondition.Rest, 3.3, 3.316);
        Assert.Equal("10,,14,16", _days.Text(CellCondition.Rest));
        Assert.Equal("30,,", _days.Text(CellCondition.Load));
        Assert.Null(_days.Text(CellCondition.Top));
    }

    [Fact]
    public void After_eight_weeks_the_oldest_day_goes()
    {
        for (int day = 0; day < 70; day++)
        {
            _days.DayOf(CellCondition.Rest, 0, day);
        }

        Assert.Equal((CellHistory.MostDays, 13, 68), (_days.History.Rest.Count, _days.History.Rest[0].Spread, _days.History.Rest[^1].Spread));
        Assert.Equal(CellHistory.MostDays, _days.Text(CellCondition.Rest)!.Split(',').Length);
    }

    [Fact]
    public void The_last_place_is_today_however_long_ago_the_last_figure_was()
    {
        _days.DayOf(CellCondition.Rest, 0, 10).DayOf(CellCondition.Rest, 0, 12);
        _days.Wall += 40L * 86_400;
        _days.Minutes(1, CellCondition.Other, 3.3, 3.3);
        Assert.Equal("10,12" + new string(',', 41), _days.Text(CellCondition.Rest));
        _days.Wall += 13L * 86_400;
        Assert.Equal("10,12" + new string(',', 54), _days.Text(CellCondition.Rest));
        _days.Wall += 86_400;
        Assert.Equal("12" + new string(',', 55), _days.Text(CellCondition.Rest));
        _days.Wall += 86_400;
        Assert.Null(_days.Text(CellCondition.Rest));
    }

    [Fact]
    public void Nobody_can_say_how_old_days_are_while_the_clock_is_not_set_or_behind_them()
    {
        _days.DayOf(CellCondition.Rest, 0, 10).Minutes(1, CellCondition.Other, 3.3, 3.3);
        long? right = _days.Wall;
        Assert.Equal("10,", _days.Text(CellCondition.Rest));
        foreach (long? wall in (long?[])[null, right - (2 * 86_400)])
        {
            _days.Wall = wall;
            _days.Minutes(1, CellCondition.Other, 3.3, 3.3);
            Assert.Null(_days.Today);
            Assert.Null(_days.Text(CellCondition.Rest));
        }

        _days.Wall = right;
        Assert.Equal("10,", _days.Text(CellCondition.Rest));
    }

    [Fact]
    public void A_figure_of_two_weeks_ago_says_nothing_of_now()
    {
        _days.DayOf(CellCondition.Rest, 0, 10);
        Assert.Equal(10, _days.History.LatestOf(CellCondition.Rest, CellDays.FirstDay + CellHistory.LatelyDays - 1)?.Spread);
        Assert.Null(_days.History.LatestOf(CellCondition.Rest, CellDays.FirstDay + CellHistory.LatelyDays));
        Assert.Null(_days.History.LatestOf(CellCondition.Rest, CellDays.FirstDay - 1));
    }

    [Fact]
    public void Days_of_another_time_are_kept_and_not_shown_beside_those_of_now()
    {
        _days.DayOf(CellCondition.Rest, 0, 10);
        _days.Wall += 100L * 86_400;
        _days.DayOf(CellCondition.Rest, 0, 20).Minutes(20, CellCondition.Rest, 3.3, 3.322);
        Assert.Equal(2, _days.History.Rest.Count);
        Assert.Equal("20,22", _days.Text(CellCondition.Rest));
    }

    [Fact]
    public void A_clock_that_begins_in_the_past_changes_no_day_and_goes_on_when_it_is_set()
    {
        _days.DayOf(CellCondition.Rest, 0, 10).DayOf(CellCondition.Rest, 0, 12);
        long right = _days.Wall!.Value;
        CellHistory before = _days.History;
        _days.Wall = right - (30L * 86_400);
        _days.Minutes(600, CellCondition.Rest, 3.3, 3.5);
        Assert.Same(before.Rest, _days.History.Rest);
        Assert.Equal((before.Today, 600), (_days.History.Today, _days.History.MinutesBehind));
        _days.Wall = right + 36_000;
        _days.Minutes(1, CellCondition.Rest, 3.3, 3.314);
        Assert.Equal((2, 0), (_days.History.Rest.Count, _days.History.MinutesBehind));
        Assert.Equal([10, 12], _days.History.Rest.Select(day => day.Spread));
    }

    [Fact]
    public void Days_outlive_six_days_of_running_with_a_clock_that_is_behind()
    {
        _days.DayOf(CellCondition.Rest, 0, 10).DayOf(CellCondition.Rest, 0, 12);
        CellHistory before = _days.History;
        for (int day = 0; day < 6; day++)
        {
            _days.Wall = (CellDays.FirstDay - 30) * 86_400L;
            _days.Minutes(1440, CellCondition.Rest, 3.3, 3.5);
        }

        Assert.Equal((before.Rest, before.Today), (_days.History.Rest, _days.History.Today));
    }

    [Fact]
    public void A_clock_that_was_in_the_future_is_put_right_after_a_week_and_the_days_before_it_stay()
    {
        _days.DayOf(CellCondition.Rest, 0, 10).DayOf(CellCondition.Rest, 0, 12);
        long right = _days.Wall!.Value;
        _days.Wall = right + (3000L * 86_400);
        _days.DayOf(CellCondition.Rest, 0, 90).DayOf(CellCondition.Rest, 0, 90);
        Assert.Equal([10, 12, 90], _days.History.Rest.Select(day => day.Spread));
        _days.Wall = right;
        _days.Minutes(CellHistory.BelievedAfterMinutes, CellCondition.Other, 3.3, 3.3);
        Assert.Equal([10, 12], _days.History.Rest.Select(day => day.Spread));
        _days.DayOf(CellCondition.Rest, 0, 14).DayOf(CellCondition.Rest, 0, 16).DayOf(CellCondition.Rest, 0, 16);
        Assert.Equal([10, 12, 14, 16], _days.History.Rest.Select(day => day.Spread));
    }

    [Fact]
    public void After_a_start_of_the_machine_minutes_begin_anew_and_days_go_on()
    {
        _days.DayOf(CellCondition.Rest, 0, 10).Minutes(5, CellCondition.Rest, 3.3, 3.31);
        CellHistory kept = _days.History;
        Assert.Same(kept, kept.AfterRestart());
        CellHistory later = (kept with { MinuteAt = null }).AfterRestart();
        Assert.Empty(later.Minutes);
        Assert.Equal((kept.Rest, kept.Today), (later.Rest, later.Today));
    }

    [Fact]
    public void Other_cells_begin_everything_anew()
    {
        _days.DayOf(CellCondition.Rest, 0, 9, 14).Minutes(30, CellCondition.Rest, 3.3, 3.4).Minutes(20, CellCondition.Rest, 3.3, 3.3, 3.31);
        Assert.Equal((3, 20, 3), (_days.History.Cells, _days.History.Today!.Rest.Minutes, _days.History.Today.Rest.Sums.Count));
        Assert.Equal(("10", 20), (_days.Text(CellCondition.Rest), _days.History.Minutes.Count));
        Assert.Empty(_days.History.Rest);
    }

    [Fact]
    public void A_day_to_which_the_clock_is_set_back_for_ever_stops_growing()
    {
        BatteryCells cells = BatteryCells.Of(BatteryCellsTests.Member(3.3, 3.31), null)!;
        var full = new ConditionSamples { Minutes = ConditionSamples.MostMinutes - 1, Every = 8192, Sums = [-5, 5] };
        ConditionSamples last = full.With(cells);
        Assert.Equal(ConditionSamples.MostMinutes, last.Minutes);
        Assert.Same(last, last.With(cells));
    }

    [Fact]
    public void Whatever_clock_and_cells_do_days_stay_in_order_and_nothing_grows_without_bound() => Laws.Hold(
        from steps in StepOf.ListOf()
        select steps,
        steps =>
        {
            var days = new CellDays();
            foreach ((int move, int minutes, int spread, bool isKnown, int condition, int count) in steps)
            {
                days.Wall = move == 0 ? null : Math.Max(1, (days.Wall ?? CellDays.FirstDay * 86_400L) + (move * 40_000L));
                double?[] volts = [.. Enumerable.Range(0, count).Select(cell => (double?)(3.3 + (cell % 2 * spread / 1000.0)))];
                volts[0] = isKnown ? volts[0] : null;
                days.History = days.History.MinutesBehind > 0 && minutes > 1000 ? days.History with { MinutesBehind = CellHistory.BelievedAfterMinutes - 1440 } : days.History;
                days.Minutes(minutes, (CellCondition)condition, volts);
                Assert.InRange(days.Text(CellCondition.Rest)?.Split(',').Length ?? 0, 0, CellHistory.MostDays);
            }

            CellHistory history = days.History;
            Assert.InRange(history.Minutes.Count, 0, CellHistory.MostMinutes);
            Assert.InRange(history.MinutesBehind, 0, CellHistory.BelievedAfterMinutes);
            foreach (IReadOnlyList<DayFigure> list in (IReadOnlyList<DayFigure>[])[history.Rest, history.Top, history.Load])
            {
                Assert.InRange(list.Count, 0, CellHistory.MostDays);
                Assert.Equal(list.Select(day => day.Day).Distinct().Order(), list.Select(day => day.Day));
                Assert.All(list, day => Assert.True(day.Day < history.Today!.Day && day is { Spread: >= 0, Lowest: <= 0, Highest: >= 0, LowestCell: > 0, HighestCell: > 0 }));
                Assert.All(list, day => Assert.InRange(Math.Max(day.LowestCell, day.HighestCell), 1, history.Cells));
            }

            foreach (ConditionSamples? samples in (ConditionSamples?[])[history.Today?.Rest, history.Today?.Top, history.Today?.Load])
            {
                Assert.InRange(samples?.Spreads.Count ?? 0, 0, ConditionSamples.MostSpreads);
                Assert.InRange(samples?.Sums.Count ?? 0, 0, 32);
            }
        });

    /// <summary>Most steps of the clock are small, some are years, some take it away; most days are long enough to count.</summary>
    private static Gen<(int Move, int Minutes, int Spread, bool IsKnown, int Condition, int Cells)> StepOf =>
        from move in Gen.Frequency((6, Gen.Choose(1, 3)), (2, Gen.Choose(-4, 0)), (1, Gen.Choose(-900, 900)))
        from minutes in Gen.Frequency((8, Gen.Choose(0, 40)), (1, Gen.Choose(1440, 1500)))
        from spread in Gen.Choose(0, 300)
        from isKnown in Gen.Frequency((9, Gen.Constant(true)), (1, Gen.Constant(false)))
        from condition in Gen.Choose(0, 3)
        from cells in Gen.Frequency((40, Gen.Constant(4)), (1, Gen.Elements(1, 2, 32)))
        select (move, minutes, spread, isKnown, condition, cells);
}
