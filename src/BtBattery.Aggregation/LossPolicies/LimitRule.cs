namespace BtBattery.Aggregation.LossPolicies;

/// <summary>What becomes of a current limit, with its numbers.</summary>
/// <param name="Action">What.</param>
/// <param name="From">With <see cref="LimitAction.Shrinking"/>: share of the last limit when the condition begins. With WakeCurrent: the most it may be.</param>
/// <param name="To">With <see cref="LimitAction.Shrinking"/>: share when it ends; between them it falls evenly.</param>
public readonly record struct LimitRule(LimitAction Action, double From = 0, double To = 0)
{
    /// <summary>What its own readings allow.</summary>
    public static LimitRule Own { get; } = new(LimitAction.Own);

    /// <summary>Never more than it was.</summary>
    public static LimitRule NotRising { get; } = new(LimitAction.NotRising);

    /// <summary>Nothing.</summary>
    public static LimitRule Zero { get; } = new(LimitAction.Zero);

    /// <summary>Nothing is claimed.</summary>
    public static LimitRule Invalid { get; } = new(LimitAction.Invalid);

    /// <summary>A share of the last limit, falling evenly while the condition lasts.</summary>
    public static LimitRule Shrinking(double from, double to) => new(LimitAction.Shrinking, from, to);

    /// <summary>The wake current, at most this share of the last limit.</summary>
    public static LimitRule Wake(double atMost) => new(LimitAction.WakeCurrent, atMost, atMost);
}
