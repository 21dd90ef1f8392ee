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

    /// <summary>bluetoothd lets two seconds pass before it disconnects (seen with 5.66).</summary>
    private static readonly TimeSpan s_releaseTimeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_downTimeout = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _ended = new();
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly Action<BlueZObjects, PropertyChange>? _devices;
    private readonly Dictionary<string, AdapterRadio> _radios = new(StringComparer.Ordinal);
    private int _uses;

    private BlueZSession(
        string busAddress,
        TimeProvider timeProvider,
        DBusConnection connection,
        BlueZObjects objects,
        Action<BlueZObjects, PropertyChange>? devices,
        ILogger logger)
    {
        _timeProvider = timeProvider;
        Connection = connection;
        Alone = new LoneCalls(busAddress, timeProvider);
        Objects = objects;
        _devices = devices;
        _logger = logger;
        Scans = new ScanWatch(timeProvider);
        Ended = _ended.Token;
        Followed = new FollowedDevices(this);
    }

    public DBusConnection Connection { get; }

    /// <summary>For calls that may never be answered. Works after the end of the session too.</summary>
    public LoneCalls Alone { get; }

    public BlueZObjects Objects { get; }

    /// <summary>Unique name of the bluetoothd this session is bound to.</summary>
    public string Owner { get; private set; } = "";

    /// <summary>Notices other programs that scan.</summary>
    public ScanWatch Scans { get; }

    /// <summary>BlueZ takes one agent per connection, so one pairing at a time.</summary>
    public Turns Pairing { get; } = new();

    /// <summary>Cancelled when the bus or bluetoothd went away, or the session was given up.</summary>
    public CancellationToken Ended { get; }

    /// <summary>True if the session ended although bluetoothd is there, so that links are to be released all the same.</summary>
    public bool IsGivenUp { get; private set; }

    /// <summary>False once bluetoothd refused Adapter1.ConnectDevice, which it offers only when started with --experimental.</summary>
    public bool OffersConnectDevice { get; set; } = true;

    /// <summary>Devices we asked BlueZ to connect, and of which nobody knows that they are released; for the end of the session.</summary>
    public Doubtful Doubtful { get; } = new();

    /// <summary>Subscriptions that must not be taken back.</summary>
    public OpenSubscriptions OpenSubscriptions { get; } = new();

    /// <summary>Batteries whose devices are followed, whether they are connected or not.</summary>
    public FollowedDevices Followed { get; }

    /// <summary>Links and attempts that would suffer if the session ended.</summary>
    public int Uses => _uses;

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
    /// <param name="followsAll">True to follow every device; false for those that <see cref="FollowedDevices.FollowAsync"/> is called for.</param>
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

    /// <summary>Subscribes to all property changes of one device; <c>devices</c> of the start is told of them.</summary>
    public Task<IAsyncDisposable> SubscribeToDeviceAsync(string path, CancellationToken cancellationToken) =>
        SubscribeToChangesAsync(path, BlueZNames.Device, Tell, cancellationToken);

    /// <summary>Reads all properties of one interface afresh, for values that changed before the subscription.</summary>
    public async Task RefreshAsync(string path, string @interface, CancellationToken cancellationToken)
    {
        MessageWriter call = Connection.CreateMethodCall(BlueZNames.Service, path, BlueZNames.Properties, "GetAll", "s");
        call.WriteString(@interface);
        await Connection.CallAsync(
            ref call, reply => Objects.Change(path, @interface, reply.GetReader().ReadVariantDictionary(), []), s_shortCall, cancellationToken);
    }

    /// <summary>Reads a device afresh that may go meanwhile.</summary>
    /// <returns>False if it went.</returns>
    public async Task<bool> TryRefreshDeviceAsync(string device, CancellationToken cancellationToken)
    {
        try
        {
            await RefreshAsync(device, BlueZNames.Device, cancellationToken);
            return true;
        }
        catch (DBusErrorException exception) when (!Objects.Has(device, BlueZNames.Device))
        {
            _logger.LogDebug("{Device} went while it was looked at: {Reason}", device, exception.Message);
            return false;
        }
    }

    /// <summary>
    /// Ends the link with a device and waits until it is down: bluetoothd answers a moment before, and whoever takes the battery over must not find it
    /// connected still. One that is not connected needs nothing, and a pending Connect is cancelled.
    /// </summary>
    public async Task DisconnectAsync(string device)
    {
        try
        {
            await Alone.CallAsync(device, BlueZNames.Device, "Disconnect", s_releaseTimeout, CancellationToken.None);
        }
        catch (DBusException exception)
        {
            // A device object that is gone, or a link that is down already, needs no release.
            _logger.LogDebug("Releasing {Device}: {Reason}", device, exception.Message);
        }

        if (await Objects.WaitForAsync(IsDown, s_downTimeout, CancellationToken.None) is not null)
        {
            Doubtful.Remove(device);
        }

        string? IsDown() => Objects.IsTrue(device, BlueZNames.Device, "Connected") ? null : "down";
    }

    /// <summary>A link or an attempt begins, or ends.</summary>
    public void CountUse(bool begins)
    {
        if (begins)
        {
            Interlocked.Increment(ref _uses);
        }
        else
        {
            Interlocked.Decrement(ref _uses);
        }
    }

    /// <summary>The radio of an adapter, the same for everybody.</summary>
    public AdapterRadio RadioOf(string adapterPath)
    {
        lock (_radios)
        {
            return _radios.TryGetValue(adapterPath, out AdapterRadio? radio)
                ? radio
                : _radios[adapterPath] = new AdapterRadio(this, adapterPath, _timeProvider, _logger);
        }
    }

    /// <summary>Ends the session although bluetoothd is there; whoever needs it starts another one.</summary>
    /// <param name="reason">Why, for people.</param>
    public void GiveUp(string reason)
    {
        IsGivenUp = true;
        End(reason);
    }

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
        await SubscribeToManagerAsync("InterfacesRemoved", message => ObjectMessages.TakeRemoved(Objects, message), cancellationToken);
        await SubscribeToChangesAsync(BlueZNames.Namespace, BlueZNames.Adapter, observer: null, cancellationToken);
        if (followsAll)
        {
            await SubscribeToChangesAsync(BlueZNames.Namespace, BlueZNames.Device, Tell, cancellationToken);
        }

        MessageWriter call = Connection.CreateMethodCall(BlueZNames.Service, "/", BlueZNames.ObjectManager, "GetManagedObjects");
        await Connection.CallAsync(ref call, reply => ObjectMessages.TakeAll(Objects, reply), s_shortCall, cancellationToken);
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
        if (ObjectMessages.TakeAdded(Objects, message) is { } device)
        {
            Tell(device);
        }
    }

    private void Tell(PropertyChange change) => _devices?.Invoke(Objects, change);

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
