using BtBattery.Aggregation.Alarms;
using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.LossPolicies;
using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Tests.Charging;

namespace BtBattery.Aggregation.Tests.Alarms;

/// <summary>Whatever alarm is up of cells that are apart, there is an alert that tells of it, whoever was there when it came up.</summary>
public sealed class CellAlertStoryTests
{
    [Fact]
    public void Cells_that_parted_while_nobody_looked_are_told()
    {
        BankStory story = Story("1");
        Turns(story, 40, 3.3);
        Turns(story, 40, 3.6);
        Turns(story, 40, 3.3);
        Assert.Equal((1, 0), (story.Last.CellAlerts.Count, story.Last.CellAlerts.Active));

        Restart(story, after: 86400);
        Turns(story, 40, 3.6);
        Assert.Equal((2, 1, 1), (story.Last.CellAlerts.Count, story.Last.CellAlerts.Active, story.Last.Alarms.OfBank(Alarm.CellImbalance)));
    }

    [Fact]
    public void Two_batteries_that_stand_there_apart_are_both_told_though_one_is_heard_later()
    {
        BankStory story = Story("1|2");
        for (int i = 0; i < 5; i++)
        {
            story.After(2).Turn(OneCell(story, 3.6), BatterySnapshot.Empty);
        }

        Turns(story, 40, 3.6, 3.52);
        Assert.Equal((2, 2), (story.Last.CellAlerts.Count, story.Last.CellAlerts.Active));
        Assert.Equal([2, 1], story.Last.CellAlerts.Last.Select(alert => alert.Battery));
    }

    [Fact]
    public void An_alarm_that_goes_on_without_its_alert_is_told_once_the_battery_is_heard()
    {
        BankStory story = Story("1|2");
        Turns(story, 40, 3.3, 3.6);
        Restart(story, after: 10);
        story.Memory = story.Memory with { CellAlerts = new(4, "") };
        for (int i = 0; i < 10; i++)
        {
            story.After(2).Turn(BatterySnapshot.Empty, BatterySnapshot.Empty);
            Assert.Equal((1, 4), (story.Last.Alarms.OfMember(2, Alarm.CellImbalance), story.Last.CellAlerts.Count));
        }

        story.After(2).Turn(OneCell(story, 3.3), OneCell(story, 3.6));
        Assert.Equal((5, 1, "0.300 V apart: B2C1 3.300 V, B2C3 3.600 V"), (story.Last.CellAlerts.Count, story.Last.CellAlerts.Active, story.Last.CellAlerts.Latest));
    }

    [Fact]
    public void Alarm_and_alert_agree_in_every_turn_whatever_happens()
    {
        BankStory story = Story("1|2");
        var chance = new Random(20261121);
        double[] volts = [3.3, 3.3];
        int up = 0;
        for (int i = 0; i < 6000; i++)
        {
            if (chance.Next(300) == 0)
            {
                Restart(story, chance.Next(1, 300));
            }

            if (chance.Next(60) == 0)
            {
                volts[chance.Next(2)] = 3.3 + (0.05 * chance.Next(7));
            }

            story.After(2);
            story.Turn([.. volts.Select(volt => chance.Next(50) == 0 ? BatterySnapshot.Empty : OneCell(story, volt))]);
            CellAlerts alerts = story.Last.CellAlerts;
            for (int battery = 1; battery <= 2; battery++)
            {
                bool isUp = story.Memory.Alarms.Members[battery - 1][(int)Alarm.CellImbalance].Own.Level > 0;
                int lasting = alerts.Last.Count(alert => alert.Battery == battery && !alert.IsOver);
                Assert.InRange(lasting, isUp ? 1 : 0, 1);
                up += isUp ? 1 : 0;
            }
        }

        Assert.InRange(up, 500, 11_000);
        Assert.InRange(story.Last.CellAlerts.Count, 10, 200);
    }

    [Fact]
    public void With_other_numbers_alarms_move_and_only_the_number_of_alerts_stays()
    {
        BankStory story = Story("1|2");
        Turns(story, 40, 3.3, 3.6);
        BankMemory turned = story.Memory.Renumbered([1, 0]);
        Assert.Equal(story.Memory.Alarms.Members.Reverse(), turned.Alarms.Members);
        Assert.Equal((1, "", 0), (turned.CellAlerts.Count, turned.CellAlerts.Latest, turned.CellAlerts.Last.Count));
        Assert.Same(story.Memory.Currents, turned.Currents);
        Assert.Same(AlarmMemory.Empty, story.Memory.Renumbered(null).Alarms);
        Assert.Same(AlarmMemory.Empty, story.Memory.Renumbered([0, 1, 2]).Alarms);
    }

    [Fact]
    public void Alerts_of_batteries_that_there_are_not_end_with_the_start()
    {
        BankStory story = Story("1");
        var alert = new CellAlert(1, "one", null, null, IsOver: false);
        story.Memory = story.Memory with { CellAlerts = new(3, "two") { Last = [alert with { Battery = 2 }, alert] } };
        Restart(story, after: 10);
        Assert.Equal([alert], story.Memory.CellAlerts.Last);
        Assert.Equal(3, story.Memory.CellAlerts.Count);
    }

    private static BankStory Story(string wiring)
    {
        var story = new BankStory(wiring);
        story.Settings = story.Settings with { Alarms = new() { HasLimits = true, ImbalanceVolts = 0.2, ImbalanceDelay = TimeSpan.FromMinutes(1) } };
        return story;
    }

    private static void Turns(BankStory story, int count, params double[] volts)
    {
        for (int i = 0; i < count; i++)
        {
            story.After(2);
            story.Turn([.. volts.Select(volt => OneCell(story, volt))]);
        }
    }

    private static void Restart(BankStory story, double after) => story.Memory = story.Memory.AfterRestart(
        story.Settings.Wiring, [.. story.Settings.Wiring.Members.Select(_ => LossTimes.Of(LossPolicy.Balanced))], story.After(after).Now);

    private static BatterySnapshot OneCell(BankStory story, double volts) => story.Healthy() with { CellVoltages = new([3.3, 3.3, volts, 3.3], story.Now) };
}
