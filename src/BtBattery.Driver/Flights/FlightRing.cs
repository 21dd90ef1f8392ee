using System.Buffers.Binary;
using System.IO.Compression;

namespace BtBattery.Driver.Flights;

/// <summary>
/// A bounded memory of records. It consists of segments; one that is full is compressed, and when there are too many the oldest is dropped. In each segment a replay
/// can begin at the first checkpoint.
/// </summary>
/// <remarks>Records of a battery are much alike: compressed they take a third, and a driver with four batteries keeps 1 MB instead of 4.</remarks>
internal sealed class FlightRing(int segments, int segmentBytes)
{
    private const int LengthBytes = 4;

    private readonly Queue<FullSegment> _full = new(segments);
    private readonly byte[] _open = new byte[segmentBytes];
    private int _length;

    /// <summary>Where the first checkpoint of the open segment begins; null if there is none.</summary>
    private int? _checkpoint;

    /// <summary>True if the segment in use has no checkpoint yet.</summary>
    public bool NeedsCheckpoint => _checkpoint is null;

    /// <summary>Adds a record. One that fits into no segment is dropped with everything before it: the flight has a gap then.</summary>
    public void Append(ReadOnlySpan<byte> record, bool isCheckpoint = false)
    {
        int needed = LengthBytes + record.Length;
        if (needed > segmentBytes)
        {
            _full.Clear();
            (_length, _checkpoint) = (0, null);
            return;
        }

        if (_length + needed > segmentBytes)
        {
            Close();
        }

        if (isCheckpoint)
        {
            _checkpoint ??= _length;
        }

        BinaryPrimitives.WriteInt32LittleEndian(_open.AsSpan(_length), record.Length);
        record.CopyTo(_open.AsSpan(_length + LengthBytes));
        _length += needed;
    }

    /// <summary>Everything from the oldest checkpoint on, each record after its length; empty if there is no checkpoint.</summary>
    public byte[] Copy()
    {
        using var copy = new MemoryStream();
        byte[] segment = new byte[segmentBytes];
        foreach (FullSegment full in _full)
        {
            full.Unpack(segment);
            Add(copy, segment.AsSpan(0, full.Length), full.Checkpoint);
        }

        Add(copy, _open.AsSpan(0, _length), _checkpoint);
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

    private static void Add(MemoryStream copy, ReadOnlySpan<byte> segment, int? checkpoint)
    {
        if (copy.Length > 0)
        {
            copy.Write(segment);
        }
        else if (checkpoint is int start)
        {
            copy.Write(segment[start..]);
        }
    }

    private void Close()
    {
        if (_full.Count == segments - 1)
        {
            _full.Dequeue();
        }

        if (segments > 1)
        {
            _full.Enqueue(FullSegment.Pack(_open.AsSpan(0, _length), _checkpoint));
        }

        (_length, _checkpoint) = (0, null);
    }

    private sealed record FullSegment(byte[] Packed, int Length, int? Checkpoint)
    {
        public static FullSegment Pack(ReadOnlySpan<byte> bytes, int? checkpoint)
        {
            using var packed = new MemoryStream(bytes.Length / 3);
            using (var packing = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            {
                packing.Write(bytes);
            }

            return new FullSegment(packed.ToArray(), bytes.Length, checkpoint);
        }

        public void Unpack(byte[] segment)
        {
            using var unpacking = new DeflateStream(new MemoryStream(Packed), CompressionMode.Decompress);
            unpacking.ReadExactly(segment, 0, Length);
        }
    }
}
