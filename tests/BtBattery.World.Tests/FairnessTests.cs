using Xunit.Abstractions;

namespace BtBattery.World.Tests;

/// <summary>A battery that is not there does not hold the radio for most of the time of the others.</summary>
public sealed class FairnessTests(ITestOutputHelper output)
{
    /// <summary>What a battery that is away may hold the radio for, once: a look around of 4 s, or an attempt of 12 s and its end.</summary>
    private const double LongestTurnInVain = 12 + 1;

    /// <summary>From the turn to the services of a battery that advertises, in a world whose batteries do so several times a second.</summary>
    private const double Connecting = 3;

    private const double Polls = 2 * 2;
    private const double FirstRest = 1;

    [Theory]
    [InlineData(false, "one that BlueZ does not know, and has to look for")]
    [InlineData(true, "one that BlueZ knows, and tries to connect for up to 40 s")]
    public void Three_that_are_there_are_back_quickly_while_one_is_away(bool isKnown, string absent)
    {
        using World world = Absent(isKnown, absent: 1);
        output.WriteLine(absent);
        for (int round = 0; round < 8; round++)
        {
            for (int battery = 0; battery < 3; battery++)
            {
                // At another moment of the absent one's attempts each time.
                world.Advance(TimeSpan.FromSeconds(61 + 7 * round));
                world.Inject($"drop {battery + 1}");
                int connects = world.Batteries[battery].Simulated.Counters.Connects;
                TimeSpan took = world.AdvanceUntil(() => world.Batteries[battery].Simulated.Counters.Connects > connects && IsAnswering(world, battery), TimeSpan.FromMinutes(3), "back");
                output.WriteLine($"round {round}, battery {battery + 1}: {took.TotalSeconds} s");
                Assert.InRange(took.TotalSeconds, 0, FirstRest + LongestTurnInVain + Connecting + Polls);
            }
        }

        world.Inject("back 4");
        TimeSpan back = world.AdvanceUntil(() => world.IsAllLive, TimeSpan.FromMinutes(2), "the absent one is live as well");
        output.WriteLine($"the absent one: {back.TotalSeconds} s");
        Assert.InRange(back.TotalSeconds, 0, 30 + LongestTurnInVain + Connecting + Polls);
        world.ThrowIfWrong();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void One_that_is_there_is_back_while_three_are_away(bool isKnown)
    {
        using World world = Absent(isKnown, absent: 3);
        for (int round = 0; round < 12; round++)
        {
            world.Advance(TimeSpan.FromSeconds(61 + 5 * round));
            world.Inject("drop 1");
            int connects = world.Batteries[0].Simulated.Counters.Connects;
            TimeSpan took = world.AdvanceUntil(() => world.Batteries[0].Simulated.Counters.Connects > connects && IsAnswering(world, 0), TimeSpan.FromMinutes(3), "back");
            output.WriteLine($"round {round}: {took.TotalSeconds} s");

            // Those BlueZ does not know are looked for at once; those it knows are tried one after the other.
            Assert.InRange(took.TotalSeconds, 0, FirstRest + (isKnown ? 3 : 1) * LongestTurnInVain + Connecting + Polls);
        }

        world.Inject("back 2");
        world.Inject("back 3");
        world.Inject("back 4");
        TimeSpan back = world.AdvanceUntil(() => world.IsAllLive, TimeSpan.FromMinutes(2), "all live");
        output.WriteLine($"the absent ones: {back.TotalSeconds} s");
        world.ThrowIfWrong();
    }

    [Fact]
    public void Four_that_are_there_are_live_within_seconds()
    {
        using var world = new World(Scenarios.FourKinds, new WorldOptions { HasClockwork = true });
        TimeSpan took = world.AdvanceUntil(() => world.IsAllLive, TimeSpan.FromMinutes(1), "all live");
        output.WriteLine($"{took.TotalSeconds} s");
        Assert.InRange(took.TotalSeconds, 0, 25);
        world.ThrowIfWrong();
    }

    private static World Absent(bool isKnown, int absent)
    {
        string scenario = isKnown ? Scenarios.FourKinds.Replace("\"bms\":", "\"known\": true, \"bms\":", StringComparison.Ordinal) : Scenarios.FourKinds;
        var world = new World(scenario, new WorldOptions { HasClockwork = true });
        for (int battery = 4; battery > 4 - absent; battery--)
        {
            world.Inject($"vanish {battery}");
        }

        world.AdvanceUntil(() => world.Batteries.Take(4 - absent).All(battery => battery.IsLive), TimeSpan.FromMinutes(2), "those that are there are live");
        return world;
    }

    /// <summary>Two answers have come over the new link.</summary>
    private static bool IsAnswering(World world, int battery) =>
        world.Batteries[battery].IsLinked && world.Batteries[battery].IsLive && world.Batteries[battery].Text("/Diagnostics/Problem") is null or "";
}
