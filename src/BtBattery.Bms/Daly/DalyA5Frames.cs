namespace BtBattery.Bms.Daly;

/// <summary>The frames of the oldest generation: thirteen bytes each way.</summary>
/// <remarks><c>A5 address command 08 d0…d7 sum</c>, sum = low byte of the sum of the twelve bytes before. Source: docs/bms/daly.md.</remarks>
internal static class DalyA5Frames
{
    public const byte StartByte = 0xA5;
    public const int Length = 13;

    /// <summary>Address of most modules in a request.</summary>
    public const byte CommonAddress = 0x40;

    /// <summary>Address of some Bluetooth modules in a request.</summary>
    public const byte BluetoothAddress = 0x80;

    /// <summary>Address in every reply of a single board.</summary>
    public const byte ReplyAddress = 0x01;

    /// <summary>A request without data.</summary>
    public static byte[] Read(byte address, byte command) => Request(address, command, 0);

    /// <summary>A request whose first byte of data is <paramref name="value"/>.</summary>
    public static byte[] Request(byte address, byte command, byte value)
    {
        byte[] frame = new byte[Length];
        (frame[0], frame[1], frame[2], frame[3], frame[4]) = (StartByte, address, command, 8, value);
        frame[^1] = Sum(frame.AsSpan(0, Length - 1));
        return frame;
    }

    public static byte Sum(ReadOnlySpan<byte> summed)
    {
        byte sum = 0;
        foreach (byte b in summed)
            sum = unchecked((byte)(sum + b));
        return sum;
    }
}
