using System.Threading.Channels;
using BtBattery.Bms;
using BtBattery.Bms.Conversations;

namespace BtBattery.Driver.Links;

/// <summary>One connection with one device: bytes out, bytes in, no meaning. Disposing it releases the radio link.</summary>
public interface IGattLink : IAsyncDisposable
{
    /// <summary>The name the device advertises; null if it has none.</summary>
    string? Name { get; }

    /// <summary>Manufacturer ids the device advertises.</summary>
    IReadOnlyList<ushort> ManufacturerIds { get; }

    /// <summary>Those of the profiles asked for that the device has, in the order asked for.</summary>
    IReadOnlyList<GattProfile> Profiles { get; }

    /// <summary>
    /// Notifications of the profile in use, in the order of arrival. Ends with a <see cref="LinkException"/> when the link
    /// is lost; the reader gets what had arrived before.
    /// </summary>
    ChannelReader<Notification> Notifications { get; }

    /// <summary>Subscribes to one of <see cref="Profiles"/>, instead of the one in use. Has a deadline of its own.</summary>
    /// <exception cref="LinkException">The link is gone, or the device refused.</exception>
    Task UseAsync(GattProfile profile, CancellationToken cancellationToken);

    /// <summary>
    /// Switches the notifications of the profile in use off and on. Has a deadline of its own. Nothing else about the link changes: an
    /// answer that was under way may still arrive.
    /// </summary>
    /// <exception cref="LinkException">The link is gone, or the device refused, or did not answer in time.</exception>
    Task ResubscribeAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Writes one request. Has a deadline of its own. Only the protocols can make a request (docs/bms/requests.md lists
    /// them all), so nothing else can ever be written to a battery.
    /// </summary>
    /// <exception cref="LinkException">The link is gone, refused the bytes, or did not answer in time.</exception>
    Task WriteAsync(BmsRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Pairs with this device, and no other, by passkey. Has a deadline of its own. Fine if they are paired already. A device
    /// that refuses may end the link.
    /// </summary>
    /// <param name="pin">The passkey of the device, up to six digits.</param>
    /// <param name="cancellationToken">Gives up; the pairing is then cancelled.</param>
    /// <exception cref="LinkException">They are not paired, with the reason.</exception>
    Task PairAsync(string pin, CancellationToken cancellationToken);
}
