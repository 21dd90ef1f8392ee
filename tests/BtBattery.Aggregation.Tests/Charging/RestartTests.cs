using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Tests.Charging;

/// <summary>The program ends and begins again; the batteries answer a while later.</summary>
public sealed class RestartTests
{
    private static readonly BatterySnapshot[] s_silent = [BatterySnapshot.Empty, BatterySnapshot.Empty];

    /// <summary>In parallel half of what was allowed before: until batteries of unknown capacity answer, each of them may have to carry everything.</summary>
    [Theory]
    [InlineData("1+2", 8 * 3.35, 35, 45)]
    [InlineData("1|2", 4 * 3.35, 35, 45)]
    public void Within_the_hold_time_held_limits_go_on_until_the_batteries_answer(string wiring, double cvl, double ccl, double dcl)
    {
        BankStory story = Running(wiring);
        Restart(story, after: 20);
        story.Turn(s_silent);
        Assert.True(story.Limits.Cvl <= cvl + 1e-9, $"{story.Limits}");
        Assert.Equal((ccl, dcl), (story.Limits.Ccl, story.Limits.Dcl));

        // One answers, then the other: limits are given all the time, and never more than before the restart.
        story.After(2).Turn(story.Healthy(), BatterySnapshot.Empty);
        Assert.NotNull(story.Limits.Cvl);
        Assert.InRange(story.Limits.Ccl!.Value, 0, 2 * ccl);
        story.After(2).Turn(story.Healthy(), story.Healthy());
        Assert.NotNull(story.Limits.Cvl);
        Assert.InRange(story.Limits.Ccl!.Value, 0, 2 * ccl);
    }

    [Fact]
    public void A_battery_that_does_not_come_back_is_treated_as_silent_from_when_it_was_heard_last()
    {
        BankStory story = Running("1+2");
        Restart(story, after: 20);
        story.Turn(s_silent);
        double before = story.Limits.Ccl!.Value;
        for (int i = 0; i < 34; i++)
        {
            story.After(2).Turn(s_silent);
            Assert.True(story.Limits.Ccl <= before);
            before = story.Limits.Ccl!.Value;
        }

        story.After(3).Turn(s_silent);
        Assert.Equal((null, null, null), story.Limits);
    }

    [Fact]
    public void After_the_hold_time_nothing_is_claimed_before_every_battery_has_answered()
    {
        BankStory story = Running("1+2");
        Restart(story, after: 90);
        story.Turn(s_silent);
        Assert.Equal((null, null, null), story.Limits);
        story.After(2).Turn(story.Healthy(), BatterySnapshot.Empty);
        Assert.Equal((null, null, null), story.Limits);
        story.After(2).Turn(story.Healthy(), story.Healthy());
        Assert.NotNull(story.Limits.Cvl);
    }

    [Fact]
    public void After_a_start_of_the_machine_nothing_is_claimed_and_nothing_learned_is_lost()
    {
        BankStory story = Running("1+2");
        story.Memory = story.Memory with { Members = [.. story.Memory.Members.Select(member => member with { Seen = member.Seen! with { At = null } })] };
        Restart(story, after: 5);
        Assert.Equal([4, 4], story.Memory.Members.Select(member => member.Cells));
        Assert.Equal(3ul, story.Memory.Members[0].Readings.Sensors.Fitted);
        story.Turn(s_silent);
        Assert.Equal((null, null, null), story.Limits);
    }

    [Fact]
    public void Limits_that_are_being_taken_back_do_not_go_on()
    {
        var story = new BankStory("1+2");
        story.Turn(story.Healthy(), story.Healthy(cells: 4));
        story.Turn(story.Healthy(), story.Healthy(cells: 8));
        Assert.Equal((true, false), (story.Memory.WereLimitsValid, story.Memory.AreLimitsGiven));
        Restart(story, after: 5);
        story.Turn(s_silent);
        Assert.Equal((null, null, null), story.Limits);
    }

    [Fact]
    public void Nobody_gets_more_than_the_owner_allows_by_now()
    {
        BankStory story = Running("1+2");
        story.Settings = story.Settings with { Members = [.. story.Settings.Members.Select(member => member with { MaxChargeAmps = 10, MaxDischargeAmps = 8 })] };
        Restart(story, after: 5);
        story.Turn(s_silent);
        Assert.Equal((5, 4), (story.Limits.Ccl, story.Limits.Dcl));
    }

    private static BankStory Running(string wiring)
    {
        var story = new BankStory(wiring);
        for (int i = 0; i < 60; i++)
        {
            story.After(2).Turn(story.Healthy(), story.Healthy());
        }

        Assert.NotNull(story.Limits.Cvl);
        return story;
    }

    private static void Restart(BankStory story, double after)
    {
        story.After(after);
        story.Memory = story.Memory.AfterRestart(story.Settings.Wiring, story.Settings.Times, story.Now);
    }
}
