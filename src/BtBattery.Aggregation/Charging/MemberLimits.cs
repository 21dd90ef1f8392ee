namespace BtBattery.Aggregation.Charging;

/// <summary>What the own readings of a battery allow, before anything is made of its silence or of the others.</summary>
/// <param name="Battery">Its number in the bank, from 1.</param>
/// <param name="Charge">A; always valid.</param>
/// <param name="Discharge">A; always valid.</param>
public sealed record MemberLimits(int Battery, Limit Charge, Limit Discharge);
