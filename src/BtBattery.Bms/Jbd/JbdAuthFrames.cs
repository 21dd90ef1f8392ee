namespace BtBattery.Bms.Jbd;

/// <summary>The messages of the password handshake, which share the characteristics of the ordinary frames.</summary>
/// <remarks>
/// <c>FF AA command length data… sum</c>, sum = low byte of command + length + data. See docs/bms/jbd.md.
/// </remarks>
internal static class JbdAuthFrames
{
    /// <summary>Command: offer the application key. Answered by 00 go on, 01 wrong key, 02 no password set.</summary>
    public const byte AppKey = 0x15;

    /// <summary>Command: ask for the random byte of this connection.</summary>
    public const byte Random = 0x17;

    /// <summary>Command: offer the password. Answered by 00 right, 01 wrong.</summary>
    public const byte Password = 0x18;

    /// <summary>Bytes of a message that are not data.</summary>
    public const int Overhead = 5;

    public static bool IsRequest(ReadOnlySpan<byte> request) => request.Length >= Overhead && request[0] == 0xFF && request[1] == 0xAA;

    public static byte[] Message(byte command, ReadOnlySpan<byte> data)
    {
        byte[] message = [0xFF, 0xAA, command, checked((byte)data.Length), .. data, 0];
        message[^1] = Sum(message.AsSpan(2, data.Length + 2));
        return message;
    }

    public static byte Sum(ReadOnlySpan<byte> summed)
    {
        byte sum = 0;
        foreach (byte b in summed)
            sum = unchecked((byte)(sum + b));
        return sum;
    }
}
