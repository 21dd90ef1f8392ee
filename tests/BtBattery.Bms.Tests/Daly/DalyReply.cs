namespace BtBattery.Bms.Tests.Daly;

/// <summary>Builds Daly replies the way boards do: written from the protocol description, not from the decoders.</summary>
internal static class DalyReply
{
    public static byte[] WithCrc(params byte[] body)
    {
        int crc = 0xFFFF;
        foreach (byte b in body)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? crc >> 1 ^ 0xA001 : crc >> 1;
        }

        return [.. body, (byte)(crc & 0xFF), (byte)(crc >> 8)];
    }

    public static byte[] Registers(byte unit, params int[] registers) =>
        WithCrc([unit, 0x03, (byte)(2 * registers.Length), .. registers.SelectMany(r => new[] { (byte)(r >> 8), (byte)(r & 0xFF) })]);

    /// <summary>The d2 status reply of an idle 4S pack, with changes.</summary>
    public static byte[] D2Status(Action<int[]>? change = null, int count = 62)
    {
        int[] registers = new int[count];
        (registers[0], registers[1], registers[2], registers[3]) = (3300, 3301, 3302, 3303);
        (registers[0x20], registers[0x28], registers[0x29], registers[0x2A]) = (60, 132, 30000, 500);
        (registers[0x30], registers[0x31], registers[0x32]) = (1000, 4, 1);
        (registers[0x35], registers[0x36]) = (1, 1);
        change?.Invoke(registers);
        return Registers(0xD2, registers);
    }

    /// <summary>The nine d2 registers from 0x3E.</summary>
    public static byte[] D2Balancing(int cells1To16 = 0, int mos = 60, int board = 0xFFFF) =>
        Registers(0xD2, cells1To16, 0, 30000, 0, mos, board, 0xFFFF, 0xFFFF, 0xFFFF);

    /// <summary>The p81 pack block of a 4S pack, with changes.</summary>
    public static byte[] P81Pack(Action<int[]>? change = null)
    {
        int[] registers = new int[0x40];
        (registers[0], registers[1], registers[2], registers[3]) = (3300, 3301, 3302, 3303);
        (registers[0x30], registers[0x38], registers[0x39], registers[0x3A]) = (60, 132, 30000, 500);
        (registers[0x3C], registers[0x3D]) = (4, 1);
        change?.Invoke(registers);
        return Registers(0x51, registers);
    }

    /// <summary>The p81 status block; the index is the register number.</summary>
    public static byte[] P81Status(Action<int[]>? change = null)
    {
        int[] registers = new int[0x41 + 0x3E];
        (registers[0x4B], registers[0x52], registers[0x53]) = (1000, 1, 1);
        change?.Invoke(registers);
        return Registers(0x51, registers[0x41..]);
    }

    /// <summary>An a5 frame; missing data bytes are 0.</summary>
    public static byte[] A5(byte command, params byte[] data)
    {
        byte[] body = [0xA5, 0x01, command, 8, .. data, .. new byte[8 - data.Length]];
        return [.. body, (byte)(body.Sum(b => b) & 0xFF)];
    }

    /// <summary>The a5 frame with three cells, whose unused last byte holds something old.</summary>
    public static byte[] A5Cells(byte number, params int[] millivolts) =>
        A5(0x95, [number, .. millivolts.SelectMany(mv => new[] { (byte)(mv >> 8), (byte)(mv & 0xFF) }), 0x33]);
}
