using BtBattery.Aggregation.LossPolicies;

namespace BtBattery.Aggregation.Charging;

/// <summary>What has to be known of a battery beside what it said.</summary>
/// <param name="Reason">Why it is silent, if it is.</param>
/// <param name="HasAnswered">True once it has answered since this process started.</param>
/// <param name="SinceStart">How long this process has been running.</param>
public readonly record struct MemberHint(SilenceReason Reason, bool HasAnswered, TimeSpan SinceStart);
