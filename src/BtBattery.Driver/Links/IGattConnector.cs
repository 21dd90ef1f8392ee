using BtBattery.Bms;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Links;

/// <summary>Makes links. Waits its turn at the radio; every step has a deadline.</summary>
public interface IGattConnector
{
    /// <summary>Connects and learns the services.</summary>
    /// <param name="address">The battery.</param>
    /// <param name="profiles">Services and characteristics to look for.</param>
    /// <param name="cancellationToken">Gives up; a connection begun is released.</param>
    /// <exception cref="LinkException">No link, with the reason.</exception>
    Task<IGattLink> ConnectAsync(BatteryAddress address, IReadOnlyList<GattProfile> profiles, CancellationToken cancellationToken);

    /// <summary>
    /// Raised with the battery whenever an advertisement of it is heard, of any that <see cref="ConnectAsync"/> was ever called for. Comes on the receiving
    /// side of the bus connection; whoever listens must not block.
    /// </summary>
    event Action<BatteryAddress>? Heard;

    /// <summary>What is known of a battery at this moment.</summary>
    RadioFacts FactsOf(BatteryAddress address);
}
