namespace BtBattery.DBus.Tests.Connections;

/// <summary>What is written in which pieces.</summary>
public sealed class SendQueueTests
{
    [Fact]
    public async Task What_waits_together_is_written_together_in_its_order()
    {
        var stream = new Pieces();
        var queue = new SendQueue(stream, 1 << 20);
        for (byte message = 1; message <= 30; message++) Assert.True(Add(queue, message, length: 300));
        await RunAsync(queue);
        Assert.Equal(Enumerable.Range(1, 30).SelectMany(message => Enumerable.Repeat((byte)message, 300)), stream.ToArray());

        // Thirteen times 300 fit into 4096.
        Assert.Equal([3900, 3900, 1200], stream.Lengths);
    }

    [Fact]
    public async Task A_long_message_goes_alone_and_keeps_its_place()
    {
        var stream = new Pieces();
        var queue = new SendQueue(stream, 1 << 20);
        foreach ((byte message, int length) in new (byte, int)[] { (1, 10), (2, 20), (3, 100_000), (4, 30), (5, 4096), (6, 1) }) Assert.True(Add(queue, message, length));
        await RunAsync(queue);
        Assert.Equal([30, 100_000, 30, 4096, 1], stream.Lengths);
        Assert.Equal([1, 2, 3, 4, 5, 6], stream.ToArray().Distinct());
    }

    [Fact]
    public async Task A_flush_waits_for_what_came_before_it_and_for_nothing_else()
    {
        var stream = new Pieces();
        var queue = new SendQueue(stream, 1 << 20);
        Add(queue, 1, 10);
        Add(queue, 2, 10);
        Task<long> flushed = LengthAfterAsync(queue.FlushAsync(), stream);
        Add(queue, 3, 10);
        await RunAsync(queue);
        Assert.Equal([20, 10], stream.Lengths);
        Assert.InRange(await flushed, 20, 30);
    }

    [Fact]
    public async Task What_was_written_makes_room()
    {
        var queue = new SendQueue(new Pieces(), maxBytes: 1000);
        Assert.True(Add(queue, 1, 600));
        Assert.True(Add(queue, 2, 400));
        Assert.False(Add(queue, 3, 1));
        Task running = queue.RunAsync(default);
        await queue.FlushAsync();
        Assert.True(Add(queue, 4, 1000));
        queue.Close();
        await running;
    }

    [Fact]
    public async Task A_stream_that_fails_ends_it()
    {
        var queue = new SendQueue(new Pieces { Fails = true }, 1 << 20);
        Add(queue, 1, 10);
        Add(queue, 2, 10);
        Task flushed = queue.FlushAsync();
        await Assert.ThrowsAsync<IOException>(() => queue.RunAsync(default));
        await Assert.ThrowsAsync<TaskCanceledException>(() => flushed);
    }

    private static bool Add(SendQueue queue, byte message, int length)
    {
        byte[] buffer = WirePool.Rent(length);
        buffer.AsSpan(0, length).Fill(message);
        return queue.TryAdd(buffer, length);
    }

    private static async Task RunAsync(SendQueue queue)
    {
        queue.Close();
        await queue.RunAsync(default);
    }

    private static async Task<long> LengthAfterAsync(Task flushed, Pieces stream)
    {
        await flushed;
        return stream.Length;
    }

    private sealed class Pieces : MemoryStream
    {
        public List<int> Lengths { get; } = [];

        public bool Fails { get; init; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Fails) return ValueTask.FromException(new IOException("Broken."));
            Lengths.Add(buffer.Length);
            return base.WriteAsync(buffer, cancellationToken);
        }
    }
}
