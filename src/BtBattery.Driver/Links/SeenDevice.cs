using BtBattery.Driver.Options;

namespace BtBattery.Driver.Links;

/// <summary>A Bluetooth LE device that was heard, or that the Bluetooth service is connected with.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Name">The name it advertises; null if it has none.</param>
/// <param name="Rssi">How strongly it was heard during this scan, dBm; null if it was not (a connected device does not advertise).</param>
/// <param name="IsConnected">True while some program on this machine is connected with it.</param>
/// <param name="IsPaired">True if it is paired with this machine.</param>
/// <param name="Services">The service UUIDs it advertises, lower case, 128 bit.</param>
/// <param name="ManufacturerIds">The manufacturer ids it advertises.</param>
public sealed record SeenDevice(
    BatteryAddress Address,
    string? Name,
    int? Rssi,
    bool IsConnected,
    bool IsPaired,
    IReadOnlyList<string> Services,
    IReadOnlyList<ushort> ManufacturerIds);
