using System.Text;

namespace BtBattery.DBus;

/// <summary>
/// Shares the strings that come again and again (paths, interfaces, signatures), so that a stream of signals does not allocate them
/// anew. A fixed number of slots; a newcomer replaces what was in its slot.
/// </summary>
internal static class StringCache
{
    private const int SlotCount = 1024; // A power of two, because the index is masked.
    private const int MaxLength = 128;

    private static readonly string?[] Slots = new string?[SlotCount];

    /// <summary>The text of the bytes, which must be valid UTF-8.</summary>
    internal static string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty) return "";
        if (utf8.Length > MaxLength) return Encoding.UTF8.GetString(utf8);
        uint hash = 2166136261; // FNV-1a
        foreach (byte b in utf8) hash = unchecked((hash ^ b) * 16777619);
        ref string? slot = ref Slots[(int)(hash & (SlotCount - 1))];
        string? known = slot;
        if (known is not null && IsSame(known, utf8)) return known;
        string text = Encoding.UTF8.GetString(utf8);
        slot = text;
        return text;
    }

    // Only ASCII texts are found again; others are decoded each time, which is right and rare.
    private static bool IsSame(string known, ReadOnlySpan<byte> utf8) => Ascii.Equals(utf8, known);
}
