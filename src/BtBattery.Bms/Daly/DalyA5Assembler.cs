using BtBattery.Bms.Framing;

namespace BtBattery.Bms.Daly;

/// <summary>Joins notifications into checked a5 frames. One answer may be many frames; some modules send garbage around them.</summary>
/// <remarks>
/// The checksum is one byte, so one damaged frame in 256 passes it. Frames of this protocol have a fixed length and a
/// header that does not occur in their data, and that tells most of those: see <see cref="IsMisaligned"/>.
/// </remarks>
internal sealed class DalyA5Assembler(FrameCounters counters) : FrameAssembler(counters)
{
    private const int Length = DalyA5Frames.Length;

    protected override FrameVerdict Inspect(ReadOnlySpan<byte> bytes)
    {
        if (bytes[0] != DalyA5Frames.StartByte)
            return FrameVerdict.NotAFrame(BadFrame.Noise);
        if (bytes.Length > 3 && bytes[3] != 8)
            return FrameVerdict.NotAFrame(BadFrame.Length);
        if (bytes.Length < Length)
            return FrameVerdict.NeedMore;
        if (DalyA5Frames.Sum(bytes[..(Length - 1)]) != bytes[Length - 1])
            return FrameVerdict.NotAFrame(BadFrame.Checksum);
        return IsMisaligned(bytes) ? FrameVerdict.NotAFrame(BadFrame.Length) : FrameVerdict.Frame(Length);
    }

    /// <summary>True if another frame begins inside this one, or just behind its end: bytes were lost or added.</summary>
    private static bool IsMisaligned(ReadOnlySpan<byte> bytes)
    {
        for (int i = 1; i <= Length + 2 && i + 4 <= bytes.Length; i++)
        {
            bool isHeader = bytes[i] == DalyA5Frames.StartByte && bytes[i + 1] == DalyA5Frames.ReplyAddress && bytes[i + 3] == 8;
            if (isHeader && i != Length)
                return true;
        }

        return false;
    }
}
