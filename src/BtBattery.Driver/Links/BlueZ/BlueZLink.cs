using System.Threading.Channels;
using BtBattery.Driver.Run;
using BtBattery.DBus;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Links.BlueZ;

/// <summary>A connected, subscribed device behind BlueZ.</summary>
internal sealed class BlueZLink : IGattLink
{
    /// <summary>Far more than one reply; when nobody reads, the oldest are of no use any more.</summary>
    private const int NotificationsKept = 256;

    private static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(5);
    /// <summary>bluetoothd lets two seconds pass before it disconnects (seen with 5.66).</summary>
    private static readonly TimeSpan ReleaseTimeout = TimeSpan.FromSeconds(3);

    private readonly BlueZSession _session;
    private readonly string _device;
    private readonly GattCharacteristics _characteristics;
    private readonly MonotonicClock _clock;
    private readonly ILogger _logger;
    private readonly CancellationTokenRegistration _sessionEnded;
    private IAsyncDisposable? _subscription;
    private readonly Channel<Notification> _notifications = Channel.CreateBounded<Notification>(
        new BoundedChannelOptions(NotificationsKept) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    public BlueZLink(BlueZSession session, string device, GattCharacteristics characteristics, MonotonicClock clock, ILogger logger)
    {
        _session = session;
        _device = device;
        _characteristics = characteristics;
        _clock = clock;
        _logger = logger;
        _sessionEnded = session.Ended.Register(() => Lose("The Bluetooth service went away."));
    }

    public ChannelReader<Notification> Notifications => _notifications.Reader;

    /// <summary>Takes over the subscription that feeds <see cref="Observe"/>; it ends with the link.</summary>
    public void Own(IAsyncDisposable subscription) => _subscription = subscription;

    /// <summary>Sees every property change at and below the device; runs on the receiving side of the connection.</summary>
    public void Observe(PropertyChange change)
    {
        if (change.Path == _characteristics.NotifyPath)
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
            Lose("The link was dropped.");
        }
    }

    /// <exception cref="LinkException"/>
    public async Task StartNotifyAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            await _session.Connection.CallAsync(
                BlueZNames.Service, _characteristics.NotifyPath, BlueZNames.GattCharacteristic, "StartNotify", timeout, cancellationToken);
        }
        catch (DBusException exception)
        {
            throw new LinkException(LinkProblem.TransferFailed, $"Notifications could not be switched on: {exception.Message}", exception);
        }
    }

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            MessageWriter call = _session.Connection.CreateMethodCall(
                BlueZNames.Service, _characteristics.WritePath, BlueZNames.GattCharacteristic, "WriteValue", "aya{sv}");
            call.WriteByteArray(bytes.Span);
            ArrayStart options = call.WriteArrayStart(DBusType.DictEntry);
            call.WriteStructStart();
            call.WriteString("type");
            call.WriteVariantString(_characteristics.WriteType);
            call.WriteArrayEnd(options);
            await _session.Connection.CallAsync(ref call, WriteTimeout, cancellationToken);
        }
        catch (DBusException exception)
        {
            throw new LinkException(LinkProblem.TransferFailed, $"A request could not be written: {exception.Message}", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _sessionEnded.DisposeAsync();
        _notifications.Writer.TryComplete();
        if (_session.Ended.IsCancellationRequested)
        {
            return;
        }

        if (_subscription is not null)
        {
            await _subscription.DisposeAsync();
        }

        await ReleaseAsync(_session, _device, _logger);
    }

    /// <summary>Asks BlueZ to drop the link: most batteries accept one central only and stay busy otherwise.</summary>
    internal static async Task ReleaseAsync(BlueZSession session, string device, ILogger logger)
    {
        try
        {
            await session.Connection.CallAsync(
                BlueZNames.Service, device, BlueZNames.Device, "Disconnect", ReleaseTimeout, CancellationToken.None);
        }
        catch (DBusException exception)
        {
            // A device object that is gone, or a link that is down already, needs no release.
            logger.LogDebug("Releasing {Device}: {Reason}", device, exception.Message);
        }
    }

    private void Lose(string reason) =>
        _notifications.Writer.TryComplete(new LinkException(LinkProblem.Disconnected, reason));
}
