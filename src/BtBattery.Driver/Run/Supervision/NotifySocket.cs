using System.Net.Sockets;

namespace BtBattery.Driver.Run.Supervision;

/// <summary>The socket on which a service manager hears of the services that it started (systemd: sd_notify(3)).</summary>
/// <remarks>A message is sent at once or not at all: nobody waits for a service manager that does not read.</remarks>
internal sealed class NotifySocket : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { Blocking = false };
    private readonly UnixDomainSocketEndPoint _manager;

    /// <param name="address">The path of the socket; behind an @ a name that is not in the file system (unix(7), abstract).</param>
    public NotifySocket(string address) => _manager = new(address.StartsWith('@') ? $"\0{address[1..]}" : address);

    /// <summary>Sends one message. Any thread may call.</summary>
    /// <param name="message">Lines of NAME=value.</param>
    public void Send(string message)
    {
        try
        {
            _socket.SendTo(System.Text.Encoding.UTF8.GetBytes(message), _manager);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The manager is being started anew or is full of messages: what it must know comes again, or it starts the driver anew.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();
}
