using BtBattery.DBus;

namespace BtBattery.World.Tests;

/// <summary>How often a battery is asked for what: one question at a time, and what hardly changes rarely.</summary>
public sealed class RequestRateTests
{
    /// <summary>Every family of the scenario: how its requests begin, how many questions it needs in each round, and how many more it has.</summary>
    public static TheoryData<int, string, int, int> Families => new() { { 0, "dda5", 2, 2 }, { 1, "d203", 2, 2 }, { 2, "8103", 2, 2 }, { 3, "a540", 7, 3 } };

    [Theory]
    [MemberData(nameof(Families))]
    public void In_an_hour_values_are_asked_each_round_and_the_rest_rarely(int battery, string start, int eachRound, int rare)
    {
        Dictionary<string, int> counts = Count(battery, start, configuration: "");
        int rounds = counts.Values.Max();
        Assert.InRange(rounds, 1700, 1810);
        Assert.Equal(eachRound, counts.Values.Count(count => count > rounds - 5));
        Assert.Equal(rare, counts.Values.Count(count => count <= 13));
        Assert.Equal(eachRound + rare, counts.Count);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void With_a_link_for_each_reading_too(int battery, string start, int eachRound, int rare)
    {
        Dictionary<string, int> counts = Count(battery, start, configuration: "CONNECTION = intermittent");
        int rounds = counts.Values.Max();
        Assert.InRange(rounds, 220, 245);
        Assert.Equal(eachRound, counts.Values.Count(count => count > rounds - 5));
        Assert.Equal(rare, counts.Values.Count(count => count <= 2));
        Assert.Equal(eachRound + rare, counts.Count);
    }

    /// <summary>How often each request was written within an hour.</summary>
    private static Dictionary<string, int> Count(int battery, string start, string configuration)
    {
        using var world = new World(Scenarios.FourKinds, new WorldOptions { Configuration = configuration, KeepsHistory = false });
        var counts = new Dictionary<string, int>();
        ServedBattery asked = world.Batteries[battery];
        string device = "dev_" + asked.Address.ToString().Replace(':', '_');
        (int writes, int repliesBefore, int most) = (0, 0, 0);
        world.Traffic.Taken += (_, message) =>
        {
            if (message.Type != MessageType.MethodCall || message.Member != "WriteValue" || message.Path?.Contains(device, StringComparison.Ordinal) != true)
            {
                return;
            }

            string request = Convert.ToHexStringLower(message.GetReader().ReadByteArray());
            if (!request.StartsWith(start, StringComparison.Ordinal))
            {
                // Finding out what it is: that it does not answer is the answer.
                return;
            }

            // All are answered here: the one before has been.
            repliesBefore = writes == 0 ? asked.Simulated.Counters.Replies : repliesBefore;
            most = Math.Max(most, writes - (asked.Simulated.Counters.Replies - repliesBefore));
            writes++;
            counts[request] = counts.GetValueOrDefault(request) + 1;
        };
        world.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, most);
        world.ThrowIfWrong();
        return counts;
    }
}
