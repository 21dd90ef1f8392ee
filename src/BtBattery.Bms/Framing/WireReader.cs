using System.Buffers.Binary;

namespace BtBattery.Bms.Framing;

/// <summary>Reads a payload in wire order, big-endian, one named call per field.</summary>
/// <exception cref="MalformedReplyException">From every read that finds too few bytes.</exception>
internal ref struct WireReader(ReadOnlySpan<byte> payload)
{
    private ReadOnlySpan<byte> _rest = payload;

    /// <summary>Bytes not read yet.</summary>
    public readonly int Remaining => _rest.Length;

    /// <summary>An unsigned byte.</summary>
    public byte U8() => Take(1)[0];

    /// <summary>An unsigned 16-bit number.</summary>
    public ushort U16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    /// <summary>A signed 16-bit number.</summary>
    public short I16() => BinaryPrimitives.ReadInt16BigEndian(Take(2));

    /// <summary>An unsigned 32-bit number.</summary>
    public uint U32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    /// <summary>Passes over <paramref name="count"/> bytes that carry nothing we use.</summary>
    public void Skip(int count) => Take(count);

    /// <summary>The next <paramref name="count"/> bytes.</summary>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
            throw new MalformedReplyException("the payload is shorter than its fields");
        ReadOnlySpan<byte> taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
