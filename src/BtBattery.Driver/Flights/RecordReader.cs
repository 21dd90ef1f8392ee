using System.Buffers.Binary;
using System.Text;
using BtBattery.Aggregation.Model;

namespace BtBattery.Driver.Flights;

/// <summary>Reads what <see cref="RecordWriter"/> wrote, field by field in the same order.</summary>
internal ref struct RecordReader
{
    private ReadOnlySpan<byte> _rest;

    public RecordReader(ReadOnlySpan<byte> record)
    {
        _rest = record;
        Kind = (RecordKind)Cut(1)[0];
        At = new MonotonicTime(TimeSpan.FromTicks((long)Unsigned()));
    }

    public RecordKind Kind { get; }

    public MonotonicTime At { get; }

    public MonotonicTime Time() => At + TimeSpan.FromTicks(Signed());

    public bool Flag() => Cut(1)[0] != 0;

    public long Signed()
    {
        ulong value = Unsigned();
        return unchecked((long)(value >> 1) ^ -(long)(value & 1));
    }

    public ulong Unsigned()
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = Cut(1)[0];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }

    public double Number() => BinaryPrimitives.ReadDoubleLittleEndian(Cut(8));

    public ReadOnlySpan<byte> Bytes() => Cut((int)Unsigned());

    public string? Text() => Flag() ? Encoding.UTF8.GetString(Bytes()) : null;

    private ReadOnlySpan<byte> Cut(int count)
    {
        ReadOnlySpan<byte> cut = _rest[..count];
        _rest = _rest[count..];
        return cut;
    }
}
