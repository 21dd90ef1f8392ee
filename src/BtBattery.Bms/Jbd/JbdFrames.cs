using System.Buffers.Binary;

namespace BtBattery.Bms.Jbd;

/// <summary>The frames of JBD boards: how requests are built, how replies are laid out.</summary>
/// <remarks>
/// <code>
/// request  DD A5 register 00                 sumH sumL 77    read
/// request  DD 5A register length data…       sumH sumL 77    write
/// reply    DD register status length data…   sumH sumL 77
/// </code>
/// The checksum is 0x10000 minus the sum of the bytes, big-endian: of register, length and data in a request, of
/// status, length and data in a reply. A reply's register byte is therefore <em>not</em> covered. See docs/bms/jbd.md.
/// </remarks>
internal static class JbdFrames
{
    /// <summary>First byte of every frame.</summary>
    public const byte StartByte = 0xDD;

    /// <summary>Last byte of every frame.</summary>
    public const byte EndByte = 0x77;

    /// <summary>Second byte of a read request.</summary>
    public const byte ReadMark = 0xA5;

    /// <summary>Second byte of a write request.</summary>
    public const byte WriteMark = 0x5A;

    /// <summary>Bytes of a reply that are not payload: four before it, three behind.</summary>
    public const int Overhead = 7;

    /// <summary>A request to read <paramref name="register"/>.</summary>
    public static byte[] Read(byte register) => Request(ReadMark, register, []);

    /// <summary>The reply's payload; <paramref name="frame"/> is whole and checked.</summary>
    public static ReadOnlySpan<byte> Payload(ReadOnlySpan<byte> frame) => frame[4..^3];

    /// <summary>The checksum over <paramref name="summed"/>.</summary>
    public static ushort Checksum(ReadOnlySpan<byte> summed)
    {
        int sum = 0;
        foreach (byte b in summed)
            sum += b;
        return unchecked((ushort)(0x10000 - sum));
    }

    public static byte[] Request(byte mark, byte register, ReadOnlySpan<byte> data)
    {
        byte[] frame = new byte[data.Length + Overhead];
        frame[0] = StartByte;
        frame[1] = mark;
        frame[2] = register;
        frame[3] = checked((byte)data.Length);
        data.CopyTo(frame.AsSpan(4));
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(4 + data.Length), Checksum(frame.AsSpan(2, 2 + data.Length)));
        frame[^1] = EndByte;
        return frame;
    }
}
