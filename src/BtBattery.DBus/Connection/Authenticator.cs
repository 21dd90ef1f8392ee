using System.Text;

namespace BtBattery.DBus;

/// <summary>
/// The client side of the authentication (D-Bus specification, "Authentication Protocol"): EXTERNAL, where the server takes the
/// identity from the socket. File descriptors are never negotiated.
/// </summary>
internal static class Authenticator
{
    private const int MaxLineLength = 16 * 1024; // The limit of the reference implementation.

    /// <summary>Authenticates and starts the message stream. Reads not a byte more than the answers.</summary>
    /// <returns>The id of the server, 32 hexadecimal digits.</returns>
    /// <exception cref="DBusConnectException">The server refuses or answers something else.</exception>
    internal static async Task<string> AuthenticateAsync(Stream stream, CancellationToken cancellationToken)
    {
        // No identity is named: the server asks for it, gets an empty answer and uses that of the socket. This way it also works
        // where user ids are seen differently on both sides.
        await SendAsync(stream, "\0AUTH EXTERNAL\r\n", cancellationToken);
        string answer = await ReadLineAsync(stream, cancellationToken);
        if (answer == "DATA" || answer.StartsWith("DATA ", StringComparison.Ordinal))
        {
            await SendAsync(stream, "DATA\r\n", cancellationToken);
            answer = await ReadLineAsync(stream, cancellationToken);
        }

        if (!answer.StartsWith("OK ", StringComparison.Ordinal))
            throw new DBusConnectException($"the server does not accept this user (it answered '{answer}')");
        await SendAsync(stream, "BEGIN\r\n", cancellationToken);
        return answer[3..].Trim();
    }

    private static async Task SendAsync(Stream stream, string text, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text), cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }

    // Byte by byte, because what follows the line belongs to somebody else.
    private static async Task<string> ReadLineAsync(Stream stream, CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        byte[] one = new byte[1];
        while (line.Length < MaxLineLength)
        {
            if (await stream.ReadAsync(one, cancellationToken) == 0)
                throw new DBusConnectException("the server closed the connection during the authentication");
            if (one[0] == (byte)'\n' && line.Length > 0 && line[^1] == '\r') return line.ToString(0, line.Length - 1);
            if (one[0] is 0 or > 127) throw new DBusConnectException("the server does not speak the D-Bus authentication protocol");
            line.Append((char)one[0]);
        }

        throw new DBusConnectException("the server sent a line without end during the authentication");
    }
}
