using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Charging.Currents;

/// <summary>A limit falls at once. It rises when it could have been higher for the hold without a break, and then no faster than the ramp.</summary>
/// <remarks>
/// The hold begins anew whenever the raw limit comes down to what is given, or below. So a raw limit that jumps to and fro between two values is given as the lower
/// one, and noise on a slope as the lowest value of its last moments: neither chatters. It does not starve either, for the hold does not begin anew by a fall that
/// stays above what is given.
/// <para>What the reconnect guard took waits for longer: the current itself moves the busbar away from the battery that is switched off, so with the usual hold the limit
/// would go to and fro for as long as that stays off.</para>
/// <para>Where a curve has steps, a current that lifts a cell over one is taken, the cell falls back, and after the hold the same current lifts it again: a limit to and fro every 40 s. So
/// it then rises to a little less than what it was when the cell came to the step, and tries more only after minutes. On a line the same happens where the resistance of a cell is large:
/// what is right lies between what the limit rose to and what the cell left of it then.</para>
/// </remarks>
internal static class CurrentRamp
{
    /// <summary>How long the guard must have asked for nothing. Ours: cells that carried current are near their rest after that.</summary>
    public static readonly TimeSpan GuardHold = TimeSpan.FromMinutes(5);

    /// <summary>What brought a cell too far is tried again after this. Ours: six attempts an hour are no chatter.</summary>
    public static readonly TimeSpan TopHold = TimeSpan.FromMinutes(10);

    /// <summary>What a limit loses to a cell on a line within this time after it rose, it loses because it rose: chargers follow, and batteries are asked, within seconds. Ours.</summary>
    public static readonly TimeSpan RiseShows = TimeSpan.FromSeconds(20);

    /// <summary>Until then this share of what brought a cell to a step is given. Ours.</summary>
    public const double BelowStep = 0.93;

    /// <summary>A fall by more than this share is no noise of a reading. Ours.</summary>
    private const double LeastFall = 0.1;

    /// <summary>Decides.</summary>
    /// <param name="memory">What was remembered.</param>
    /// <param name="raw">What all other rules leave, A.</param>
    /// <param name="cause">What that comes from.</param>
    /// <param name="thresholdAmps">A limit of 0 stays 0 up to this, A.</param>
    /// <param name="settings">Hold and ramp.</param>
    /// <param name="guard">What the guard has to do with it.</param>
    /// <param name="now">The moment of this turn.</param>
    /// <returns>What to remember, and the most that may be given, A; null if the raw limit may.</returns>
    public static (RampMemory Next, double? Ceiling) Decide(
        RampMemory memory, double raw, LimitCause cause, double thresholdAmps, CurrentSettings settings, GuardState guard, MonotonicTime now)
    {
        MonotonicTime? guarded = guard switch
        {
            GuardState.Taking => now,
            GuardState.Watching => memory.GuardedAt,
            _ => null,
        };
        if (memory.Amps is not double last)
        {
            return (new(raw, now, null, guarded), null);
        }

        bool teaches = settings.RecoveryHold > TimeSpan.Zero && cause == LimitCause.CellVoltage && settings.LeftOut != SafetyRule.TopHold;
        (double? top, MonotonicTime? topAt) = teaches && TopAfter(memory, last, raw, settings.HasSteps, now) is double found ? (found, now)
            : memory.TopAt is { } tried && now - tried < TopHold ? (memory.TopAmps, tried)
            : (default(double?), default(MonotonicTime?));
        RampMemory next = memory with { At = now, GuardedAt = guarded, TopAmps = top, TopAt = topAt };
        if (!(raw > last && (last > 0 || raw > thresholdAmps)))
        {
            return (next with { Amps = Math.Min(raw, last), AboveSince = null }, raw > last ? last : null);
        }

        MonotonicTime since = memory.AboveSince ?? now;
        MonotonicTime from = since + settings.RecoveryHold;
        from = guarded is { } taken && taken + GuardHold > from ? taken + GuardHold : from;
        from = memory.At is { } at && at > from ? at : from;
        double ceiling = last + (now > from ? (now - from).TotalSeconds * settings.RecoveryAmpsPerSecond : 0);
        ceiling = Math.Max(last, Math.Min(ceiling, top ?? ceiling));
        next = ceiling > last ? next with { RoseTo = Math.Min(raw, ceiling), RoseAt = now } : next;
        return (next with { Amps = Math.Min(raw, ceiling), AboveSince = ceiling < raw ? since : null }, ceiling);
    }

    /// <summary>The most that is right after a cell took this much of a limit; null if that tells nothing.</summary>
    private static double? TopAfter(RampMemory memory, double last, double raw, bool hasSteps, MonotonicTime now) =>
        hasSteps ? raw < last * (1 - LeastFall) ? Math.Max(raw, BelowStep * last) : null
        : memory is { RoseTo: { } rose, RoseAt: { } roseAt } && now - roseAt <= RiseShows && raw < last && raw < rose * (1 - LeastFall) ? (raw + rose) / 2
        : null;
}
