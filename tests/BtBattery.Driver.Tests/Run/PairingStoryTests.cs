using BtBattery.Driver.Options;
using BtBattery.Driver.Tests.Fakes;

namespace BtBattery.Driver.Tests.Run;

/// <summary>Batteries that talk only to those they are paired with.</summary>
public sealed class PairingStoryTests : IDisposable
{
    private DriverStory? _story;

    public static TheoryData<int, string?> Manners => new()
    {
        { (int)UnpairedManner.Echoes, null },
        { (int)UnpairedManner.Echoes, "jbd" },
        { (int)UnpairedManner.Refuses, null },
        { (int)UnpairedManner.Refuses, "jbd" },
    };

    [Theory]
    [MemberData(nameof(Manners))]
    public void With_its_PIN_it_is_paired_once_and_served_on_the_same_link(int manner, string? bmsType)
    {
        DriverStory story = Tell((UnpairedManner)manner, "123456", new() { BmsType = bmsType, Pin = "123456" });
        story.Advance(30);

        Assert.Equal(["123456"], story.Battery.Pairings);
        Assert.Single(story.Battery.Attempts);
        Assert.Equal(26.53, story.Bus.Number("/Dc/0/Voltage"));
        Assert.Equal(1, story.Bus.Integer("/Connected"));
        Assert.Equal("", story.Bus.Text("/Diagnostics/Problem"));
        Assert.Contains("Information: A4:C1:38:00:00:01: wants to be paired. Pairing with its PIN, attempt 1 of 3.", story.Log);
        Assert.Contains("Information: A4:C1:38:00:00:01: is paired.", story.Log);
    }

    [Theory]
    [MemberData(nameof(Manners))]
    public void Without_a_PIN_nobody_pairs_and_the_owner_is_told(int manner, string? bmsType)
    {
        DriverStory story = Tell((UnpairedManner)manner, "123456", new() { BmsType = bmsType });
        story.Advance(3600);

        Assert.Empty(story.Battery.Pairings);
        Assert.Contains("Set its PIN.", story.Bus.Text("/Diagnostics/Problem"), StringComparison.Ordinal);
        Assert.Single(story.Log, line => line.StartsWith("Error: ", StringComparison.Ordinal) && line.Contains("Set its PIN.", StringComparison.Ordinal));

        // Only the owner can help, so it is asked every ten minutes only.
        Assert.InRange(story.Battery.Attempts.Count, 6, 7);
    }

    [Theory]
    [MemberData(nameof(Manners))]
    public void A_wrong_PIN_is_offered_three_times_in_the_life_of_the_process(int manner, string? bmsType)
    {
        DriverStory story = Tell((UnpairedManner)manner, "123456", new() { BmsType = bmsType, Pin = "654321" });
        story.Advance(86400);

        Assert.Equal(["654321", "654321", "654321"], story.Battery.Pairings);
        string problem = story.Bus.Text("/Diagnostics/Problem")!;
        Assert.Contains("3 attempts with its PIN were in vain", problem, StringComparison.Ordinal);
        Assert.Contains("Pairing failed: wrong PIN.", problem, StringComparison.Ordinal);
        Assert.Single(story.Log, line => line.StartsWith("Error: ", StringComparison.Ordinal));
        Assert.False(story.Bus.Seen["/Dc/0/Voltage"].IsValid);

        // After the last attempt the owner has to act.
        Assert.Equal(2 + (86400 / 600), story.Battery.Attempts.Count, tolerance: 2.0);
    }

    [Fact]
    public void A_board_that_is_paired_and_still_echoes_is_paired_once_per_connection()
    {
        DriverStory story = Tell(UnpairedManner.Echoes, pin: null, new() { Pin = "123456" });
        story.Advance(60);

        Assert.Single(story.Battery.Pairings);
        Assert.Contains("It was paired, but still does not talk.", story.Bus.Text("/Diagnostics/Problem"), StringComparison.Ordinal);

        story.Advance(86400);
        Assert.Equal(3, story.Battery.Pairings.Count);
    }

    [Fact]
    public void A_battery_that_talks_to_everybody_is_never_paired()
    {
        DriverStory story = Tell(UnpairedManner.Talks, "123456", new() { Pin = "123456" });
        story.Advance(60);
        story.Battery.IsSilent = true;
        story.Advance(600);

        Assert.Empty(story.Battery.Pairings);
    }

    [Fact]
    public void A_bond_that_is_lost_is_made_again_on_the_next_link()
    {
        DriverStory story = Tell(UnpairedManner.Echoes, "123456", new() { Pin = "123456" });
        story.Advance(30);
        story.Battery.Unpaired = UnpairedManner.Echoes;
        story.Battery.Drop();
        story.Advance(60);

        Assert.Equal(2, story.Battery.Pairings.Count);
        Assert.Equal(26.53, story.Bus.Number("/Dc/0/Voltage"));
        Assert.Equal(1, story.Bus.Integer("/Connected"));
    }

    public void Dispose() => _story?.Dispose();

    private DriverStory Tell(UnpairedManner manner, string? pin, BatterySettings settings)
    {
        _story = new DriverStory(settings);
        _story.Battery.Unpaired = manner;
        _story.Battery.Pin = pin;
        _story.Start();
        return _story;
    }
}
