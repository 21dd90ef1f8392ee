using BtBattery.Aggregation.Energy.Histories;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;
using FsCheck.Fluent;

namespace BtBattery.Aggregation.Tests.Energy;

public sealed class HistoryCounterTests
{
    private HistoryMemory _history = HistoryMemory.Empty;
    private MonotonicTime _now = Banks.Now;
    private bool _isEvent;

    /// <summary>Half an hour from −20 A to −10 A is 7.5 Ah out; from −10 A to +10 A is 1.25 Ah out and 1.25 Ah in.</summary>
    [Fact]
    public void What_is_drawn_is_counted_below_zero_and_what_is_charged_is_not()
    {
        var longest = TimeSpan.FromHours(1);
        Read(Banks.Healthy(amps: -20), seconds: 0, longest);
        Read(Banks.Healthy(amps: -10), seconds: 1800, longest);
        Assert.Equal(-7.5, _history.TotalAhDrawn, 9);
        Read(Banks.Healthy(amps: 10), seconds: 1800, longest);
        Assert.Equal(-8.75, _history.TotalAhDrawn, 9);
        Read(Banks.Healthy(amps: 10), seconds: 1800, longest);
        Assert.Equal(-8.75, _history.TotalAhDrawn, 9);
        Assert.Equal(8.75 * 13.2 / 1000, _history.DischargedKwh, 9);
        Assert.Equal(6.25 * 13.2 / 1000, _history.ChargedKwh, 9);
    }

    [Fact]
    public void What_flows_while_nothing_is_seen_is_not_counted()
    {
        Read(Banks.Healthy(amps: -20));
        Read(Banks.Lost(Banks.Healthy(amps: -20)));
        Read(Banks.Healthy(amps: -20), seconds: 31);
        Assert.Equal(0, _history.TotalAhDrawn);
        Read(Banks.Healthy(amps: -20), seconds: 30);
        Assert.Equal(-20 * 30 / 3600.0, _history.TotalAhDrawn, 9);
    }

    [Fact]
    public void Without_a_voltage_the_charge_is_counted_and_the_energy_is_not()
    {
        BatterySnapshot first = Banks.Healthy(amps: -20);
        Read(first);
        BankView bank = Banks.Merge("1", Banks.Healthy(amps: -20));
        Assert.NotNull(bank.Voltage);
        Read(Banks.Healthy(amps: -20));
        Assert.True(_history.DischargedKwh > 0);
        double before = _history.DischargedKwh;
        _history = _history with { FlowWatts = null };
        Read(Banks.Healthy(amps: -20));
        Assert.Equal(before, _history.DischargedKwh);
        Assert.Equal(-20 * 4 / 3600.0, _history.TotalAhDrawn, 9);
    }

    [Fact]
    public void Discharges_that_end_with_a_full_bank_have_a_mean()
    {
        foreach (double remaining in (double[])[100, 100, 60, 60, 55, 55, 100])
            Read(Banks.Healthy(remaining: remaining));
        Assert.Equal(-45, _history.LastDischargeAh);
        Assert.Null(HistoryFigures.AverageDischargeAh(_history));
        Read(Banks.Healthy(remaining: 100));
        Assert.True(_isEvent);
        Assert.Equal(-45, HistoryFigures.AverageDischargeAh(_history));

        foreach (double remaining in (double[])[98, 98, 90, 90, 80, 80, 100, 100])
            Read(Banks.Healthy(remaining: remaining));
        Assert.Equal(-20, _history.LastDischargeAh);
        Assert.Equal(-32.5, HistoryFigures.AverageDischargeAh(_history));
        Assert.Equal(-45, _history.DeepestDischargeAh);
    }

    /// <summary>A bank that is seen for the first time just before it is full has not been seen to be discharged.</summary>
    [Fact]
    public void Topping_up_is_no_discharge()
    {
        foreach (double remaining in (double[])[98, 98, 100, 100])
            Read(Banks.Healthy(remaining: remaining));
        Assert.Equal(0, _history.Discharges);
        Assert.True(_history.IsFull);
    }

