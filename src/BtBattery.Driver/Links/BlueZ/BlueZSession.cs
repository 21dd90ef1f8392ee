using BtBattery.DBus;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Links.BlueZ;

/// <summary>
/// One bus connection bound to one run of bluetoothd. It ends for good when either goes away; whoever needs BlueZ then
/// starts a new one. Nothing is carried over, so no stale path or subscription can survive.
/// </summary>
internal sealed class BlueZSession : IAsyncDisposable
{
    private static readonly TimeSpan s_shortCall = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _ended = new();
    private readonly string _busAddress;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly Action<BlueZObjects, PropertyChange>? _devices;
    private readonly HashSet<string> _followed = new(StringComparer.Ordinal);

    private BlueZSession(
        string busAddress,
        TimeProvider timeProvider,
        DBusConnection connection,
        BlueZObjects objects,
        Action<BlueZObjects, PropertyChange>? devices,
        ILogger logger)
    {
        _busAddress = busAddress;
        _timeProvider = timeProvider;
        Connection = connection;
        Objects = objects;
        _devices = devices;
        _logger = logger;
        Scans = new ScanWatch(timeProvider);
        Ended = _ended.Token;
    }

    public DBusConnection Connection { get; }

    public BlueZObjects Objects { get; }

    /// <summary>Unique name of the bluetoothd this session is bound to.</summary>
    public string Owner { get; private set; } = "";

    /// <summary>Notices other programs that scan.</summary>
    public ScanWatch Scans { get; }

    /// <summary>BlueZ takes one agent per connection, so one pairing at a time.</summary>
    public Turns Pairing { get; } = new();

    /// <summary>Cancelled when the bus or bluetoothd went away.</summary>
    public CancellationToken Ended { get; }

    /// <exception cref="LinkException"><see cref="LinkProblem.NoBus"/> or <see cref="LinkProblem.NoBlueZ"/>.</exception>
    public static Task<BlueZSession> StartAsync(
        string busAddress, TimeProvider timeProvider, ILogger logger, CancellationToken cancellationToken) =>
        StartAsync(busAddress, timeProvider, logger, devices: null, followsAll: false, cancellationToken);

