using BtBattery.Bms.Conversations;
using BtBattery.Bms.Framing;

namespace BtBattery.Bms.Jbd;

/// <summary>
/// Clears the password that an owner set and forgot. No conversation ever sends this; it is for a command that has
/// asked the owner first.
/// </summary>
/// <example>
/// <code>
/// // write JbdPasswordClearing.Request.Bytes, collect what arrives
/// // after each notification, and when Request.Timeout has passed: Judge(all of them)
/// </code>
/// </example>
/// <remarks>Register 0x09 with the maker's six characters. Source: docs/bms/jbd.md.</remarks>
public static class JbdPasswordClearing
{
    private const byte Register = 0x09;

    /// <summary>The one frame to write.</summary>
    public static BmsRequest Request { get; } =
        new("password clearing", JbdFrames.Request(JbdFrames.WriteMark, Register, "J1B2D4"u8)) 
        {
            Timeout = TimeSpan.FromSeconds(10),
            IsSecret = true,
        };

    /// <summary>What everything that arrived since the write says.</summary>
    /// <param name="notifications">In the order in which they arrived, cut in any way.</param>
    public static JbdClearingAnswer Judge(IEnumerable<ReadOnlyMemory<byte>> notifications)
    {
        ArgumentNullException.ThrowIfNull(notifications);
        var frames = new JbdFrameAssembler(new FrameCounters());
        bool hasAny = false;
        foreach (ReadOnlyMemory<byte> notification in notifications)
        {
            ReadOnlySpan<byte> rest = notification.Span;
            while (!rest.IsEmpty)
            {
                hasAny = true;
                rest = rest[frames.Append(rest)..];
                while (frames.TryRead(out ReadOnlySpan<byte> frame))
                {
                    if (JudgeFrame(frame) is { } answer)
                        return answer;
                }
            }
        }

        return new(hasAny ? JbdClearingResult.Unintelligible : JbdClearingResult.Silent, null);
    }

    private static JbdClearingAnswer? JudgeFrame(ReadOnlySpan<byte> frame)
    {
        if (frame.SequenceEqual(Request.Bytes.Span))
            return new(JbdClearingResult.PairingNeeded, null);
        if (frame[1] != Register)
            return null;
        return frame[2] == 0 ? new(JbdClearingResult.Accepted, null) : new(JbdClearingResult.Refused, frame[2]);
    }
}
