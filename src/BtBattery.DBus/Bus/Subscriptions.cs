namespace BtBattery.DBus;

/// <summary>
/// The subscriptions of a connection. Equal rules are registered with the bus once, and taken back with the last of them.
/// </summary>
internal sealed class Subscriptions
{
    private readonly DBusConnection _connection;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Registration> _registrations = [];

    // Replaced as a whole at each change, so that delivery needs no lock.
    private Subscription[] _subscriptions = [];

    internal Subscriptions(DBusConnection connection) => _connection = connection;

    internal async Task<IAsyncDisposable> AddAsync(MatchRule rule, Action<Message> handler, CancellationToken cancellationToken)
    {
        bool followsSender = !_connection.Options.IsPeerToPeer
            && rule.Sender is { } sender && sender != DBusConnection.BusServiceName && !BusName.IsUnique(sender);
        var subscription = new Subscription(this, rule, handler, followsSender);

        // The owner is known before the first signal can come.
        if (followsSender)
        {
            subscription.SenderWatch = await _connection
                .WatchNameOwnerAsync(rule.Sender!, subscription.OnSenderOwnerChanged, cancellationToken);
        }

        Task registered = Add(subscription);
        try
        {
            await registered.WaitAsync(cancellationToken);
            return subscription;
        }
        catch
        {
            await subscription.DisposeAsync();
            throw;
        }
    }

    internal void Remove(Subscription subscription)
    {
        lock (_lock)
        {
            _subscriptions = Array.FindAll(_subscriptions, other => other != subscription);
            if (!_registrations.TryGetValue(subscription.RuleText, out Registration? registration) || --registration.UseCount > 0) return;
            _registrations.Remove(subscription.RuleText);

            // Said under the lock, so that a registration that follows at once comes behind it.
            bool isRefused = registration.Added.Exception?.InnerException is DBusErrorException;
            if (!isRefused) _connection.TellBus("RemoveMatch", subscription.RuleText);
        }
    }

    /// <summary>Runs on the receive loop.</summary>
    internal void Dispatch(Message signal)
    {
        foreach (Subscription subscription in Volatile.Read(ref _subscriptions)) subscription.Deliver(signal, _connection);
    }

    private Task Add(Subscription subscription)
    {
        lock (_lock)
        {
            _subscriptions = [.. _subscriptions, subscription];
            if (_connection.Options.IsPeerToPeer) return Task.CompletedTask;
            if (!_registrations.TryGetValue(subscription.RuleText, out Registration? registration))
            {
                // Not cancellable: others may wait for the same registration.
                registration = new Registration(
                    _connection.CallBusAsync("AddMatch", subscription.RuleText, onAnswer: null, CancellationToken.None));
                _registrations.Add(subscription.RuleText, registration);
            }

            registration.UseCount++;
            return registration.Added;
        }
    }

    private sealed class Registration(Task added)
    {
        internal Task Added { get; } = added;

        internal int UseCount { get; set; }
    }
}
