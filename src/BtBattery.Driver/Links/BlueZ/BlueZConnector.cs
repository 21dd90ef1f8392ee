using BtBattery.Bms;
using BtBattery.DBus;
using BtBattery.Driver.Options;
using BtBattery.Driver.Run;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Links.BlueZ;

/// <summary>
/// Connects batteries through BlueZ: over the adapter that is preferred of those that work, one attempt at a time on each, without discovery where BlueZ
/// knows the battery. Batteries that were not asked for are never touched.
/// </summary>
/// <param name="busAddress">Where the bus is.</param>
/// <param name="adapter">The adapters in order of preference, by name or address with commas between; null for the first that is switched on.</param>
/// <param name="clock">The time.</param>
/// <param name="logger">Told which adapter is used, and of the steps of each attempt.</param>
public sealed partial class BlueZConnector(string busAddress, string? adapter, MonotonicClock clock, ILogger<BlueZConnector> logger)
    : IGattConnector, IAsyncDisposable
{
    /// <summary>
    /// Calls that bluetoothd left unanswered for ever. The bus lets a connection wait for 128; before, it is made anew although links suffer from it. Where
    /// nothing does, it is made anew after the first.
    /// </summary>
    private const int UnansweredAtMost = 96;

    private readonly Turns _starting = new();
    private readonly Sightings _sightings = new(clock);
    private readonly AddressTypes _types = new();
    private readonly AdapterChoice _choice = new(AdapterPreference.Of(adapter), clock, logger);
    private BlueZSession? _session;

    /// <summary>True to leave a device alone that is connected already, since another program talks to it, and an adapter that is off.</summary>
    /// <value>False: what a predecessor left behind is taken over, and an adapter that was asked for is switched on.</value>
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
        BlueZSession session = await GetSessionAsync(cancellationToken);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(session.Ended, cancellationToken);
        session.CountUse(begins: true);
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
            // Only another connection is listened to again.
            session.GiveUp("the bus passes no more calls on");
            throw new LinkException(LinkProblem.NoBus, "The bus passed no more calls on; connecting to it anew.", exception);
        }
        catch (DBusException exception)
        {
            throw new LinkException(LinkProblem.ConnectFailed, $"BlueZ refused: {exception.Message}", exception);
        }
        finally
        {
            session.CountUse(begins: false);
        }
    }

    /// <summary>Releases what could not be released before.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_session is not { } session)
        {
            return;
        }

        if (!session.Ended.IsCancellationRequested)
        {
            await Task.WhenAll(session.Doubtful.All.Where(device => session.Objects.IsTrue(device, BlueZNames.Device, "Connected")).Select(session.DisconnectAsync));
        }

        await session.DisposeAsync();
    }

    private async Task<BlueZSession> GetSessionAsync(CancellationToken cancellationToken)
    {
        await _starting.TakeAsync(cancellationToken);
        try
        {
            IReadOnlyList<string> doubtful = [];
            if (_session is { Ended.IsCancellationRequested: false } running
                && running.Connection.UnansweredCalls is int unanswered
                && unanswered >= (running.Uses == 0 ? 1 : UnansweredAtMost))
            {
                logger.Log(unanswered < UnansweredAtMost ? LogLevel.Debug : LogLevel.Warning, "bluetoothd left {Count} calls unanswered: connecting to it anew before the bus passes no more on.", unanswered);
                running.GiveUp($"{unanswered} calls were never answered");
            }

            if (_session is { Ended.IsCancellationRequested: true } ended)
            {
                _session = null;
                doubtful = ended.IsGivenUp ? ended.Doubtful.All : [];
                await ended.DisposeAsync();
            }

            _session ??= await BlueZSession.StartAsync(busAddress, clock.TimeProvider, logger, _sightings.Observe, followsAll: false, cancellationToken);
            _session.Scans.Found = ForeignScanFound;
            foreach (string device in doubtful)
            {
                _session.Doubtful.Add(device);
            }

            return _session;
        }
        finally
        {
            _starting.Pass();
        }
    }

    private async Task<IGattLink> ConnectAsync(
        BlueZSession session, BatteryAddress address, IReadOnlyList<GattProfile> profiles, CancellationToken cancellationToken)
    {
        if (!LeavesConnectedAlone)
        {
            await _choice.SwitchOnAsync(session, cancellationToken);
        }

        string path = _choice.Choose(session.Objects, address);
        AdapterIdentity identity = Adapters.Identify(session.Objects, path);
        _sightings.Use(address, identity);
        await session.Followed.FollowAsync(address, cancellationToken);
        await ReleaseElsewhereAsync(session, address, path);
        try
        {
            IGattLink link = await new ConnectionAttempt(session, session.RadioOf(path), address, _types, LeavesConnectedAlone, clock, logger)
                .RunAsync(profiles, cancellationToken);
            _choice.Worked(identity, address);
            return link;
        }
        catch (LinkException exception)
        {
            _choice.Failed(identity, address, exception.Problem);
            throw;
        }
    }

    /// <summary>A battery that is connected over another adapter, left behind by a predecessor with other wishes, does not advertise.</summary>
    private async Task ReleaseElsewhereAsync(BlueZSession session, BatteryAddress address, string path)
    {
        foreach (string adapterPath in session.Objects.Find(BlueZNames.Adapter, BlueZNames.Namespace).Where(other => other != path))
        {
            string device = BlueZNames.DevicePath(adapterPath, address);
            if (!session.Objects.IsTrue(device, BlueZNames.Device, "Connected"))
            {
                continue;
            }

            AdapterIdentity other = Adapters.Identify(session.Objects, adapterPath);
            if (LeavesConnectedAlone)
            {
                throw new LinkException(LinkProblem.InUse, $"Another program is connected with {address} over {other}. Stop that one first.");
            }

            logger.LogInformation("{Address} is still connected over {Adapter}: releasing it there first.", address, other);
            await session.DisconnectAsync(device);
        }
    }
}
