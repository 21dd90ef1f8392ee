using System.Buffers.Binary;
using BtBattery.Bms.Framing;

namespace BtBattery.Bms.Jbd;

/// <summary>Joins notifications into checked JBD frames; see <see cref="JbdFrames"/> for their layout.</summary>
internal sealed class JbdFrameAssembler(FrameCounters counters) : FrameAssembler(counters)
{
    protected override FrameVerdict Inspect(ReadOnlySpan<byte> bytes)
    {
        if (bytes[0] != JbdFrames.StartByte)
            return FrameVerdict.NotAFrame(BadFrame.Noise);
        if (bytes.Length < 4)
            return FrameVerdict.NeedMore;

        int length = bytes[3] + JbdFrames.Overhead;
        if (bytes.Length < length)
            return FrameVerdict.NeedMore;
        if (bytes[length - 1] != JbdFrames.EndByte)
            return FrameVerdict.NotAFrame(BadFrame.EndByte);

        ushort sent = BinaryPrimitives.ReadUInt16BigEndian(bytes[(length - 3)..]);
        return JbdFrames.Checksum(bytes[2..(length - 3)]) == sent
            ? FrameVerdict.Frame(length)
            : FrameVerdict.NotAFrame(BadFrame.Checksum);
    }
}
