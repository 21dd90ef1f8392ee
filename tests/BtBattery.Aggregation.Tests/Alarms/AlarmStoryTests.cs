using BtBattery.Aggregation.Alarms;
using BtBattery.Aggregation.LossPolicies;
using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Tests.Charging;

namespace BtBattery.Aggregation.Tests.Alarms;

/// <summary>What raises an alarm, what ends it, and what silence does to it, told turn by turn.</summary>
public sealed class AlarmStoryTests
{
    private static readonly AlarmSettings s_settings = new() { HasLimits = true, ImbalanceVolts = 0.2, ImbalanceDelay = TimeSpan.FromMinutes(1) };

    [Fact]
    public void A_bit_that_flickers_makes_one_alarm()
    {
        BankStory story = Story();
        Healthy(story);
        Assert.Equal(0, Level(story, Alarm.HighCellVoltage));
        var shown = new List<int?>();
        for (int i = 0; i < 60; i++)
        {
            story.After(2).Turn(i % 3 == 0 ? Protected(story, Protection.CellOvervoltage) : story.Healthy());
            shown.Add(Level(story, Alarm.HighCellVoltage));
        }

        Assert.All(shown, level => Assert.Equal(2, level));
        for (int i = 0; i < 27; i++)
        {
            Healthy(story);
            Assert.Equal(2, Level(story, Alarm.HighCellVoltage));
        }

        Healthy(story);
        Assert.Equal(0, Level(story, Alarm.HighCellVoltage));
    }

    [Fact]
    public void What_is_up_stays_up_in_silence_and_a_0_turns_invalid()
    {
        BankStory story = Story();
        Healthy(story);
        BatterySnapshot last = Protected(story, Protection.ChargeUndertemperature);
        story.Turn(last);
        story.After(30).Turn(last);
        Assert.Equal((2, 0), (Level(story, Alarm.LowChargeTemperature), Level(story, Alarm.HighCellVoltage)));
        story.After(0.001).Turn(last);
        Assert.Equal((2, null), (Level(story, Alarm.LowChargeTemperature), Level(story, Alarm.HighCellVoltage)));
        story.After(86400).Turn(last);
        Assert.Equal((2, null), (Level(story, Alarm.LowChargeTemperature), Level(story, Alarm.HighCellVoltage)));

        // It is back, and still too cold: nothing was new.
        last = Protected(story, Protection.ChargeUndertemperature);
        story.Turn(last);
        Assert.Equal((2, 0), (Level(story, Alarm.LowChargeTemperature), Level(story, Alarm.HighCellVoltage)));
        story.After(2).Turn(story.Healthy());
        Assert.Equal(2, Level(story, Alarm.LowChargeTemperature));
        story.After(60).Turn(story.Healthy());
        Assert.Equal(0, Level(story, Alarm.LowChargeTemperature));
    }

    [Fact]
    public void What_a_battery_that_is_heard_says_nothing_of_any_more_ends_after_ten_minutes()
    {
        BankStory story = Story();
        for (int i = 0; i < 20; i++)
        {
            story.After(2).Turn(Protected(story, Protection.ShortCircuit) with { Temperatures = new([0.0], story.Now) });
        }

        Assert.Equal((2, 1), (Level(story, Alarm.InternalFailure), Level(story, Alarm.LowChargeTemperature)));
        Speak(299);
        Assert.Equal((2, 1), (Level(story, Alarm.InternalFailure), Level(story, Alarm.LowChargeTemperature)));

        // Silence is no speaking: it begins anew.
        story.After(40).Turn(BatterySnapshot.Empty);
        story.After(2).Turn(Speaking());
        MonotonicTime again = story.Now;
        Speak(299);
        Assert.Equal((2, 1), (Level(story, Alarm.InternalFailure), Level(story, Alarm.LowChargeTemperature)));
        Assert.Equal(again + AlarmState.LongestMissing, story.Last.Alarms.NextChange);
        Speak(31);
        Assert.Equal((null, null), (Level(story, Alarm.InternalFailure), Level(story, Alarm.LowChargeTemperature)));

        void Speak(int turns)
        {
            for (int i = 0; i < turns; i++)
            {
                story.After(2).Turn(Speaking());
            }
        }

        BatterySnapshot Speaking() => story.Healthy() with { Protections = null, Temperatures = null };
    }

