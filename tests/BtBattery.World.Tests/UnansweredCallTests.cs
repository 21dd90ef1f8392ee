namespace BtBattery.World.Tests;

/// <summary>
/// bluetoothd leaves some calls unanswered for ever, and the system bus lets a connection wait for no more than 128 answers: a fault that
/// lasts for hours must not use them up.
/// </summary>
public sealed class UnansweredCallTests
{
    [Theory]
    [InlineData("fault 1 refuse")]
    [InlineData("fault 1 connect-hangs")]
    public void A_battery_that_cannot_be_connected_for_hours_comes_back_and_holds_up_no_other(string fault)
    {
        using var world = new World(Scenarios.TwoBatteries, new WorldOptions { HasClockwork = true });
        world.AdvanceUntil(() => world.IsAllLive, TimeSpan.FromMinutes(1), "live");
        world.Inject(fault);
        world.Inject("drop 1");
        world.Advance(TimeSpan.FromHours(3));
        Assert.False(world.Batteries[0].IsLive);
        Assert.True(world.Batteries[1].IsLive);
        Assert.Equal(1, world.Batteries[1].Simulated.Counters.Connects);
        Assert.InRange(world.Bus.PendingCalls, 0, 2);

        world.Inject("restore 1");
        world.AdvanceUntil(() => world.IsAllLive, TimeSpan.FromMinutes(2), "live again");
        world.ThrowIfWrong();
    }

    [Fact]
    public void A_Disconnect_that_is_never_answered_uses_up_nothing()
    {
        using var world = new World(Scenarios.OneBattery, new WorldOptions { HasClockwork = true });
        world.AdvanceUntil(() => world.IsAllLive, TimeSpan.FromMinutes(1), "live");
        int connections = world.Bus.Peers.Count;
        world.Inject("fault 1 silent disconnect-hangs");
        world.Advance(TimeSpan.FromHours(2));
        Assert.InRange(world.Bus.PendingCalls, 0, 2);
        Assert.InRange(world.Bus.Peers.Count, connections, connections + 1);
        Assert.DoesNotContain(world.Log.Lines, line => line.Contains("calls unanswered", StringComparison.Ordinal));

        world.Inject("restore 1");
        world.AdvanceUntil(() => world.IsAllLive, TimeSpan.FromMinutes(2), "live again");
        world.ThrowIfWrong();
    }

    /// <summary>StartNotify has to come from the session's own connection, so each one that is never answered counts there.</summary>
    [Fact]
    public void Before_the_bus_passes_no_more_calls_on_the_connection_is_made_anew()
    {
        using var world = new World(Scenarios.TwoBatteries, new WorldOptions { HasClockwork = true });
        world.AdvanceUntil(() => world.IsAllLive, TimeSpan.FromMinutes(1), "live");
        world.Inject("fault 1 notify-hangs disconnect-hangs");
        world.Inject("drop 1");
        world.Advance(TimeSpan.FromHours(5));
        Assert.Contains(world.Log.Lines, line => line.Contains("bluetoothd left 96 calls unanswered", StringComparison.Ordinal));
        Assert.DoesNotContain(world.Log.Lines, line => line.Contains("passed no more calls on", StringComparison.Ordinal));

        // The other battery pays for it with a moment, and not often.
        Assert.InRange(world.Batteries[1].Simulated.Counters.Connects, 1, 6);

        // Where nobody pays for it, it is done sooner.
        world.Inject("fault 2 notify-hangs disconnect-hangs");
        world.Inject("drop 2");
        world.Advance(TimeSpan.FromHours(1));
        Assert.InRange(world.Bus.PendingCalls, 0, 8);

        world.Inject("restore all");
        world.AdvanceUntil(() => world.IsAllLive, TimeSpan.FromMinutes(2), "live again");
        world.ThrowIfWrong();
    }
}
