using BtBattery.DBus;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Links.BlueZ;

/// <summary>
/// Batteries whose device objects are followed for as long as the session lasts, whether BlueZ knows them at present or not: so it is known at any moment
/// which are connected, over which adapter, and how strongly they were heard.
/// </summary>
internal sealed class FollowedDevices(BlueZSession session)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, IAsyncDisposable> _subscriptions = new(StringComparer.Ordinal);

    /// <summary>
    /// Follows a battery on every adapter that is there, and no longer on those that are gone or have another number. What changed before is read. One call for
    /// a battery at a time.
    /// </summary>
    /// <exception cref="DBusException">The bus does not answer, or is gone.</exception>
    public async Task FollowAsync(BatteryAddress address, CancellationToken cancellationToken)
    {
        string[] wanted = [.. session.Objects.Find(BlueZNames.Adapter, BlueZNames.Namespace).Select(adapter => BlueZNames.DevicePath(adapter, address))];
        foreach (IAsyncDisposable subscription in TakeOut(address, wanted))
        {
            await subscription.DisposeAsync();
        }

        foreach (string device in wanted.Where(device => !IsFollowed(device)))
        {
            IAsyncDisposable subscription = await session.SubscribeToDeviceAsync(device, cancellationToken);
            lock (_lock)
            {
                _subscriptions[device] = subscription;
            }

            if (session.Objects.Has(device, BlueZNames.Device))
            {
                await session.TryRefreshDeviceAsync(device, cancellationToken);
            }
        }
    }

    private bool IsFollowed(string device)
    {
        lock (_lock)
        {
            return _subscriptions.ContainsKey(device);
        }
    }

    private List<IAsyncDisposable> TakeOut(BatteryAddress address, string[] wanted)
    {
        lock (_lock)
        {
            var taken = new List<IAsyncDisposable>();
            foreach (string device in _subscriptions.Keys.Where(device => device == BlueZNames.DevicePath(BlueZNames.ParentOf(device), address)).Except(wanted).ToArray())
            {
                _subscriptions.Remove(device, out IAsyncDisposable? subscription);
                taken.Add(subscription!);
            }

            return taken;
        }
    }
}
