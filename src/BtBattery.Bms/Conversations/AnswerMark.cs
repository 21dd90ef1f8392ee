using System.Globalization;
using BtBattery.Aggregation.Model;

namespace BtBattery.Bms.Conversations;

/// <summary>What is remembered of an answer, to know it when it comes again: not what it said.</summary>
/// <param name="Hash">Over its bytes, FNV-1a.</param>
/// <param name="At">When it came.</param>
public readonly record struct AnswerMark(ulong Hash, MonotonicTime At)
{
    private const ulong Start = 14695981039346656037;
    private const ulong Factor = 1099511628211;

    /// <summary>The mark of a checked frame.</summary>
    public static AnswerMark Of(ReadOnlySpan<byte> frame, MonotonicTime at)
    {
        ulong hash = Start;
        foreach (byte value in frame)
            hash = unchecked((hash ^ value) * Factor);
        return new(hash, at);
    }

    /// <summary>Reads a hash of sixteen hexadecimal digits.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static ulong ParseHash(string text) => ulong.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
