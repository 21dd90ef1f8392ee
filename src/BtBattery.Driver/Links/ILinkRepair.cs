using BtBattery.Driver.Options;

namespace BtBattery.Driver.Links;

/// <summary>
/// Repairs that reach beyond a link. Each waits its turn at the radio, so that no attempt to connect is under way meanwhile, and each of
/// its steps has a deadline. None throws but for cancellation: what could not be done is said.
/// </summary>
public interface ILinkRepair
{
    /// <summary>The address of the adapter that the battery is connected by; null while none is known.</summary>
    string? AdapterOf(BatteryAddress battery);

    /// <summary>
    /// Removes what BlueZ remembers of the battery. Not if the two are paired, since the key would be lost; nor if it does not advertise,
    /// since it could not be found again and there would be nothing to gain.
    /// </summary>
    Task<Repair> RemoveDeviceAsync(BatteryAddress battery, CancellationToken cancellationToken);

    /// <summary>
    /// Switches the adapter off and on. Not while a device that is not one of ours is connected by it, and not if it hears others and not
    /// the battery: then it works, and the battery is away.
    /// </summary>
    /// <param name="battery">The battery it is done for.</param>
    /// <param name="ours">The batteries of this driver, whose links may be ended.</param>
    /// <param name="begin">
    /// Told the address of the adapter at the last moment before it is switched off; gives a reason not to, or null.
    /// </param>
    /// <param name="cancellationToken">Gives up; an adapter that was switched off is switched on all the same.</param>
    Task<Repair> CycleAdapterAsync(
        BatteryAddress battery, IReadOnlyCollection<BatteryAddress> ours, Func<string, Task<string?>> begin, CancellationToken cancellationToken);

    /// <summary>Switches an adapter on that <see cref="CycleAdapterAsync"/> left off.</summary>
    Task<Repair> SwitchOnAsync(BatteryAddress battery, CancellationToken cancellationToken);

    /// <summary>Gives up everything known of BlueZ, and the connection with the bus. All links end; the next attempt begins from nothing.</summary>
    Task<Repair> RebuildAsync(CancellationToken cancellationToken);
}
