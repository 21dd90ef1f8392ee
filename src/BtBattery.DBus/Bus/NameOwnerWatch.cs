namespace BtBattery.DBus;

/// <summary>
/// Follows the owners of one or more names. Signals and answers are seen on the receive loop in the order in which the bus sent them,
/// so the last one seen is the truth, and no change is told twice.
/// </summary>
internal sealed class NameOwnerWatch
{
    private readonly Action<string, string?> _changed;

    // Only touched on the receive loop.
    private readonly Dictionary<string, string?> _owners = [];

    internal NameOwnerWatch(Action<string, string?> changed) => _changed = changed;

    /// <summary>The signal of the bus, for any name.</summary>
    internal static MatchRule Rule { get; } = new()
    {
        Sender = DBusConnection.BusServiceName,
        Interface = DBusConnection.BusInterface,
        Member = "NameOwnerChanged",
    };

    internal void OnSignal(Message signal)
    {
        if (signal.Signature != "sss") return;
        MessageReader reader = signal.GetReader();
        string name = reader.ReadString();
        reader.Skip();
        string owner = reader.ReadString();
        Tell(name, owner.Length == 0 ? null : owner);
    }

    /// <summary>Tells the present owner, also if there is none.</summary>
    internal Task AskAsync(DBusConnection connection, string name, CancellationToken cancellationToken) =>
        connection.GetNameOwnerAsync(name, owner => Tell(name, owner), cancellationToken);

    /// <summary>Tells the present owner of each name in the namespace.</summary>
    internal async Task AskAllAsync(DBusConnection connection, string nameSpace, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> names = await connection.ListNamesAsync(cancellationToken);
        IEnumerable<string> wanted = names.Where(name => name == nameSpace || name.StartsWith(nameSpace + ".", StringComparison.Ordinal));
        await Task.WhenAll(wanted.Select(name => connection.GetNameOwnerAsync(name, owner => TellIfOwned(name, owner), cancellationToken)));
    }

    private void TellIfOwned(string name, string? owner)
    {
        // A name that vanished before it was ever told is no news.
        if (owner is not null || _owners.ContainsKey(name)) Tell(name, owner);
    }

    private void Tell(string name, string? owner)
    {
        if (_owners.TryGetValue(name, out string? known) && known == owner) return;
        _owners[name] = owner;
        _changed(name, owner);
    }
}
