using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Energy.Strings;

/// <summary>Whether something differs by too much, with hysteresis and delay. A value that is passed in and out.</summary>
/// <param name="IsUp">True while it counts as too much.</param>
/// <param name="Since">Since when the opposite has been seen; null if it is not.</param>
public readonly record struct DriftWatch(bool IsUp, MonotonicTime? Since)
{
    /// <summary>It is over below this share of what raised it. We chose it.</summary>
    public const double OverShare = 0.8;

    /// <summary>Takes the difference of this turn. While it is unknown nothing changes, and a delay that runs begins anew.</summary>
    /// <param name="difference">How much it is; null while it is unknown.</param>
    /// <param name="most">More is too much; null if nothing is.</param>
    /// <param name="delay">For so long it has to stay.</param>
    /// <param name="now">The moment of this turn.</param>
    public DriftWatch Step(double? difference, double? most, TimeSpan delay, MonotonicTime now)
    {
        if (most is not double limit)
        {
            return default;
        }

        bool isOpposite = IsUp ? difference < OverShare * limit : difference > limit;
        if (!isOpposite)
        {
            return this with { Since = null };
        }

        MonotonicTime since = Since <= now ? Since.Value : now;
        return now - since >= delay ? new(!IsUp, null) : this with { Since = since };
    }
}
