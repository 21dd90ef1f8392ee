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
}
