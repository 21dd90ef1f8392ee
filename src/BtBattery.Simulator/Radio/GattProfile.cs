namespace BtBattery.Simulator.Radio;

/// <summary>The services a simulated battery offers and the two characteristics its board talks through.</summary>
/// <param name="Services">In handle order.</param>
/// <param name="Notify">UUID of the characteristic that carries the answers.</param>
/// <param name="Write">UUID of the characteristic that takes the requests.</param>
/// <param name="Advertised">UUIDs in its advertisement.</param>
public sealed record GattProfile(IReadOnlyList<GattServiceLayout> Services, string Notify, string Write, IReadOnlyList<string> Advertised)
{
    private const string Base = "-0000-1000-8000-00805f9b34fb";

    /// <summary>
    /// The usual table of a serial bridge: generic access, generic attribute, and one service with a notifying and a
    /// writable characteristic.
    /// </summary>
    /// <param name="service">16-bit UUID of the bridge's service.</param>
    /// <param name="notify">16-bit UUID of its notifying characteristic.</param>
    /// <param name="write">16-bit UUID of its writable characteristic.</param>
    public static GattProfile SerialBridge(ushort service, ushort notify, ushort write) => new(
        [
            // Handles 1 to 7 hold generic access, which bluetoothd keeps to itself.
            new(Uuid(0x1801), 0x0008, [new(Uuid(0x2a05), 0x0009, ["indicate"])]),
            new(Uuid(service), 0x0010, [
                new(Uuid(notify), 0x0011, ["read", "notify"]),
                new(Uuid(write), 0x0014, ["read", "write-without-response", "write"])]),
        ],
        Uuid(notify), Uuid(write), [Uuid(service)]);

    /// <summary>The 128-bit text form of a 16-bit UUID.</summary>
    public static string Uuid(ushort shortUuid) => $"0000{shortUuid:x4}{Base}";
}
