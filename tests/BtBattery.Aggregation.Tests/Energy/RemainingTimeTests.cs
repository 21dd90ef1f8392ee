using BtBattery.Aggregation.Energy.Times;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Wiring;
using FsCheck.Fluent;

namespace BtBattery.Aggregation.Tests.Energy;

public sealed class RemainingTimeTests
{
    private static readonly CurrentMean s_discharging = new() { Amps = -10, At = Banks.Now };

    private static readonly CurrentMean s_charging = new() { Amps = 10, At = Banks.Now };

    /// <summary>From 50 % of 100 Ah down to 20 % are 30 Ah: three hours at 10 A.</summary>
    [Fact]
    public void P1_time_to_go_is_the_time_to_the_warning_in_seconds()
    {
        Measured<int>? time = RemainingTime.ToGo(Banks.Merge("1", Banks.Healthy(amps: -10)), s_discharging, 20);
        Assert.Equal(new(10800, Banks.Now), time);
        Assert.Equal(18000, RemainingTime.ToGo(Banks.Merge("1", Banks.Healthy(amps: -10)), s_discharging, 0)?.Value);
    }

    [Fact]
    public void P1_there_is_no_time_to_go_while_charging_or_idle()
    {
        Assert.Null(RemainingTime.ToGo(Banks.Merge("1", Banks.Healthy(amps: 10)), s_charging, 20));
        Assert.Null(RemainingTime.ToGo(Banks.Merge("1", Banks.Healthy(amps: 0)), s_discharging, 20));
        Assert.Null(RemainingTime.ToGo(Banks.Merge("1", Banks.Healthy(amps: 10)), s_discharging, 20));
        Assert.Null(RemainingTime.ToGo(Banks.Merge("1", Banks.Healthy(amps: -10)), s_charging, 20));
    }

    /// <summary>30 Ah last for 300 h at 0.1 A, which is more than ten days.</summary>
    [Fact]
    public void P2_a_current_that_is_next_to_nothing_is_idle()
    {
        BankView bank = Banks.Merge("1", Banks.Healthy(amps: -0.1));
        Assert.Null(RemainingTime.ToGo(bank, s_discharging with { Amps = -0.1 }, 20));
        Assert.NotNull(RemainingTime.ToGo(bank, s_discharging with { Amps = -0.126 }, 20));
    }

    [Fact]
    public void P2_without_a_fresh_reading_there_is_none()
    {
        foreach (BatterySnapshot battery in (BatterySnapshot[])[
            Banks.Healthy(amps: -10) with { Current = null },
            Banks.Healthy(amps: -10) with { SocPercent = null },
            Banks.Healthy(amps: -10) with { FullAh = null },
            Banks.Lost(Banks.Healthy(amps: -10))])
        {
            Assert.Null(RemainingTime.ToGo(Banks.Merge("1", battery), s_discharging, 20));
            Assert.Null(RemainingTime.To(Banks.Merge("1", battery), s_discharging, 10, isPastShown: true));
        }
    }

    [Fact]
    public void A_bank_below_its_warning_has_no_time_left() =>
        Assert.Equal(0, RemainingTime.ToGo(Banks.Merge("1", Banks.Healthy(amps: -10, remaining: 15)), s_discharging, 20)?.Value);

    [Fact]
    public void It_is_as_old_as_the_older_of_charge_and_current()
    {
        var before = new MonotonicTime(Banks.Now.SinceOrigin - TimeSpan.FromSeconds(9));
        BatterySnapshot battery = Banks.Healthy(amps: -10) with { SocPercent = new(50, before) };
        Assert.Equal(before, RemainingTime.ToGo(Banks.Merge("1", battery), s_discharging, 20)?.At);
    }

