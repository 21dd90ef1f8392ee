using BtBattery.DBus;

namespace BtBattery.Simulator.Watch;

/// <summary>
/// Follows every com.victronenergy service of a bus as Victron's own clients do: one GetItems when its name appears,
/// ItemsChanged after that, and nothing when the name goes.
/// </summary>
internal sealed class BusWatcher : IAsyncDisposable
{
    private const string BusItem = "com.victronenergy.BusItem";
    private static readonly TimeSpan AnswerDeadline = TimeSpan.FromSeconds(10);

    private readonly DBusConnection _connection;
    private readonly TimeProvider _time;
    private readonly Action _changed;
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, WatchedService> _services = new(StringComparer.Ordinal);
    private readonly List<IAsyncDisposable> _subscriptions = [];

    private BusWatcher(DBusConnection connection, TimeProvider time, Action changed)
    {
        _connection = connection;
        _time = time;
        _changed = changed;
    }

    /// <param name="connection">The bus; stays the caller's.</param>
    /// <param name="time">Dates the changes.</param>
    /// <param name="changed">Called after every change, from the connection's own thread: it must not wait.</param>
    /// <param name="cancellationToken">Ends the preparation.</param>
    public static async Task<BusWatcher> StartAsync(DBusConnection connection, TimeProvider time, Action changed,
        CancellationToken cancellationToken)
    {
        var watcher = new BusWatcher(connection, time, changed);
        watcher._subscriptions.Add(await connection.SubscribeAsync(
            new MatchRule { Type = MessageType.Signal, Interface = BusItem, Member = "ItemsChanged", Path = "/" },
            watcher.ItemsChanged,
            cancellationToken));
        watcher._subscriptions.Add(
            await connection.WatchNamespaceOwnersAsync("com.victronenergy", watcher.OwnerChanged, cancellationToken));
        return watcher;
    }

    /// <summary>Asks every service again: small differences are not worth a signal, and whoever asks gets the present values.</summary>
    public Task AskAgainAsync() => Task.WhenAll(Look(all => all.Select(AskAsync).ToArray()));

    /// <summary>Lets <paramref name="look"/> see all services, by name, while nothing changes.</summary>
    public T Look<T>(Func<IReadOnlyCollection<WatchedService>, T> look)
    {
        lock (_gate) return look(_services.Values);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IAsyncDisposable subscription in _subscriptions) await subscription.DisposeAsync();
    }

    private void OwnerChanged(string name, string? owner)
    {
        WatchedService? added = null;
        lock (_gate)
        {
            _services.Remove(name);
            if (owner is not null) _services.Add(name, added = new WatchedService(name, owner, _time.GetTimestamp()));
        }
        if (added is not null) _ = AskAsync(added);
        _changed();
    }

    private async Task AskAsync(WatchedService service)
    {
        try
        {
            Message reply = await _connection.CallAsync(service.Owner, "/", BusItem, "GetItems", AnswerDeadline);
            lock (_gate) service.TakeSnapshot(reply, _time.GetTimestamp());
            _changed();
        }
        catch (DBusException)
        {
            // A service that does not answer stays in the list without values; it is asked again when its name comes anew.
        }
    }

    private void ItemsChanged(Message signal)
    {
        lock (_gate)
        {
            foreach (WatchedService service in _services.Values.Where(each => each.Owner == signal.Sender))
                service.TakeChanges(signal, _time.GetTimestamp());
        }
        _changed();
    }
}
