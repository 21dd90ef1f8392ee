using BtBattery.DBus.Tests.Support;

namespace BtBattery.DBus.Tests.Bus;

public sealed class BusLossTests
{
    [Fact]
    public async Task A_bus_that_dies_during_calls_fails_them_and_is_told_once()
    {
        var bus = new PrivateBus();
        await bus.InitializeAsync();
        try
        {
            await using DBusConnection server = await bus.ConnectAsync();
            await using DBusConnection client = await bus.ConnectAsync();
            var entered = new TaskCompletionSource<CancellationToken>();
            server.Export("/a", new Handler(async context =>
            {
                entered.SetResult(context.ConnectionClosed);
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.ConnectionClosed);
            }));
            Task<Message>[] calls = [.. Enumerable.Range(0, 10).Select(_ => client.CallAsync(server.UniqueName, "/a", null, "M"))];
            CancellationToken closed = await entered.Task.InTime();
            await bus.KillAsync();
            foreach (Task<Message> call in calls) await Assert.ThrowsAsync<DBusDisconnectedException>(() => call.InTime());
            Assert.NotEmpty((await server.Disconnected.InTime()).Message);
            Assert.NotEmpty((await client.Disconnected.InTime()).Message);
            await closed.InTime();
            await Assert.ThrowsAsync<DBusDisconnectedException>(() => client.ListNamesAsync().InTime());
            await Assert.ThrowsAsync<DBusDisconnectedException>(() => client.SubscribeAsync(new MatchRule(), _ => { }).InTime());
            await Assert.ThrowsAsync<DBusConnectException>(() => bus.ConnectAsync());
        }
        finally
        {
            await bus.DisposeAsync();
        }
    }
}
