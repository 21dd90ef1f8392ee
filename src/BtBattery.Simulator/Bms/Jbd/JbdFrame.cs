namespace BtBattery.Simulator.Bms;

/// <summary>
/// JBD frames as the board sees them: replies are written, requests are read. The driver has the opposite half in code
/// of its own, so that a misreading in one is caught by the other.
/// </summary>
public static class JbdFrame
{
    private const byte Start = 0xDD;
    private const byte End = 0x77;

    /// <summary>The reply to a question about <paramref name="register"/>.</summary>
    /// <param name="register">The register asked for.</param>
    /// <param name="status">0 = good, 0x80 or 0x81 = refused.</param>
    /// <param name="data">At most 255 bytes.</param>
    public static byte[] Reply(byte register, byte status, ReadOnlySpan<byte> data)
    {
        var frame = new byte[data.Length + 7];
        frame[0] = Start;
        frame[1] = register;
        frame[2] = status;
        frame[3] = (byte)data.Length;
        data.CopyTo(frame.AsSpan(4));
        // The checksum of a reply leaves the register out.
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(frame.Length - 3), Checksum(frame.AsSpan(2, data.Length + 2)));
        frame[^1] = End;
        return frame;
    }

    /// <summary>Takes the next whole request with a right checksum from <paramref name="buffer"/>; what cannot be one is dropped.</summary>
    /// <returns>False when no whole request is left; an unfinished one stays in the buffer.</returns>
    public static bool TryTakeRequest(List<byte> buffer, out JbdRequest request)
    {
        while (true)
        {
            int start = buffer.IndexOf(Start);
            buffer.RemoveRange(0, start < 0 ? buffer.Count : start);
            request = default;
            if (buffer.Count < 4) return false;
            int length = buffer[3] + 7;
            if (IsRequestStart(buffer) && buffer.Count < length) return false;
            if (IsRequestStart(buffer) && buffer[length - 1] == End)
            {
                byte[] frame = [.. buffer.Take(length)];
                if (BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(length - 3)) == Checksum(frame.AsSpan(2, length - 5)))
                {
                    buffer.RemoveRange(0, length);
                    request = new JbdRequest(frame[1] == 0x5A, frame[2], frame[4..^3]);
                    return true;
                }
            }
            buffer.RemoveAt(0);
        }
    }

    private static bool IsRequestStart(List<byte> buffer) => buffer[1] is 0xA5 or 0x5A;

    private static ushort Checksum(ReadOnlySpan<byte> bytes)
    {
        int sum = 0;
        foreach (byte b in bytes) sum += b;
        return unchecked((ushort)-sum);
    }
}
