using System.Threading.Channels;

namespace BtBattery.Driver.Links;

/// <summary>One connection with one device: bytes out, bytes in, no meaning. Disposing it releases the radio link.</summary>
public interface IGattLink : IAsyncDisposable
{
    /// <summary>
    /// Notifications in the order of arrival. Ends with a <see cref="LinkException"/> when the link is lost; the reader
    /// gets what had arrived before.
    /// </summary>
    ChannelReader<Notification> Notifications { get; }

    /// <summary>Writes one request. Has a deadline of its own.</summary>
    /// <exception cref="LinkException">The link is gone, refused the bytes, or did not answer in time.</exception>
    Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);
}
