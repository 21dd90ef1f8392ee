using BtBattery.Bms;
using BtBattery.DBus;
using BtBattery.Driver.Options;
using BtBattery.Driver.Run;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Links.BlueZ;

/// <summary>
/// One attempt to link one battery over one adapter: found if BlueZ does not know it, connected when it is our turn at the radio, and its services learned.
/// </summary>
/// <param name="session">The run of bluetoothd.</param>
/// <param name="radio">The adapter.</param>
/// <param name="address">The battery.</param>
/// <param name="types">What is known of addresses.</param>
/// <param name="leavesConnectedAlone">True to leave a device alone that is connected already.</param>
/// <param name="clock">The time.</param>
/// <param name="logger">Told of the steps.</param>
internal sealed class ConnectionAttempt(
    BlueZSession session, AdapterRadio radio, BatteryAddress address, AddressTypes types, bool leavesConnectedAlone, MonotonicClock clock, ILogger logger)
{
    private static readonly TimeSpan s_connectTimeout = TimeSpan.FromSeconds(25);

    /// <summary>
    /// What an attempt gets although others wait: while somebody discovers, a battery that was reported a moment before is connected in the next scan window only,
    /// of 10.24 s (seen with BlueZ 5.66); else within a second or two.
    /// </summary>
    private static readonly TimeSpan s_briefConnect = TimeSpan.FromSeconds(12);

    /// <summary>How long the kernel waits for an advertisement of a device it is to connect (seen with Linux 6.1).</summary>
    private static readonly TimeSpan s_kernelTimeout = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan s_resolveTimeout = TimeSpan.FromSeconds(20);

    /// <summary>A new link is left alone with the radio for so long; then it does not matter any more that others connect.</summary>
    private static readonly TimeSpan s_quietTime = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_objectTimeout = TimeSpan.FromSeconds(2);

    private bool _hasTurn;

    /// <exception cref="LinkException">No link, with the reason.</exception>
    /// <exception cref="DBusException">There is no bus any more, or BlueZ says what nobody expects.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, or the session ended.</exception>
    public async Task<IGattLink> RunAsync(IReadOnlyList<GattProfile> profiles, CancellationToken cancellationToken)
    {
        bool isDeaf = false;
        if (Known() is null)
        {
            logger.LogDebug("{Address} is not known to BlueZ on {Adapter}: looking for it", address, radio.Path);
            SearchResult found = await radio.Search.FindAsync(address, cancellationToken);
            isDeaf = found.WasDeaf;
            if (found.Device is null && (!isDeaf || await IsPendingInVainAsync(cancellationToken)))
            {
                throw NotSeen();
            }
        }

        await radio.Turns.TakeAsync(cancellationToken);
        _hasTurn = true;
        try
        {
            // Much may have happened while we waited.
            Adapters.Require(session.Objects, radio.Path);
            string device = Known() ?? (isDeaf ? await ConnectUnknownAsync(cancellationToken) : throw NotSeen());
            types.Learn(address, session.Objects.Text(device, BlueZNames.Device, "AddressType"));
            if (leavesConnectedAlone && session.Objects.IsTrue(device, BlueZNames.Device, "Connected"))
            {
                throw new LinkException(LinkProblem.InUse, $"Another program is connected with {address}. Stop that one first.");
            }

            return await LinkAsync(device, profiles, cancellationToken);
        }
        finally
        {
            PassTurn();
        }
    }

    private static LinkException NotSeen() =>
        new(LinkProblem.NotSeen, "The battery was not seen: a phone app may hold it, it may be asleep, or out of range.");

    private string Device => BlueZNames.DevicePath(radio.Path, address);

    private string? Known() => session.Objects.Has(Device, BlueZNames.Device) ? Device : null;

    /// <summary>An attempt of before that could not be called off may be under way still; a second one beside it would be refused.</summary>
    private async Task<bool> IsPendingInVainAsync(CancellationToken cancellationToken) =>
        session.Doubtful.PendingFor(Device, clock.Now) is TimeSpan left && await session.Objects.WaitForAsync(Known, left, cancellationToken) is null;

    private void PassTurn()
    {
        if (_hasTurn)
        {
            _hasTurn = false;
            radio.Turns.Pass();
        }
    }

    private async Task<IGattLink> LinkAsync(string device, IReadOnlyList<GattProfile> profiles, CancellationToken cancellationToken)
    {
        var link = new BlueZLink(session, device, clock, logger);
        bool isUp = false;
        try
        {
            link.Own(await session.SubscribeToChangesAsync(device, link.Observe, cancellationToken));
            logger.LogDebug("{Address}: connecting over {Adapter}", address, radio.Path);
            await ConnectAsync(device, cancellationToken);
            logger.LogDebug("{Address}: connected, waiting for its services", address);
            await ResolveAsync(device, cancellationToken);
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

    private async Task ConnectAsync(string device, CancellationToken cancellationToken)
    {
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task connect = session.Alone.CallAsync(device, BlueZNames.Device, "Connect", s_connectTimeout, watching.Token);

        // When a device goes out of range in the middle, bluetoothd removes its object and never answers Connect.
        Task<LinkException?> inVain = WatchAsync(
            () => session.Objects.Has(device, BlueZNames.Device) ? null
                : new LinkException(LinkProblem.ConnectFailed, "The device went out of range while connecting."),
            watching.Token);
        try
        {
            if (await Task.WhenAny(connect, inVain) == inVain && await inVain is LinkException problem)
            {
                throw problem;
            }

            await connect;
        }
        catch (DBusErrorException exception) when (leavesConnectedAlone && exception.ErrorName is BlueZNames.ErrorInProgress or BlueZNames.ErrorAlreadyConnected)
        {
            throw new LinkException(LinkProblem.InUse, $"Another program is connecting with {address}. Stop that one first.", exception);
        }
        catch (DBusErrorException exception) when (exception.ErrorName == BlueZNames.ErrorAlreadyConnected)
        {
            // Left behind by a predecessor, or connected by itself: it is ours to use now.
        }
        catch (DBusException exception) when (exception is not DBusDisconnectedException)
        {
            Adapters.Require(session.Objects, radio.Path);
            throw new LinkException(
                exception is DBusErrorException { ErrorName: BlueZNames.ErrorNotReady } ? LinkProblem.AdapterFails : LinkProblem.ConnectFailed,
                $"Connecting failed: {exception.Message}",
                exception);
        }
        finally
        {
            watching.Cancel();
        }
    }

    /// <summary>
    /// Connects with a device BlueZ has no object for, which it makes then. There is no way to call such an attempt off: the kernel ends it.
    /// </summary>
    /// <returns>The path of the object.</returns>
    private async Task<string> ConnectUnknownAsync(CancellationToken cancellationToken)
    {
        string type = types.Next(address);
        logger.LogDebug("{Address}: connecting over {Adapter} without having heard it, as a {Type} address", address, radio.Path, type);
        session.Doubtful.Add(Device, clock.Now + s_kernelTimeout);
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task connect = session.Alone.CallAsync(
            radio.Path, BlueZNames.Adapter, "ConnectDevice", "a{sv}", (ref MessageWriter call) => WriteDevice(ref call, type), s_connectTimeout, watching.Token);
        Task<LinkException?> inVain = WatchAsync(() => null, watching.Token);
        try
        {
            if (await Task.WhenAny(connect, inVain) == inVain && await inVain is LinkException problem)
            {
                throw problem.Problem == LinkProblem.ConnectFailed ? NotSeen() : problem;
            }

            await connect;
        }
        catch (DBusErrorException exception) when (exception.ErrorName is DBusErrorNames.UnknownMethod or DBusErrorNames.NotSupported or BlueZNames.ErrorNotSupported)
        {
            logger.LogDebug("BlueZ offers no ConnectDevice ({Reason})", exception.Message);
            session.Doubtful.Remove(Device);
            session.OffersConnectDevice = false;
            throw NotSeen();
        }
        catch (DBusErrorException exception) when (exception.ErrorName == BlueZNames.ErrorAlreadyExists)
        {
            logger.LogDebug("{Address}: known by now", address);
        }
        catch (DBusErrorException exception)
        {
            logger.LogDebug("ConnectDevice: {Reason}", exception.Message);
            session.Doubtful.Remove(Device);
            throw NotSeen();
        }
        catch (DBusTimeoutException)
        {
            throw NotSeen();
        }
        finally
        {
            watching.Cancel();
        }

        // The answer came over another connection than the signal that says so.
        return await session.Objects.WaitForAsync(Known, s_objectTimeout, cancellationToken) ?? throw NotSeen();
    }

    private void WriteDevice(ref MessageWriter call, string type)
    {
        ArrayStart entries = call.WriteArrayStart(DBusType.DictEntry);
        call.WriteStructStart();
        call.WriteString("Address");
        call.WriteVariantString(address.ToString());
        call.WriteStructStart();
        call.WriteString("AddressType");
        call.WriteVariantString(type);
        call.WriteArrayEnd(entries);
    }

    /// <summary>Watches an attempt: it is in vain if the adapter goes, or when its time is up, which is sooner when others wait.</summary>
    /// <returns>Why it is in vain; null when the time of the call is up, which then says so itself.</returns>
    private async Task<LinkException?> WatchAsync(Func<LinkException?> isInVain, CancellationToken cancellationToken)
    {
        void Wake() => session.Objects.Wake();
        radio.Turns.Wanted += Wake;
        try
        {
            return await session.Objects.WaitForAsync(Look, s_briefConnect, cancellationToken)
                ?? await session.Objects.WaitForAsync(
                    () => Look() ?? (radio.Turns.IsWanted
                        ? new LinkException(LinkProblem.ConnectFailed, $"The battery did not answer within {s_briefConnect.TotalSeconds:F0} seconds, and others wait for the radio.")
                        : null),
                    s_connectTimeout - s_briefConnect,
                    cancellationToken);
        }
        finally
        {
            radio.Turns.Wanted -= Wake;
        }

        LinkException? Look() => isInVain() ?? Adapters.TroubleWith(session.Objects, radio.Path);
    }

    private async Task ResolveAsync(string device, CancellationToken cancellationToken)
    {
        await session.RefreshAsync(device, BlueZNames.Device, cancellationToken);
        string? outcome = await session.Objects.WaitForAsync(Outcome, s_quietTime, cancellationToken);
        if (outcome is null)
        {
            PassTurn();
            outcome = await session.Objects.WaitForAsync(Outcome, s_resolveTimeout - s_quietTime, cancellationToken);
        }

        if (outcome != "resolved")
        {
            throw outcome is null
                ? new LinkException(LinkProblem.NotResolved, "The device did not tell its services in time.")
                : new LinkException(LinkProblem.Disconnected, "The link was dropped before the services were known.");
        }

        string? Outcome() => session.Objects.IsTrue(device, BlueZNames.Device, "ServicesResolved") ? "resolved"
            : session.Objects.IsTrue(device, BlueZNames.Device, "Connected") ? null
            : "lost";
    }
}
