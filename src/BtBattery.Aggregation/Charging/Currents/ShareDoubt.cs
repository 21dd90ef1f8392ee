namespace BtBattery.Aggregation.Charging.Currents;

/// <summary>What is not known about the shares of a joint in parallel.</summary>
/// <param name="SilentBattery">First battery of a part that does not say its current; 0 for none.</param>
/// <param name="UnratedBattery">First battery of a part without known capacity, where that makes each part carry everything; 0 for none.</param>
internal readonly record struct ShareDoubt(int SilentBattery, int UnratedBattery);
