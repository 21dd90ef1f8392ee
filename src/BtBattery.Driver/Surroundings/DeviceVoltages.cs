using BtBattery.Aggregation.Charging.RightBanks;

namespace BtBattery.Driver.Surroundings;

/// <summary>What devices say at one look.</summary>
/// <param name="Devices">All of them; empty if there is none.</param>
/// <param name="AreExpected">True where Victron's system runs, so that devices may still come up.</param>
public sealed record DeviceVoltages(IReadOnlyList<DeviceVoltage> Devices, bool AreExpected);
