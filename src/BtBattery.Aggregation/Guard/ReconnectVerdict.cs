namespace BtBattery.Aggregation.Guard;

/// <summary>What the guard says about one joint in parallel.</summary>
/// <param name="Charge">What is left of charging it.</param>
/// <param name="Discharge">What is left of discharging it.</param>
/// <param name="Risks">Why; empty if nothing stands apart.</param>
public sealed record ReconnectVerdict(GuardAction Charge, GuardAction Discharge, IReadOnlyList<ReconnectRisk> Risks)
{
    /// <summary>Nothing stands apart.</summary>
    public static ReconnectVerdict None { get; } = new(GuardAction.Free, GuardAction.Free, []);
}
