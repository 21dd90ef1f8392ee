using System.Buffers;

namespace BtBattery.DBus;

/// <summary>
/// The buffers of all connections. Not <see cref="ArrayPool{T}.Shared"/>: a message is written by one thread and given back by
/// another, and its per-thread caches would keep one buffer for each of them.
/// </summary>
internal static class WirePool
{
    // 256 KiB holds every everyday message; at most 8 buffers per size stay, about 4 MiB in the worst case.
    private const int MaxPooledLength = 256 * 1024;
    private const int MaxBuffersPerSize = 8;

    private static readonly ArrayPool<byte> Pool = ArrayPool<byte>.Create(MaxPooledLength, MaxBuffersPerSize);

    internal static byte[] Rent(int minimumLength) => Pool.Rent(minimumLength);

    internal static void Return(byte[] buffer) => Pool.Return(buffer);
}
