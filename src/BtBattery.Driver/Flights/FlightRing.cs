using System.Buffers.Binary;

namespace BtBattery.Driver.Flights;

/// <summary>
/// A bounded memory of records. It consists of segments that are taken once and used in turn; when all are full the oldest
/// is emptied. In each segment a replay can begin at the first checkpoint.
/// </summary>
internal sealed class FlightRing(int segments, int segmentBytes)
{
    private const int LengthBytes = 4;

    private readonly Segment[] _segments = [.. Enumerable.Range(0, segments).Select(_ => new Segment(new byte[segmentBytes]))];
    private int _current;

    /// <summary>True if the segment in use has no checkpoint yet.</summary>
    public bool NeedsCheckpoint => _segments[_current].Checkpoint is null;

    /// <summary>Adds a record. One that fits into no segment is dropped with everything before it: the flight has a gap then.</summary>
    public void Append(ReadOnlySpan<byte> record, bool isCheckpoint = false)
    {
        int needed = LengthBytes + record.Length;
        if (_segments[_current].Length + needed > segmentBytes)
        {
            _current = (_current + 1) % segments;
            _segments[_current].Clear();
        }

        if (needed > segmentBytes)
        {
            foreach (Segment segment in _segments)
            {
                segment.Clear();
            }

            return;
        }

        _segments[_current].Append(record, isCheckpoint);
    }

    /// <summary>Everything from the oldest checkpoint on, each record after its length; empty if there is no checkpoint.</summary>
    public byte[] Copy()
    {
        using var copy = new MemoryStream();
        for (int i = 1; i <= segments; i++)
        {
            Segment segment = _segments[(_current + i) % segments];
            if (copy.Length > 0)
            {
                copy.Write(segment.Bytes, 0, segment.Length);
            }
            else if (segment.Checkpoint is int start)
            {
                copy.Write(segment.Bytes, start, segment.Length - start);
            }
        }

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

    private sealed class Segment(byte[] bytes)
    {
        public byte[] Bytes => bytes;

        public int Length { get; private set; }

        /// <summary>Where the first checkpoint begins; null if there is none.</summary>
        public int? Checkpoint { get; private set; }

        public void Clear() => (Length, Checkpoint) = (0, null);

        public void Append(ReadOnlySpan<byte> record, bool isCheckpoint)
        {
            if (isCheckpoint)
            {
                Checkpoint ??= Length;
            }

            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(Length), record.Length);
            record.CopyTo(bytes.AsSpan(Length + LengthBytes));
            Length += LengthBytes + record.Length;
        }
    }
}
