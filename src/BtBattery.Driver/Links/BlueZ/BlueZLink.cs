using System.Threading.Channels;
using BtBattery.Bms;
using BtBattery.Bms.Conversations;
using BtBattery.DBus;
using BtBattery.Driver.Run;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Links.BlueZ;

/// <summary>A connected, subscribed device behind BlueZ.</summary>
internal sealed class BlueZLink : IGattLink
{
    /// <summary>Far more than one reply; when nobody reads, the oldest are of no use any more.</summary>
    private const int NotificationsKept = 256;

    private const string Dropped = "The link was dropped.";

    private static readonly TimeSpan s_subscribeTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_objectsTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_writeTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_unsubscribeTimeout = TimeSpan.FromSeconds(1);

    /// <summary>A first request sooner than this after switching notifications on is lost by JBD boards (docs/bms/jbd.md).</summary>
    private static readonly TimeSpan s_settleTime = TimeSpan.FromMilliseconds(500);

    private readonly BlueZSession _session;
    private readonly string _device;
    private readonly MonotonicClock _clock;
    private readonly ILogger _logger;
    private readonly CancellationTokenRegistration _sessionEnded;
    private readonly Channel<Notification> _notifications = Channel.CreateBounded<Notification>(
        new BoundedChannelOptions(NotificationsKept) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private IAsyncDisposable? _subscription;
    private volatile GattCharacteristics? _inUse;
    private bool _isDisposed;

    public BlueZLink(BlueZSession session, string device, MonotonicClock clock, ILogger logger)
    {
        _session = session;
        _device = device;
        _clock = clock;
        _logger = logger;
        _sessionEnded = session.Ended.Register(
            () => Lose(session.IsGivenUp ? "The connection with the Bluetooth service is made anew." : "The Bluetooth service went away."));
        session.CountUse(begins: true);
        session.Doubtful.Add(device);
        if (!session.Objects.IsTrue(device, BlueZNames.Device, "Connected"))
        {
            session.OpenSubscriptions.Close(device);
        }

        session.Objects.DeviceRemoved += OnDeviceRemoved;
    }

    public string? Name => _session.Objects.Text(_device, BlueZNames.Device, "Name");

    public IReadOnlyList<ushort> ManufacturerIds =>
        _session.Objects.Get(_device, BlueZNames.Device, "ManufacturerData") is Variant data
            && data.Signature == "a{qv}"
            ? [.. data.Entries.Select(entry => entry.Key.AsUInt16())]
            : [];

    public IReadOnlyList<GattProfile> Profiles { get; private set; } = [];

    public ChannelReader<Notification> Notifications => _notifications.Reader;

    /// <summary>False if another program made the link, which is then not ours to end.</summary>
    public bool IsOurs { get; set; } = true;

    /// <summary>Takes over the subscription that feeds <see cref="Observe"/>; it ends with the link.</summary>
    public void Own(IAsyncDisposable subscription) => _subscription = subscription;

    /// <summary>
    /// Notes which profiles the device has, once its services are known. bluetoothd may announce the objects a moment after
    /// it says that the services are resolved.
    /// </summary>
    public async Task TakeProfilesAsync(IReadOnlyList<GattProfile> wanted, CancellationToken cancellationToken) =>
        Profiles = await _session.Objects.WaitForAsync(
            () => wanted.Where(profile => GattCharacteristics.Find(_session.Objects, _device, profile) is not null).ToArray() is { Length: > 0 } found
                ? found
                : null,
            s_objectsTimeout,
            cancellationToken) ?? [];

    /// <summary>Sees every property change at and below the device; runs on the receiving side of the connection.</summary>
    public void Observe(PropertyChange change)
    {
        if (change.Path == _inUse?.NotifyPath)
        {
            if (change.Changed.TryGetValue("Value", out Variant value) && value.TryGetByteArray(out byte[]? bytes))
            {
                _notifications.Writer.TryWrite(new Notification(bytes, _clock.Now));
            }
        }
        else if (change.Path == _device
            && change.Changed.TryGetValue("Connected", out Variant connected)
            && connected.TryGetBoolean(out bool isConnected)
            && !isConnected)
        {
            _session.OpenSubscriptions.Close(_device);
            Lose(Dropped);
        }
    }

    public async Task UseAsync(GattProfile profile, CancellationToken cancellationToken)
    {
        GattCharacteristics next = GattCharacteristics.Find(_session.Objects, _device, profile)
            ?? throw new LinkException(LinkProblem.NoSuchService, "The device does not have that service any more.");
        if (next == _inUse)
        {
            return;
        }

        try
        {
            if (_inUse is { } previous)
            {
                _inUse = null;
                await StopNotifyAsync(previous, s_subscribeTimeout, cancellationToken);
            }

            await StartNotifyAsync(next, cancellationToken);
            _logger.LogDebug("{Device}: notifications of service {Service} are on", _device, profile.Service);
        }
        catch (DBusException exception)
        {
            throw Failure("Notifications could not be switched on", exception);
        }

        await Task.Delay(s_settleTime, _clock.TimeProvider, cancellationToken);
    }

    public async Task ResubscribeAsync(CancellationToken cancellationToken)
    {
        GattCharacteristics used = _inUse ?? throw new LinkException(LinkProblem.TransferFailed, "No service is in use.");
        _inUse = null;
        try
        {
            await StopNotifyAsync(used, s_subscribeTimeout, cancellationToken);
        }
        catch (DBusErrorException exception)
        {
            // There may be no subscription any more: that is why this is done.
            _logger.LogDebug("Unsubscribing {Device}: {Reason}", _device, exception.Message);
        }
        catch (DBusException exception)
        {
            throw Failure("Notifications could not be switched off", exception);
        }

        try
        {
            await StartNotifyAsync(used, cancellationToken);
        }
        catch (DBusException exception)
        {
            throw Failure("Notifications could not be switched on again", exception);
        }

        await Task.Delay(s_settleTime, _clock.TimeProvider, cancellationToken);
    }

    public async Task WriteAsync(BmsRequest request, CancellationToken cancellationToken)
    {
        GattCharacteristics characteristics = _inUse ?? throw new LinkException(LinkProblem.TransferFailed, "No service is in use.");
        try
        {
            MessageWriter call = _session.Connection.CreateMethodCall(
                BlueZNames.Service, characteristics.WritePath, BlueZNames.GattCharacteristic, "WriteValue", "aya{sv}");
            call.WriteByteArray(request.Bytes.Span);
            ArrayStart options = call.WriteArrayStart(DBusType.DictEntry);
            call.WriteStructStart();
            call.WriteString("type");
            call.WriteVariantString(characteristics.WriteType);
            call.WriteArrayEnd(options);
            await _session.Connection.CallAsync(ref call, s_writeTimeout, cancellationToken);
        }
        catch (DBusException exception)
        {
            throw Failure("A request could not be written", exception);
        }
    }

    public Task PairAsync(string pin, CancellationToken cancellationToken) =>
        DevicePairing.PairAsync(_session, _device, pin, _logger, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _session.Objects.DeviceRemoved -= OnDeviceRemoved;
        _session.CountUse(begins: false);
        await _sessionEnded.DisposeAsync();
        if (_notifications.Writer.TryComplete() && IsOurs)
        {
            _logger.LogDebug("{Device}: giving the link back", _device);
        }

        bool isAlive = !_session.Ended.IsCancellationRequested;
        if (isAlive)
        {
            await StopNotifyAtTheEndAsync();
        }

        if (!IsOurs)
        {
            _session.Doubtful.Remove(_device);
        }
        else if (isAlive || _session.IsGivenUp)
        {
            await _session.DisconnectAsync(_device);
        }

        if (isAlive && _subscription is not null)
        {
            await _subscription.DisposeAsync();
        }
    }

    /// <summary>
    /// BlueZ keeps a subscription over the end of the link, and tells every notification once per subscriber to everybody: the
    /// next program that talks to this battery would get each piece twice.
    /// </summary>
    private async Task StopNotifyAtTheEndAsync()
    {
        if (_inUse is not { } used)
        {
            return;
        }

        _inUse = null;
        try
        {
            await StopNotifyAsync(used, s_unsubscribeTimeout, CancellationToken.None);
        }
        catch (DBusException exception)
        {
            // The subscription has gone with the device, or never came about.
            _logger.LogDebug("Unsubscribing {Device}: {Reason}", _device, exception.Message);
        }
    }

    /// <summary>
    /// BlueZ says "Not paired" for a missing encryption or authentication, and names the ATT error (0x05, 0x0f) where it does
    /// not translate it. Its other uses of NotPermitted are not about pairing. Whatever fails because the link went in the
    /// middle of it is a lost link.
    /// </summary>
    private LinkException Failure(string what, DBusException exception)
    {
        if (!_session.Objects.IsTrue(_device, BlueZNames.Device, "Connected"))
        {
            return new LinkException(LinkProblem.Disconnected, Dropped, exception);
        }

        bool needsPairing = exception is DBusErrorException error && error.ErrorName switch
        {
            BlueZNames.ErrorNotAuthorized => true,
            BlueZNames.ErrorNotPermitted => error.Message.Contains("Not paired", StringComparison.OrdinalIgnoreCase),
            BlueZNames.ErrorFailed => error.Message.EndsWith("ATT error: 0x05", StringComparison.OrdinalIgnoreCase)
                || error.Message.EndsWith("ATT error: 0x0f", StringComparison.OrdinalIgnoreCase),
            _ => false,
        };
        return needsPairing
            ? new LinkException(LinkProblem.PairingNeeded, $"The device talks only to those it is paired with ({exception.Message}).", exception)
            : new LinkException(LinkProblem.TransferFailed, $"{what}: {exception.Message}", exception);
    }

    /// <summary>A subscription is there once it is answered; until then it is not to be taken back, see <see cref="OpenSubscriptions"/>.</summary>
    private async Task StartNotifyAsync(GattCharacteristics next, CancellationToken cancellationToken)
    {
        try
        {
            await CallAsync(next.NotifyPath, "StartNotify", s_subscribeTimeout, cancellationToken);
            _inUse = next;
        }
        catch (Exception exception) when (exception is DBusTimeoutException or OperationCanceledException)
        {
            _session.OpenSubscriptions.Add(_device);
            throw;
        }
    }

    private async Task StopNotifyAsync(GattCharacteristics used, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (!_session.OpenSubscriptions.Has(_device))
        {
            await CallAsync(used.NotifyPath, "StopNotify", timeout, cancellationToken);
        }
    }

    private Task<Message> CallAsync(string path, string method, TimeSpan timeout, CancellationToken cancellationToken) =>
        _session.Connection.CallAsync(BlueZNames.Service, path, BlueZNames.GattCharacteristic, method, timeout, cancellationToken);

    private void OnDeviceRemoved(string path)
    {
        if (path == _device)
        {
            Lose("BlueZ removed the device.");
        }
    }

    private void Lose(string reason)
    {
        if (_notifications.Writer.TryComplete(new LinkException(LinkProblem.Disconnected, reason)))
        {
            _logger.LogDebug("{Device}: {Reason}", _device, reason);
        }
    }
}
