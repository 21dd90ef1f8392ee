namespace BtBattery.Driver.Control;

/// <summary>What a running driver says of itself: that it is there and works, whatever its batteries do.</summary>
/// <param name="Version">Its version.</param>
/// <param name="ProcessId">Its process.</param>
/// <param name="Service">Its name on the bus.</param>
/// <param name="Batteries">What it serves, in the order of their addresses.</param>
public sealed record DriverStatus(string Version, int ProcessId, string Service, IReadOnlyList<BatteryLinkStatus> Batteries);
