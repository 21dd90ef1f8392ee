using BenchmarkDotNet.Attributes;
using BtBattery.DBus;

namespace BtBattery.Benchmarks.DBus;

/// <summary>Writing and reading messages, without a connection.</summary>
[MemoryDiagnoser]
public class MessageBenchmarks
{
    private static readonly MessageHeader ReplyHeader = new(MessageType.MethodReturn)
    {
        ReplySerial = 7,
        Destination = ":1.5",
        Signature = Items.Signature,
    };

    private static readonly MessageHeader SignalHeader = new(MessageType.Signal)
    {
        Path = "/",
        Interface = "com.victronenergy.BusItem",
        Member = "ItemsChanged",
        Signature = Items.Signature,
    };

    private readonly byte[] _reply = Bytes(ReplyHeader, Items.Paths);
    private readonly byte[] _signal = Bytes(SignalHeader, Items.Paths.AsSpan(0, 20));

    [Benchmark]
    public int Write_GetItems_reply_of_200_paths() => Write(ReplyHeader, Items.Paths);

    [Benchmark]
    public int Write_ItemsChanged_of_20_paths() => Write(SignalHeader, Items.Paths.AsSpan(0, 20));

    [Benchmark]
    public Message Parse_GetItems_reply_of_200_paths() => Message.Parse(_reply);

    [Benchmark]
    public Message Parse_ItemsChanged_of_20_paths() => Message.Parse(_signal);

    [Benchmark]
    public double Parse_and_read_ItemsChanged_of_20_paths()
    {
        MessageReader reader = Message.Parse(_signal).GetReader();
        double sum = 0;
        ArrayEnd items = reader.ReadArrayStart(DBusType.DictEntry);
        while (reader.HasNext(items))
        {
            reader.AlignStruct();
            reader.ReadString();
            ArrayEnd entries = reader.ReadArrayStart(DBusType.DictEntry);
            while (reader.HasNext(entries))
            {
                reader.AlignStruct();
                reader.ReadString();
                if (reader.ReadVariant().TryGetNumber(out double value)) sum += value;
            }
        }

        return sum;
    }

    internal static byte[] Bytes(in MessageHeader header, ReadOnlySpan<string> paths = default)
    {
        var writer = new MessageWriter(header);
        if (header.Signature.Length > 0) Items.Write(ref writer, paths);
        byte[] bytes = writer.Finish(serial: 1).ToArray();
        writer.Dispose();
        return bytes;
    }

    private static int Write(in MessageHeader header, ReadOnlySpan<string> paths)
    {
        var writer = new MessageWriter(header);
        Items.Write(ref writer, paths);
        int length = writer.Finish(serial: 1).Length;
        writer.Dispose();
        return length;
    }
}