    [Fact]
    public void What_is_over_a_threshold_of_the_bank_ends_after_ten_minutes_without_a_reading_although_all_are_heard()
    {
        BankStory story = Story();
        story.Turn(story.Healthy(remaining: 15));
        for (int i = 0; i < 329; i++)
        {
            story.After(2).Turn(story.Healthy() with { SocPercent = null });
            Assert.Equal(1, Level(story, Alarm.LowSoc));
        }

        story.After(2).Turn(story.Healthy() with { SocPercent = null });
        Assert.Equal(0, Level(story, Alarm.LowSoc));
    }

    [Fact]
    public void A_bad_link_makes_nothing_flap_between_0_and_invalid()
    {
        BankStory story = Story();
        Healthy(story);
        BatterySnapshot last = story.Healthy();
        story.Turn(last);
        story.After(31).Turn(last);
        Assert.Null(Level(story, Alarm.HighCellVoltage));
        story.After(2).Turn(story.Healthy());
        Assert.Null(Level(story, Alarm.HighCellVoltage));
        Assert.Equal(story.Now + TimeSpan.FromSeconds(30), story.Last.Alarms.NextChange);
        for (int i = 0; i < 29; i++)
        {
            story.After(2).Turn(story.Healthy());
        }

        Assert.Equal(0, Level(story, Alarm.HighCellVoltage));
    }

    [Theory]
    [InlineData("HighCellVoltage", 3.56, 1)]
    [InlineData("HighCellVoltage", 3.66, 2)]
    [InlineData("HighCellVoltage", 3.54, 0)]
    [InlineData("LowCellVoltage", 2.9, 1)]
    [InlineData("LowCellVoltage", 2.91, 0)]
    [InlineData("LowCellVoltage", 2.69, 2)]
    [InlineData("CellImbalance", 3.51, 1)]
    [InlineData("CellImbalance", 3.49, 0)]
    public void A_cell_is_held_against_what_the_owner_set_by_more_than_one_frame(string name, double volts, int level)
    {
        Alarm alarm = Enum.Parse<Alarm>(name);
        BankStory story = Story();
        Healthy(story);
        BatterySnapshot odd = OneCell(story, volts);
        story.Turn(odd);
        for (int i = 0; i < 20; i++)
        {
            story.After(1).Turn(odd);
            Assert.Equal(0, Level(story, alarm));
        }

        for (int i = 0; i < 40; i++)
        {
            story.After(2).Turn(OneCell(story, volts));
        }

        Assert.Equal(level, Level(story, alarm));
    }

    [Fact]
    public void A_cell_that_comes_to_the_end_of_a_charge_is_not_high_and_one_near_its_threshold_does_not_chatter()
    {
        BankStory story = Story();
        Healthy(story);
        for (int i = 0; i < 100; i++)
        {
            story.After(2).Turn(story.Healthy(20, 3.45 + (i % 5) * 0.01));
            Assert.Equal((0, 0), (Level(story, Alarm.HighCellVoltage), Level(story, Alarm.HighVoltage)));
        }

        int changes = 0;
        int? before = 0;
        for (int i = 0; i < 600; i++)
        {
            story.After(2).Turn(OneCell(story, i % 20 < 10 ? 3.551 : 3.52));
            changes += Level(story, Alarm.HighCellVoltage) == before ? 0 : 1;
            before = Level(story, Alarm.HighCellVoltage);
        }

        Assert.Equal((1, 1), (changes, before));
    }

    [Theory]
    [InlineData(1.9, "LowChargeTemperature")]
    [InlineData(55, "HighChargeTemperature,HighTemperature")]
    [InlineData(46, "HighTemperature")]
    [InlineData(-20, "LowChargeTemperature,LowTemperature")]
    [InlineData(3, "")]
    public void The_ends_of_the_curves_are_warned_of(double celsius, string expected)
    {
        BankStory story = Story();
        Healthy(story);
        for (int i = 0; i < 20; i++)
        {
            story.After(2).Turn(story.Healthy() with { Temperatures = new([20, celsius], story.Now) });
        }

        Alarm[] up = [.. Enum.GetValues<Alarm>().Where(alarm => Level(story, alarm) > 0)];
        Assert.Equal(expected, string.Join(',', up));
        Assert.All(up, alarm => Assert.Equal(1, Level(story, alarm)));
    }

    [Theory]
    [InlineData(78, 0)]
    [InlineData(76.9, 0)]
    [InlineData(77.1, 1)]
    public void More_current_than_allowed_is_told_where_it_lasts(double amps, int level)
    {
        BankStory story = Story();
        Healthy(story);
        for (int i = 0; i < 40; i++)
        {
            story.After(2).Turn(story.Healthy(amps == 78 && i % 20 == 19 ? 0 : amps));
        }

        Assert.Equal((level, 0), (Level(story, Alarm.HighChargeCurrent), Level(story, Alarm.HighDischargeCurrent)));
    }

