using System.Buffers.Binary;
using System.Numerics;

namespace BtBattery.Driver.Installing;

/// <summary>SHA-256 (FIPS 180-4), for the checksums of an archive. That of .NET asks OpenSSL, which need not be on the machine.</summary>
internal static class Sha256
{
    private const int BlockLength = 64;

    /// <summary>The first 32 bits of the fractional parts of the square roots of the first 8 primes (FIPS 180-4, 5.3.3).</summary>
    private static readonly uint[] s_start = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

    /// <summary>The first 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4, 4.2.2).</summary>
    private static readonly uint[] s_rounds =
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    /// <summary>The checksum of all that follows in a stream: 64 lower-case hexadecimal digits, as <c>sha256sum</c> prints it.</summary>
    public static string Of(Stream stream)
    {
        uint[] hash = [.. s_start];
        byte[] buffer = new byte[1024 * BlockLength];
        long length = 0;
        int count;
        do
        {
            count = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            length += count;
            for (int block = 0; block + BlockLength <= count; block += BlockLength)
            {
                Add(hash, buffer.AsSpan(block, BlockLength));
            }
        }
        while (count == buffer.Length);

        // One bit, zeros, and the length in bits end the message: in one block or in two.
        int rest = count % BlockLength;
        Span<byte> end = stackalloc byte[2 * BlockLength];
        end.Clear();
        buffer.AsSpan(count - rest, rest).CopyTo(end);
        end[rest] = 0x80;
        end = end[..(rest < BlockLength - sizeof(long) ? BlockLength : 2 * BlockLength)];
        BinaryPrimitives.WriteInt64BigEndian(end[^sizeof(long)..], 8 * length);
        for (int block = 0; block < end.Length; block += BlockLength)
        {
            Add(hash, end.Slice(block, BlockLength));
        }

        byte[] digest = new byte[hash.Length * sizeof(uint)];
        for (int i = 0; i < hash.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(digest.AsSpan(i * sizeof(uint)), hash[i]);
        }

        return Convert.ToHexStringLower(digest);
    }

    /// <summary>FIPS 180-4, 6.2.2; the names are those of the standard.</summary>
    private static void Add(uint[] hash, ReadOnlySpan<byte> block)
    {
        unchecked
        {
            Span<uint> w = stackalloc uint[64];
            for (int t = 0; t < 16; t++)
            {
                w[t] = BinaryPrimitives.ReadUInt32BigEndian(block[(t * sizeof(uint))..]);
            }

            for (int t = 16; t < w.Length; t++)
            {
                uint early = w[t - 15];
                uint late = w[t - 2];
                w[t] = w[t - 16] + w[t - 7]
                    + (BitOperations.RotateRight(early, 7) ^ BitOperations.RotateRight(early, 18) ^ (early >> 3))
                    + (BitOperations.RotateRight(late, 17) ^ BitOperations.RotateRight(late, 19) ^ (late >> 10));
            }

            (uint a, uint b, uint c, uint d, uint e, uint f, uint g, uint h) = (hash[0], hash[1], hash[2], hash[3], hash[4], hash[5], hash[6], hash[7]);
            for (int t = 0; t < w.Length; t++)
            {
                uint first = h + (BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25)) + ((e & f) ^ (~e & g)) + s_rounds[t] + w[t];
                uint second = (BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
                (h, g, f, e, d, c, b, a) = (g, f, e, d + first, c, b, a, first + second);
            }

            hash[0] += a;
            hash[1] += b;
            hash[2] += c;
            hash[3] += d;
            hash[4] += e;
            hash[5] += f;
            hash[6] += g;
            hash[7] += h;
        }
    }
}