    [Fact]
    public void Time_since_the_last_full_charge_counts_from_the_last_moment_it_was_full()
    {
        Assert.Null(HistoryFigures.SecondsSinceFull(_history, _now));
        Read(Banks.Healthy(remaining: 100));
        Read(Banks.Healthy(remaining: 100));
        Assert.Equal(0, HistoryFigures.SecondsSinceFull(_history, _now));
        Read(Banks.Healthy(remaining: 100), seconds: 600);
        Read(Banks.Healthy(remaining: 97), seconds: 130);
        Assert.Equal(120, HistoryFigures.SecondsSinceFull(_history, _now));
        Assert.Null(HistoryFigures.SecondsSinceFull(_history with { FullAt = null }, _now));
    }

    [Fact]
    public void A_full_discharge_counts_once_until_it_is_recharged()
    {
        foreach (double remaining in (double[])[5, 0, 0, 3, 0, 0, 9, 0, 0])
            Read(Banks.Healthy(remaining: remaining));
        Assert.Equal(1, _history.FullDischarges);
        foreach (double remaining in (double[])[11, 11, 0])
            Read(Banks.Healthy(remaining: remaining));
        Assert.Equal(1, _history.FullDischarges);
        Read(Banks.Healthy(remaining: 0));
        Assert.Equal(2, _history.FullDischarges);
        Assert.True(_isEvent);
    }

    [Fact]
    public void One_odd_reading_makes_no_record_and_two_make_the_nearer_one()
    {
        Read(Banks.Healthy(cellVolts: 3.3));
        Assert.Null(_history.Voltage.Lowest);
        Read(Banks.Healthy(cellVolts: 3.3));
        Read(Banks.Healthy(cellVolts: 1, remaining: 0));
        Read(Banks.Healthy(cellVolts: 3.3));
        Assert.Equal((13.2, 13.2), (_history.Voltage.Lowest, _history.Voltage.Highest));
        Assert.Equal((0, -50), (_history.FullDischarges, _history.DeepestDischargeAh));

        Read(Banks.Healthy(cellVolts: 3.0));
        Read(Banks.Healthy(cellVolts: 2.9));
        Assert.Equal((12, 13.2), (_history.Voltage.Lowest, _history.Voltage.Highest));
        Assert.Equal((3.0, 3.3), (_history.Cells.Lowest, _history.Cells.Highest));
        Assert.Equal((20, 22), (_history.Temperatures.Lowest, _history.Temperatures.Highest));
    }

    /// <summary>The reading that is pending counts by its moment: asked about twice, it does not confirm itself.</summary>
    [Fact]
    public void A_reading_does_not_confirm_itself()
    {
        Read(Banks.Healthy(cellVolts: 3.3));
        Read(Banks.Healthy(cellVolts: 3.3));
        Read(Banks.Healthy(cellVolts: 1));
        Read(Banks.Healthy(cellVolts: 1), seconds: 0);
        Assert.Equal(13.2, _history.Voltage.Lowest);
    }

    [Fact]
    public void An_alarm_counts_when_it_comes_up()
    {
        BatterySnapshot low = Banks.Healthy() with { Protections = new([new(Protection.CellUndervoltage, ProtectionLevel.Alarm, "low")], Banks.Now) };
        BatterySnapshot warned = Banks.Healthy() with { Protections = new([new(Protection.CellUndervoltage, ProtectionLevel.Warning, "low")], Banks.Now) };
        BatterySnapshot high = Banks.Healthy() with { Protections = new([new(Protection.CellOvervoltage, ProtectionLevel.Alarm, "high")], Banks.Now) };
        foreach (BatterySnapshot says in (BatterySnapshot[])[warned, low, low, Banks.Healthy(), low, high, high])
            Read(says);
        Assert.Equal((2, 1), (_history.LowVoltageAlarms, _history.HighVoltageAlarms));
    }

    [Fact]
    public void A_battery_that_slept_with_its_alarm_does_not_raise_it_anew()
    {
        BatterySnapshot low = Banks.Healthy() with { Protections = new([new(Protection.CellUndervoltage, ProtectionLevel.Alarm, "low")], Banks.Now) };
        Read("1|2", low, Banks.Healthy());
        Read("1|2", Banks.Lost(low), Banks.Healthy());
        Read("1|2", low, Banks.Healthy());
        Assert.Equal(1, _history.LowVoltageAlarms);
    }

