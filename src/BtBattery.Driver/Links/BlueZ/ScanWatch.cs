namespace BtBattery.Driver.Links.BlueZ;

/// <summary>
/// Tells other programs' scans from our own: one that runs on an adapter on which none of ours does. A program that scans behind BlueZ's
/// back, as dbus-ble-sensors does (victronenergy/venus issue 1597), shows only when a discovery is refused.
/// </summary>
internal sealed class ScanWatch(TimeProvider timeProvider)
{
    /// <summary>bluetoothd answers StopDiscovery a moment before it says that it stopped. A second would do.</summary>
    private static readonly TimeSpan s_afterOurs = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, long?> _ours = new(StringComparer.Ordinal);

    /// <summary>Called when another program was found scanning.</summary>
    public Action? Found { get; set; }

    /// <summary>A discovery of ours is about to be started on an adapter.</summary>
    /// <param name="adapterPath">The adapter.</param>
    /// <param name="isDiscovering">Whether BlueZ says that one runs.</param>
    public void Starting(string adapterPath, bool isDiscovering)
    {
        bool isForeign;
        lock (_lock)
        {
            isForeign = isDiscovering && IsFree(adapterPath);
        }

        Tell(isForeign);
    }

    /// <summary>It was started, or refused.</summary>
    /// <param name="adapterPath">The adapter.</param>
    /// <param name="isRefused">True if it was refused since another scan runs.</param>
    public void Started(string adapterPath, bool isRefused)
    {
        bool isForeign;
        lock (_lock)
        {
            isForeign = isRefused && IsFree(adapterPath);
            if (!isRefused)
            {
                _ours[adapterPath] = null;
            }
        }

        Tell(isForeign);
    }

    /// <summary>BlueZ was told to stop ours and has answered.</summary>
    public void Stopped(string adapterPath)
    {
        lock (_lock)
        {
            _ours[adapterPath] = timeProvider.GetTimestamp();
        }
    }

    private bool IsFree(string adapterPath) =>
        !_ours.TryGetValue(adapterPath, out long? stopped) || (stopped is { } at && timeProvider.GetElapsedTime(at) >= s_afterOurs);

    private void Tell(bool isForeign)
    {
        if (isForeign)
        {
            Found?.Invoke();
        }
    }
}
