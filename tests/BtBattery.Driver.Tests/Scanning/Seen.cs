using BtBattery.Driver.Links;
using BtBattery.Driver.Options;
using BtBattery.Driver.Scanning;

namespace BtBattery.Driver.Tests.Scanning;

/// <summary>Devices as a scanner tells them.</summary>
internal static class Seen
{
    public const string Ff00 = "0000ff00-0000-1000-8000-00805f9b34fb";
    public const string Fff0 = "0000fff0-0000-1000-8000-00805f9b34fb";

    public static SeenDevice Device(
        string address, string? name = null, int? rssi = -60, bool isConnected = false, bool isPaired = false, string[]? services = null, ushort[]? makers = null) =>
        new(Address(address), name, rssi, isConnected, isPaired, services ?? [], makers ?? []);

    public static BatteryAddress Address(string text) =>
        BatteryAddress.TryParse(text, out BatteryAddress address) ? address : throw new ArgumentException(text);

    /// <summary>A report in which drivers serve these addresses.</summary>
    public static ScanReport Report(IEnumerable<SeenDevice> devices, params string[] served) =>
        new(devices, served.ToDictionary(Address, text => Address(text).ServiceName));
}
