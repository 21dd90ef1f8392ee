using BtBattery.Simulator.BlueZ.Objects;
using BtBattery.Simulator.Radio;

namespace BtBattery.Simulator.BlueZ;

/// <summary>
/// The attribute objects of one device. bluetoothd keeps them when the link ends and shows them again without asking the
/// battery; they go with the device object.
/// </summary>
internal sealed class RemoteGatt
{
    private readonly Daemon _daemon;
    private readonly List<ExportedObject> _objects = [];

    /// <param name="daemon">Where the objects go.</param>
    /// <param name="devicePath">The device above them.</param>
    /// <param name="profile">What the battery offers.</param>
    /// <param name="hidesServices">True to leave out the battery's own service.</param>
    public RemoteGatt(Daemon daemon, string devicePath, GattProfile profile, bool hidesServices)
    {
        _daemon = daemon;
        HidesServices = hidesServices;
        Services = [.. profile.Services.Where(service =>
            !hidesServices || !service.Characteristics.Any(each => each.Uuid == profile.Notify))];
        foreach (GattServiceLayout service in Services)
        {
            string servicePath = $"{devicePath}/service{service.Handle:x4}";
            _objects.Add(new ExportedObject(servicePath, [ServiceInterface(service, devicePath)]));
            foreach (GattCharacteristicLayout layout in service.Characteristics)
            {
                var characteristic = new RemoteCharacteristic(daemon, servicePath, layout, profile);
                Characteristics.Add(characteristic);
                _objects.Add(new ExportedObject(characteristic.Path, [characteristic.Interface]));
                // The subscription descriptor is shown like any other, at least up to BlueZ 5.66.
                if (layout.CanNotify) _objects.Add(Descriptor(characteristic.Path, layout));
            }
        }
    }

    public bool HidesServices { get; }

    public IReadOnlyList<GattServiceLayout> Services { get; }

    public List<RemoteCharacteristic> Characteristics { get; } = [];

    public void Export()
    {
        foreach (ExportedObject each in _objects) _daemon.Objects.Add(each);
    }

    /// <summary>Deepest first, as bluetoothd does.</summary>
    public void Unexport()
    {
        foreach (ExportedObject each in _objects.OrderBy(each => each.Path, DeepestFirst)) _daemon.Objects.Remove(each.Path);
    }

    public void LinkUp(Link link)
    {
        foreach (RemoteCharacteristic each in Characteristics) each.LinkUp(link);
    }

    public void LinkClosing(bool isClosing)
    {
        foreach (RemoteCharacteristic each in Characteristics) each.LinkClosing(isClosing);
    }

    public void LinkDown()
    {
        foreach (RemoteCharacteristic each in Characteristics) each.LinkDown();
    }

    public void ClientLeft(string name)
    {
        foreach (RemoteCharacteristic each in Characteristics) each.ClientLeft(name);
    }

    private static IComparer<string> DeepestFirst { get; } = Comparer<string>.Create((left, right) =>
        left.StartsWith(right + "/", StringComparison.Ordinal) ? -1
        : right.StartsWith(left + "/", StringComparison.Ordinal) ? 1
        : string.CompareOrdinal(left, right));

    private static ExportedInterface ServiceInterface(GattServiceLayout service, string devicePath) => new("org.bluez.GattService1", [],
    [
        new("UUID", "s", () => service.Uuid),
        new("Device", "o", () => DBus.Variant.FromObjectPath(devicePath)),
        new("Primary", "b", () => true),
        new("Includes", "ao", () => DBus.Variant.FromArray("o", [])),
    ]);

    private static ExportedObject Descriptor(string characteristicPath, GattCharacteristicLayout layout) =>
        new($"{characteristicPath}/desc{layout.Handle + 2:x4}",
        [
            new("org.bluez.GattDescriptor1",
            [
                new("ReadValue", ["options:a{sv}"], ["value:ay"], context => context.ReplyBytes([0, 0])),
                new("WriteValue", ["value:ay", "options:a{sv}"], [], _ => throw BlueZError.Make("NotPermitted", "Write not permitted")),
            ],
            [
                new("UUID", "s", () => GattProfile.Uuid(0x2902)),
                new("Characteristic", "o", () => DBus.Variant.FromObjectPath(characteristicPath)),
                new("Value", "ay", () => DBus.Variant.FromByteArray([])),
            ]),
        ]);
}
