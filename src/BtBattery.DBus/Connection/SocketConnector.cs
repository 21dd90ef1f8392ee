using System.Net.Sockets;

namespace BtBattery.DBus;

/// <summary>Opens the socket of an address, or what stands for one inside this process.</summary>
internal static class SocketConnector
{
    /// <exception cref="DBusConnectException">The address cannot be connected to; the message gives the reason only.</exception>
    internal static async Task<Stream> ConnectAsync(DBusAddressEntry address, CancellationToken cancellationToken)
    {
        if (address.Transport == MemoryListener.Transport) return MemoryListener.Connect(address);
        if (SynchronizationContext.Current is IPollLoop loop) return new PolledStream(UnixSocket.Connect(NameOf(address)), loop);
        UnixDomainSocketEndPoint endPoint = EndPointOf(NameOf(address));
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(endPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw new DBusConnectException(exception.Message, exception);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static string NameOf(DBusAddressEntry address)
    {
        if (address.Transport != "unix")
            throw new DBusConnectException($"the transport '{address.Transport}' is not supported, only unix is");
        string name = address.Path ?? (address.Abstract is { } hidden ? "\0" + hidden : "");
        return name.Length > 0 ? name : throw new DBusConnectException("it has neither a path nor an abstract name");
    }

    private static UnixDomainSocketEndPoint EndPointOf(string name)
    {
        try
        {
            return new UnixDomainSocketEndPoint(name);
        }
        catch (ArgumentException exception)
        {
            throw new DBusConnectException("the name of the socket is too long", exception);
        }
    }
}
