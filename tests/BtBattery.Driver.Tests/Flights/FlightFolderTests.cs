using BtBattery.Driver.Flights;

namespace BtBattery.Driver.Tests.Flights;

/// <summary>Every file in tests/flights is a test: it is played again, and what is published is what was recorded.</summary>
public sealed class FlightFolderTests
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "flights");

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder, "*.jsonl").Select(file => Path.GetFileName(file)).Order()];

    [Theory]
    [MemberData(nameof(Files))]
    public void It_is_played_again(string file)
    {
        Replayed replayed = Replayed.Of(File.ReadAllBytes(Path.Combine(Folder, file)));

        Assert.Equal(Array.Empty<FlightDifference>(), replayed.Differences);
        Assert.Contains(replayed.Turns, turn => turn.Changes.Any(change => change.Key == "/Dc/0/Voltage" && change.Value.IsValid));
    }
}
