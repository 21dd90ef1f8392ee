using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Charging.Currents;

/// <summary>What a limit that rises by hold and ramp has to remember.</summary>
/// <param name="Amps">The last valid limit, A; null before the first.</param>
/// <param name="At">The last turn; null where its moment means nothing any more.</param>
/// <param name="AboveSince">Since when it could have been higher without a break; null if it could not.</param>
/// <param name="GuardedAt">When the reconnect guard last took something of it, while a battery in parallel is switched off; else null.</param>
/// <param name="TopAmps">The most it rises to, A, since more brought a cell too far along its curve; null for any.</param>
/// <param name="TopAt">When that was; null where the moment means nothing any more.</param>
/// <param name="RoseTo">What it last rose to, A; null if it has not risen.</param>
/// <param name="RoseAt">When that was.</param>
public sealed record RampMemory(
    double? Amps,
    MonotonicTime? At,
    MonotonicTime? AboveSince,
    MonotonicTime? GuardedAt = null,
    double? TopAmps = null,
    MonotonicTime? TopAt = null,
    double? RoseTo = null,
    MonotonicTime? RoseAt = null)
{
    /// <summary>Before the first valid limit.</summary>
    public static RampMemory None { get; } = new(null, null, null);
}
