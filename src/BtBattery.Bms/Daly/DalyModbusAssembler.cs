using BtBattery.Bms.Framing;

namespace BtBattery.Bms.Daly;

/// <summary>Joins notifications into checked Modbus frames of the two newer generations.</summary>
/// <remarks>
/// <code>
/// read reply   unit 03 n data…                  crcL crcH    n + 5 bytes, n even
/// write echo   unit 06/10 address value/count   crcL crcH    8 bytes
/// exception    unit function+80 code            crcL crcH    5 bytes
/// </code>
/// A read request that comes back unchanged is let through as well, so that it can be told from silence.
/// </remarks>
internal sealed class DalyModbusAssembler(byte requestUnit, byte replyUnit, FrameCounters counters) : FrameAssembler(counters)
{
    public const byte ReadFunction = 0x03;
    public const byte WriteFunction = 0x06;
    public const byte WriteManyFunction = 0x10;
    public const byte ExceptionBit = 0x80;

    private const int RequestLength = 8;

    protected override FrameVerdict Inspect(ReadOnlySpan<byte> bytes)
    {
        if (bytes[0] != replyUnit && bytes[0] != requestUnit)
            return FrameVerdict.NotAFrame(BadFrame.Noise);
        if (bytes.Length < 3)
            return FrameVerdict.NeedMore;

        int length = LengthOf(bytes);
        if (length == 0)
            return FrameVerdict.NotAFrame(BadFrame.Length);
        if (bytes.Length < length)
            return FrameVerdict.NeedMore;
        return ModbusCrc.IsGood(bytes[..length]) ? FrameVerdict.Frame(length) : FrameVerdict.NotAFrame(BadFrame.Checksum);
    }

    /// <summary>The length the first three bytes announce; 0 if they announce nothing known.</summary>
    private int LengthOf(ReadOnlySpan<byte> bytes)
    {
        // Where both units are the same byte, a count of 0 can only be the high address byte of our own request.
        bool isEcho = bytes[0] == requestUnit && (requestUnit != replyUnit || bytes[2] == 0);
        return bytes[1] switch
        {
            ReadFunction when isEcho => RequestLength,
            ReadFunction => bytes[2] is > 0 and <= 250 && bytes[2] % 2 == 0 ? bytes[2] + 5 : 0,
            WriteFunction or WriteManyFunction => RequestLength,
            ReadFunction | ExceptionBit or WriteFunction | ExceptionBit or WriteManyFunction | ExceptionBit => 5,
            _ => 0,
        };
    }
}
