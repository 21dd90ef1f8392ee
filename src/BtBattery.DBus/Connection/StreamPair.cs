namespace BtBattery.DBus;

/// <summary>Two connected streams in memory: what is written to one is read from the other. For tests and simulations.</summary>
public static class StreamPair
{
    /// <summary>Creates the two ends.</summary>
    /// <param name="capacity">Bytes that may wait in each direction; a write waits for room. Must be positive.</param>
    public static (Stream First, Stream Second) Create(int capacity = 64 * 1024)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        var toFirst = new BytePipe(capacity);
        var toSecond = new BytePipe(capacity);
        return (new PipeStream(toFirst, toSecond), new PipeStream(toSecond, toFirst));
    }
}
