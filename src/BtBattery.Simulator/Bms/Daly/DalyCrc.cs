namespace BtBattery.Simulator.Bms;

/// <summary>CRC-16 as Modbus uses it, low byte first.</summary>
internal static class DalyCrc
{
    public static byte[] Append(byte[] bytes)
    {
        ushort crc = Of(bytes);
        return [.. bytes, (byte)(crc & 0xFF), (byte)(crc >> 8)];
    }

    public static bool IsRight(ReadOnlySpan<byte> frame) => BinaryPrimitives.ReadUInt16LittleEndian(frame[^2..]) == Of(frame[..^2]);

    private static ushort Of(ReadOnlySpan<byte> bytes)
    {
        int crc = 0xFFFF;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ 0xA001;
        }
        return (ushort)crc;
    }
}
