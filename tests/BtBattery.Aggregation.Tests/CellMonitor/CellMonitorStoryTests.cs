using BtBattery.Aggregation.CellMonitor;
using BtBattery.Aggregation.LossPolicies;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Tests.Charging;

namespace BtBattery.Aggregation.Tests.CellMonitor;

/// <summary>What the cell monitor says of a bank, turn by turn.</summary>
public sealed class CellMonitorStoryTests
{
    private const int Day = 86_400;

    [Theory]
    [InlineData("1|2")]
    [InlineData("1+2")]
    [InlineData("(1+2)|(3+4)")]
    [InlineData("1+2+3+4")]
    public void The_worst_cell_of_a_bank_is_the_one_furthest_from_the_mean_of_its_own_battery(string wiring)
    {
        var story = new BankStory(wiring);
        BatterySnapshot[] batteries = [.. Enumerable.Range(0, story.Settings.Wiring.Members.Count).Select(_ => story.Healthy())];

        // All of the first battery is higher, which is nothing about its cells.
        batteries[0] = Cells(story, 3.400, 3.400, 3.400, 3.401);
        batteries[1] = Cells(story, 3.300, 3.300, 3.290, 3.300);
        Measured<MemberValue> worst = story.Turn(batteries).CellMonitor!.Worst!.Value;
        Assert.Equal((2, 3, -0.0075), (worst.Value.Battery, worst.Value.Number, Math.Round(worst.Value.Value, 6)));
    }

    [Fact]
    public void A_cell_that_is_not_known_might_be_the_worst_of_the_bank_and_the_others_are_shown()
    {
        var story = new BankStory("1|2");
        CellMonitorOutcome seen = story.Turn(Cells(story, 3.3, 3.3, null, 3.3), Cells(story, 3.3, 3.31, 3.3, 3.3)).CellMonitor!;
        Assert.Null(seen.Worst);
        Assert.Null(seen.Batteries[0].Cells);
        Assert.Equal(2, seen.Batteries[1].Cells!.Worst.Number);
        Assert.Equal("B1's cells are not known.", seen.Batteries[0].Shown!.Sentence.Text);
        Assert.Equal("B1's cells are not known.", seen.Sentence);
    }

    [Fact]
    public void A_battery_that_is_silent_leaves_the_others_of_a_parallel_bank_and_nothing_of_a_string()
    {
        var parallel = new BankStory("1|2");
        Measured<MemberValue> worst = parallel.Turn(BatterySnapshot.Empty, Cells(parallel, 3.3, 3.31, 3.3, 3.3)).CellMonitor!.Worst!.Value;
        Assert.Equal((2, 2), (worst.Value.Battery, worst.Value.Number));
        var series = new BankStory("1+2");
        Assert.Null(series.Turn(BatterySnapshot.Empty, Cells(series, 3.3, 3.31, 3.3, 3.3)).CellMonitor!.Worst);
    }

    [Theory]
    [InlineData(3.3, 3.31)]
    [InlineData(3.3, 3.31, 3.3, 6.0)]
    public void While_a_battery_shows_not_all_of_its_cells_or_one_that_cannot_be_no_other_is_called_the_worst(params double[] volts)
    {
        var story = new BankStory("1|2");
        story.Turn(story.Healthy(), Cells(story, 3.3, 3.31, 3.3, 3.3));
        BatterySnapshot odd = Cells(story.After(2), [.. volts.Select(one => (double?)one)]) with { CellCount = new(4, story.Now) };
        CellMonitorOutcome seen = story.Turn(odd, Cells(story, 3.3, 3.31, 3.3, 3.3)).CellMonitor!;
        Assert.Null(seen.Batteries[0].Cells);
        Assert.NotNull(seen.Batteries[1].Cells);
        Assert.Null(seen.Worst);
    }

    [Fact]
    public void Noise_between_batteries_does_not_move_the_worst_cell()
    {
        var story = new BankStory("1|2");
        for (int i = 0; i < 10; i++)
        {
            story.After(2).Turn(Cells(story, 3.3, 3.3, 3.3, 3.320), Cells(story, 3.3, 3.3, 3.3, 3.319 + (i % 2 * 0.002)));
            Assert.Equal(1, story.Last.CellMonitor!.Worst!.Value.Value.Battery);
        }

        story.After(2).Turn(Cells(story, 3.3, 3.3, 3.3, 3.320), Cells(story, 3.3, 3.3, 3.3, 3.330));
        Assert.Equal(2, story.Last.CellMonitor!.Worst!.Value.Value.Battery);
    }

