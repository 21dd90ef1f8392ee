using BtBattery.DBus.Tests.Support;

namespace BtBattery.DBus.Tests.Wire;

/// <summary>Writing the messages of a running driver costs the garbage collector nothing.</summary>
[Collection(nameof(Alone))]
public sealed class AllocationTests
{
    private const int Rounds = 100;

    // A few objects of the runtime itself; an allocation per message, let alone per path, would exceed it at once.
    private const long AllowedBytes = 2000;

    private static readonly string[] Paths = [.. Enumerable.Range(0, 200).Select(i => $"/Dc/0/Item{i}")];

    [Fact]
    public void An_answer_of_200_paths_is_written_without_garbage() =>
        Assert.InRange(AllocatedBytes(() => WriteItems(MessageType.MethodReturn, Paths)), 0, AllowedBytes);

    [Fact]
    public void A_signal_of_20_paths_is_written_without_garbage() =>
        Assert.InRange(AllocatedBytes(() => WriteItems(MessageType.Signal, Paths.AsSpan(0, 20))), 0, AllowedBytes);

    [Fact]
    public void The_measure_sees_garbage() => Assert.True(AllocatedBytes(() => GC.KeepAlive(new byte[100])) > AllowedBytes);

    private static void WriteItems(MessageType type, ReadOnlySpan<string> paths)
    {
        var writer = new MessageWriter(new MessageHeader(type)
        {
            Path = type == MessageType.Signal ? "/" : null,
            Interface = type == MessageType.Signal ? "com.victronenergy.BusItem" : null,
            Member = type == MessageType.Signal ? "ItemsChanged" : null,
            ReplySerial = type == MessageType.Signal ? null : 7,
            Destination = type == MessageType.Signal ? null : ":1.5",
            Signature = "a{sa{sv}}",
        });
        ArrayStart items = writer.WriteArrayStart(DBusType.DictEntry);
        Span<char> text = stackalloc char[16];
        double value = 50;
        foreach (string path in paths)
        {
            value += 0.01;
            writer.WriteStructStart();
            writer.WriteString(path);
            ArrayStart entries = writer.WriteArrayStart(DBusType.DictEntry);
            writer.WriteStructStart();
            writer.WriteString("Value"u8);
            writer.WriteVariantDouble(value);
            writer.WriteStructStart();
            writer.WriteString("Text"u8);
            Assert.True(value.TryFormat(text, out int length, "F2", System.Globalization.CultureInfo.InvariantCulture));
            writer.WriteVariantString(text[..length]);
            writer.WriteArrayEnd(entries);
        }

        writer.WriteArrayEnd(items);
        writer.Finish(serial: 9);
        WirePool.Return(writer.Detach());
    }

    private static long AllocatedBytes(Action write)
    {
        for (int i = 0; i < Rounds; i++) write(); // The pool fills, and what is compiled late is compiled.
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Rounds; i++) write();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