    [Fact]
    public void Nothing_is_above_a_limit_that_is_not_given_any_more()
    {
        BankStory story = Story();
        BatterySnapshot last = TooMuchCurrent(story);
        for (int day = 0; day < 7; day++)
        {
            story.After(86400).Turn(last);
        }

        Assert.Null(story.Limits.Ccl);
        Assert.Equal((null, null), (Level(story, Alarm.HighChargeCurrent), story.Last.Alarms.OfMember(1, Alarm.HighChargeCurrent)));
    }

    [Fact]
    public void Nothing_is_above_a_limit_once_the_owner_publishes_none()
    {
        BankStory story = Story();
        TooMuchCurrent(story);
        story.Settings = story.Settings with { Alarms = s_settings with { HasLimits = false } };
        for (int i = 0; i < 30; i++)
        {
            story.After(2).Turn(story.Healthy(100));
        }

        Assert.Equal((0, 0), (Level(story, Alarm.HighChargeCurrent), story.Last.Alarms.OfMember(1, Alarm.HighChargeCurrent)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_low_charge_that_nobody_wants_to_be_told_of_any_more_is_over_and_one_that_is_unknown_is_not(bool isUnknown)
    {
        BankStory story = Story();
        story.Turn(story.Healthy(remaining: 15));
        Assert.Equal(1, Level(story, Alarm.LowSoc));
        story.Settings = isUnknown ? story.Settings : story.Settings with { Energy = story.Settings.Energy with { SocLowWarning = 0, SocLowAlarm = 0 } };
        for (int i = 0; i < 31; i++)
        {
            story.After(2).Turn(story.Healthy(remaining: 15) with { SocPercent = isUnknown ? null : new(15, story.Now) });
        }

        Assert.Equal(isUnknown ? 1 : 0, Level(story, Alarm.LowSoc));
    }

    [Fact]
    public void The_bank_shows_the_gravest_of_its_batteries_and_each_its_own()
    {
        BankStory story = Story("1|2");
        story.Turn(story.Healthy(), story.Healthy());
        story.After(2).Turn(story.Healthy(), Protected(story, Protection.ShortCircuit));
        Assert.Equal(2, Level(story, Alarm.InternalFailure));
        Assert.Equal((0, 2), (story.Last.Alarms.OfMember(1, Alarm.InternalFailure), story.Last.Alarms.OfMember(2, Alarm.InternalFailure)));

        // The battery falls silent with it: the others do not take it back for it.
        BatterySnapshot silent = Protected(story, Protection.ShortCircuit);
        for (int i = 0; i < 60; i++)
        {
            story.After(2).Turn(story.Healthy(), silent);
        }

        Assert.Equal(2, Level(story, Alarm.InternalFailure));
        Assert.Equal((0, 2), (story.Last.Alarms.OfMember(1, Alarm.InternalFailure), story.Last.Alarms.OfMember(2, Alarm.InternalFailure)));
        Assert.Equal((0, null), (Level(story, Alarm.HighVoltage), story.Last.Alarms.OfMember(2, Alarm.HighVoltage)));
    }

    [Fact]
    public void Nothing_is_raised_by_thresholds_that_nobody_set()
    {
        var story = new BankStory("1");
        for (int i = 0; i < 100; i++)
        {
            story.After(2).Turn(story.Healthy(90, 3.7));
        }

        Assert.All(Enum.GetValues<Alarm>(), alarm => Assert.Equal(alarm == Alarm.LowSoc ? Level(story, alarm) : 0, Level(story, alarm)));
    }

    [Fact]
    public void A_restart_within_the_hold_time_keeps_what_is_up()
    {
        BankStory story = Story();
        Healthy(story);
        story.After(2).Turn(Protected(story, Protection.CellUndervoltage));
        story.Memory = story.Memory.AfterRestart(story.Settings.Wiring, [LossTimes.Of(LossPolicy.Balanced)], story.After(20).Now);
        story.Turn(BatterySnapshot.Empty);
        Assert.Equal((2, null), (Level(story, Alarm.LowCellVoltage), Level(story, Alarm.HighCellVoltage)));
        story.Memory = story.Memory.AfterRestart(story.Settings.Wiring, [LossTimes.Of(LossPolicy.Balanced)], story.After(200).Now);
        story.Turn(BatterySnapshot.Empty);
        Assert.Null(Level(story, Alarm.LowCellVoltage));
    }

    [Fact]
    public void What_a_BMS_said_before_a_restart_stays_until_the_battery_is_recognised_and_says_otherwise()
    {
        BankStory story = Story();
        Healthy(story);
        story.After(2).Turn(Protected(story, Protection.ShortCircuit));
        story.Memory = story.Memory.AfterRestart(story.Settings.Wiring, [LossTimes.Of(LossPolicy.Balanced)], story.After(20).Now);
        BatteryStatus recognised = story.Status;
        story.Status = BatteryStatus.Starting;
        for (int i = 0; i < 100; i++)
        {
            story.After(2).Turn(BatterySnapshot.Empty);
            Assert.Equal((2, null), (Level(story, Alarm.InternalFailure), Level(story, Alarm.HighVoltage)));
        }

        story.Status = recognised;
        Healthy(story);
        Assert.Equal(2, Level(story, Alarm.InternalFailure));
        story.After(60).Turn(story.Healthy());
        Assert.Equal(0, Level(story, Alarm.InternalFailure));
    }

    [Fact]
    public void Cells_that_got_too_far_apart_are_counted_and_told_once_each_time()
    {
        BankStory story = Story("1|2");
        for (int i = 0; i < 2; i++)
        {
            for (int k = 0; k < 40; k++)
            {
                story.After(2).Turn(story.Healthy(), OneCell(story, 3.51));
            }

            Assert.Equal((i + 1, "0.210 V apart: B2C1 3.300 V, B2C3 3.510 V", 1), (story.Last.CellAlerts.Count, story.Last.CellAlerts.Latest, story.Last.CellAlerts.Active));
            for (int k = 0; k < 40; k++)
            {
                story.After(2).Turn(story.Healthy(), OneCell(story, 3.45));
            }

            Assert.Equal(0, Level(story, Alarm.CellImbalance));
        }

        story.Memory = story.Memory.AfterRestart(story.Settings.Wiring, [.. Enumerable.Repeat(LossTimes.Of(LossPolicy.Balanced), 2)], story.After(500).Now);
        Assert.Equal(2, story.Memory.CellAlerts.Count);
    }

    [Fact]
    public void Cells_that_stood_too_far_apart_before_a_restart_are_not_counted_again_until_they_were_fine()
    {
        BankStory story = Story();
        Turns(3.6);
        Assert.Equal(1, story.Last.CellAlerts.Count);
        story.Memory = story.Memory.AfterRestart(story.Settings.Wiring, [LossTimes.Of(LossPolicy.Balanced)], story.After(86400).Now);
        Turns(3.6);
        Assert.Equal((1, 1), (Level(story, Alarm.CellImbalance), story.Last.CellAlerts.Count));
        Turns(3.3);
        Turns(3.6);
        Assert.Equal((1, 2), (Level(story, Alarm.CellImbalance), story.Last.CellAlerts.Count));

        void Turns(double volts)
        {
            for (int i = 0; i < 40; i++)
            {
                story.After(2).Turn(OneCell(story, volts));
            }
        }
    }

    [Fact]
    public void Alerts_are_told_newest_first_with_their_times_and_end()
    {
        BankStory story = Story("1|2");
        Turns(40, 3.3, 3.3);
        story.Wall = new(1_800_000_000);
        Turns(40, 3.51, 3.3);
        story.Wall = null;
        Turns(40, 3.51, 3.6);
        Assert.Equal((2, 2), (story.Last.CellAlerts.Count, story.Last.CellAlerts.Active));
        story.Wall = new(1_800_000_500);
        Turns(40, 3.3, 3.6);
        Assert.Equal(
            [new(2, "0.300 V apart: B2C1 3.300 V, B2C3 3.600 V", null, null, IsOver: false), new CellAlert(1, "0.210 V apart: B1C1 3.300 V, B1C3 3.510 V", 1_800_000_000, 1_800_000_500, IsOver: true)],
            story.Last.CellAlerts.Last);
        Assert.Equal(1, story.Last.CellAlerts.Active);

        void Turns(int count, double first, double second)
        {
            for (int i = 0; i < count; i++)
            {
                story.After(2).Turn(OneCell(story, first), OneCell(story, second));
            }
        }
    }

    [Fact]
    public void Of_many_alerts_the_last_five_stay_and_the_one_that_lasts()
    {
        BankStory story = Story("1|2");
        for (int i = 0; i < 9; i++)
        {
            for (int k = 0; k < 80; k++)
            {
                story.Wall = new(1_800_000_000 + i);
                story.After(2).Turn(OneCell(story, 3.6), OneCell(story, k < 40 ? 3.3 : 3.51));
            }
        }

        CellAlerts alerts = story.Last.CellAlerts;
        Assert.Equal((10, 2, CellAlerts.MostKept), (alerts.Count, alerts.Active, alerts.Last.Count));
        Assert.Equal([2, 2, 2, 2, 1], alerts.Last.Select(alert => alert.Battery));
        Assert.Equal([1_800_000_008, 1_800_000_007, 1_800_000_006, 1_800_000_005, 1_800_000_000], alerts.Last.Select(alert => alert.Began!.Value));
    }

    [Fact]
    public void An_alert_that_lasts_over_a_restart_is_the_same_one_and_ends_when_the_cells_are_fine()
    {
        BankStory story = Story();
        story.Wall = new(1_800_000_000);
        Turns(3.6);
        story.Memory = story.Memory.AfterRestart(story.Settings.Wiring, [LossTimes.Of(LossPolicy.Balanced)], story.After(86400).Now);
        story.Wall = new(1_800_086_400);
        story.After(2).Turn(OneCell(story, 3.6));
        Assert.Equal((1, 1), (story.Last.CellAlerts.Count, story.Last.CellAlerts.Active));
        Turns(3.6);
        Assert.Equal((1, 1), (story.Last.CellAlerts.Count, story.Last.CellAlerts.Active));
        story.Memory = story.Memory.AfterRestart(story.Settings.Wiring, [LossTimes.Of(LossPolicy.Balanced)], story.After(86400).Now);
        Turns(3.3);
        Assert.Equal((1, 0), (story.Last.CellAlerts.Count, story.Last.CellAlerts.Active));
        Assert.Equal((1_800_000_000, 1_800_086_400), (story.Last.CellAlerts.Last[0].Began, story.Last.CellAlerts.Last[0].Ended));

        void Turns(double volts)
        {
            for (int i = 0; i < 40; i++)
            {
                story.After(2).Turn(OneCell(story, volts));
            }
        }
    }

    [Fact]
    public void An_alert_ends_when_nobody_wants_to_be_told_of_it()
    {
        BankStory story = Story();
        for (int i = 0; i < 40; i++)
        {
            story.After(2).Turn(OneCell(story, 3.6));
        }

        story.Memory = story.Memory.AfterRestart(story.Settings.Wiring, [LossTimes.Of(LossPolicy.Balanced)], story.After(86400).Now);
        story.Settings = story.Settings with { Alarms = story.Settings.Alarms with { ImbalanceVolts = null } };
        story.After(2).Turn(OneCell(story, 3.6));
        Assert.Equal((1, 0), (story.Last.CellAlerts.Count, story.Last.CellAlerts.Active));
    }

    [Fact]
    public void The_memory_is_the_same_object_while_nothing_changes()
    {
        BankStory story = Story("1+2");
        story.Turn(story.Healthy(), story.Healthy());
        AlarmMemory first = story.Memory.Alarms;
        story.After(2).Turn(story.Healthy(), story.Healthy());
        Assert.Same(first, story.Memory.Alarms);
    }

    private static BankStory Story(string wiring = "1")
    {
        var story = new BankStory(wiring);
        story.Settings = story.Settings with { Alarms = s_settings };
        return story;
    }

    private static void Healthy(BankStory story) => story.After(2).Turn(story.Healthy());

    /// <summary>More current than allowed until it is told; returns what the battery said last.</summary>
    private static BatterySnapshot TooMuchCurrent(BankStory story)
    {
        BatterySnapshot last = story.Healthy(100);
        for (int i = 0; i < 40; i++)
        {
            last = story.After(2).Healthy(100);
            story.Turn(last);
        }

        Assert.Equal((1, 1), (Level(story, Alarm.HighChargeCurrent), story.Last.Alarms.OfMember(1, Alarm.HighChargeCurrent)));
        return last;
    }

    private static int? Level(BankStory story, Alarm alarm) => story.Last.Alarms.OfBank(alarm);

    private static BatterySnapshot Protected(BankStory story, Protection protection) =>
        story.Healthy() with { Protections = new([new(protection, ProtectionLevel.Alarm, "it")], story.Now) };

    private static BatterySnapshot OneCell(BankStory story, double volts) => story.Healthy() with { CellVoltages = new([3.3, 3.31, volts, 3.3], story.Now) };
}
