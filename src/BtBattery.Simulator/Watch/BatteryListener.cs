using BtBattery.DBus;
using BtBattery.Simulator.Physics.Power;

namespace BtBattery.Simulator.Watch;

/// <summary>
/// Hears what battery services publish, as the system does: one GetItems when a name appears, ItemsChanged after that, nothing when it
/// goes. The BMS is the service whose charge voltage is valid, the lowest instance of several.
/// </summary>
internal sealed class BatteryListener : IAsyncDisposable
{
    private const string BusItem = "com.victronenergy.BusItem";
    private const string BatteryServices = "com.victronenergy.battery";
    private static readonly TimeSpan AnswerDeadline = TimeSpan.FromSeconds(10);

    private readonly DBusConnection _connection;
    private readonly Action<PublishedLimits> _changed;
    private readonly Lock _gate = new();
    private readonly List<HeardBattery> _batteries = [];
    private readonly List<IAsyncDisposable> _subscriptions = [];
    private PublishedLimits _told;

    private BatteryListener(DBusConnection connection, Action<PublishedLimits> changed)
    {
        _connection = connection;
        _changed = changed;
    }

    /// <param name="connection">The bus; stays the caller's. When it ends, no battery is there any more.</param>
    /// <param name="changed">Called after every change, from the connection's receive loop: it must not wait.</param>
    /// <param name="cancellationToken">Ends the preparation.</param>
    public static async Task<BatteryListener> StartAsync(DBusConnection connection, Action<PublishedLimits> changed, CancellationToken cancellationToken)
    {
        var listener = new BatteryListener(connection, changed);
        listener._subscriptions.Add(await connection.SubscribeAsync(
            new MatchRule { Type = MessageType.Signal, Interface = BusItem, Member = "ItemsChanged", Path = "/" }, listener.ItemsChanged, cancellationToken));
        listener._subscriptions.Add(await connection.WatchNamespaceOwnersAsync(BatteryServices, listener.OwnerChanged, cancellationToken));
        _ = listener.WaitForEndAsync();
        return listener;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IAsyncDisposable subscription in _subscriptions) await subscription.DisposeAsync();
        Forget();
    }

    private async Task WaitForEndAsync()
    {
        // Without a deadline: it ends with the connection, and nobody waits for it.
        await _connection.Disconnected;
        Forget();
    }

    private void Forget()
    {
        lock (_gate)
        {
            _batteries.Clear();
            Tell();
        }
    }

    private void OwnerChanged(string name, string? owner)
    {
        HeardBattery? added = null;
        lock (_gate)
        {
            _batteries.RemoveAll(battery => battery.Name == name);
            if (owner is not null) _batteries.Add(added = new HeardBattery(name, owner));
            Tell();
        }
        if (added is not null) _ = AskAsync(added);
    }

    private async Task AskAsync(HeardBattery battery)
    {
        try
        {
            MessageWriter call = _connection.CreateMethodCall(battery.Owner, "/", BusItem, "GetItems");
            // In its place among the signals, so that no older one is applied after it.
            await _connection.CallAsync(ref call, answer => Take(battery, answer), AnswerDeadline);
        }
        catch (DBusException)
        {
            // One that does not answer is as good as not there, until its name comes anew.
        }
    }

    private void ItemsChanged(Message signal)
    {
        lock (_gate)
        {
            foreach (HeardBattery battery in _batteries)
            {
                // One that was not asked yet tells everything in its answer.
                if (battery.IsKnown && battery.Owner == signal.Sender && battery.Take(signal)) Tell();
            }
        }
    }

    private void Take(HeardBattery battery, Message answer)
    {
        if (answer.Type != MessageType.MethodReturn) return;
        lock (_gate)
        {
            if (!_batteries.Contains(battery)) return;
            battery.IsKnown = true;
            battery.Take(answer);
            Tell();
        }
    }

    private void Tell()
    {
        // Where no charge voltage is valid, a service that is there is told from none.
        PublishedLimits now = _batteries.Where(battery => battery.IsKnown).OrderBy(battery => !battery.Limits.IsBms).ThenBy(battery => battery.Instance)
            .FirstOrDefault()?.Limits ?? default;
        if (now == _told) return;
        _told = now;
        _changed(now);
    }
}
