using BtBattery.DBus;
using BtBattery.Driver.Options;
using BtBattery.Driver.Run;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Links.BlueZ;

/// <summary>
/// Looks for devices through BlueZ, over a bus connection of its own for each scan: when that one ends, for whatever reason,
/// BlueZ ends the discovery with it.
/// </summary>
/// <param name="busAddress">Where the bus is.</param>
/// <param name="adapter">The adapters in order of preference, by name or address with commas between; null for the first that is switched on.</param>
/// <param name="clock">The time.</param>
/// <param name="logger">Told when only somebody else's scan can be listened to.</param>
public sealed class BlueZScanner(string busAddress, string? adapter, MonotonicClock clock, ILogger<BlueZScanner> logger) : IDeviceScanner
{
    /// <summary>
    /// A scan at least this long hears everybody who advertises: BlueZ reports a device once per window of 10.24 s, and the
    /// window of a scan that somebody else began may be anywhere.
    /// </summary>
    /// <value>12 s</value>
    public static readonly TimeSpan FullTime = TimeSpan.FromSeconds(12);

    private readonly AdapterPreference _preference = AdapterPreference.Of(adapter);

    private const string WentAway = "The Bluetooth service went away during the scan.";

    /// <inheritdoc/>
    /// <exception cref="OperationCanceledException">It was ended early; what it had heard was told to <paramref name="seen"/>.</exception>
    public async Task<IReadOnlyList<SeenDevice>> ScanAsync(TimeSpan duration, Action<SeenDevice>? seen, CancellationToken cancellationToken)
    {
        var heard = new HeardDevices(seen, logger);
        await using BlueZSession session = await BlueZSession.StartAsync(busAddress, clock.TimeProvider, logger, heard.Observe, followsAll: true, cancellationToken);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(session.Ended, cancellationToken);
        try
        {
            string path = Adapters.Find(session.Objects, _preference);
            await using (var discovery = new Discovery(session, session.Connection, path, logger))
            {
                if (!await discovery.StartAsync(both.Token))
                {
                    logger.LogWarning(
                        "Another program scans already, and BlueZ begins no second scan: only what that one finds is seen. "
                        + "On a GX device, switch the Bluetooth sensors off for the time of the scan.");
                }

                if (await ListenAsync(session.Objects, path, heard, duration, both.Token) is LinkException problem)
                {
                    throw problem;
                }
            }

            // On a machine with too much to do the time may be up before what came in time was looked at. It came before the
            // answer to StopDiscovery, so it is here now.
            heard.Update(session.Objects, path);
            return heard.Result;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LinkException(LinkProblem.NoBlueZ, WentAway);
        }
        catch (DBusException exception) when (exception is DBusDisconnectedException || session.Ended.IsCancellationRequested)
        {
            throw new LinkException(LinkProblem.NoBlueZ, WentAway, exception);
        }
        catch (DBusException exception)
        {
            // An adapter that goes just now refuses with words that say nothing of it.
            Adapters.Find(session.Objects, _preference);
            throw new LinkException(LinkProblem.ConnectFailed, $"BlueZ refused to scan: {exception.Message.ReplaceLineEndings(" ").Trim()}", exception);
        }
    }

    /// <summary>Takes note of every change until the time is up.</summary>
    /// <returns>Null, or why there is no use in listening any longer.</returns>
    private static Task<LinkException?> ListenAsync(
        BlueZObjects objects, string adapterPath, HeardDevices heard, TimeSpan duration, CancellationToken cancellationToken) =>
        objects.WaitForAsync(
            () =>
            {
                heard.Update(objects, adapterPath);
                return Adapters.IsOn(objects, adapterPath) ? null
                    : objects.Has(adapterPath, BlueZNames.Adapter)
                        ? new LinkException(LinkProblem.AdapterOff, "The Bluetooth adapter was switched off during the scan.")
                        : new LinkException(LinkProblem.NoAdapter, "The Bluetooth adapter was pulled out during the scan.");
            },
            duration,
            cancellationToken);
}
