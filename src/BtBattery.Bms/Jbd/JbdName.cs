using System.Text;
using BtBattery.Aggregation.Model;
using BtBattery.Bms.Framing;

namespace BtBattery.Bms.Jbd;

/// <summary>Register 0x05: the hardware name as ASCII text, such as <c>JBD-SP04S034-L4S-200A-B-U</c>.</summary>
/// <remarks>Some rebrands leave it unanswered. Source: docs/bms/jbd.md.</remarks>
public static class JbdName
{
    /// <summary>The register.</summary>
    public const byte Register = 0x05;

    /// <summary>The name; an empty one is no value.</summary>
    /// <param name="payload">The payload of a checked frame.</param>
    /// <param name="at">When its last byte arrived.</param>
    /// <exception cref="MalformedReplyException">The payload is not printable ASCII.</exception>
    public static BatterySnapshot Decode(ReadOnlySpan<byte> payload, MonotonicTime at)
    {
        ReadOnlySpan<byte> text = payload.TrimEnd((byte)0);
        if (text.ContainsAnyExceptInRange((byte)' ', (byte)'~'))
            throw new MalformedReplyException("the name is not printable text");
        return text.IsEmpty
            ? BatterySnapshot.Empty
            : new BatterySnapshot { Hardware = new(Encoding.ASCII.GetString(text), at) };
    }
}
