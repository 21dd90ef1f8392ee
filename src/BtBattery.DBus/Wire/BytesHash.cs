using System.Buffers.Binary;

namespace BtBattery.DBus;

/// <summary>Where bytes stand among a fixed number of slots: word by word, since what comes over a bus is looked up thousands of times a minute.</summary>
internal static class BytesHash
{
    private const ulong Prime = 0x9E3779B97F4A7C15;

    /// <summary>The slot.</summary>
    /// <param name="bytes">What is looked for.</param>
    /// <param name="slots">How many there are; a power of two, because the index is masked.</param>
    internal static int SlotOf(ReadOnlySpan<byte> bytes, int slots)
    {
        ulong hash = (ulong)bytes.Length;
        ReadOnlySpan<byte> rest = bytes;
        for (; rest.Length >= sizeof(ulong); rest = rest[sizeof(ulong)..]) hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(rest));
        ulong last = 0;
        foreach (byte b in rest) last = (last << 8) | b;
        return (int)(Mix(hash, last) & (ulong)(slots - 1));
    }

    private static ulong Mix(ulong hash, ulong word)
    {
        ulong mixed = unchecked((hash ^ word) * Prime);
        return mixed ^ (mixed >> 32);
    }
}
