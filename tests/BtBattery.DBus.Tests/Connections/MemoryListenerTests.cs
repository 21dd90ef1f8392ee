using BtBattery.DBus.Tests.Support;

namespace BtBattery.DBus.Tests.Connections;

public sealed class MemoryListenerTests
{
    [Fact]
    public async Task An_address_inside_the_process_connects_as_a_socket_does()
    {
        var accepted = new List<Stream>();
        var listener = new MemoryListener("one", accepted.Add);
        await using DBusConnection client = await DBusConnection.ConnectAsync(listener.Address, Peers.Options());
        await using DBusConnection server = await DBusConnection.ConnectAsync(Assert.Single(accepted), Peers.Options());
        using IDisposable export = server.Export("/a", new Handler(context => context.Reply()));
        Assert.Empty((await client.CallAsync(null, "/a", null, "M").InTime()).Signature);
    }

    [Fact]
    public async Task Where_nobody_listens_or_no_longer_connecting_fails()
    {
        var listener = new MemoryListener("two", _ => { }) { IsListening = false };
        foreach (string address in (string[])[listener.Address, "memory:name=three", "memory:"])
        {
            DBusConnectException exception = await Assert.ThrowsAsync<DBusConnectException>(() => DBusConnection.ConnectAsync(address, Peers.Options()));
            Assert.Contains("nobody listens", exception.Message, StringComparison.Ordinal);
        }

        listener.IsListening = true;
        await using DBusConnection connection = await DBusConnection.ConnectAsync(listener.Address, Peers.Options());
    }

    [Fact]
    public async Task A_listener_is_seen_only_by_what_its_maker_started()
    {
        Task other = Task.Run(async () =>
        {
            var listener = new MemoryListener("four", _ => { });
            await using DBusConnection own = await DBusConnection.ConnectAsync(listener.Address, Peers.Options());
        });
        await other.InTime();
        await Assert.ThrowsAsync<DBusConnectException>(() => DBusConnection.ConnectAsync("memory:name=four", Peers.Options()));
    }
}
