using System.Text;

namespace BtBattery.DBus;

/// <summary>
/// Shares the strings that come again and again (paths, interfaces, signatures), so that a stream of signals does not allocate them
/// anew, and remembers what each was found to be, so that it is not checked anew either. A fixed number of slots; a newcomer replaces
/// what was in its slot.
/// </summary>
internal static class StringCache
{
    private const int SlotCount = 1024;
    private const int MaxLength = 128;

    private static readonly Entry?[] Slots = new Entry?[SlotCount];

    /// <summary>What is known of the bytes if they were seen before; else null. What is found is valid UTF-8 without NUL.</summary>
    internal static Entry? Find(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MaxLength) return null;
        Entry? known = Slots[BytesHash.SlotOf(utf8, SlotCount)];

        // Only ASCII texts are found again; others are decoded each time, which is right and rare.
        return known is not null && Ascii.Equals(utf8, known.Text) ? known : null;
    }

    /// <summary>Takes bytes that were not found, which must be valid UTF-8 without NUL.</summary>
    internal static Entry Add(ReadOnlySpan<byte> utf8)
    {
        var entry = new Entry(Encoding.UTF8.GetString(utf8));
        if (utf8.Length <= MaxLength) Slots[BytesHash.SlotOf(utf8, SlotCount)] = entry;
        return entry;
    }

    /// <summary>A string, and what it was found to be.</summary>
    internal sealed class Entry(string text)
    {
        private StringKind _kinds;

        internal string Text { get; } = text;

        /// <summary>Whether it is what it has to be.</summary>
        internal bool Is(StringKind kind)
        {
            if ((_kinds & kind) != 0) return true;
            if (!ValidTexts.IsValid(Text, kind)) return false;
            _kinds |= kind; // Should two threads lose one of two findings, it is found again.
            return true;
        }
    }
}
