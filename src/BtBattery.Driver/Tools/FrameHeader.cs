using System.Globalization;
using BtBattery.Driver.Polling;

namespace BtBattery.Driver.Tools;

/// <summary>What stands around the data in a reply, for those who take frames apart themselves.</summary>
/// <param name="StartByte">First byte of the frame, such as <c>0xD2</c>.</param>
/// <param name="CommandId">The byte that names what is answered, such as <c>0x03</c>.</param>
/// <param name="DataLength">Bytes of data.</param>
/// <param name="Checksum">The checksum as a number, such as <c>0x2C73</c>; of one byte for Daly A5.</param>
public sealed record FrameHeader(string StartByte, string CommandId, int DataLength, string Checksum)
{
    /// <summary>The layouts, by the first byte of the request (docs/bms/jbd.md, docs/bms/daly.md).</summary>
    private static readonly Layout[] s_layouts =
    [
        new(Request: 0xD2, Reply: 0xD2, Command: 1, Length: 2, SumBytes: 2, IsSumLittleEndian: true),
        new(Request: 0x81, Reply: 0x51, Command: 1, Length: 2, SumBytes: 2, IsSumLittleEndian: true),
        new(Request: 0xDD, Reply: 0xDD, Command: 1, Length: 3, SumBytes: 2, IsSumLittleEndian: false),
        new(Request: 0xA5, Reply: 0xA5, Command: 2, Length: 3, SumBytes: 1, IsSumLittleEndian: false),
    ];

    /// <summary>The header of a reply; null if the protocol is not one of these, or the reply no whole frame of it.</summary>
    public static FrameHeader? Read(Exchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        if (exchange.Request.IsEmpty || Array.Find(s_layouts, known => known.Request == exchange.Request.Span[0]) is not { } layout)
        {
            return null;
        }

        // Other bytes may have come before the answer.
        ReadOnlySpan<byte> reply = exchange.Reply.Span;
        for (int start = 0; start < reply.Length; start++)
        {
            if (reply[start] == layout.Reply && layout.Read(reply[start..]) is { } header)
            {
                return header;
            }
        }

        return null;
    }

    private static string Hex(int value, int digits) => "0x" + value.ToString("X" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private sealed record Layout(byte Request, byte Reply, int Command, int Length, int SumBytes, bool IsSumLittleEndian)
    {
        public FrameHeader? Read(ReadOnlySpan<byte> frame)
        {
            int data = Length + 1;
            if (frame.Length <= Length || frame.Length < data + frame[Length] + SumBytes)
            {
                return null;
            }

            ReadOnlySpan<byte> sum = frame.Slice(data + frame[Length], SumBytes);
            int checksum = SumBytes == 1 ? sum[0] : IsSumLittleEndian ? sum[0] | (sum[1] << 8) : (sum[0] << 8) | sum[1];
            return new FrameHeader(Hex(frame[0], 2), Hex(frame[Command], 2), frame[Length], Hex(checksum, 2 * SumBytes));
        }
    }
}
