using System.Globalization;
using System.Text;

namespace BtBattery.Driver.Options;

/// <summary>
/// A short name for a longer text: tells texts apart by chance, not against somebody who wants two to be the same. The hashes of the base library that could
/// would bring OpenSSL into memory, three megabytes, for this alone.
/// </summary>
/// <remarks>Fowler, Noll and Vo, FNV-1a of 64 bits: isthe.com/chongo/tech/comp/fnv.</remarks>
internal static class Fnv1a
{
    private const ulong Basis = 0xcbf29ce484222325;
    private const ulong Prime = 0x00000100000001b3;

    /// <summary>The hash of bytes.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        ulong hash = Basis;
        foreach (byte value in bytes)
        {
            hash = unchecked((hash ^ value) * Prime);
        }

        return hash;
    }

    /// <summary>Eight hexadecimal digits, lower case, which another text has once in four thousand million.</summary>
    /// <remarks>Both halves of the hash of its UTF-8, folded by xor as its authors say.</remarks>
    public static string ShortNameOf(string text)
    {
        ulong hash = Of(Encoding.UTF8.GetBytes(text));
        return ((uint)(hash >> 32) ^ (uint)(hash & uint.MaxValue)).ToString("x8", CultureInfo.InvariantCulture);
    }
}
