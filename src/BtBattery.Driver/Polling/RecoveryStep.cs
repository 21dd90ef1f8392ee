using BtBattery.Aggregation.Model;

namespace BtBattery.Driver.Polling;

/// <summary>What to do now about a battery that gives no data.</summary>
/// <param name="Rung">What to do; for <see cref="RecoveryRung.Reconnect"/> there is nothing to do but to wait and connect.</param>
/// <param name="Wait">How long to wait after it before the next attempt.</param>
public readonly record struct RecoveryStep(RecoveryRung Rung, TimeSpan Wait);
