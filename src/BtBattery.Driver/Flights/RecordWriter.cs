using System.Buffers.Binary;
using System.Text;
using BtBattery.Aggregation.Model;

namespace BtBattery.Driver.Flights;

/// <summary>Makes one record at a time, in memory that is used again for the next one.</summary>
internal sealed class RecordWriter
{
    private byte[] _bytes = new byte[4096];
    private int _length;
    private MonotonicTime _at;

    public ReadOnlySpan<byte> Record => _bytes.AsSpan(0, _length);

    public void Begin(RecordKind kind, MonotonicTime at)
    {
        _length = 0;
        _at = at;
        Space(1)[0] = (byte)kind;
        Unsigned((ulong)at.SinceOrigin.Ticks);
    }

    /// <summary>A moment near that of the record.</summary>
    public void Time(MonotonicTime time) => Signed((time - _at).Ticks);

    public void Flag(bool value) => Space(1)[0] = value ? (byte)1 : (byte)0;

    public void Signed(long value) => Unsigned(unchecked((ulong)((value << 1) ^ (value >> 63))));

    public void Unsigned(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            Space(1)[0] = unchecked((byte)(value | 0x80));
        }

        Space(1)[0] = (byte)value;
    }

    public void Number(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Space(8), value);

    public void Bytes(ReadOnlySpan<byte> value)
    {
        Unsigned((ulong)value.Length);
        value.CopyTo(Space(value.Length));
    }

    /// <summary>A text; null is kept apart from the empty one.</summary>
    public void Text(string? value)
    {
        Flag(value is not null);
        if (value is not null)
        {
            int length = Encoding.UTF8.GetByteCount(value);
            Unsigned((ulong)length);
            Encoding.UTF8.GetBytes(value, Space(length));
        }
    }

    private Span<byte> Space(int count)
    {
        if (_length + count > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _length + count));
        }

        _length += count;
        return _bytes.AsSpan(_length - count, count);
    }
}
