using BtBattery.Driver.Options;
using BtBattery.Driver.Tests.Fakes;
using BtBattery.Driver.Tests.Flights;

namespace BtBattery.Driver.Tests.Run;

/// <summary>A board that answers one kind of question only, so that nothing tells a late answer from a lost one.</summary>
public sealed class LateAnswerStoryTests
{
    private const string AskStatus = "d2030000003ed7b9";

    // 13.2 V, 4 cells; built from docs/bms/daly.md.
    private static readonly string[] s_status =
    [
        "d2037c0ce40ce50ce60ce700000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
        "00000000000000003c00000000000000000000000000000084753001f40000000000000000000003e800040001000000000001000100000000000000",
        "00000000000000faee",
    ];

    [Fact]
    public void After_a_lost_answer_its_link_is_ended_with_the_reason_and_the_next_one_is_clear()
    {
        using var story = new DriverStory(new BatterySettings { BmsType = "daly-d2" });
        story.Battery.Answers[AskStatus] = s_status;
        story.Start();
        story.Advance(30);
        Assert.Equal(13.2, story.Bus.Number("/Dc/0/Voltage"));
        Assert.Single(story.Battery.Attempts);

        story.Battery.IsSilent = true;
        story.Battery.OnWrite = _ => story.Battery.OnWrite = _ => story.Battery.IsSilent = false;
        story.Advance(9);
        Assert.False(story.Battery.IsSilent);
        Assert.Single(story.Battery.Attempts);
        Assert.Equal(13.2, story.Bus.Number("/Dc/0/Voltage"));

        story.Advance(8);
        Assert.Equal(2, story.Battery.Attempts.Count);
        Assert.Single(story.Log, line => line.Contains("cannot be told any more which question", StringComparison.Ordinal));

        story.Advance(120);
        Assert.Equal(13.2, story.Bus.Number("/Dc/0/Voltage"));
        Assert.Equal(2, story.Battery.Attempts.Count);
        Assert.Empty(Replayed.Of(story.Member.Recorder.Save()).Differences);
    }
}
