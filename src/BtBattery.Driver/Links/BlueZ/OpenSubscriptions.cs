namespace BtBattery.Driver.Links.BlueZ;

/// <summary>
/// Devices for which a StartNotify was not answered in time, and may still be waiting. bluetoothd 5.66 crashes if such a one is taken back and the link then
/// ends, so nothing of that device is taken back before its link is down, which answers it.
/// </summary>
internal sealed class OpenSubscriptions
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _devices = new(StringComparer.Ordinal);

    /// <summary>A StartNotify was given up.</summary>
    public void Add(string device)
    {
        lock (_lock)
        {
            _devices.Add(device);
        }
    }

    /// <summary>The link is down.</summary>
    public void Close(string device)
    {
        lock (_lock)
        {
            _devices.Remove(device);
        }
    }

    /// <summary>True while one may be waiting.</summary>
    public bool Has(string device)
    {
        lock (_lock)
        {
            return _devices.Contains(device);
        }
    }
}
