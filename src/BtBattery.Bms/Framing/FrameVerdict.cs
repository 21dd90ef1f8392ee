namespace BtBattery.Bms.Framing;

/// <summary>What stands at the head of the buffer: the start of something, a whole checked frame, or not a frame.</summary>
internal readonly record struct FrameVerdict
{
    private FrameVerdict(int length, BadFrame? bad) => (Length, Bad) = (length, bad);

    /// <summary>More bytes are needed to tell.</summary>
    public static FrameVerdict NeedMore => default;

    /// <summary>Length of the whole, checked frame; 0 if there is none.</summary>
    public int Length { get; }

    /// <summary>Why no frame starts here; null if one does or may.</summary>
    public BadFrame? Bad { get; }

    /// <summary>A whole, checked frame of <paramref name="length"/> bytes.</summary>
    public static FrameVerdict Frame(int length) => new(length, null);

    /// <summary>No frame starts here.</summary>
    public static FrameVerdict NotAFrame(BadFrame reason) => new(0, reason);
}
