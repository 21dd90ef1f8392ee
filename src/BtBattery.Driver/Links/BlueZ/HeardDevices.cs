using BtBattery.DBus;
using BtBattery.Driver.Options;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Links.BlueZ;

/// <summary>What BlueZ knows of the devices below one adapter, and which of them were heard since the scan began.</summary>
internal sealed class HeardDevices(Action<SeenDevice>? seen, ILogger logger)
{
    private readonly Lock _lock = new();

    /// <summary>Signal strengths told since the beginning, dBm, by object path.</summary>
    private readonly Dictionary<string, short> _strengths = new(StringComparer.Ordinal);

    private readonly Dictionary<BatteryAddress, SeenDevice> _devices = [];

    public IReadOnlyList<SeenDevice> Result =>
    [
        .. _devices.Values.OrderByDescending(device => device.Rssi ?? int.MinValue)
            .ThenBy(device => device.Address.Compact, StringComparer.Ordinal),
    ];

    /// <summary>Sees every device that appears and every change of one; runs on the receiving side of the connection.</summary>
    public void Observe(BlueZObjects objects, PropertyChange change)
    {
        // Taken here and not when there is time: at the end of a discovery BlueZ takes the strengths back.
        if (change.Changed.TryGetValue("RSSI", out Variant rssi) && rssi.TryGetInteger(out long strength) && strength is >= short.MinValue and <= short.MaxValue)
        {
            lock (_lock)
            {
                _strengths[change.Path] = (short)strength;
            }
        }
    }

    /// <summary>Brings the list up to date, and tells what is new in it.</summary>
    /// <param name="objects">What BlueZ knows.</param>
    /// <param name="adapterPath">The adapter whose devices count.</param>
    public void Update(BlueZObjects objects, string adapterPath)
    {
        foreach (string path in objects.Find(BlueZNames.Device, adapterPath))
        {
            if (!BatteryAddress.TryParse(objects.Text(path, BlueZNames.Device, "Address"), out BatteryAddress address))
            {
                continue;
            }

            int? strength = StrengthOf(path);
            bool isConnected = objects.IsTrue(path, BlueZNames.Device, "Connected");
            SeenDevice? before = _devices.GetValueOrDefault(address);
            if (strength is null && !isConnected && before is null)
            {
                continue;
            }

            var device = new SeenDevice(
                address,
                objects.Text(path, BlueZNames.Device, "Name") ?? before?.Name,
                strength,
                isConnected,
                objects.IsTrue(path, BlueZNames.Device, "Paired"),
                Services(objects, path),
                ManufacturerIds(objects, path));
            if (before is null || !IsSame(before, device))
            {
                logger.LogDebug("Seen: {Address} {Name} {Rssi} dBm", address, device.Name, strength);
                _devices[address] = device;
                seen?.Invoke(device);
            }
        }
    }

    private static bool IsSame(SeenDevice one, SeenDevice other) =>
        one with { Services = [], ManufacturerIds = [] } == other with { Services = [], ManufacturerIds = [] }
        && one.Services.SequenceEqual(other.Services)
        && one.ManufacturerIds.SequenceEqual(other.ManufacturerIds);

    private int? StrengthOf(string path)
    {
        lock (_lock)
        {
            return _strengths.TryGetValue(path, out short strength) ? strength : null;
        }
    }

    private static string[] Services(BlueZObjects objects, string path) =>
        objects.Get(path, BlueZNames.Device, "UUIDs") is { Signature: "as" } uuids
            ? [.. uuids.AsStringArray().Select(uuid => uuid.ToLowerInvariant())]
            : [];

    private static ushort[] ManufacturerIds(BlueZObjects objects, string path) =>
        objects.Get(path, BlueZNames.Device, "ManufacturerData") is { Signature: "a{qv}" } data
            ? [.. data.Entries.Select(entry => entry.Key.AsUInt16()).Order()]
            : [];
}
