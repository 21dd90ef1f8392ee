using BtBattery.Bms.Framing;

namespace BtBattery.Driver.Polling;

/// <summary>Notes how far the counters of one conversation were read, so that what they count is taken over once.</summary>
internal sealed class FrameTally(FrameCounters counters)
{
    private static readonly Dictionary<string, int> s_none = [];

    private readonly long[] _taken = new long[Reasons.Count];

    /// <summary>Nothing is counted.</summary>
    public static FrameTally None => new(new FrameCounters());

    /// <summary>The names of all reasons, in the order of <see cref="BadFrame"/>.</summary>
    public static IReadOnlyList<string> Reasons { get; } = Enum.GetNames<BadFrame>();

    /// <summary>What was not used since the last call, by the reason; without those that did not occur.</summary>
    public IReadOnlyDictionary<string, int> TakeBad()
    {
        Dictionary<string, int>? bad = null;
        for (int reason = 0; reason < _taken.Length; reason++)
        {
            long count = counters[(BadFrame)reason];
            if (count > _taken[reason])
            {
                (bad ??= [])[Reasons[reason]] = (int)Math.Min(int.MaxValue, count - _taken[reason]);
                _taken[reason] = count;
            }
        }

        return bad ?? s_none;
    }
}
