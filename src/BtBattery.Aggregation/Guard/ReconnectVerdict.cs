namespace BtBattery.Aggregation.Guard;

/// <summary>What the guard says about one joint in parallel.</summary>
/// <param name="Charge">What is left of charging it.</param>
/// <param name="Discharge">What is left of discharging it.</param>
/// <param name="Risks">Why; empty if nothing stands apart.</param>
/// <param name="IsAnyOff">True if a part is switched off in a direction, or does not say that it is not, however near it stands.</param>
public sealed record ReconnectVerdict(GuardAction Charge, GuardAction Discharge, IReadOnlyList<ReconnectRisk> Risks, bool IsAnyOff)
{
    /// <summary>All parts are switched on.</summary>
    public static ReconnectVerdict None { get; } = new(GuardAction.Free, GuardAction.Free, [], IsAnyOff: false);

    /// <summary>One is switched off, and nothing stands apart.</summary>
    public static ReconnectVerdict Near { get; } = None with { IsAnyOff = true };
}
