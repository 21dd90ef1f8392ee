using BtBattery.Driver.Flights;

namespace BtBattery.Driver.Tests.Flights;

public sealed class FlightRingTests
{
    private const int SegmentBytes = 64 * 1024;

    [Fact]
    public void What_was_compressed_comes_back_as_it_was()
    {
        // Of many lengths, so that records lie across the blocks that are compressed, some of them across several.
        byte[][] records = [.. Enumerable.Range(0, 300).Select(i => Record(i, length: i % 50 == 49 ? 40_000 : 1 + (i * 37 % 900)))];
        var ring = new FlightRing(segments: 100, SegmentBytes);
        foreach (byte[] record in records)
        {
            ring.Append(record, isCheckpoint: ring.NeedsCheckpoint);
        }

        Assert.Equal(records, Read(ring));
    }

    [Fact]
    public void It_begins_at_the_oldest_checkpoint()
    {
        var ring = new FlightRing(segments: 2, SegmentBytes);
        ring.Append(Record(1, 30_000));
        ring.Append(Record(2, 30_000), isCheckpoint: true);
        ring.Append(Record(3, 30_000));
        Assert.True(ring.NeedsCheckpoint);

        Assert.Equal([Record(2, 30_000), Record(3, 30_000)], Read(ring));
    }

    [Fact]
    public void The_oldest_segment_is_dropped()
    {
        var ring = new FlightRing(segments: 3, SegmentBytes);
        for (int i = 0; i < 8; i++)
        {
            ring.Append(Record(i, 40_000), isCheckpoint: true);
        }

        Assert.Equal([Record(5, 40_000), Record(6, 40_000), Record(7, 40_000)], Read(ring));
    }

    [Fact]
    public void One_segment_alone_begins_anew_when_it_is_full()
    {
        var ring = new FlightRing(segments: 1, SegmentBytes);
        ring.Append(Record(1, 40_000), isCheckpoint: true);
        ring.Append(Record(2, 40_000), isCheckpoint: true);

        Assert.Equal([Record(2, 40_000)], Read(ring));
    }

    [Fact]
    public void A_record_that_fits_nowhere_takes_what_was_before_it_along()
    {
        var ring = new FlightRing(segments: 3, SegmentBytes);
        ring.Append(Record(1, 60_000), isCheckpoint: true);
        ring.Append(Record(2, 60_000), isCheckpoint: true);
        ring.Append(Record(3, SegmentBytes), isCheckpoint: true);
        Assert.True(ring.NeedsCheckpoint);
        Assert.Empty(ring.Copy());

        ring.Append(Record(4, 10), isCheckpoint: true);
        Assert.Equal([Record(4, 10)], Read(ring));
    }

    private static byte[] Record(int seed, int length) => [.. Enumerable.Range(0, length).Select(i => (byte)((seed + i) % 100))];

    private static List<byte[]> Read(FlightRing ring)
    {
        List<byte[]> records = [];
        for (ReadOnlySpan<byte> copy = ring.Copy(); !copy.IsEmpty;)
        {
            records.Add(FlightRing.Next(ref copy).ToArray());
        }

        return records;
    }
}
