using System.Buffers.Binary;
using BtBattery.Bms.Framing;

namespace BtBattery.Bms.Daly;

/// <summary>The registers of one read reply, addressed by their numbers in the vendor's table.</summary>
/// <exception cref="MalformedReplyException">From every access to a register that the reply does not hold.</exception>
internal readonly ref struct RegisterBlock(int first, ReadOnlySpan<byte> data)
{
    private readonly ReadOnlySpan<byte> _data = data;

    /// <summary>Register <paramref name="number"/>, big-endian.</summary>
    public ushort this[int number] => BinaryPrimitives.ReadUInt16BigEndian(At(number, 2));

    /// <summary>True if the reply holds register <paramref name="number"/>.</summary>
    public bool Holds(int number) => number >= first && 2 * (number - first) + 2 <= _data.Length;

    /// <summary>Registers <paramref name="number"/> and the next one as one number, high half first.</summary>
    public uint U32(int number) => BinaryPrimitives.ReadUInt32BigEndian(At(number, 4));

    private ReadOnlySpan<byte> At(int number, int bytes)
    {
        int offset = 2 * (number - first);
        return offset >= 0 && offset + bytes <= _data.Length
            ? _data.Slice(offset, bytes)
            : throw new MalformedReplyException("the reply does not hold all registers of its block");
    }
}
