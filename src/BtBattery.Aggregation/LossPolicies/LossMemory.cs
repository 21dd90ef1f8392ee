using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.LossPolicies;

/// <summary>What has to be remembered of a member from one turn to the next: state of the driver, to be kept in its checkpoints.</summary>
/// <param name="BlockedSince">Since when it has been blocked; null if it is not.</param>
public readonly record struct LossMemory(MonotonicTime? BlockedSince);