    /// <summary>40 Ah over 30 A are 80 minutes; to go on for whole minutes, seconds are cut off.</summary>
    [Fact]
    public void Times_are_whole_minutes()
    {
        BankView bank = Banks.Merge("1", Banks.Healthy(amps: -30, remaining: 60));
        Assert.Equal(80 * 60, RemainingTime.ToGo(bank, s_discharging with { Amps = -29.999 }, 20)?.Value);
        Assert.Equal(79 * 60, RemainingTime.ToGo(bank, s_discharging with { Amps = -30.001 }, 20)?.Value);
    }

    /// <summary>One has 60 Ah above the warning, the other 70: the string has 60, though its lowest SoC and its smallest capacity would say 30.</summary>
    [Fact]
    public void A_string_is_empty_with_its_first_part()
    {
        BankView bank = Banks.Merge("1+2", Banks.Healthy(amps: -10, remaining: 90), Banks.Healthy(amps: -10, remaining: 100, installed: 200));
        Assert.Equal(6 * 3600, RemainingTime.ToGo(bank, s_discharging, 20)?.Value);
    }

    [Fact]
    public void Parts_in_parallel_add_up_and_one_that_is_open_does_not_count()
    {
        BatterySnapshot half = Banks.Healthy(amps: -5);
        Assert.Equal(6 * 3600, RemainingTime.ToGo(Banks.Merge("1|2", half, half), s_discharging, 20)?.Value);
        BatterySnapshot open = half with { ChargeFetOn = new(false, Banks.Now), DischargeFetOn = new(false, Banks.Now), Current = new(0, Banks.Now) };
        Assert.Equal(3 * 3600, RemainingTime.ToGo(Banks.Merge("1|2", half, open), s_discharging, 20)?.Value);
    }

    [Fact]
    public void Points_ahead_are_positive_and_points_behind_are_shown_only_where_they_are_wanted()
    {
        BankView bank = Banks.Merge("1", Banks.Healthy(amps: 10));
        Assert.Equal(5 * 3600, RemainingTime.To(bank, s_charging, 100, isPastShown: false)?.Value);
        Assert.Equal(0, RemainingTime.To(bank, s_charging, 50, isPastShown: false)?.Value);
        Assert.Null(RemainingTime.To(bank, s_charging, 20, isPastShown: false));
        Assert.Equal(-3 * 3600, RemainingTime.To(bank, s_charging, 20, isPastShown: true)?.Value);
        Assert.Equal(3 * 3600, RemainingTime.To(Banks.Merge("1", Banks.Healthy(amps: -10)), s_discharging, 20, isPastShown: true)?.Value);
    }

    /// <summary>The upper one is full after 20 Ah; the lower one has 60 % by then, and never gets to 61 % and more.</summary>
    [Fact]
    public void A_string_never_gets_fuller_than_its_fullest_part_lets_it()
    {
        BankView bank = Banks.Merge("1+2", Banks.Healthy(amps: 10, remaining: 80), Banks.Healthy(amps: 10, remaining: 40));
        Assert.Equal(2 * 3600, RemainingTime.To(bank, s_charging, 60, isPastShown: false)?.Value);
        Assert.Null(RemainingTime.To(bank, s_charging, 62, isPastShown: false));
        Assert.Null(RemainingTime.To(bank, s_charging, 100, isPastShown: false));
    }

    [Fact]
    public void The_mean_follows_a_step_by_63_percent_in_three_minutes_however_often_it_is_read()
    {
        foreach (int seconds in (int[])[2, 15, 20])
        {
            var mean = new CurrentMean { Amps = 0, At = Banks.Now };
            MonotonicTime now = Banks.Now;
            for (int i = 0; i < 180 / seconds; i++)
            {
                now += TimeSpan.FromSeconds(seconds);
                mean = mean.Step(new(-100, now), Banks.Deadline, now);
            }

            Assert.Equal(-100 * (1 - 1 / Math.E), mean.Amps, 6);
        }
    }

