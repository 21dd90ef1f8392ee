using System.Text;

namespace BtBattery.DBus.Tests.Support;

/// <summary>The other end of a connection, played by hand.</summary>
internal sealed class ScriptedPeer : IDisposable
{
    private readonly MessageStreamReader _reader;

    private ScriptedPeer(Stream stream)
    {
        Stream = stream;
        _reader = new MessageStreamReader(stream);
    }

    internal Stream Stream { get; }

    /// <summary>A peer and the stream for the connection under test.</summary>
    internal static (ScriptedPeer Peer, Stream ForConnection) Create(int capacity = 64 * 1024)
    {
        (Stream first, Stream second) = StreamPair.Create(capacity);
        return (new ScriptedPeer(first), second);
    }

    /// <summary>A peer and a connection to it, without authentication and greeting.</summary>
    internal static async Task<(ScriptedPeer Peer, DBusConnection Connection)> ConnectAsync(
        DBusConnectionOptions? options = null, int capacity = 64 * 1024)
    {
        (ScriptedPeer peer, Stream stream) = Create(capacity);
        return (peer, await DBusConnection.ConnectAsync(stream, options ?? Peers.Options()));
    }

    public void Dispose()
    {
        Stream.Dispose();
        _reader.Dispose();
    }

    internal async Task SendAsync(byte[] bytes) => await Stream.WriteAsync(bytes).AsTask().InTime();

    internal Task SendAsync(string text) => SendAsync(Encoding.ASCII.GetBytes(text));

    /// <summary>Reads exactly this text.</summary>
    internal async Task ExpectAsync(string text)
    {
        byte[] bytes = new byte[text.Length];
        await Stream.ReadExactlyAsync(bytes).AsTask().InTime();
        Assert.Equal(text, Encoding.ASCII.GetString(bytes));
    }

    internal async Task<Message> ReceiveAsync() => await _reader.ReadAsync(CancellationToken.None).InTime() ?? throw new EndOfStreamException();

    /// <summary>Answers a call with values.</summary>
    internal Task AnswerAsync(Message call, params Variant[] values)
    {
        var fields = new List<(byte, Variant)> { (5, call.Serial) };
        if (values.Length > 0) fields.Add(RawMessage.Signature(Writers.SignatureOf(values)));
        return SendAsync(RawMessage.Build(false, type: 2, [.. fields], RawMessage.Body(false, values)));
    }
}