    [Fact]
    public void It_is_dirty_from_the_first_thing_that_changed_and_due_after_a_quarter_of_an_hour()
    {
        Read(Banks.Healthy());
        Read(Banks.Healthy());
        _history = _history with { DirtySince = null };
        Read(Banks.Healthy());
        Assert.Null(_history.DirtySince);
        Read(Banks.Healthy(amps: -10));
        MonotonicTime dirty = _now;
        Read(Banks.Healthy(amps: -10));
        Assert.Equal(dirty, _history.DirtySince);
        Assert.False(HistoryFigures.IsStoreDue(_history, dirty + TimeSpan.FromSeconds(899)));
        Assert.True(HistoryFigures.IsStoreDue(_history, dirty + TimeSpan.FromSeconds(900)));
    }

    [Fact]
    public void A_bank_counts_its_own_current()
    {
        Read("1|2", Banks.Healthy(amps: -10), Banks.Healthy(amps: -20));
        Read("1|2", Banks.Healthy(amps: -10), Banks.Healthy(amps: -20));
        Assert.Equal(-30 * 2 / 3600.0, _history.TotalAhDrawn, 9);
    }

    [Fact]
    public void Counters_never_run_back_and_asking_twice_counts_once() => Laws.Hold(
        from wiring in Banks.Wirings
        from turns in Gen.ArrayOf(from batteries in Gen.ArrayOf(Banks.Snapshots, 4) from seconds in Gen.Choose(0, 40) select (batteries, seconds), 8)
        select (wiring, turns),
        story =>
        {
            HistoryMemory history = HistoryMemory.Empty;
            MonotonicTime now = Banks.Now;
            double most = 0;
            foreach ((BatterySnapshot[] batteries, int seconds) in story.turns)
            {
                now += TimeSpan.FromSeconds(seconds);
                MemberView[] members = Members(batteries.Take(story.wiring.Members.Count), now);
                BankView bank = BankMerge.Merge(story.wiring, members);
                HistoryMemory next = HistoryCounter.Decide(bank, members, Banks.Deadline, history, now).Memory;
                Assert.Equal(next, HistoryCounter.Decide(bank, members, Banks.Deadline, next, now).Memory);
                Assert.True(next.TotalAhDrawn <= history.TotalAhDrawn && next.ChargedKwh >= history.ChargedKwh && next.DischargedKwh >= history.DischargedKwh);
                Assert.True(next.FullDischarges >= history.FullDischarges && next.LowVoltageAlarms >= history.LowVoltageAlarms && next.Discharges >= history.Discharges);
                Assert.True(history.DeepestDischargeAh is not double deepest || next.DeepestDischargeAh <= deepest);
                Assert.True(history.Voltage.Highest is not double highest || next.Voltage.Highest >= highest);
                Assert.True(next.Voltage.Lowest is not double low || low <= next.Voltage.Highest);
                Assert.True(next.LastDischargeAh is not > 0 && HistoryFigures.AverageDischargeAh(next) is not > 0);
                most += Math.Max(history.FlowAmps < 0 ? -history.FlowAmps : 0, next.FlowAmps < 0 ? -next.FlowAmps : 0) * Banks.Deadline.TotalHours;
                Assert.True(-next.TotalAhDrawn <= most + 1e-9);
                history = next;
            }
        });

    private void Read(BatterySnapshot says, double seconds = 2, TimeSpan? longest = null) => Read("1", [says], seconds, longest ?? Banks.Deadline);

    private void Read(string wiring, params BatterySnapshot[] say) => Read(wiring, say, 2, Banks.Deadline);

    private void Read(string wiring, BatterySnapshot[] say, double seconds, TimeSpan longest)
    {
        _now += TimeSpan.FromSeconds(seconds);
        MemberView[] members = Members(say, _now);
        HistoryDecision decision = HistoryCounter.Decide(BankMerge.Merge(Banks.Wiring(wiring), members), members, longest, _history, _now);
        (_history, _isEvent) = (decision.Memory, decision.IsEvent);
    }

    private static MemberView[] Members(IEnumerable<BatterySnapshot> say, MonotonicTime now) =>
        [.. Banks.Members([.. say.Select(says => Banks.Aged(says, Banks.Now - now))]).Select(member => member with { Now = now })];
}