    [Fact]
    public void After_a_gap_the_mean_begins_anew()
    {
        MonotonicTime later = Banks.Now + TimeSpan.FromSeconds(31);
        Assert.Equal(new CurrentMean { Amps = 4, At = later }, s_discharging.Step(new(4, later), Banks.Deadline, later));
        Assert.Equal(s_discharging, s_discharging.Step(null, Banks.Deadline, later));
        Assert.Equal(s_discharging, s_discharging.Step(new(4, Banks.Now), Banks.Deadline, later));
        Assert.Equal(4, (s_discharging with { At = later + Banks.Deadline }).Step(new(4, later), Banks.Deadline, later).Amps);
    }

    [Theory]
    [InlineData(0, "0m")]
    [InlineData(59, "0m")]
    [InlineData(16200, "4h 30m")]
    [InlineData(864000, "10d 0h")]
    [InlineData(-3700, "1h 1m ago")]
    public void A_time_in_words(int seconds, string text) => Assert.Equal(text, TimeText.Of(seconds));

    /// <summary>When the time is over at that current, the bank has that state of charge: the parts are moved there and merged anew.</summary>
    [Fact]
    public void The_bank_has_that_state_of_charge_when_the_time_is_over() => Laws.Hold(
        from wiring in Banks.Wirings
        from charges in Gen.ArrayOf(from installed in Gen.Choose(50, 300) from share in Gen.Choose(0, 100) select (installed, share / 100.0), 4)
        from point in Gen.Choose(0, 100)
        from isCharging in Gen.Elements(true, false)
        select (wiring, charges, point, isCharging),
        story =>
        {
            BatterySnapshot[] batteries = [.. story.charges.Take(story.wiring.Members.Count).Select(charge =>
                Banks.Healthy(amps: story.isCharging ? 1 : -1, remaining: charge.Item1 * charge.Item2, installed: charge.Item1))];
            BankView bank = BankMerge.Merge(story.wiring, Banks.Members(batteries));
            var mean = new CurrentMean { Amps = story.isCharging ? 50 : -50, At = Banks.Now };
            if (!IsPlain(story.wiring) || RemainingTime.To(bank, mean, story.point, isPastShown: true) is not { } time)
                return;
            double ah = mean.Amps * time.Value / 3600;
            bool isSeries = story.wiring is BankJoint { IsSeries: true };
            double whole = batteries.Sum(battery => battery.FullAh!.Value.Value);
            double then = isSeries
                ? batteries.Min(battery => battery.SocPercent!.Value.Value + 100 * ah / battery.FullAh!.Value.Value)
                : batteries.Sum(battery => battery.RemainingAh!.Value.Value + ah * battery.FullAh!.Value.Value / whole) / whole * 100;
            Assert.Equal(story.point, then, 100 * 50 / 60.0 / 50 + 1e-6);
        });

    [Fact]
    public void The_order_in_a_joint_does_not_matter() => Laws.Hold(
        from wiring in Banks.Wirings from batteries in Gen.ArrayOf(Banks.Snapshots, 4) from point in Gen.Choose(0, 100) select (wiring, batteries, point),
        story =>
        {
            MemberView[] members = Banks.Members([.. story.batteries.Take(story.wiring.Members.Count)]);
            BankView one = BankMerge.Merge(story.wiring, members);
            BankView other = BankMerge.Merge(Reversed(story.wiring), members);
            var mean = new CurrentMean { Amps = one.Current?.Value ?? 0, At = Banks.Now };
            Measured<int>? first = RemainingTime.To(one, mean, story.point, isPastShown: true);
            Measured<int>? second = RemainingTime.To(other, mean, story.point, isPastShown: true);
            Assert.Equal(first?.At, second?.At);
            Assert.True(first is null || Math.Abs(first.Value.Value - second!.Value.Value) <= 60);
        });

    private static bool IsPlain(BankNode node) => node is not BankJoint joint || joint.Parts.All(part => part is BankMember);

    private static BankNode Reversed(BankNode node) => node is BankJoint joint ? new BankJoint(joint.IsSeries, [.. joint.Parts.Reverse().Select(Reversed)]) : node;
}
