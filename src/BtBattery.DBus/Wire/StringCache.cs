using System.Buffers.Binary;
using System.Text;

namespace BtBattery.DBus;

/// <summary>
/// Shares the strings that come again and again (paths, interfaces, signatures), so that a stream of signals does not allocate them
/// anew, and remembers what each was found to be, so that it is not checked anew either. A fixed number of slots; a newcomer replaces
/// what was in its slot.
/// </summary>
internal static class StringCache
{
    private const int SlotCount = 1024; // A power of two, because the index is masked.
    private const int MaxLength = 128;
    private const ulong Prime = 0x9E3779B97F4A7C15;

    private static readonly Entry?[] Slots = new Entry?[SlotCount];

    /// <summary>The text of the bytes if it was seen before; else null. What is found is valid UTF-8 without NUL.</summary>
    internal static string? Find(ReadOnlySpan<byte> utf8) => FindEntry(utf8)?.Text;

    /// <summary>The text of the bytes, which must be valid UTF-8 without NUL.</summary>
    internal static string Get(ReadOnlySpan<byte> utf8) => utf8.IsEmpty ? "" : (FindEntry(utf8) ?? Add(utf8)).Text;

    /// <summary>The same, and whether it is what it has to be.</summary>
    /// <param name="utf8">The bytes.</param>
    /// <param name="kind">What it has to be.</param>
    /// <param name="isValid">True if it is.</param>
    internal static string Get(ReadOnlySpan<byte> utf8, StringKind kind, out bool isValid)
    {
        Entry entry = FindEntry(utf8) ?? Add(utf8);
        isValid = (entry.Kinds & kind) != 0;
        if (!isValid && Is(entry.Text, kind))
        {
            isValid = true;
            entry.Kinds |= kind; // Should two threads lose one of two findings, it is found again.
        }

        return entry.Text;
    }

    private static Entry? FindEntry(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MaxLength) return null;
        Entry? known = Slots[SlotOf(utf8)];

        // Only ASCII texts are found again; others are decoded each time, which is right and rare.
        return known is not null && Ascii.Equals(utf8, known.Text) ? known : null;
    }

    private static Entry Add(ReadOnlySpan<byte> utf8)
    {
        var entry = new Entry(Encoding.UTF8.GetString(utf8));
        if (utf8.Length <= MaxLength) Slots[SlotOf(utf8)] = entry;
        return entry;
    }

    private static int SlotOf(ReadOnlySpan<byte> utf8)
    {
        ulong hash = (ulong)utf8.Length;
        ReadOnlySpan<byte> rest = utf8;
        for (; rest.Length >= sizeof(ulong); rest = rest[sizeof(ulong)..]) hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(rest));
        ulong last = 0;
        foreach (byte b in rest) last = (last << 8) | b;
        return (int)(Mix(hash, last) & (SlotCount - 1));
    }

    private static ulong Mix(ulong hash, ulong word)
    {
        ulong mixed = unchecked((hash ^ word) * Prime);
        return mixed ^ (mixed >> 32);
    }

    private static bool Is(string text, StringKind kind) => kind switch
    {
        StringKind.ObjectPath => ObjectPath.IsValid(text),
        StringKind.Interface => InterfaceName.IsValid(text),
        StringKind.Member => MemberName.IsValid(text),
        StringKind.Bus => BusName.IsValid(text),
        StringKind.Signature => DBusSignature.IsValid(text),
        StringKind.SingleType => DBusSignature.IsSingleType(text),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Nothing is known of that."),
    };

    private sealed class Entry(string text)
    {
        internal string Text { get; } = text;

        internal StringKind Kinds { get; set; }
    }
}
