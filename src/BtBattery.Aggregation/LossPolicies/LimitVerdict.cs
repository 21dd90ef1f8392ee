namespace BtBattery.Aggregation.LossPolicies;

/// <summary>What a member may carry in one direction.</summary>
/// <param name="Action">What becomes of its limit.</param>
/// <param name="CeilingAmps">At most this much, A, whatever its readings allow; null for no ceiling.</param>
/// <param name="Cause">Why, for people, without the name of the member; empty if nothing is limited.</param>
public readonly record struct LimitVerdict(LimitAction Action, double? CeilingAmps, string Cause)
{
    /// <summary>What is left of a limit under this verdict, A.</summary>
    /// <param name="ownAmps">What the member's own readings allow; null if they allow nothing to be said.</param>
    public double Apply(double? ownAmps) => Action == LimitAction.Own ? ownAmps ?? 0
        : Action == LimitAction.NotRising ? Math.Min(ownAmps ?? 0, CeilingAmps ?? 0)
        : CeilingAmps ?? 0;
}
