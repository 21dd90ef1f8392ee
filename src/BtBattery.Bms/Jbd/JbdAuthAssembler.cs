using BtBattery.Bms.Framing;

namespace BtBattery.Bms.Jbd;

/// <summary>Joins notifications into checked handshake messages. Used only while such a message is awaited: its checksum is one byte.</summary>
internal sealed class JbdAuthAssembler(FrameCounters counters) : FrameAssembler(counters)
{
    protected override FrameVerdict Inspect(ReadOnlySpan<byte> bytes)
    {
        if (bytes[0] != 0xFF)
            return FrameVerdict.NotAFrame(BadFrame.Noise);
        if (bytes.Length < 2)
            return FrameVerdict.NeedMore;
        if (bytes[1] != 0xAA)
            return FrameVerdict.NotAFrame(BadFrame.Noise);
        if (bytes.Length < 4)
            return FrameVerdict.NeedMore;

        int length = bytes[3] + JbdAuthFrames.Overhead;
        if (bytes.Length < length)
            return FrameVerdict.NeedMore;
        return JbdAuthFrames.Sum(bytes[2..(length - 1)]) == bytes[length - 1]
            ? FrameVerdict.Frame(length)
            : FrameVerdict.NotAFrame(BadFrame.Checksum);
    }
}
