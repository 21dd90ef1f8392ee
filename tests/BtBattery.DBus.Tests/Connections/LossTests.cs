using System.Net.Sockets;
using BtBattery.DBus.Tests.Support;

namespace BtBattery.DBus.Tests.Connections;

/// <summary>However the connection ends: it is told once, nothing waits any longer, and nothing hangs.</summary>
public sealed class LossTests
{
    [Fact]
    public async Task A_peer_that_goes_fails_every_waiting_call()
    {
        (ScriptedPeer peer, DBusConnection connection) = await ScriptedPeer.ConnectAsync();
        await using (connection)
        {
            Task<Message>[] calls = [.. Enumerable.Range(0, 20).Select(i => connection.CallAsync(null, "/a", null, $"M{i}"))];
            await peer.ReceiveAsync();
            peer.Dispose();
            foreach (Task<Message> call in calls)
            {
                DBusDisconnectedException exception = await Assert.ThrowsAsync<DBusDisconnectedException>(() => call.InTime());
                Assert.NotEmpty(exception.Message);
            }

            DBusDisconnectedException reason = await connection.Disconnected.InTime();
            await Assert.ThrowsAsync<DBusDisconnectedException>(() => connection.CallAsync(null, "/a", null, "Later").InTime());
            Assert.Throws<DBusDisconnectedException>(() => SendSignal(connection));
            await Assert.ThrowsAsync<DBusDisconnectedException>(() => connection.FlushAsync().InTime());
            await connection.DisposeAsync();
            Assert.Same(reason, await connection.Disconnected);
        }
    }

