using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Energy;

/// <summary>When a battery or a string rests, so that its voltages say how it is filled and not what flows.</summary>
internal static class Rest
{
    /// <summary>Since when hardly any current flows; null if more does, or that is unknown.</summary>
    /// <param name="amps">A.</param>
    /// <param name="capacityAh">Ah.</param>
    /// <param name="share">It rests while its current is no larger than this share of its capacity per hour.</param>
    /// <param name="before">What was found in the turn before.</param>
    /// <param name="now">The moment of this turn.</param>
    public static MonotonicTime? Since(double? amps, double? capacityAh, double share, MonotonicTime? before, MonotonicTime now) =>
        amps is double flowing && Math.Abs(flowing) <= share * capacityAh ? before <= now ? before : now : null;
}