    /// <param name="busAddress">Where the bus is.</param>
    /// <param name="timeProvider">Measures deadlines.</param>
    /// <param name="logger">Told why the session ended.</param>
    /// <param name="devices">
    /// Sees every device that appears, as a change of all it has, and every change of one that is followed, on the receiving side of
    /// the connection; may be null.
    /// </param>
    /// <param name="followsAll">True to follow every device; false for those that <see cref="FollowAsync"/> is called for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LinkException"><see cref="LinkProblem.NoBus"/> or <see cref="LinkProblem.NoBlueZ"/>.</exception>
    public static async Task<BlueZSession> StartAsync(
        string busAddress,
        TimeProvider timeProvider,
        ILogger logger,
        Action<BlueZObjects, PropertyChange>? devices,
        bool followsAll,
        CancellationToken cancellationToken)
    {
        DBusConnection connection;
        try
        {
            connection = await DBusConnection.ConnectAsync(
                busAddress,
                new DBusConnectionOptions
                {
                    TimeProvider = timeProvider,
                    CallTimeout = s_shortCall,
                    OnHandlerException = (exception, message) => logger.LogWarning("A signal could not be used ({Message}): {Reason}", message, exception.Message),
                },
                cancellationToken);
        }
        catch (DBusException exception)
        {
            throw new LinkException(LinkProblem.NoBus, $"The system bus does not answer: {exception.Message}", exception);
        }

        var session = new BlueZSession(busAddress, timeProvider, connection, new BlueZObjects(timeProvider), devices, logger);
        try
        {
            await session.LoadAsync(followsAll, cancellationToken);
            return session;
        }
        catch (DBusErrorException exception)
        {
            await session.DisposeAsync();
            throw new LinkException(LinkProblem.NoBlueZ, $"BlueZ does not answer: {exception.Message}", exception);
        }
        catch (DBusException exception)
        {
            await session.DisposeAsync();
            throw new LinkException(LinkProblem.NoBus, $"The bus was lost while asking BlueZ: {exception.Message}", exception);
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Subscribes to all property changes at and below one object.</summary>
    public Task<IAsyncDisposable> SubscribeToChangesAsync(string path, Action<PropertyChange> observer, CancellationToken cancellationToken) =>
        SubscribeToChangesAsync(path, @interface: null, observer, cancellationToken);

    /// <summary>
    /// Follows the properties of one device for as long as the session lasts, whether BlueZ knows the device at present or not. What changed before is read.
    /// </summary>
    public async Task FollowAsync(string device, CancellationToken cancellationToken)
    {
        if (!_followed.Add(device))
        {
            return;
        }

        try
        {
            await SubscribeToChangesAsync(device, BlueZNames.Device, Tell, cancellationToken);
            if (Objects.Has(device, BlueZNames.Device))
            {
                await RefreshAsync(device, BlueZNames.Device, cancellationToken);
            }
        }
        catch (DBusErrorException exception) when (!Objects.Has(device, BlueZNames.Device))
        {
            _logger.LogDebug("{Device} went while it was looked at: {Reason}", device, exception.Message);
        }
        catch
        {
            _followed.Remove(device);
            throw;
        }
    }

    /// <summary>Reads all properties of one interface afresh, for values that changed before the subscription.</summary>
    public async Task RefreshAsync(string path, string @interface, CancellationToken cancellationToken)
    {
        MessageWriter call = Connection.CreateMethodCall(BlueZNames.Service, path, BlueZNames.Properties, "GetAll", "s");
        call.WriteString(@interface);
        await Connection.CallAsync(
            ref call, reply => Objects.Change(path, @interface, reply.GetReader().ReadVariantDictionary(), []), s_shortCall, cancellationToken);
    }

    /// <summary>
    /// Calls over a connection of its own, which ends with the call, for what bluetoothd may leave unanswered for ever: the bus lets a
    /// connection wait for 128 answers (max_replies_per_connection) and then passes none of its calls on. Only for methods that do not
    /// care who calls.
    /// </summary>
    /// <exception cref="DBusException">As for every call, or there is no bus.</exception>
    public async Task CallAloneAsync(string path, string @interface, string member, TimeSpan timeout, CancellationToken cancellationToken)
    {
        await using DBusConnection alone = await DBusConnection.ConnectAsync(
            _busAddress, new DBusConnectionOptions { TimeProvider = _timeProvider }, cancellationToken);
        await alone.CallAsync(BlueZNames.Service, path, @interface, member, timeout, cancellationToken);
    }

    /// <summary>Ends the session although bluetoothd is there; whoever needs it starts another one.</summary>
    public void GiveUp(string reason) => End(reason);

    public async ValueTask DisposeAsync()
    {
        End("closed");
        await Connection.DisposeAsync();
        _ended.Dispose();
    }

    private async Task LoadAsync(bool followsAll, CancellationToken cancellationToken)
    {
        _ = EndWithConnectionAsync();
        if (await Connection.GetNameOwnerAsync(BlueZNames.Service, cancellationToken) is not string owner)
        {
            throw new LinkException(LinkProblem.NoBlueZ, "BlueZ is not running (nobody owns org.bluez on the bus).");
        }

        Owner = owner;
        await Connection.WatchNameOwnerAsync(
            BlueZNames.Service,
            now =>
            {
                if (now != owner)
                {
                    End(now is null ? "bluetoothd has gone" : "bluetoothd was restarted");
                }
            },
            cancellationToken);

        // Subscribe first, ask then: the answer takes its place among the signals, so nothing is missed or overwritten.
        await SubscribeToManagerAsync("InterfacesAdded", OnInterfacesAdded, cancellationToken);
        await SubscribeToManagerAsync("InterfacesRemoved", OnInterfacesRemoved, cancellationToken);
        await SubscribeToChangesAsync(BlueZNames.Namespace, BlueZNames.Adapter, observer: null, cancellationToken);
        if (followsAll)
        {
            await SubscribeToChangesAsync(BlueZNames.Namespace, BlueZNames.Device, Tell, cancellationToken);
        }

        MessageWriter call = Connection.CreateMethodCall(BlueZNames.Service, "/", BlueZNames.ObjectManager, "GetManagedObjects");
        await Connection.CallAsync(ref call, TakeManagedObjects, s_shortCall, cancellationToken);
    }

    private Task<IAsyncDisposable> SubscribeToChangesAsync(
        string path, string? @interface, Action<PropertyChange>? observer, CancellationToken cancellationToken) =>
        Connection.SubscribeAsync(
            new MatchRule
            {
                Type = MessageType.Signal,
                Sender = BlueZNames.Service,
                Interface = BlueZNames.Properties,
                Member = "PropertiesChanged",
                PathNamespace = path,
                Arg0 = @interface,
            },
            message =>
            {
                PropertyChange change = PropertyChange.Read(message);
                Objects.Change(change.Path, change.Interface, change.Changed, change.Invalidated);
                observer?.Invoke(change);
            },
            cancellationToken);

    private Task<IAsyncDisposable> SubscribeToManagerAsync(string member, Action<Message> handler, CancellationToken cancellationToken) =>
        Connection.SubscribeAsync(
            new MatchRule
            {
                Type = MessageType.Signal,
                Sender = BlueZNames.Service,
                Interface = BlueZNames.ObjectManager,
                Member = member,
                Path = "/",
            },
            handler,
            cancellationToken);

    private void OnInterfacesAdded(Message message)
    {
        MessageReader reader = message.GetReader();
        string path = reader.ReadObjectPath();
        List<KeyValuePair<string, Dictionary<string, Variant>>> interfaces = ReadInterfaces(ref reader);
        Objects.Add(path, interfaces);
        if (interfaces.Find(one => one.Key == BlueZNames.Device) is { Key: not null } device)
        {
            Tell(new PropertyChange(path, device.Key, device.Value, []));
        }
    }

    private void Tell(PropertyChange change) => _devices?.Invoke(Objects, change);

    private void OnInterfacesRemoved(Message message)
    {
        MessageReader reader = message.GetReader();
        string path = reader.ReadObjectPath();
        Objects.Remove(path, reader.ReadStringArray());
    }

    private void TakeManagedObjects(Message reply)
    {
        MessageReader reader = reply.GetReader();
        ArrayEnd end = reader.ReadArrayStart(DBusType.DictEntry);
        while (reader.HasNext(end))
        {
            reader.AlignStruct();
            string path = reader.ReadObjectPath();
            Objects.Add(path, ReadInterfaces(ref reader));
        }
    }

    private static List<KeyValuePair<string, Dictionary<string, Variant>>> ReadInterfaces(ref MessageReader reader)
    {
        var interfaces = new List<KeyValuePair<string, Dictionary<string, Variant>>>();
        ArrayEnd end = reader.ReadArrayStart(DBusType.DictEntry);
        while (reader.HasNext(end))
        {
            reader.AlignStruct();
            interfaces.Add(new(reader.ReadString(), reader.ReadVariantDictionary()));
        }

        return interfaces;
    }

    private async Task EndWithConnectionAsync()
    {
        DBusDisconnectedException reason = await Connection.Disconnected;
        End(reason.Message);
    }

    private void End(string reason)
    {
        try
        {
            if (!_ended.IsCancellationRequested)
            {
                _logger.LogDebug("The BlueZ session ends: {Reason}", reason);
                _ended.Cancel();
                Objects.Wake();
            }
        }
        catch (ObjectDisposedException)
        {
            // The session was disposed first; it has ended already.
        }
    }
}
