using BtBattery.Aggregation.Model;

namespace BtBattery.Driver.Polling;

/// <summary>Works out where a link stands at a moment, from what is known of the battery. Keeps nothing.</summary>
public static class LinkStates
{
    /// <summary>
    /// A pack whose current only passed through zero, from charging to discharging, is not at rest. We chose it: boards fall asleep after
    /// minutes without current, but most of those may pass after the link was lost, since a link keeps many of them awake.
    /// </summary>
    private static readonly TimeSpan s_quietBeforeSleep = TimeSpan.FromMinutes(1);

    /// <summary>The state at <paramref name="now"/>.</summary>
    /// <param name="status">What is known of the link.</param>
    /// <param name="battery">What the battery said, however long ago.</param>
    /// <param name="timing">How old data may be.</param>
    /// <param name="now">The moment.</param>
    public static LinkState At(BatteryStatus status, BatterySnapshot battery, LinkTiming timing, MonotonicTime now)
    {
        ArgumentNullException.ThrowIfNull(status);
        ArgumentNullException.ThrowIfNull(battery);
        if (status.ProblemCode == ProblemCode.Released)
        {
            return LinkState.Released;
        }

        if (status.NeedsOwner)
        {
            return LinkState.Refused;
        }

        if (status.IsResting)
        {
            return LinkState.Resting;
        }

        if (battery.Voltage?.At is not { } heard)
        {
            return status.Problem is null || status.Link.WasReached ? LinkState.Connecting : LinkState.NeverSeen;
        }

        TimeSpan age = heard.AgeAt(now);
        if (status.IsLive && age <= timing.Deadline)
        {
            return age <= timing.LateAfter ? LinkState.Live : LinkState.Late;
        }

        return age > timing.Deadline && IsPresumedAsleep(status, battery) ? LinkState.Asleep : LinkState.Lost;
    }

    /// <summary>
    /// True if the battery is out of reach, though the radio works, and its last frames were those of a pack at rest: no current for a
    /// while, and it said how its FETs stood. FETs that are on do not speak against it (a board at rest sleeps with them on), nor do
    /// such that are off (an empty pack shuts its board down): only a current keeps every board awake. One that was heard advertising since
    /// is awake.
    /// </summary>
    private static bool IsPresumedAsleep(BatteryStatus status, BatterySnapshot battery) =>
        !status.IsLive
        && ProblemCode.IsOutOfReach(status.ProblemCode)
        && battery is { Current: { } current, ChargeFetOn: not null, DischargeFetOn: not null }
        && status.Link.QuietSince is { } since
        && current.At - since >= s_quietBeforeSleep
        && !(status.Link.Rssi?.At > current.At);
}
