using BtBattery.Bms;
using BtBattery.DBus;
using BtBattery.Driver.Options;
using BtBattery.Driver.Run;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Links.BlueZ;

/// <summary>
/// Connects batteries through BlueZ. One attempt at a time, since the controllers of GX devices and Raspberry Pis do
/// poorly at several; discovery only when BlueZ does not know the device, and never while connecting.
/// </summary>
public sealed class BlueZConnector(string busAddress, string? adapter, MonotonicClock clock, ILogger<BlueZConnector> logger)
    : IGattConnector, IAsyncDisposable
{
    private static readonly TimeSpan s_discoveryTime = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_connectTimeout = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan s_resolveTimeout = TimeSpan.FromSeconds(20);

    private readonly Turns _radio = new();
    private readonly Sightings _sightings = new(clock);
    private BlueZSession? _session;

    /// <summary>True to leave a device alone that is connected already, since another program talks to it.</summary>
    /// <value>False: what a predecessor left behind is taken over.</value>
    public bool LeavesConnectedAlone { get; init; }

    /// <summary>Called when another program was found scanning on the adapter; null for nobody. Must not block.</summary>
    public Action? ForeignScanFound { get; init; }

    /// <inheritdoc/>
    public event Action<BatteryAddress>? Heard
    {
        add => _sightings.Heard += value;
        remove => _sightings.Heard -= value;
    }

    /// <inheritdoc/>
    public RadioFacts FactsOf(BatteryAddress address) => _sightings.Of(address);

    /// <inheritdoc/>
    public async Task<IGattLink> ConnectAsync(BatteryAddress address, IReadOnlyList<GattProfile> profiles, CancellationToken cancellationToken)
    {
        await _radio.TakeAsync(cancellationToken);
        try
        {
            BlueZSession session = await GetSessionAsync(cancellationToken);
            session.Scans.Found = ForeignScanFound;
            using var both = CancellationTokenSource.CreateLinkedTokenSource(session.Ended, cancellationToken);
            try
            {
                return await ConnectAsync(session, address, profiles, both.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new LinkException(LinkProblem.NoBlueZ, "The Bluetooth service went away while connecting.");
            }
            catch (DBusErrorException exception) when (exception.ErrorName == DBusErrorNames.LimitsExceeded)
            {
                // Too many calls of ours were never answered. Only another connection is listened to again.
                session.GiveUp("the bus passes no more calls on");
                throw new LinkException(LinkProblem.NoBus, "The bus passed no more calls on; connecting to it anew.", exception);
            }
            catch (DBusException exception)
            {
                throw new LinkException(LinkProblem.ConnectFailed, $"BlueZ refused: {exception.Message}", exception);
            }
        }
        finally
        {
            _radio.Pass();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_session is not null)
        {
            await _session.DisposeAsync();
        }
    }

    private async Task<BlueZSession> GetSessionAsync(CancellationToken cancellationToken)
    {
        if (_session is { Ended.IsCancellationRequested: true } ended)
        {
            _session = null;
            await ended.DisposeAsync();
        }

        return _session ??= await BlueZSession.StartAsync(
            busAddress, clock.TimeProvider, logger, _sightings.Observe, followsAll: false, cancellationToken);
    }

    private async Task<IGattLink> ConnectAsync(
        BlueZSession session, BatteryAddress address, IReadOnlyList<GattProfile> profiles, CancellationToken cancellationToken)
    {
        string adapterPath = Adapters.Find(session.Objects, adapter);
        _sightings.Use(address, Adapters.Identify(session.Objects, adapterPath));
        await session.FollowAsync(BlueZNames.DevicePath(adapterPath, address), cancellationToken);
        string device = FindDevice(session.Objects, adapterPath, address)
            ?? await DiscoverAsync(session, adapterPath, address, cancellationToken);

        if (LeavesConnectedAlone && session.Objects.IsTrue(device, BlueZNames.Device, "Connected"))
        {
            throw new LinkException(LinkProblem.InUse, $"Another program is connected with {address}. Stop that one first.");
        }

        var link = new BlueZLink(session, device, clock, logger);
        bool isUp = false;
        try
        {
            link.Own(await session.SubscribeToChangesAsync(device, link.Observe, cancellationToken));
            logger.LogDebug("{Address}: connecting over {Adapter}", address, adapterPath);
            await ConnectDeviceAsync(session, device, address, cancellationToken);
            logger.LogDebug("{Address}: connected, waiting for its services", address);
            await ResolveAsync(session, device, cancellationToken);
            await link.TakeProfilesAsync(profiles, cancellationToken);
            if (!session.Objects.IsTrue(device, BlueZNames.Device, "Connected"))
            {
                // Its services went with the link; that says nothing about what the device has.
                throw new LinkException(LinkProblem.Disconnected, "The link was dropped before the services were known.");
            }

            isUp = true;
            logger.LogDebug("{Address}: the link is up, with {Count} of the services asked for", address, link.Profiles.Count);
            return link;
        }
        catch (LinkException exception) when (exception.Problem == LinkProblem.InUse)
        {
            link.IsOurs = false;
            throw;
        }
        finally
        {
            if (!isUp)
            {
                await link.DisposeAsync();
            }
        }
    }

    private static string? FindDevice(BlueZObjects objects, string adapterPath, BatteryAddress address) =>
        objects.Find(BlueZNames.Device, adapterPath).FirstOrDefault(path =>
            string.Equals(objects.Text(path, BlueZNames.Device, "Address"), address.ToString(), StringComparison.OrdinalIgnoreCase));

    private async Task<string> DiscoverAsync(
        BlueZSession session, string adapterPath, BatteryAddress address, CancellationToken cancellationToken)
    {
        logger.LogDebug("{Address} is not known to BlueZ: looking for it", address);
        await using (var discovery = new Discovery(session, adapterPath, logger))
        {
            await discovery.StartAsync(cancellationToken);
            return await session.Objects.WaitForAsync(
                () => FindDevice(session.Objects, adapterPath, address), s_discoveryTime, cancellationToken)
                ?? throw new LinkException(
                    LinkProblem.NotSeen,
                    "The battery was not seen: a phone app may hold it, it may be asleep, or out of range.");
        }
    }

    private async Task ConnectDeviceAsync(BlueZSession session, string device, BatteryAddress address, CancellationToken cancellationToken)
    {
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task connect = session.CallAloneAsync(device, BlueZNames.Device, "Connect", s_connectTimeout, watching.Token);

        // When a device goes out of range in the middle, bluetoothd removes its object and never answers Connect.
        Task<string?> removed = session.Objects.WaitForAsync(
            () => session.Objects.Has(device, BlueZNames.Device) ? null : "removed", s_connectTimeout, watching.Token);
        try
        {
            if (await Task.WhenAny(connect, removed) == removed && await removed is not null)
            {
                throw new LinkException(LinkProblem.ConnectFailed, "The device went out of range while connecting.");
            }

            await connect;
        }
        catch (DBusErrorException exception) when (LeavesConnectedAlone && exception.ErrorName is BlueZNames.ErrorInProgress or BlueZNames.ErrorAlreadyConnected)
        {
            throw new LinkException(LinkProblem.InUse, $"Another program is connecting with {address}. Stop that one first.", exception);
        }
        catch (DBusErrorException exception) when (exception.ErrorName == BlueZNames.ErrorAlreadyConnected)
        {
            // Left behind by a predecessor, or connected by itself: it is ours to use now.
        }
        catch (DBusException exception) when (exception is not DBusDisconnectedException)
        {
            throw new LinkException(LinkProblem.ConnectFailed, $"Connecting failed: {exception.Message}", exception);
        }
        finally
        {
            watching.Cancel();
        }
    }

    private static async Task ResolveAsync(BlueZSession session, string device, CancellationToken cancellationToken)
    {
        await session.RefreshAsync(device, BlueZNames.Device, cancellationToken);
        string? outcome = await session.Objects.WaitForAsync(
            () => session.Objects.IsTrue(device, BlueZNames.Device, "ServicesResolved") ? "resolved"
                : session.Objects.IsTrue(device, BlueZNames.Device, "Connected") ? null
                : "lost",
            s_resolveTimeout,
            cancellationToken);
        if (outcome != "resolved")
        {
            throw outcome is null
                ? new LinkException(LinkProblem.NotResolved, "The device did not tell its services in time.")
                : new LinkException(LinkProblem.Disconnected, "The link was dropped before the services were known.");
        }
    }
}
