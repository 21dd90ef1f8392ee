using BtBattery.Aggregation.Charging.RightBanks;
using BtBattery.Driver.Run;

namespace BtBattery.Driver.Surroundings;

/// <summary>Other devices were asked for their voltage.</summary>
/// <param name="Voltages">What they said, and when.</param>
public sealed record SystemVoltageSeen(SystemVoltages Voltages) : ILoopEvent;
