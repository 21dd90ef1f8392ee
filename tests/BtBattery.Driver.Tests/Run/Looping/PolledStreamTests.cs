using System.Net.Sockets;
using BtBattery.DBus;
using BtBattery.Driver.Run.Looping;

namespace BtBattery.Driver.Tests.Run.Looping;

/// <summary>A socket that the main loop serves, with one of .NET at the other end.</summary>
public sealed class PolledStreamTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("btbattery-socket-").FullName;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    public PolledStreamTests()
    {
        _listener.Bind(new UnixDomainSocketEndPoint(Name));
        _listener.Listen();
    }

    private string Name => Path.Combine(_folder, "s");

    [Fact]
    public void Bytes_go_both_ways() => Run(async (stream, peer) =>
    {
        await stream.WriteAsync(new byte[] { 1, 2, 3 });
        byte[] got = new byte[8];
        Assert.Equal(3, peer.Receive(got));
        Task<int> reading = stream.ReadAsync(got).AsTask();
        Assert.False(reading.IsCompleted);
        peer.Send([9, 8]);
        Assert.Equal(2, await reading);
        Assert.Equal([9, 8], got[..2]);
    });

    [Fact]
    public void More_than_there_is_room_for_waits_for_room() => Run(async (stream, peer) =>
    {
        byte[] many = new byte[4 * 1024 * 1024];
        Random chance = new(1);
        chance.NextBytes(many);
        Task writing = stream.WriteAsync(many).AsTask();
        Assert.False(writing.IsCompleted);
        byte[] got = new byte[many.Length];
        Task<int> reading = Task.Run(() =>
        {
            int count = 0;
            while (count < got.Length)
            {
                count += peer.Receive(got.AsSpan(count));
            }

            return count;
        });
        await writing;
        await reading;
        Assert.True(many.AsSpan().SequenceEqual(got));
    });

    [Fact]
    public void The_end_of_the_peer_is_an_end() => Run(async (stream, peer) =>
    {
        Task<int> reading = stream.ReadAsync(new byte[1]).AsTask();
        peer.Dispose();
        Assert.Equal(0, await reading);
        await Assert.ThrowsAsync<IOException>(async () => await stream.WriteAsync(new byte[1]));
    });

    [Fact]
    public void Disposing_of_it_ends_a_read() => Run(async (stream, _) =>
    {
        Task<int> reading = stream.ReadAsync(new byte[1]).AsTask();
        await stream.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => reading);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => stream.ReadAsync(new byte[1]).AsTask());
    });

    [Fact]
    public void A_read_that_is_cancelled_takes_no_bytes() => Run(async (stream, peer) =>
    {
        using var stop = new CancellationTokenSource();
        Task<int> reading = stream.ReadAsync(new byte[1], stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        peer.Send([5]);
        byte[] got = new byte[1];
        Assert.Equal(1, await stream.ReadAsync(got));
        Assert.Equal(5, got[0]);
    });

    [Fact]
    public void Two_reads_at_a_time_are_a_mistake() => Run(async (stream, peer) =>
    {
        Task<int> first = stream.ReadAsync(new byte[1]).AsTask();
        await Assert.ThrowsAsync<InvalidOperationException>(() => stream.ReadAsync(new byte[1]).AsTask());
        peer.Send([1]);
        Assert.Equal(1, await first);
    });

    [Fact]
    public void Nobody_there_is_said() => MainLoop.Run(async _ =>
    {
        var refused = await Assert.ThrowsAsync<DBusConnectException>(() => DBusConnection.ConnectAsync($"unix:path={_folder}/nobody"));
        Assert.Contains("No such file", refused.Message, StringComparison.Ordinal);
        return 0;
    });

    [Fact]
    public void A_name_too_long_is_said() => MainLoop.Run(async _ =>
    {
        var refused = await Assert.ThrowsAsync<DBusConnectException>(() => DBusConnection.ConnectAsync($"unix:path=/{new string('x', 120)}"));
        Assert.Contains("too long", refused.Message, StringComparison.Ordinal);
        return 0;
    });

    [Fact]
    public void An_abstract_name_is_one_without_a_file()
    {
        string name = $"btbattery-test-{Path.GetFileName(_folder)}";
        using Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint($"\0{name}"));
        listener.Listen();
        using UnixSocket socket = UnixSocket.Connect($"\0{name}");
        using Socket peer = listener.Accept();
        Assert.Equal(1, socket.Send([7]));
        byte[] got = new byte[1];
        Assert.Equal(1, peer.Receive(got));
        Assert.Equal(7, got[0]);
        Assert.Null(socket.Receive(got));
    }

    public void Dispose()
    {
        _listener.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Run(Func<Stream, Socket, Task> story) => MainLoop.Run(async _ =>
    {
        using var stream = new PolledStream(UnixSocket.Connect(Name), (IPollLoop)SynchronizationContext.Current!);
        using Socket peer = _listener.Accept();
        await story(stream, peer);
        return 0;
    });
}
