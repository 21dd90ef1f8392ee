namespace BtBattery.Aggregation.Model;

/// <summary>What is known of the link with a battery since the driver started; immutable, and changed only when something happens on it.</summary>
public sealed record LinkFacts
{
    /// <summary>
    /// More than this is a current, A. Boards report steps of up to 0.1 A (Daly), and one step is noise.
    /// </summary>
    private const double NoCurrent = 0.1;

    /// <summary>Nothing happened yet.</summary>
    public static LinkFacts None { get; } = new();

    /// <summary>True once it was reached, whether it gave data then or not.</summary>
    public bool WasReached { get; init; }

    /// <summary>Attempts that failed since the last data, a link that was lost among them.</summary>
    public int Attempts { get; init; }

    /// <summary>How often a link came up again after one was lost.</summary>
    public int Reconnects { get; init; }

    /// <summary>The first frame since which no current flowed, as far as the frames tell; null while one flows or nothing is known of it.</summary>
    public MonotonicTime? QuietSince { get; init; }

    /// <summary>The adapter of the link, or of the last attempt to make one, in words; null before the first.</summary>
    public string? Adapter { get; init; }

    /// <summary>How strongly its last advertisement was heard, dBm; null if none was. A connected battery does not advertise.</summary>
    public Measured<int>? Rssi { get; init; }

    /// <summary>Received and not used, by the reason; bytes for noise, else frames or notifications. A reason that never occurred is missing.</summary>
    public IReadOnlyDictionary<string, int> BadFrames { get; init; } = new Dictionary<string, int>();

    /// <summary>After a link came up and the battery was recognised.</summary>
    public LinkFacts Up() => this with { WasReached = true, Reconnects = WasReached && Attempts > 0 ? Reconnects + 1 : Reconnects };

    /// <summary>After an attempt failed or a link was lost.</summary>
    /// <param name="wasReached">True if the battery was there.</param>
    public LinkFacts Failed(bool wasReached) => this with { WasReached = WasReached || wasReached, Attempts = Attempts + 1 };

    /// <summary>After data came in.</summary>
    /// <param name="battery">What is known of the battery now.</param>
    public LinkFacts Live(BatterySnapshot battery)
    {
        ArgumentNullException.ThrowIfNull(battery);
        return this with
        {
            WasReached = true,
            Attempts = 0,
            QuietSince = battery.Current is { } current && Math.Abs(current.Value) <= NoCurrent ? QuietSince ?? current.At : null,
        };
    }

    /// <summary>After frames that were not used.</summary>
    /// <param name="counts">How many more, by the reason.</param>
    public LinkFacts WithBad(IReadOnlyDictionary<string, int> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var sum = new Dictionary<string, int>(BadFrames);
        foreach ((string reason, int count) in counts)
        {
            sum[reason] = (int)Math.Min(int.MaxValue, (long)sum.GetValueOrDefault(reason) + count);
        }

        return this with { BadFrames = sum };
    }
}
