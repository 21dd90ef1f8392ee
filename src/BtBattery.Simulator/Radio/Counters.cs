namespace BtBattery.Simulator.Radio;

/// <summary>What happened to a battery since the start.</summary>
public sealed class Counters
{
    private const int LongestHistory = 200;
    private readonly List<byte[]> _written = [];

    /// <summary>Links made.</summary>
    public int Connects { get; internal set; }

    /// <summary>Links ended, by whomever.</summary>
    public int Disconnects { get; internal set; }

    /// <summary>Answers given, whole or not.</summary>
    public int Replies { get; internal set; }

    /// <summary>Answers that its faults kept back, changed, delayed or added something to, or that nobody had subscribed to.</summary>
    public int Disturbed { get; internal set; }

    /// <summary>Notifications that left the battery.</summary>
    public int Notifications { get; internal set; }

    /// <summary>When the last piece of a whole, right answer left the battery, in the time of the agenda; null = never.</summary>
    public TimeSpan? LastRightReplyAt { get; internal set; }

    /// <summary>What was written to it, the oldest first; the last 200 writes are kept.</summary>
    public IReadOnlyList<byte[]> Written => _written;

    internal void Wrote(ReadOnlySpan<byte> bytes)
    {
        if (_written.Count == LongestHistory) _written.RemoveAt(0);
        _written.Add(bytes.ToArray());
    }

    internal void Forget() => _written.Clear();
}
