using BtBattery.Aggregation.Model;
using BtBattery.Driver.Configuration;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Run;
using BtBattery.Driver.Tests.Fakes;
using BtBattery.Driver.Tests.Flights;

namespace BtBattery.Driver.Tests.Run;

/// <summary>What is shown beside what the battery says.</summary>
public sealed class RemarkStoryTests
{
    [Fact]
    public void Remarks_are_shown_until_they_are_taken_back_and_a_recording_has_them()
    {
        using var story = new DriverStory();
        story.Start();
        story.Host.Tell(new Remark(RemarkTopic.Configuration, "config.ini:3 is wrong."));
        story.Host.Tell(new Remark(RemarkTopic.Protection, "The BMS allows 3.5 V."));
        story.Host.Tell(new Remark(RemarkTopic.Advice, "Switch DVCC on."));
        story.Host.Tell(new Remark(RemarkTopic.AdviceCode, "dvcc_off"));
        story.Advance(2);
        Assert.Equal("config.ini:3 is wrong. The BMS allows 3.5 V.", story.Bus.Text("/Diagnostics/Configuration"));
        Assert.Equal("Switch DVCC on.", story.Bus.Text("/Diagnostics/Advice"));
        Assert.Equal("dvcc_off", story.Bus.Text("/Diagnostics/AdviceCode"));

        story.Host.Tell(new Remark(RemarkTopic.Configuration, ""));
        story.Advance(2);
        Assert.Equal("The BMS allows 3.5 V.", story.Bus.Text("/Diagnostics/Configuration"));

        Replayed replayed = Replayed.Of(story.Member.Recorder.Save());
        Assert.Empty(replayed.Differences);
        Assert.Contains(replayed.Changing, turn => turn.Changes.Any(change => change.Key == "/Diagnostics/Advice"));
    }

    [Fact]
    public void People_see_the_name_the_battery_reports_unless_it_was_given_another()
    {
        using var story = new DriverStory();
        story.Battery.Name = "JBD-SP04S";
        story.Start();
        story.Advance(2);
        Assert.Equal("JBD-SP04S", story.Bus.Text("/CustomName"));

        Assert.True(story.Finish(story.Bus.WriteAsync("/CustomName", ItemValue.Of("Bow"))));
        Assert.Equal("Bow", story.Bus.Text("/CustomName"));
        Assert.True(story.Finish(story.Bus.WriteAsync("/CustomName", ItemValue.Of(""))));
        Assert.Equal("JBD-SP04S", story.Bus.Text("/CustomName"));
        Assert.Empty(Replayed.Of(story.Member.Recorder.Save()).Differences);
    }

    [Fact]
    public void The_configured_name_wins_over_the_reported_one()
    {
        using var story = new DriverStory(new() { Name = "Starboard" });
        story.Battery.Name = "JBD-SP04S";
        story.Start();
        story.Advance(2);
        Assert.Equal("Starboard", story.Bus.Text("/CustomName"));
        Assert.Empty(Replayed.Of(story.Member.Recorder.Save()).Differences);
    }

    [Fact]
    public void A_charge_voltage_above_the_protection_of_the_battery_is_told_once_and_taken_back()
    {
        DriverConfiguration configuration = ConfigurationLoader.Load(new ConfigurationRequest
        {
            ProgramFolder = "/nowhere",
            Batteries = ["A4:C1:38:00:00:01"],
        });
        using var log = new LogLines();
        var judge = new ProtectionJudge(configuration.Batteries[0], log);

        Assert.Null(judge.Look(BatterySnapshot.Empty));
        Remark? remark = judge.Look(Protects(3.4));
        Assert.Equal(RemarkTopic.Protection, remark?.Topic);
        Assert.Equal(
            "MAX_CELL_VOLTAGE = 3.45 V (default for LFP) is above what the BMS allows (A4:C1:38:00:00:01 stops charging by itself, at 3.4 V): write MAX_CELL_VOLTAGE = 3.4 or less.",
            remark?.Text);
        Assert.Equal("Warning: " + remark!.Text, Assert.Single(log.Lines));

        Assert.Null(judge.Look(Protects(3.4)));
        Assert.Equal("", judge.Look(Protects(3.65))?.Text);
        Assert.Single(log.Lines);
    }

    private static BatterySnapshot Protects(double volts) => new() { CellOvervoltageProtection = new(volts, new MonotonicTime(TimeSpan.Zero)) };
}
