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

    /// <summary>Objects of devices that BlueZ remembers from before; nothing tells that they are near.</summary>
    private readonly HashSet<string> _remembered = new(StringComparer.Ordinal);

    private readonly Dictionary<BatteryAddress, SeenDevice> _devices = [];
    private BlueZObjects? _objects;
    private string _adapterPath = "";

    public IReadOnlyList<SeenDevice> Result =>
    [
        .. _devices.Values.OrderByDescending(device => device.Rssi ?? int.MinValue)
            .ThenBy(device => device.Address.Compact, StringComparer.Ordinal),
    ];

    /// <summary>Begins, with what BlueZ knew before.</summary>
    public void Begin(BlueZObjects objects, string adapterPath)
    {
        _objects = objects;
        _adapterPath = adapterPath;
        lock (_lock)
        {
            _remembered.UnionWith(objects.Find(BlueZNames.Device, adapterPath));
        }
    }

    /// <summary>Sees every change of a device; runs on the receiving side of the connection.</summary>
    public void Observe(PropertyChange change)
    {
        // Taken here and not when there is time: at the end of a discovery BlueZ takes the strengths back.
        if (change.Changed.TryGetValue("RSSI", out Variant rssi) && rssi.TryGetInteger(out long strength))
        {
            lock (_lock)
            {
                _strengths[change.Path] = (short)strength;
            }
        }
    }

    /// <summary>A device object is gone; when it comes back, that device was heard.</summary>
    public void Forget(string path)
    {
        lock (_lock)
        {
            _remembered.Remove(path);
        }
    }

    /// <summary>Brings the list up to date, and tells what is new in it.</summary>
    public void Update()
    {
        foreach (string path in _objects!.Find(BlueZNames.Device, _adapterPath))
        {
            if (!BatteryAddress.TryParse(_objects.Text(path, BlueZNames.Device, "Address"), out BatteryAddress address))
            {
                continue;
            }

            int? strength = StrengthOf(path);
            bool isConnected = _objects.IsTrue(path, BlueZNames.Device, "Connected");
            SeenDevice? before = _devices.GetValueOrDefault(address);
            if (strength is null && !isConnected && before is null)
            {
                continue;
            }

            var device = new SeenDevice(
                address,
                _objects.Text(path, BlueZNames.Device, "Name") ?? before?.Name,
                strength,
                isConnected,
                _objects.IsTrue(path, BlueZNames.Device, "Paired"),
                Services(path),
                ManufacturerIds(path));
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
            if (!_strengths.TryGetValue(path, out short strength)
                && !_remembered.Contains(path)
                && _objects!.Get(path, BlueZNames.Device, "RSSI") is { } rssi
                && rssi.TryGetInteger(out long value))
            {
                // An object that is new came with the strength of the advertisement that made it.
                _strengths[path] = strength = (short)value;
            }

            return _strengths.ContainsKey(path) ? strength : null;
        }
    }

    private string[] Services(string path) =>
        _objects!.Get(path, BlueZNames.Device, "UUIDs") is { Signature: "as" } uuids
            ? [.. uuids.AsStringArray().Select(uuid => uuid.ToLowerInvariant())]
            : [];

    private ushort[] ManufacturerIds(string path) =>
        _objects!.Get(path, BlueZNames.Device, "ManufacturerData") is { Signature: "a{qv}" } data
            ? [.. data.Entries.Select(entry => entry.Key.AsUInt16()).Order()]
            : [];
}
