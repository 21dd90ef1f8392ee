namespace BtBattery.DBus;

/// <summary>One subscriber: its rule, its handler, and who owns the well-known name that the rule has as sender.</summary>
internal sealed class Subscription : IAsyncDisposable
{
    private readonly Subscriptions _subscriptions;
    private readonly Action<Message> _handler;
    private readonly bool _followsSender;
    private string? _senderOwner;
    private bool _isDisposed;

    internal Subscription(Subscriptions subscriptions, MatchRule rule, Action<Message> handler, bool followsSender)
    {
        _subscriptions = subscriptions;
        Rule = rule;
        RuleText = rule.ToString();
        _handler = handler;
        _followsSender = followsSender;
    }

    internal MatchRule Rule { get; }

    /// <summary>The rule as the bus knows it; equal texts share one registration.</summary>
    internal string RuleText { get; }

    /// <summary>What follows the owner of the sender, if it is followed.</summary>
    internal IAsyncDisposable? SenderWatch { get; set; }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true)) return;
        _subscriptions.Remove(this);
        if (SenderWatch is { } watch) await watch.DisposeAsync();
    }

    /// <summary>Called on the receive loop, as is <see cref="Deliver"/>.</summary>
    internal void OnSenderOwnerChanged(string? owner) => _senderOwner = owner;

    internal void Deliver(Message message, DBusConnection connection)
    {
        if (!Volatile.Read(ref _isDisposed) && Matches(message)) connection.RunHandler(_handler, message);
    }

    private bool Matches(Message message) => _followsSender
        ? _senderOwner is not null && _senderOwner == message.Sender && Rule.MatchesApartFromSender(message)
        : Rule.Matches(message);
}
