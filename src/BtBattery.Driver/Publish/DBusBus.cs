using BtBattery.DBus;
using BtBattery.Driver.Control;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Publish;

/// <summary>The bus over a connection of our own D-Bus library.</summary>
public sealed class DBusBus : IBus
{
    private static readonly TimeSpan s_releaseTimeout = TimeSpan.FromSeconds(1);

    private readonly DBusConnection _connection;
    private readonly TimeProvider _timeProvider;
    private readonly DriverControl? _control;
    private readonly ILogger _logger;
    private string? _ownedName;

    private DBusBus(DBusConnection connection, TimeProvider timeProvider, ILogger logger, DriverControl? control)
    {
        _logger = logger;
        _connection = connection;
        _timeProvider = timeProvider;
        _control = control;
        Lost = WaitForLossAsync(connection);
    }

    /// <inheritdoc/>
    public Task<string> Lost { get; }

    /// <summary>Connects.</summary>
    /// <param name="address">D-Bus address list.</param>
    /// <param name="timeProvider">The clock of every deadline.</param>
    /// <param name="logger">Told of requests that could not be answered.</param>
    /// <param name="control">What tools may ask at /Control; null for nothing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BusException">Nobody answers at that address.</exception>
    public static async Task<IBus> OpenAsync(
        string address, TimeProvider timeProvider, ILogger logger, DriverControl? control, CancellationToken cancellationToken)
    {
        try
        {
            return new DBusBus(
                await DBusConnection.ConnectAsync(
                    address,
                    new DBusConnectionOptions
                    {
                        TimeProvider = timeProvider,
                        OnHandlerException = (exception, message) => logger.LogWarning(exception, "A request could not be answered: {Message}", message),
                    },
                    cancellationToken),
                timeProvider,
                logger,
                control);
        }
        catch (DBusException exception)
        {
            throw BusException.NoBus(address, exception);
        }
    }

    /// <inheritdoc/>
    public async Task ClaimAsync(
        string name, ItemTree tree, Action beforeRead, Func<string, ItemValue, CancellationToken, Task<bool>> write, CancellationToken cancellationToken)
    {
        var items = new BusItemHandler(tree, beforeRead, write, _logger);
        _connection.Export("/", items, handlesChildPaths: true);
        if (_control is not null)
        {
            ControlHandler.Export(_connection, _control, items, tree);
        }

        try
        {
            RequestNameResult result = await _connection.RequestNameAsync(name, RequestNameFlags.DoNotQueue, cancellationToken);
            if (result is not RequestNameResult.PrimaryOwner)
            {
                throw new BusException($"{name} is taken: another program serves this battery already. Stop that one first.");
            }

            _ownedName = name;
        }
        catch (DBusException exception)
        {
            throw new BusException($"The name {name} could not be requested: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public void Publish(IReadOnlyCollection<Item> changed)
    {
        if (changed.Count == 0)
        {
            return;
        }

        MessageWriter signal = _connection.CreateSignal("/", BusItem.Interface, "ItemsChanged", "a{sa{sv}}");
        try
        {
            BusItem.WriteItems(ref signal, changed);
            _connection.Send(ref signal);
        }
        catch (DBusDisconnectedException)
        {
            // Reported once through Lost; whoever comes back reads the whole tree.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_ownedName is string name && !_connection.Disconnected.IsCompleted)
        {
            try
            {
                using var deadline = new CancellationTokenSource(s_releaseTimeout, _timeProvider);
                await _connection.ReleaseNameAsync(name, deadline.Token);
            }
            catch (Exception exception) when (exception is DBusException or OperationCanceledException)
            {
                // Closing the connection releases the name as well.
            }
        }

        await _connection.DisposeAsync();
    }

    private static async Task<string> WaitForLossAsync(DBusConnection connection) => (await connection.Disconnected).Message;
}
