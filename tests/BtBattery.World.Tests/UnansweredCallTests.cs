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
    public void When_the_bus_passes_no_more_calls_on_another_connection_is_made()
    {
        using var world = new World(Scenarios.OneBattery, new WorldOptions { HasClockwork = true });
        world.AdvanceUntil(() => world.IsAllLive, TimeSpan.FromMinutes(1), "live");
        world.Inject("fault 1 silent disconnect-hangs");
        world.Advance(TimeSpan.FromHours(5));
        Assert.Contains(world.Log.Lines, line => line.Contains("passed no more calls on", StringComparison.Ordinal));

        world.Inject("restore 1");
        world.AdvanceUntil(() => world.IsAllLive, TimeSpan.FromMinutes(2), "live again");
        world.ThrowIfWrong();
    }
}
