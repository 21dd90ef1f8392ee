using System.Buffers.Binary;

namespace BtBattery.Bms.Tests.Jbd;

/// <summary>Builds JBD replies the way a board does: written from the protocol description, not from the decoder.</summary>
internal static class JbdReply
{
    public static byte[] Frame(byte register, byte status, params byte[] payload)
    {
        int sum = status + payload.Length + payload.Sum(b => b);
        int check = (0x10000 - sum) & 0xFFFF;
        return [0xDD, register, status, (byte)payload.Length, .. payload, (byte)(check >> 8), (byte)(check & 0xFF), 0x77];
    }

    public static byte[] Cells(params int[] millivolts) =>
        Frame(0x04, 0, Words(millivolts));

    public static byte[] PackInfo(Action<Pack>? change = null)
    {
        var pack = new Pack();
        change?.Invoke(pack);
        return Frame(0x03, 0, pack.Payload);
    }

    private static byte[] Words(int[] values) =>
        [.. values.SelectMany(value => new[] { (byte)(value >> 8 & 0xFF), (byte)(value & 0xFF) })];

    /// <summary>The fields of pack info as raw numbers.</summary>
    public sealed class Pack
    {
        public int Voltage { get; set; } = 1320;

        public int Current { get; set; }

        public int Remaining { get; set; } = 5000;

        public int Design { get; set; } = 10000;

        public int Cycles { get; set; } = 7;

        public int Date { get; set; } = 22 << 9 | 3 << 5 | 28;

        public int Balance1To16 { get; set; }

        public int Balance17To32 { get; set; }

        public int Protection { get; set; }

        public int Version { get; set; } = 0x80;

        public int Soc { get; set; } = 50;

        public int Fets { get; set; } = 3;

        public int Cells { get; set; } = 4;

        public int[] Temperatures { get; set; } = [2931];

        public byte[] Trailing { get; set; } = [];

        public byte[] Payload
        {
            get
            {
                byte[] fixedPart = new byte[23];
                int[] words = [Voltage, Current, Remaining, Design, Cycles, Date, Balance1To16, Balance17To32, Protection];
                for (int i = 0; i < words.Length; i++)
                    BinaryPrimitives.WriteUInt16BigEndian(fixedPart.AsSpan(2 * i), (ushort)(words[i] & 0xFFFF));
                (fixedPart[18], fixedPart[19], fixedPart[20]) = ((byte)Version, (byte)Soc, (byte)Fets);
                (fixedPart[21], fixedPart[22]) = ((byte)Cells, (byte)Temperatures.Length);
                return [.. fixedPart, .. Words(Temperatures), .. Trailing];
            }
        }
    }
}
