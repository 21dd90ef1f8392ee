namespace BtBattery.DBus;

/// <content>Connecting and the two loops.</content>
public sealed partial class DBusConnection
{
    /// <summary>Connects to the first address of a list that answers, and greets the bus.</summary>
    /// <param name="address">For instance "unix:path=/run/bus" or <see cref="DBusAddress.System"/>.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="cancellationToken">Gives up connecting.</param>
    /// <exception cref="DBusAddressException">The address is malformed.</exception>
    /// <exception cref="DBusConnectException">No address could be connected to; the message has the reason for each.</exception>
    /// <exception cref="DBusTimeoutException">It took longer than <see cref="DBusConnectionOptions.ConnectTimeout"/>.</exception>
    public static async Task<DBusConnection> ConnectAsync(
        string address, DBusConnectionOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new DBusConnectionOptions();
        IReadOnlyList<DBusAddressEntry> entries = DBusAddress.Parse(address);
        using CancellationTokenSource deadline = new(options.ConnectTimeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var reasons = new List<string>();
        foreach (DBusAddressEntry entry in entries)
        {
            try
            {
                Stream stream = await SocketConnector.ConnectAsync(entry, either.Token);
                return await StartAsync(stream, options, entry.Guid, either.Token);
            }
            catch (DBusConnectException exception)
            {
                reasons.Add($"{entry}: {exception.Message}");
            }
            catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
            {
                throw new DBusTimeoutException(
                    $"No connection to {entry} within {options.ConnectTimeout.TotalSeconds:0.###} s.", exception);
            }
        }

        throw new DBusConnectException("No connection to the bus: " + string.Join("; ", reasons) + ".");
    }

    /// <summary>Connects over a duplex stream, which belongs to the connection from now on.</summary>
    /// <param name="stream">Reads and writes at the same time; reading 0 bytes means that the peer is gone.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="cancellationToken">Gives up connecting.</param>
    /// <exception cref="DBusConnectException">The authentication or the greeting failed.</exception>
    /// <exception cref="DBusTimeoutException">It took longer than <see cref="DBusConnectionOptions.ConnectTimeout"/>.</exception>
    public static async Task<DBusConnection> ConnectAsync(
        Stream stream, DBusConnectionOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        options ??= new DBusConnectionOptions();
        using CancellationTokenSource deadline = new(options.ConnectTimeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await StartAsync(stream, options, expectedGuid: null, either.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DBusTimeoutException($"No connection within {options.ConnectTimeout.TotalSeconds:0.###} s.", exception);
        }
    }

    private static async Task<DBusConnection> StartAsync(
        Stream stream, DBusConnectionOptions options, string? expectedGuid, CancellationToken cancellationToken)
    {
        DBusConnection? connection = null;
        try
        {
            string guid = "";
            if (!options.SkipAuthentication)
            {
                // The stream may not know the token; then it is disposed of below, and whatever the task does afterwards is not seen.
                Task<string> authentication = Authenticator.AuthenticateAsync(stream, cancellationToken);
                guid = await authentication.WaitAsync(cancellationToken);
            }

            if (expectedGuid is not null && !options.SkipAuthentication && guid != expectedGuid)
                throw new DBusConnectException($"the server has the id {guid}, not {expectedGuid}");
            connection = new DBusConnection(stream, options) { ServerGuid = guid };
            connection.StartLoops();
            if (!options.IsPeerToPeer) connection.UniqueName = await connection.HelloAsync(cancellationToken);
            return connection;
        }
        catch (Exception exception)
        {
            if (connection is not null) await connection.DisposeAsync();
            else await stream.DisposeAsync();
            if (exception is IOException or DBusErrorException or DBusDisconnectedException or DBusProtocolException)
                throw new DBusConnectException(exception.Message, exception);
            throw;
        }
    }

    private void StartLoops()
    {
        Elsewhere.Run(WriteLoopAsync);
        Elsewhere.Run(ReadLoopAsync);
    }

    private async Task ReadLoopAsync()
    {
        using var reader = new MessageStreamReader(_stream);
        try
        {
            while (await reader.ReadAsync(_closing.Token) is { } message && !IsClosed) Dispatch(message);
            Close(new DBusDisconnectedException("The peer closed the connection."));
        }
        catch (DBusProtocolException exception)
        {
            Close(new DBusDisconnectedException($"The peer broke the protocol: {exception.Message}", exception));
        }
#pragma warning disable CA1031 // Whatever ends the loop ends the connection, and nothing may end it unseen.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Close(new DBusDisconnectedException($"Reading failed: {exception.Message}", exception));
        }
    }

    private async Task WriteLoopAsync()
    {
        try
        {
            await _sendQueue.RunAsync(_closing.Token);
        }
#pragma warning disable CA1031 // As above.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Close(new DBusDisconnectedException($"Writing failed: {exception.Message}", exception));
        }
    }

    private void Dispatch(Message message)
    {
        switch (message.Type)
        {
            case MessageType.MethodCall: _exports.Dispatch(message); break;
            case MessageType.MethodReturn or MessageType.Error: _calls.Answer(message); break;
            case MessageType.Signal: _subscriptions.Dispatch(message); break;
            default: break; // Types of later versions are ignored, as the specification asks.
        }
    }
}
