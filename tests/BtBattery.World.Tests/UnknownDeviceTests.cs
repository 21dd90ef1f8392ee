namespace BtBattery.World.Tests;

/// <summary>A battery that BlueZ does not know, while somebody scans behind BlueZ's back and it cannot look for it.</summary>
public sealed class UnknownDeviceTests
{
    private static readonly TimeSpan s_start = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("A4:C1:38:00:00:01", "public")]
    [InlineData("C4:C1:38:00:00:01", "random")]
    [InlineData("C4:C1:38:00:00:01", "public")]
    public void It_is_connected_without_a_discovery_where_BlueZ_offers_that(string address, string type)
    {
        using World world = WithForeignScan(isExperimental: true, address, type, out List<string> calls);
        world.AdvanceUntil(() => world.IsAllLive, TimeSpan.FromMinutes(2), "live");
        Assert.Contains("ConnectDevice", calls);
        world.Inject("drop 1");
        world.Advance(1);
        world.AdvanceUntil(() => world.IsAllLive && world.Batteries[0].IsLinked, s_start, "live again");
        world.ThrowIfWrong();
    }

    [Fact]
    public void Where_BlueZ_does_not_offer_that_it_is_asked_for_it_once_and_the_end_of_the_scan_is_awaited()
    {
        using World world = WithForeignScan(isExperimental: false, "A4:C1:38:00:00:01", "public", out List<string> calls);
        world.Advance(TimeSpan.FromMinutes(10));
        Assert.False(world.IsAllLive);
        Assert.Equal("not_seen", world.Batteries[0].Text("/Diagnostics/ProblemCode"));

        // The second one comes with another client of BlueZ, which recovery made: it knows nothing of the first.
        Assert.Equal(1, world.Batteries[0].Number("/Diagnostics/Link/Count/RebuildClient"));
        Assert.Equal(2, calls.Count(call => call == "ConnectDevice"));
        world.Inject("foreign-scan off");
        world.AdvanceUntil(() => world.IsAllLive, s_start, "live");
        world.ThrowIfWrong();
    }

    /// <summary>There is no way to call the attempt off, so it may succeed when nobody waits for it any more.</summary>
    [Fact]
    public void One_that_appears_after_it_was_given_up_is_taken_over_and_released_in_the_end()
    {
        using World world = WithForeignScan(isExperimental: true, "A4:C1:38:00:00:01", "public", out List<string> _, "vanish 1");
        world.Advance(29);
        world.Inject("back 1");
        world.AdvanceUntil(() => world.IsAllLive, s_start, "live");
        world.Drivers[0].Stop();
        world.Advance(5);
        Assert.False(world.Batteries[0].IsLinked);
        world.ThrowIfWrong();
    }

    private static World WithForeignScan(bool isExperimental, string address, string type, out List<string> calls, params string[] before)
    {
        string scenario = Scenarios.OneBattery
            .Replace("\"A4:C1:38:00:00:01\"", $"\"{address}\", \"addressType\": \"{type}\"", StringComparison.Ordinal)
            .Replace("\"batteries\":", $"\"experimental\": {(isExperimental ? "true" : "false")}, \"batteries\":", StringComparison.Ordinal);
        var world = new World(scenario, new WorldOptions { HasClockwork = true, Before = ["foreign-scan on", .. before] });
        List<string> made = [];
        world.Traffic.Taken += (_, message) =>
        {
            if (message is { Type: BtBattery.DBus.MessageType.MethodCall, Member: string member })
            {
                made.Add(member);
            }
        };
        calls = made;
        return world;
    }
}
