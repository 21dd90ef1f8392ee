namespace BtBattery.Bms;

/// <summary>Where a protocol lives on a device: one service, the characteristic that notifies, the one that is written.</summary>
/// <param name="Service">The GATT service.</param>
/// <param name="Notify">Every answer comes from here.</param>
/// <param name="Write">Every request goes here. Nothing else on the device is ever written.</param>
public sealed record GattProfile(Guid Service, Guid Notify, Guid Write)
{
    /// <summary>A profile of 16-bit Bluetooth UUIDs.</summary>
    public static GattProfile Of(ushort service, ushort notify, ushort write) => new(Uuid(service), Uuid(notify), Uuid(write));

    /// <summary>The full UUID of a 16-bit one (Bluetooth Core Specification, volume 3, part B, 2.5.1).</summary>
    public static Guid Uuid(ushort shortUuid) => new(shortUuid, 0x0000, 0x1000, 0x80, 0x00, 0x00, 0x80, 0x5F, 0x9B, 0x34, 0xFB);
}
