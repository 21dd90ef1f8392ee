using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Charging.Members;

/// <summary>
/// What the temperature of a power stage took where limits go in steps, and when. The current itself warms the stage within minutes and it cools as fast without it, so a step that were
/// given back at once would be taken again a minute later, for as long as the load stays.
/// </summary>
/// <param name="Fraction">The least that the last readings left, 0 to 1; null if nothing is held.</param>
/// <param name="At">When they last left so little; null if nothing is held.</param>
/// <param name="Last">What the last frame left; null before the first.</param>
/// <param name="Frame">The moment of that frame; null before the first.</param>
public readonly record struct HotStage(double? Fraction, MonotonicTime? At, double? Last, MonotonicTime? Frame)
{
    /// <summary>A step is given back when it has not been called for during this time. Ours: some times as long as a power stage takes to cool down.</summary>
    public static readonly TimeSpan Hold = TimeSpan.FromMinutes(5);

    /// <summary>After a frame. What a single one says is not held: it may be an odd one.</summary>
    /// <param name="fraction">What its reading leaves, 0 to 1.</param>
    /// <param name="frame">Its moment.</param>
    public HotStage After(double fraction, MonotonicTime frame)
    {
        if (frame == Frame)
        {
            return this;
        }

        double said = Math.Max(fraction, Last ?? 1);
        bool isHeld = said > Fraction && At is { } at && at.AgeAt(frame) < Hold;
        return isHeld ? this with { Last = fraction, Frame = frame } : new(said < 1 ? said : null, said < 1 ? frame : null, fraction, frame);
    }
}
