using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Charging.RightBanks;

/// <summary>What other devices on the bus say of the voltage, by one look at them all.</summary>
/// <param name="Devices">All of them; empty if there is none.</param>
/// <param name="AreExpected">True where Victron's system runs, so that devices may still come up after us.</param>
/// <param name="At">When they were asked.</param>
public sealed record SystemVoltages(IReadOnlyList<DeviceVoltage> Devices, bool AreExpected, MonotonicTime At);
