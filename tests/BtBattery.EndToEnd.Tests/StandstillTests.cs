using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>A driver that is stopped for longer than values may be old, as by SIGSTOP or a machine that swaps.</summary>
public sealed class StandstillTests
{
    private const string CellVoltage = "/Voltages/Cell1";

    /// <summary>Above the deadline by what a busy machine may take from the driver's signal to the client's look at it; to the second, ages are tested in virtual time.</summary>
    private static readonly TimeSpan s_oldest = TimeSpan.FromSeconds(12);

    [Theory]
    [InlineData("restore {0}")]
    [InlineData("fault {0} delay=1")]
    public async Task A_driver_that_stood_still_tells_nothing_old_when_it_goes_on(string board)
    {
        await using Scene scene = await Scene.StartAsync("--data-timeout", "5");
        await using BusClient client = await scene.ConnectClientAsync();
        await using CellClock clock = await CellClock.StartAsync(scene.Simulator, client);

        // One that answers slowly is stopped with a question open: its answer waits in the socket, and grows old there.
        await scene.Simulator.CommandAsync(board.Replace("{0}", Scene.BatteryName, StringComparison.Ordinal));
        await client.WaitUntilAsync(seen => clock.IsFresh(seen[CellVoltage], TimeSpan.FromSeconds(3)), "fresh data");
        scene.Driver.Stop();
        await clock.WaitUntilAsync(() => clock.IsOlderThan(client[CellVoltage], s_oldest + TimeSpan.FromSeconds(2)), "an old value");

        // The question waits in the socket as well; its answer is the first thing that is told.
        Task asked = client.AskAgainAsync();
        scene.Driver.Continue();
        await asked;
        Assert.False(clock.IsOlderThan(client[CellVoltage], s_oldest), $"{client[CellVoltage]} V is old.");
        await client.WaitUntilAsync(seen => seen["/Connected"] is 1 && clock.IsFresh(seen[CellVoltage], TimeSpan.FromSeconds(3)), "fresh data again");
        Assert.InRange(clock.LargestAge, TimeSpan.Zero, s_oldest);
        Assert.False(scene.Driver.HasExited);
    }
}
