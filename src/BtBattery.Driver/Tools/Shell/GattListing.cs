using BtBattery.DBus;
using BtBattery.Driver.Links;
using BtBattery.Driver.Links.BlueZ;
using BtBattery.Driver.Options;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Tools.Shell;

/// <summary>The GATT services of a connected device, as BlueZ knows them. Nothing is read from or written to the device.</summary>
internal sealed class GattListing(string busAddress, TimeProvider timeProvider, ILogger logger)
{
    /// <summary>The services.</summary>
    /// <exception cref="LinkException">There is no bus or no BlueZ.</exception>
    public async Task<IReadOnlyList<GattEntry>> ReadAsync(BatteryAddress address, CancellationToken cancellationToken)
    {
        await using BlueZSession session = await BlueZSession.StartAsync(busAddress, timeProvider, logger, cancellationToken);
        BlueZObjects objects = session.Objects;
        string? device = objects.Find(BlueZNames.Device, BlueZNames.Namespace).FirstOrDefault(path =>
            objects.IsTrue(path, BlueZNames.Device, "Connected")
            && string.Equals(objects.Text(path, BlueZNames.Device, "Address"), address.ToString(), StringComparison.OrdinalIgnoreCase));
        return device is null
            ? []
            : [
                .. objects.Find(BlueZNames.GattService, device).Select(service => new GattEntry(
                    objects.Text(service, BlueZNames.GattService, "UUID") ?? "unknown",
                    [
                        .. objects.Find(BlueZNames.GattCharacteristic, service).Select(path =>
                            (objects.Text(path, BlueZNames.GattCharacteristic, "UUID") ?? "unknown", Flags(objects, path))),
                    ])),
            ];
    }

    private static IReadOnlyList<string> Flags(BlueZObjects objects, string characteristic) =>
        objects.Get(characteristic, BlueZNames.GattCharacteristic, "Flags") is Variant { Signature: "as" } flags
            ? [.. flags.Items.Select(flag => flag.AsString())]
            : [];
}
