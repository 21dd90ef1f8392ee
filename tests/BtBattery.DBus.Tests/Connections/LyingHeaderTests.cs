using BtBattery.DBus.Tests.Support;

namespace BtBattery.DBus.Tests.Connections;

[Collection(nameof(Alone))]
public sealed class LyingHeaderTests
{
    [Fact]
    public async Task A_header_that_announces_much_and_brings_little_gets_little_memory()
    {
        byte[] liar = [.. Hex.Bytes("6c 01 00 01 00000007 01000000 00000000"), .. new byte[100_000]]; // Announces 112 MiB.
        long before = GC.GetAllocatedBytesForCurrentThread();
        using (var reader = new MessageStreamReader(new MessageStreamReaderTests.PieceStream(liar, 4096)))
            await Assert.ThrowsAsync<DBusProtocolException>(() => reader.ReadAsync(CancellationToken.None).InTime());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }
}
