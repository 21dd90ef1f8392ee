using BtBattery.DBus.Tests.Support;

namespace BtBattery.DBus.Tests.Connections;

public sealed class DeadlineTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task A_call_without_answer_ends_at_its_deadline()
    {
        (ScriptedPeer peer, DBusConnection connection) = await ScriptedPeer.ConnectAsync(Peers.Options(_time));
        using (peer)
        await using (connection)
        {
            Task<Message> usual = connection.CallAsync(null, "/a", "a.B", "Usual");
            Task<Message> quick = connection.CallAsync(null, "/a", "a.B", "Quick", TimeSpan.FromSeconds(2));
            Task<Message> endless = connection.CallAsync(null, "/a", null, "Endless", Timeout.InfiniteTimeSpan);
            Message usualCall = await peer.ReceiveAsync();
            _time.Advance(TimeSpan.FromSeconds(1.9));
            Assert.False(quick.IsCompleted);
            _time.Advance(TimeSpan.FromSeconds(0.1));
            DBusTimeoutException exception = await Assert.ThrowsAsync<DBusTimeoutException>(() => quick.InTime());
            Assert.Equal("No answer to a.B.Quick at the peer /a within 2 s.", exception.Message);
            _time.Advance(TimeSpan.FromSeconds(22.9));
            Assert.False(usual.IsCompleted);
            _time.Advance(TimeSpan.FromSeconds(0.1));
            await Assert.ThrowsAsync<DBusTimeoutException>(() => usual.InTime());
            _time.Advance(TimeSpan.FromDays(3));

            // An answer that comes too late is dropped, and the others still arrive.
            await peer.AnswerAsync(usualCall);
            await peer.ReceiveAsync();
            await peer.AnswerAsync(await peer.ReceiveAsync(), "at last");
            Assert.Equal("at last", (await endless.InTime()).GetReader().ReadString());
            Assert.Equal(0, _time.WaitingTimers);
        }
    }

    [Fact]
    public async Task An_answer_in_time_takes_its_deadline_away()
    {
        (ScriptedPeer peer, DBusConnection connection) = await ScriptedPeer.ConnectAsync(Peers.Options(_time));
        using (peer)
        await using (connection)
        {
            Task<Message> call = connection.CallAsync(null, "/a", null, "M");
            Message received = await peer.ReceiveAsync();
            Assert.Equal(1, _time.WaitingTimers);
            await peer.AnswerAsync(received, 5);
            Assert.Equal(5, (await call.InTime()).GetReader().ReadInt32());
            Assert.Equal(0, _time.WaitingTimers);
        }
    }

    [Fact]
    public async Task A_cancelled_call_ends_at_once()
    {
        (ScriptedPeer peer, DBusConnection connection) = await ScriptedPeer.ConnectAsync(Peers.Options(_time));
        using (peer)
        await using (connection)
        {
            using var cancellation = new CancellationTokenSource();
            Task<Message> call = connection.CallAsync(null, "/a", null, "M", cancellationToken: cancellation.Token);
            await peer.ReceiveAsync();
            await cancellation.CancelAsync();
            OperationCanceledException exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.InTime());
            Assert.Equal(cancellation.Token, exception.CancellationToken);
            Assert.Equal(0, _time.WaitingTimers);

            // One that is cancelled before is not even sent.
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => connection.CallAsync(null, "/a", null, "Never", cancellationToken: cancellation.Token).InTime());
            Task<Message> next = connection.CallAsync(null, "/a", null, "Next");
            Message received = await peer.ReceiveAsync();
            Assert.Equal("Next", received.Member);
            await peer.AnswerAsync(received);
            await next.InTime();
        }
    }

    [Fact]
    public async Task Connecting_ends_at_its_deadline_at_every_step()
    {
        (ScriptedPeer silent, Stream toSilent) = ScriptedPeer.Create();
        using (silent)
        {
            Task<DBusConnection> connecting = DBusConnection.ConnectAsync(toSilent, new DBusConnectionOptions { TimeProvider = _time });
            await silent.ExpectAsync("\0AUTH EXTERNAL\r\n");
            await ExpiresAsync(connecting);
        }

        (ScriptedPeer greeter, Stream toGreeter) = ScriptedPeer.Create();
        using (greeter)
        {
            Task<DBusConnection> connecting = DBusConnection.ConnectAsync(toGreeter, new DBusConnectionOptions { TimeProvider = _time });
            await greeter.ExpectAsync("\0AUTH EXTERNAL\r\n");
            await greeter.SendAsync("OK 0123456789abcdef0123456789abcdef\r\n");
            await greeter.ExpectAsync("BEGIN\r\n");
            Assert.Equal("Hello", (await greeter.ReceiveAsync()).Member);
            await ExpiresAsync(connecting);

            // The stream was given up too.
            Assert.Equal(0, await greeter.Stream.ReadAsync(new byte[1]).InTime());
        }
    }

    [Fact]
    public async Task Connecting_can_be_cancelled()
    {
        (ScriptedPeer silent, Stream toSilent) = ScriptedPeer.Create();
        using var cancellation = new CancellationTokenSource();
        using (silent)
        {
            Task<DBusConnection> connecting = DBusConnection.ConnectAsync(toSilent, null, cancellation.Token);
            await silent.ExpectAsync("\0AUTH EXTERNAL\r\n");
            await cancellation.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting.InTime());
            Assert.Equal(0, await silent.Stream.ReadAsync(new byte[1]).InTime());
        }
    }

    [Fact]
    public async Task A_flush_to_a_peer_that_does_not_read_ends_at_its_deadline()
    {
        (ScriptedPeer peer, DBusConnection connection) = await ScriptedPeer.ConnectAsync(Peers.Options(_time), capacity: 16);
        using (peer)
        await using (connection)
        {
            MessageWriter signal = connection.CreateSignal("/a", "a.B", "Changed");
            connection.Send(ref signal);
            Task flushed = connection.FlushAsync();
            _time.Advance(TimeSpan.FromSeconds(25));
            await Assert.ThrowsAsync<DBusTimeoutException>(() => flushed.InTime());

            flushed = connection.FlushAsync();
            await peer.ReceiveAsync();
            await flushed.InTime();
        }
    }

    [Fact]
    public async Task A_deadline_that_no_timer_can_keep_is_refused()
    {
        await using Peers peers = await Peers.ConnectAsync();
        foreach (TimeSpan wrong in new[] { TimeSpan.FromSeconds(-2), TimeSpan.FromDays(30) })
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => peers.Client.CallAsync(null, "/a", null, "M", wrong));
    }

    private async Task ExpiresAsync(Task<DBusConnection> connecting)
    {
        _time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(connecting.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        await Assert.ThrowsAsync<DBusTimeoutException>(() => connecting.InTime());
    }
}
