using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Charging.Currents;

/// <summary>A limit falls at once. It rises when it could have been higher for the hold without a break, and then no faster than the ramp.</summary>
/// <remarks>
/// The hold begins anew whenever the raw limit comes down to what is given, or below. So a raw limit that jumps to and fro between two values is given as the lower
/// one, and noise on a slope as the lowest value of its last moments: neither chatters. It does not starve either, for the hold does not begin anew by a fall that
/// stays above what is given.
/// </remarks>
internal static class CurrentRamp
{
    /// <summary>Decides.</summary>
    /// <param name="memory">What was remembered.</param>
    /// <param name="raw">What all other rules leave, A.</param>
    /// <param name="thresholdAmps">A limit of 0 stays 0 up to this, A.</param>
    /// <param name="settings">Hold and ramp.</param>
    /// <param name="now">The moment of this turn.</param>
    /// <returns>What to remember, and the most that may be given, A; null if the raw limit may.</returns>
    public static (RampMemory Next, double? Ceiling) Decide(RampMemory memory, double raw, double thresholdAmps, CurrentSettings settings, MonotonicTime now)
    {
        if (memory.Amps is not double last)
        {
            return (new(raw, now, null), null);
        }

        if (!(raw > last && (last > 0 || raw > thresholdAmps)))
        {
            return (new(Math.Min(raw, last), now, null), raw > last ? last : null);
        }

        MonotonicTime since = memory.AboveSince ?? now;
        MonotonicTime from = since + settings.RecoveryHold;
        from = memory.At is { } at && at > from ? at : from;
        double ceiling = last + (now > from ? (now - from).TotalSeconds * settings.RecoveryAmpsPerSecond : 0);
        return ceiling < raw ? (new(ceiling, now, since), ceiling) : (new(raw, now, null), ceiling);
    }
}
