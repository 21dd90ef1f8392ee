using BtBattery.DBus;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Links.BlueZ;

/// <summary>
/// One discovery of ours on one adapter. Disposing it stops the discovery, also when starting seemed to fail: a start that
/// came too late would scan for ever, and connecting while scanning goes badly. Stopping what does not run is harmless.
/// </summary>
/// <param name="session">The run of bluetoothd.</param>
/// <param name="connection">Whose discovery it is; with the end of this connection BlueZ ends it in any case.</param>
/// <param name="adapterPath">The adapter.</param>
/// <param name="logger">Told what BlueZ refuses.</param>
internal sealed class Discovery(BlueZSession session, DBusConnection connection, string adapterPath, ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan s_startTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_stopTimeout = TimeSpan.FromSeconds(1);

    /// <summary>Starts it.</summary>
    /// <returns>
    /// False if a scan runs already and BlueZ begins no other, one of before or one behind its back (dbus-ble-sensors); what
    /// that one finds is announced too.
    /// </returns>
    /// <exception cref="LinkException"><see cref="LinkProblem.AdapterOff"/>.</exception>
    /// <exception cref="DBusException">BlueZ does not answer, or refuses.</exception>
    public async Task<bool> StartAsync(CancellationToken cancellationToken)
    {
        session.Scans.Starting(adapterPath, session.Objects.IsTrue(adapterPath, BlueZNames.Adapter, "Discovering"));
        try
        {
            MessageWriter filter = connection.CreateMethodCall(
                BlueZNames.Service, adapterPath, BlueZNames.Adapter, "SetDiscoveryFilter", "a{sv}");
            ArrayStart entries = filter.WriteArrayStart(DBusType.DictEntry);
            filter.WriteStructStart();
            filter.WriteString("Transport");
            filter.WriteVariantString("le");
            filter.WriteArrayEnd(entries);
            await connection.CallAsync(ref filter, s_startTimeout, cancellationToken);
            await connection.CallAsync(
                BlueZNames.Service, adapterPath, BlueZNames.Adapter, "StartDiscovery", s_startTimeout, cancellationToken);
            session.Scans.Started(adapterPath, isRefused: false);
            return true;
        }
        catch (DBusErrorException exception) when (exception.ErrorName == BlueZNames.ErrorInProgress)
        {
            session.Scans.Started(adapterPath, isRefused: true);
            logger.LogDebug("StartDiscovery: {Reason}; what the running scan finds counts", exception.Message);
            return false;
        }
        catch (DBusErrorException exception) when (exception.ErrorName == BlueZNames.ErrorNotReady)
        {
            throw new LinkException(LinkProblem.AdapterOff, "The Bluetooth adapter is not ready.", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (session.Ended.IsCancellationRequested)
        {
            return;
        }

        try
        {
            await connection.CallAsync(
                BlueZNames.Service, adapterPath, BlueZNames.Adapter, "StopDiscovery", s_stopTimeout, CancellationToken.None);
            session.Scans.Stopped(adapterPath);
        }
        catch (DBusErrorException exception)
        {
            // None runs, or the adapter is gone and it with it.
            session.Scans.Stopped(adapterPath);
            logger.LogDebug("StopDiscovery: {Reason}", exception.Message);
        }
        catch (DBusException exception)
        {
            // It may have ended with the adapter; whatever comes next will show whether that matters.
            logger.LogDebug("StopDiscovery: {Reason}", exception.Message);
        }
    }
}