    [Fact]
    public void The_condition_is_rest_after_a_while_load_after_a_minute_and_the_top_at_once()
    {
        var story = new BankStory("1");
        Assert.Equal(CellCondition.Other, For(60, amps: 0));
        Assert.Equal(CellCondition.Rest, For(15 * 60, amps: 1));
        Assert.Equal(CellCondition.Other, For(40, amps: -20));
        Assert.Equal(CellCondition.Load, For(60, amps: -20));
        Assert.Equal(CellCondition.Other, For(2, amps: 30));
        Assert.Equal(CellCondition.Other, For(10, amps: 30, volts: 3.45));
        Assert.Equal(CellCondition.Top, For(2, amps: 3, volts: 3.45));
        Assert.Equal(CellCondition.Top, For(2000, amps: 0, volts: 3.45));
        Assert.Equal(CellCondition.Rest, For(2, amps: 0, volts: 3.36));
        Assert.Null(Of(story.After(2).Turn(story.Healthy() with { Current = null })));
        Assert.Null(Of(story.After(2).Turn(story.Healthy() with { FullAh = null, DesignAh = null })));

        // With one cell unknown a battery under load is one, and one at rest might be full.
        Assert.Equal(CellCondition.Other, For(2, amps: 0));
        Assert.Null(Of(story.After(2).Turn(Cells(story, 3.3, null, 3.3, 3.3))));
        For(100, amps: -20);
        Assert.Equal(CellCondition.Load, Of(story.After(2).Turn(Cells(story, 3.3, null, 3.3, 3.3) with { Current = new(-20, story.Now) })));

        CellCondition? For(int seconds, double amps, double volts = 3.3)
        {
            for (int passed = 0; passed < seconds; passed += 2)
            {
                story.After(2).Turn(story.Healthy(amps, volts));
            }

            return Of(story.Last);
        }

        static CellCondition? Of(Aggregation.Charging.BankOutcome outcome) => outcome.CellMonitor!.Batteries[0].Condition.Condition;
    }

    [Fact]
    public void A_cell_that_drifts_at_rest_is_named_after_a_week_of_a_battery_and_of_the_bank()
    {
        var story = new BankStory("1|2") { Wall = new(CellDays.FirstDay * Day) };
        story.Turn(story.Healthy(), story.Healthy());
        Assert.Equal("The cells of every battery are within 0 mV; a trend needs a week with rests or full charges.", story.Last.CellMonitor!.Sentence);
        for (int day = 0; day < 12; day++)
        {
            Rest(story, day, () => [story.Healthy(), Cells(story, 3.300, 3.300, 3.302, 3.300 - (day * 0.001))]);
        }

        CellMonitorOutcome seen = story.Last.CellMonitor!;
        Assert.Equal("B2 cell 4 drifts -5 mV a week at rest.", seen.Batteries[1].Shown!.Sentence.Text);
        Assert.Equal("B2 cell 4 drifts -5 mV a week at rest.", seen.Sentence);
        Assert.Equal("B1's cells are within 0 mV at rest and do not drift.", seen.Batteries[0].Shown!.Sentence.Text);
        Assert.Equal(7, seen.Batteries[1].Shown!.TrendOf(CellCondition.Rest)!.Value, 6);
        Assert.Null(seen.Batteries[1].Shown!.TrendOf(CellCondition.Top));
    }

    [Fact]
    public void Cells_that_stay_together_are_told_of_a_battery_alone_without_its_number()
    {
        var story = new BankStory("1") { Wall = new(CellDays.FirstDay * Day) };
        story.Turn(story.Healthy());
        Assert.Equal("Cells are within 0 mV now; a trend needs a week with rests or full charges.", story.Last.CellMonitor!.Sentence);
        Rest(story, 0, () => [Cells(story, 3.3, 3.3, 3.312, 3.3)]);
        Assert.Equal("Cells are within 12 mV at rest; a trend needs a week with rests or full charges.", story.Last.CellMonitor!.Sentence);
        for (int day = 1; day < 10; day++)
        {
            Rest(story, day, () => [Cells(story, 3.3, 3.3, 3.312, 3.3)]);
        }

        Assert.Equal("Cells are within 12 mV at rest and do not drift.", story.Last.CellMonitor!.Sentence);
    }

    [Fact]
    public void Without_a_clock_it_says_why_there_is_no_trend()
    {
        var story = new BankStory("1");
        story.Turn(Cells(story, 3.3, 3.3, 3.312, 3.3));
        Assert.Equal("Cells are within 12 mV now; there is no trend while the clock of the device is not set.", story.Last.CellMonitor!.Sentence);

        var bank = new BankStory("1|2");
        bank.Turn(bank.Healthy(), Cells(bank, 3.3, 3.3, 3.312, 3.3));
        Assert.Equal("The cells of every battery are within 12 mV; there is no trend while the clock of the device is not set.", bank.Last.CellMonitor!.Sentence);
    }

