namespace BtBattery.Bms.Daly;

/// <summary>CRC-16/Modbus, low byte first on the wire.</summary>
/// <remarks>Start 0xFFFF, reflected polynomial 0xA001 (Modbus over serial line 1.02, section 6.2.2).</remarks>
internal static class ModbusCrc
{
    private static readonly ushort[] s_table = MakeTable();

    public static ushort Of(ReadOnlySpan<byte> bytes)
    {
        ushort crc = 0xFFFF;
        foreach (byte b in bytes)
            crc = (ushort)(crc >> 8 ^ s_table[(crc ^ b) & 0xFF]);
        return crc;
    }

    /// <summary>True if the last two bytes are the checksum of those before them.</summary>
    public static bool IsGood(ReadOnlySpan<byte> frame) =>
        Of(frame[..^2]) == (frame[^2] | frame[^1] << 8);

    /// <summary><paramref name="body"/> with its checksum behind it.</summary>
    public static byte[] Sign(params ReadOnlySpan<byte> body)
    {
        ushort crc = Of(body);
        return [.. body, (byte)(crc & 0xFF), (byte)(crc >> 8)];
    }

    private static ushort[] MakeTable()
    {
        var table = new ushort[256];
        for (int i = 0; i < table.Length; i++)
        {
            int crc = i;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? crc >> 1 ^ 0xA001 : crc >> 1;
            table[i] = (ushort)crc;
        }

        return table;
    }
}