    [Fact]
    public async Task Disposing_fails_every_waiting_call_and_tells_the_handlers()
    {
        await using Peers peers = await Peers.ConnectAsync();
        var entered = new TaskCompletionSource<CancellationToken>();
        using IDisposable export = peers.Server.Export("/a", new Handler(async context =>
        {
            entered.SetResult(context.ConnectionClosed);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.ConnectionClosed);
        }));
        Task<Message> call = peers.Client.CallAsync(null, "/a", null, "M");
        CancellationToken closed = await entered.Task.InTime();
        Task<Message> backwards = peers.Server.CallAsync(null, "/none", null, "M", Timeout.InfiniteTimeSpan);
        await peers.Server.DisposeAsync();
        await peers.Server.DisposeAsync();
        await closed.InTime();
        await Assert.ThrowsAnyAsync<DBusException>(() => backwards.InTime());
        await Assert.ThrowsAsync<DBusDisconnectedException>(() => call.InTime());
        Assert.Contains("by this program", (await peers.Server.Disconnected.InTime()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("00 01 00 01 00000000 01000000 00000000", "byte order")]
    [InlineData("6c 01 00 01 000000ff 01000000 00000000", "128 MiB")]
    [InlineData("6c 01 00 01 00000000 01000000 00000000", "required header field")]
    public async Task A_peer_that_breaks_the_protocol_is_left_with_the_reason(string hex, string reason)
    {
        (ScriptedPeer peer, DBusConnection connection) = await ScriptedPeer.ConnectAsync();
        using (peer)
        await using (connection)
        {
            Task<Message> call = connection.CallAsync(null, "/a", null, "M");
            await peer.SendAsync(Hex.Bytes(hex));
            DBusDisconnectedException exception = await connection.Disconnected.InTime();
            Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
            Assert.IsType<DBusProtocolException>(exception.InnerException);
            await Assert.ThrowsAsync<DBusDisconnectedException>(() => call.InTime());
        }
    }

    [Fact]
    public async Task A_stream_that_ends_inside_a_message_breaks_the_protocol()
    {
        (ScriptedPeer peer, DBusConnection connection) = await ScriptedPeer.ConnectAsync();
        await using (connection)
        {
            await peer.SendAsync(RawMessage.Call(false, "s", RawMessage.Body(false, "text"))[..^3]);
            peer.Dispose();
            Assert.Contains("ends inside a message", (await connection.Disconnected.InTime()).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_peer_that_does_not_read_is_given_up_when_the_queue_is_full()
    {
        (ScriptedPeer peer, DBusConnection connection) = await ScriptedPeer.ConnectAsync(Peers.Options(maxQueuedBytes: 10_000), capacity: 1000);
        using (peer)
        await using (connection)
        {
            Task<Message> call = connection.CallAsync(null, "/a", null, "M", Timeout.InfiniteTimeSpan);
            DBusDisconnectedException exception = Assert.Throws<DBusDisconnectedException>(() =>
            {
                for (int i = 0; i < 1000; i++) SendSignal(connection);
            });
            Assert.Contains("does not read", exception.Message, StringComparison.Ordinal);
            await Assert.ThrowsAsync<DBusDisconnectedException>(() => call.InTime());
            Assert.Contains("does not read", (await connection.Disconnected.InTime()).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task One_message_larger_than_the_queue_may_pass()
    {
        (ScriptedPeer peer, DBusConnection connection) = await ScriptedPeer.ConnectAsync(Peers.Options(maxQueuedBytes: 1000), capacity: 1000);
        using (peer)
        await using (connection)
        {
            MessageWriter signal = connection.CreateSignal("/a", "a.B", "Large", "ay");
            signal.WriteByteArray(new byte[50_000]);
            connection.Send(ref signal);
            Assert.Equal(50_004, (await peer.ReceiveAsync()).Body.Length);
            SendSignal(connection);
            Assert.Equal("Changed", (await peer.ReceiveAsync()).Member);
        }
    }

    [Fact]
    public async Task Disposing_does_not_wait_for_a_peer_that_does_not_read()
    {
        (ScriptedPeer peer, DBusConnection connection) = await ScriptedPeer.ConnectAsync(capacity: 10);
        using (peer)
        {
            for (int i = 0; i < 10; i++) SendSignal(connection);
            Task flushed = connection.FlushAsync();
            await connection.DisposeAsync().AsTask().InTime();
            await Assert.ThrowsAsync<DBusDisconnectedException>(() => flushed.InTime());
            Assert.Throws<DBusDisconnectedException>(() => SendSignal(connection));
        }
    }

    [Fact]
    public async Task A_socket_that_nobody_reads_does_not_hold_anybody()
    {
        string name = $"btb-test-stuck-{Environment.ProcessId}";
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint("\0" + name));
        listener.Listen();
        foreach (bool isDisposed in new[] { true, false })
        {
            DBusConnection connection = await DBusConnection.ConnectAsync($"unix:abstract={name}", Peers.Options(maxQueuedBytes: 5_000_000)).InTime();
            using Socket unread = await listener.AcceptAsync().InTime();
            Task<Message> call = connection.CallAsync(null, "/a", null, "M", Timeout.InfiniteTimeSpan);
            for (int i = 0; i < 4; i++) SendMegabyte(connection);
            Task flushed = connection.FlushAsync();
            if (isDisposed)
            {
                await connection.DisposeAsync().AsTask().InTime();
            }
            else
            {
                Assert.Throws<DBusDisconnectedException>(() =>
                {
                    for (int i = 0; i < 20; i++) SendMegabyte(connection);
                });
            }

            await Assert.ThrowsAsync<DBusDisconnectedException>(() => flushed.InTime());
            await Assert.ThrowsAsync<DBusDisconnectedException>(() => call.InTime());
            await connection.Disconnected.InTime();
        }

        static void SendMegabyte(DBusConnection connection)
        {
            MessageWriter signal = connection.CreateSignal("/a", "a.B", "Large", "ay");
            signal.WriteByteArray(new byte[1_000_000]);
            connection.Send(ref signal);
        }
    }

    [Fact]
    public async Task Disposing_inside_a_handler_does_not_hang()
    {
        await using Peers peers = await Peers.ConnectAsync();
        var done = new TaskCompletionSource();
        await peers.Client.SubscribeAsync(new MatchRule(), signal =>
        {
            Assert.True(peers.Client.DisposeAsync().AsTask().IsCompletedSuccessfully);
            done.SetResult();
        });
        SendSignal(peers.Server);
        await done.Task.InTime();
        await peers.Server.Disconnected.InTime();
    }

    [Fact]
    public async Task A_stream_that_fails_to_write_ends_the_connection()
    {
        await using DBusConnection connection = await DBusConnection.ConnectAsync(new BrokenStream(), Peers.Options());
        Task<Message> call = connection.CallAsync(null, "/a", null, "M");
        await Assert.ThrowsAsync<DBusDisconnectedException>(() => call.InTime());
        Assert.Contains("No cable", (await connection.Disconnected.InTime()).Message, StringComparison.Ordinal);
    }

    private static void SendSignal(DBusConnection connection)
    {
        MessageWriter signal = connection.CreateSignal("/a", "a.B", "Changed");
        connection.Send(ref signal);
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return 0;
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("No cable.");
    }
}
