using System.Buffers.Binary;
using System.IO.Compression;

namespace BtBattery.Driver.Flights;

/// <summary>
/// A bounded memory of records. It consists of segments, of which the oldest is dropped when there are too many. In each segment a replay can begin at the first
/// checkpoint. What is written is compressed block by block.
/// </summary>
/// <remarks>Records of a battery are much alike: compressed they take a third, and a driver with four batteries keeps 1 MB instead of 4.</remarks>
internal sealed class FlightRing(int segments, int segmentBytes)
{
    private const int LengthBytes = 4;

    /// <summary>So much waits to be compressed. We chose it: half as much would be compressed worse.</summary>
    private const int BlockBytes = 16 * 1024;

    private readonly Queue<Segment> _full = new(segments);
    private readonly byte[] _block = new byte[Math.Min(BlockBytes, segmentBytes)];
    private Segment _open = new();
    private int _waiting;

    /// <summary>True if the segment in use has no checkpoint yet.</summary>
    public bool NeedsCheckpoint => _open.Checkpoint is null;

    /// <summary>Adds a record. One that fits into no segment is dropped with everything before it: the flight has a gap then.</summary>
    public void Append(ReadOnlySpan<byte> record, bool isCheckpoint = false)
    {
        int needed = LengthBytes + record.Length;
        if (needed > segmentBytes)
        {
            _full.Clear();
            (_open, _waiting) = (new(), 0);
            return;
        }

        if (_open.Length + _waiting + needed > segmentBytes)
        {
            Close();
        }

        if (isCheckpoint)
        {
            _open.Checkpoint ??= _open.Length + _waiting;
        }

        Span<byte> length = stackalloc byte[LengthBytes];
        BinaryPrimitives.WriteInt32LittleEndian(length, record.Length);
        Write(length);
        Write(record);
    }

    /// <summary>Everything from the oldest checkpoint on, each record after its length; empty if there is no checkpoint.</summary>
    public byte[] Copy()
    {
        using var copy = new MemoryStream();
        foreach (Segment full in _full)
        {
            Add(copy, full, []);
        }

        Add(copy, _open, _block.AsSpan(0, _waiting));
        return copy.ToArray();
    }

    /// <summary>Cuts the first record off what <see cref="Copy"/> returned.</summary>
    public static ReadOnlySpan<byte> Next(ref ReadOnlySpan<byte> copy)
    {
        int length = BinaryPrimitives.ReadInt32LittleEndian(copy);
        ReadOnlySpan<byte> record = copy.Slice(LengthBytes, length);
        copy = copy[(LengthBytes + length)..];
        return record;
    }

    private static void Add(MemoryStream copy, Segment segment, ReadOnlySpan<byte> waiting)
    {
        int? start = copy.Length > 0 ? 0 : segment.Checkpoint;
        if (start is int skipped)
        {
            byte[] bytes = [.. segment.Unpack(), .. waiting];
            copy.Write(bytes.AsSpan(skipped));
        }
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int fits = Math.Min(bytes.Length, _block.Length - _waiting);
            bytes[..fits].CopyTo(_block.AsSpan(_waiting));
            bytes = bytes[fits..];
            _waiting += fits;
            if (_waiting == _block.Length)
            {
                PackBlock();
            }
        }
    }

    private void PackBlock()
    {
        _open.Pack(_block.AsSpan(0, _waiting));
        _waiting = 0;
    }

    private void Close()
    {
        if (_full.Count == segments - 1)
        {
            _ = _full.TryDequeue(out _);
        }

        if (segments > 1)
        {
            PackBlock();
            _full.Enqueue(_open);
        }

        (_open, _waiting) = (new(), 0);
    }

    private sealed class Segment
    {
        private readonly List<byte[]> _packed = [];

        /// <summary>Of what was packed.</summary>
        public int Length { get; private set; }

        /// <summary>Where its first checkpoint begins; null if there is none.</summary>
        public int? Checkpoint { get; set; }

        public void Pack(ReadOnlySpan<byte> block)
        {
            using var packed = new MemoryStream(block.Length / 3);
            using (var packing = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            {
                packing.Write(block);
            }

            _packed.Add(packed.ToArray());
            Length += block.Length;
        }

        public byte[] Unpack()
        {
            using var bytes = new MemoryStream(Length);
            foreach (byte[] block in _packed)
            {
                using var unpacking = new DeflateStream(new MemoryStream(block), CompressionMode.Decompress);
                unpacking.CopyTo(bytes);
            }

            return bytes.ToArray();
        }
    }
}
