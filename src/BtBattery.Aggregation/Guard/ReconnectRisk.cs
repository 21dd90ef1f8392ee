namespace BtBattery.Aggregation.Guard;

/// <summary>A part of a parallel joint that is switched off and stands apart from the busbar.</summary>
/// <param name="Battery">Number of its first battery, from 1.</param>
/// <param name="Volts">Its voltage above that of the busbar, at rest if that is known, V; negative if it is below; null if it cannot be told.</param>
/// <param name="InrushAmps">What would flow if its FETs closed now, A, never negative; null if that cannot be told.</param>
/// <param name="IsAssumed">True if a resistance that went into it is assumed, not learned.</param>
/// <param name="Charge">What is left of charging the joint.</param>
/// <param name="Discharge">What is left of discharging it.</param>
/// <param name="Text">For people: what stands apart by how much, what would flow, what is blocked.</param>
public sealed record ReconnectRisk(int Battery, double? Volts, double? InrushAmps, bool IsAssumed, GuardAction Charge, GuardAction Discharge, string Text);
