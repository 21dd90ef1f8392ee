using BtBattery.Driver.Options;

namespace BtBattery.Driver.Polling;

/// <summary>How old the data of a link may be.</summary>
/// <param name="LateAfter">Older data is late.</param>
/// <param name="Deadline">Older data is not on the bus as valid.</param>
public readonly record struct LinkTiming(TimeSpan LateAfter, TimeSpan Deadline)
{
    /// <summary>A question is asked again after two seconds; one answer that was lost is no reason to call the data late.</summary>
    private static readonly TimeSpan s_leastLateAfter = TimeSpan.FromSeconds(5);

    /// <summary>Data is late after three polls, but no later than the deadline.</summary>
    /// <param name="pollInterval">From one round to the next.</param>
    /// <param name="deadline">When data turns invalid.</param>
    public static LinkTiming Of(TimeSpan pollInterval, TimeSpan deadline)
    {
        TimeSpan threePolls = 3 * pollInterval > s_leastLateAfter ? 3 * pollInterval : s_leastLateAfter;
        return new(threePolls < deadline ? threePolls : deadline, deadline);
    }

    /// <summary>Where the link is given up between two readings, data is late when the next one should have been there; that may be after the deadline.</summary>
    /// <param name="interval">From one reading to the next.</param>
    /// <param name="deadline">When data turns invalid.</param>
    public static LinkTiming OfIntermittent(TimeSpan interval, TimeSpan deadline) => new(Intermittent.LongestGap(interval), deadline);
}
