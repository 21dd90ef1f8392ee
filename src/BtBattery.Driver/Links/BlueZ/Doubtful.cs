using BtBattery.Aggregation.Model;

namespace BtBattery.Driver.Links.BlueZ;

/// <summary>Devices that BlueZ may be connected with on our behalf although nobody of us uses them.</summary>
internal sealed class Doubtful
{
    private readonly Lock _lock = new();

    /// <summary>With each, until when an attempt goes on that cannot be called off.</summary>
    private readonly Dictionary<string, MonotonicTime> _devices = new(StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    public IReadOnlyList<string> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _devices.Keys];
            }
        }
    }

    /// <summary>It may be connected from now on.</summary>
    /// <param name="device">The path of its object, now or later.</param>
    /// <param name="pendingUntil">Until when an attempt goes on that cannot be called off; the origin of time if there is none.</param>
    public void Add(string device, MonotonicTime pendingUntil = default)
    {
        lock (_lock)
        {
            _devices[device] = pendingUntil;
        }
    }

    /// <summary>It was released, or never connected.</summary>
    public void Remove(string device)
    {
        lock (_lock)
        {
            _devices.Remove(device);
        }
    }

    /// <summary>How long an attempt with it goes on that cannot be called off; null if there is none.</summary>
    public TimeSpan? PendingFor(string device, MonotonicTime now)
    {
        lock (_lock)
        {
            return _devices.TryGetValue(device, out MonotonicTime until) && until > now ? until - now : null;
        }
    }
}
