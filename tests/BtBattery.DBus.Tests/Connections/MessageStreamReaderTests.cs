using BtBattery.DBus.Tests.Support;

namespace BtBattery.DBus.Tests.Connections;

public sealed class MessageStreamReaderTests
{
    private static readonly byte[][] Messages =
    [
        RawMessage.Call(false, "s", RawMessage.Body(false, "one")),
        RawMessage.Call(true, "a{sv}", RawMessage.Body(true, Variant.FromVariantDictionary([new("k", 2.5)]))),
        RawMessage.Call(false, "", []),
        RawMessage.Call(false, "ay", RawMessage.Body(false, Variant.FromByteArray(new byte[40_000]))),
        RawMessage.Call(true, "as", RawMessage.Body(true, Variant.FromStringArray(["last"]))),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(16)]
    [InlineData(1000)]
    [InlineData(1_000_000)]
    public async Task Messages_are_found_however_the_stream_cuts_them(int pieceLength)
    {
        using var reader = new MessageStreamReader(new PieceStream([.. Messages.SelectMany(bytes => bytes)], pieceLength));
        foreach (byte[] expected in Messages)
        {
            Message message = (await reader.ReadAsync(CancellationToken.None).InTime())!;
            Assert.Equal(Message.Parse(expected).Signature, message.Signature);
            Assert.True(Message.Parse(expected).Body.Span.SequenceEqual(message.Body.Span));
        }

        Assert.Null(await reader.ReadAsync(CancellationToken.None).InTime());
    }

    [Fact]
    public async Task A_message_stays_when_the_next_ones_come()
    {
        using var reader = new MessageStreamReader(new PieceStream([.. Messages.SelectMany(bytes => bytes)], 100_000));
        Message first = (await reader.ReadAsync(CancellationToken.None).InTime())!;
        while (await reader.ReadAsync(CancellationToken.None).InTime() is not null)
        {
        }

        Assert.Equal("one", first.GetReader().ReadString());
    }

    [Fact]
    public async Task A_stream_cut_at_any_byte_ends_or_breaks_the_protocol()
    {
        byte[] bytes = [.. Messages[0], .. Messages[1]];
        for (int length = 0; length < bytes.Length; length++)
        {
            using var reader = new MessageStreamReader(new PieceStream(bytes[..length], 64));
            bool isBetweenMessages = length == 0 || length == Messages[0].Length;
            if (length >= Messages[0].Length) Assert.NotNull(await reader.ReadAsync(CancellationToken.None).InTime());
            if (isBetweenMessages) Assert.Null(await reader.ReadAsync(CancellationToken.None).InTime());
            else await Assert.ThrowsAsync<DBusProtocolException>(() => reader.ReadAsync(CancellationToken.None).InTime());
        }
    }

    /// <summary>Gives the bytes in pieces, each at once, so that everything happens on the calling thread.</summary>
    internal sealed class PieceStream(byte[] bytes, int pieceLength) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(pieceLength, buffer.Length)], cancellationToken);
    }
}