    [Fact]
    public void Cells_that_are_there_again_are_told_as_they_are_before_their_first_minute()
    {
        var story = new BankStory("1");
        story.Turn(Cells(story, 3.3, 3.3, 3.312, 3.3));
        story.After(70).Turn(Cells(story, 3.3, 3.3, null, 3.3));
        Assert.Equal("Cells are not known.", story.Last.CellMonitor!.Sentence);
        story.After(2).Turn(Cells(story, 3.3, 3.3, 3.315, 3.3));
        Assert.StartsWith("Cells are within 15 mV now;", story.Last.CellMonitor!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_battery_that_shows_other_cells_than_it_has_keeps_its_days()
    {
        var story = new BankStory("1") { Wall = new(CellDays.FirstDay * Day) };
        story.Settings = story.Settings with { CellCounts = [4] };
        Rest(story, 0, () => [Cells(story, 3.3, 3.3, 3.312, 3.3)]);
        Rest(story, 1, () => [Cells(story, 3.3, 3.3, 3.312, 3.3, 3.4)]);
        CellHistory history = story.Last.CellMonitor!.Batteries[0].History;
        Assert.Equal((4, 12, 0), (history.Cells, Assert.Single(history.Rest).Spread, history.Today!.Rest.Minutes));
    }

    [Theory]
    [InlineData(3, 50)]
    [InlineData(-3, 50)]
    public void No_drift_is_told_of_the_load_because_the_spread_goes_with_the_current(int perDay, int first)
    {
        BankStory story = After(CellCondition.Load, day => first + (perDay * day), days: 14);
        int last = first + (perDay * 13);
        Assert.Equal($"Cells are within {last} mV under load; a trend needs a week with rests or full charges.", story.Last.CellMonitor!.Sentence);
        Assert.Equal(7.0 * perDay, story.Last.CellMonitor.Batteries[0].Shown!.TrendOf(CellCondition.Load)!.Value, 6);
    }

    [Fact]
    public void Of_days_that_scatter_more_than_they_rise_neither_a_drift_is_told_nor_that_there_is_none()
    {
        BankStory story = After(CellCondition.Rest, day => day % 3 == 0 ? 10 : 12 + day, days: 8);
        Assert.InRange(story.Last.CellMonitor!.Batteries[0].Shown!.TrendOf(CellCondition.Rest)!.Value, CellSentence.DriftPerWeek, 20);
        Assert.Equal("Cells are within 19 mV at rest; a trend needs more days.", story.Last.CellMonitor.Sentence);
    }

    [Fact]
    public void What_was_two_weeks_ago_is_not_told_as_if_it_were_now()
    {
        BankStory story = After(CellCondition.Rest, day => 10 + day, days: 28);
        Assert.StartsWith("Cell 1 drifts -", story.Last.CellMonitor!.Sentence, StringComparison.Ordinal);
        story.Wall = new((CellDays.FirstDay + 28 + CellHistory.LatelyDays) * Day);
        story.After(60).Turn(story.Healthy());
        Assert.Equal("Cells are within 0 mV now; a trend needs a week with rests or full charges.", story.Last.CellMonitor!.Sentence);
        Assert.Null(story.Last.CellMonitor.Batteries[0].Shown!.TrendOf(CellCondition.Rest));
        story.Wall = null;
        story.After(2).Turn(story.Healthy());
        Assert.EndsWith("there is no trend while the clock of the device is not set.", story.Last.CellMonitor!.Sentence, StringComparison.Ordinal);
        Assert.Null(story.Last.CellMonitor.Batteries[0].Shown!.Rest);
    }

    [Fact]
    public void Another_day_is_shown_at_once_although_nothing_is_heard()
    {
        BankStory story = After(CellCondition.Rest, _ => 10, days: 2);
        story.Memory = story.Memory.AfterRestart(story.Settings.Wiring, [LossTimes.Of(LossPolicy.Balanced)], story.After(1).Now);
        Assert.Equal("10,10,", story.Turn(BatterySnapshot.Empty).CellMonitor!.Batteries[0].Shown!.Rest);
        story.Wall = new((CellDays.FirstDay + 3) * Day);
        Assert.Equal("10,10,,", story.After(1).Turn(BatterySnapshot.Empty).CellMonitor!.Batteries[0].Shown!.Rest);
    }

    [Fact]
    public void The_sentence_follows_the_alarm_and_waits_for_no_minute()
    {
        var story = new BankStory("1");
        story.Settings = story.Settings with { Alarms = new() { ImbalanceVolts = 0.2, ImbalanceDelay = TimeSpan.FromSeconds(10) } };
        bool[] apart = [.. Enumerable.Repeat(false, 5), .. Enumerable.Repeat(true, 20), .. Enumerable.Repeat(false, 20)];
        (int? raised, int? told, int? cleared, int? untold) = (null, null, null, null);
        for (int i = 0; i < apart.Length; i++)
        {
            story.After(2).Turn(Cells(story, 3.3, 3.3, apart[i] ? 3.0 : 3.3, 3.3));
            bool isUp = story.Last.CellAlerts.Active > 0;
            bool isTold = story.Last.CellMonitor!.Sentence.EndsWith("more than is allowed.", StringComparison.Ordinal);
            raised ??= isUp ? i : null;
            told ??= isTold ? i : null;
            cleared ??= raised is not null && !isUp ? i : null;
            untold ??= told is not null && !isTold ? i : null;
        }

        // It is made of the alarms of the turn before.
        Assert.Equal((raised + 1, cleared + 1), (told, untold));
        Assert.NotNull(cleared);
    }

    [Fact]
    public void Cells_that_are_too_far_apart_come_before_any_drift()
    {
        var story = new BankStory("1|2");
        story.Settings = story.Settings with { Alarms = new() { ImbalanceVolts = 0.2, ImbalanceDelay = TimeSpan.FromSeconds(10) } };
        for (int i = 0; i < 40; i++)
        {
            story.After(2).Turn(story.Healthy(), Cells(story, 3.3, 3.3, 3.1, 3.32));
        }

        Assert.Equal("B2 cell 3 is 155 mV below the mean, and cells are 220 mV apart: more than is allowed.", story.Last.CellMonitor!.Sentence);
    }

    [Fact]
    public void Days_and_minutes_outlive_a_restart()
    {
        var story = new BankStory("1") { Wall = new(CellDays.FirstDay * Day) };
        for (int day = 0; day < 3; day++)
        {
            Rest(story, day, () => [Cells(story, 3.3, 3.3, 3.312, 3.3)]);
        }

        string? minutes = story.Last.CellMonitor!.Batteries[0].Shown!.Minutes;
        story.Memory = story.Memory.AfterRestart(story.Settings.Wiring, [LossTimes.Of(LossPolicy.Balanced)], story.After(1).Now);
        CellMonitorShown shown = story.Turn(story.Healthy()).CellMonitor!.Batteries[0].Shown!;
        Assert.Equal((minutes, "12,12,12"), (shown.Minutes, shown.Rest));
    }

    [Fact]
    public void While_nothing_changes_nothing_is_made()
    {
        var story = new BankStory("1");
        story.Turn(story.Healthy());
        CellMonitorMemory before = story.Memory.Members[0].Monitor;
        BankCellMemory bank = story.Memory.Cells;
        BatterySnapshot same = story.Healthy();
        story.After(1).Turn(same);
        CellMonitorMemory next = story.Memory.Members[0].Monitor;
        Assert.NotSame(before, next);
        Assert.Same(before.Shown, next.Shown);
        story.After(1).Turn(same);
        Assert.Same(next, story.Memory.Members[0].Monitor);
        Assert.Same(bank, story.Memory.Cells);
    }

    /// <summary>A healthy battery after some days of which this was kept; on the morning after.</summary>
    private static BankStory After(CellCondition condition, Func<int, int> spread, int days)
    {
        DayFigure[] kept = [.. Enumerable.Range(0, days).Select(day => new DayFigure(CellDays.FirstDay + day, spread(day), 1, -spread(day), 2, 0))];
        CellHistory history = CellHistory.Empty with { Cells = 4, Today = new(CellDays.FirstDay + days) };
        history = condition == CellCondition.Load ? history with { Load = kept } : history with { Rest = kept };
        var story = new BankStory("1") { Wall = new((CellDays.FirstDay + days) * Day) };
        story.Memory = story.Memory with { Members = [Aggregation.Charging.MemberMemory.Empty with { Monitor = CellMonitorMemory.Empty with { History = history } }] };
        story.Turn(story.Healthy());
        return story;
    }

    private static BatterySnapshot Cells(BankStory story, params double?[] volts) => story.Healthy() with { CellVoltages = new(volts, story.Now), CellCount = new(volts.Length, story.Now) };

    /// <summary>A device that is on for forty minutes of a day, without a current.</summary>
    private static void Rest(BankStory story, int day, Func<BatterySnapshot[]> batteries)
    {
        for (int seconds = 0; seconds < 2400; seconds += 10)
        {
            story.Wall = new(((CellDays.FirstDay + day) * Day) + seconds);
            story.After(10).Turn(batteries());
        }
    }
}
