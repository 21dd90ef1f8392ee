namespace BtBattery.Aggregation.Charging.RightBanks;

/// <summary>What another device on the bus says of the battery's voltage.</summary>
/// <param name="Device">What it is called for people.</param>
/// <param name="Volts">V; null if it does not say, and where it is off and says 0.</param>
/// <param name="IsConverter">
/// True for a device that charges or discharges the battery: inverter, solar charger, charger. False for one that only measures, which may be at another battery
/// (the one of an engine, say): it counts only where no converter gives a voltage.
/// </param>
public sealed record DeviceVoltage(string Device, double? Volts, bool IsConverter);
