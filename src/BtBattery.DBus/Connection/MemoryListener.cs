using System.Collections.Immutable;

namespace BtBattery.DBus;

/// <summary>
/// A server address inside this process, "memory:name=…", so that a test or a simulation can stand where a bus is without anybody
/// having to be told otherwise. Only what was started by whoever made the listener, after that, can connect to it: two tests that run
/// side by side may use the same name.
/// </summary>
public sealed class MemoryListener
{
    internal const string Transport = "memory";

    private static readonly AsyncLocal<ImmutableDictionary<string, MemoryListener>?> Listeners = new();

    private readonly Func<Stream> _connect;

    /// <summary>Listens.</summary>
    /// <param name="name">Letters, digits and hyphens.</param>
    /// <param name="accept">Takes the server's end of each new connection.</param>
    /// <exception cref="ArgumentException">The name has other characters.</exception>
    public MemoryListener(string name, Action<Stream> accept)
        : this(name, () =>
        {
            (Stream client, Stream server) = StreamPair.Create();
            accept(server);
            return client;
        })
    {
    }

    /// <summary>Listens with streams of its own.</summary>
    /// <param name="name">Letters, digits and hyphens.</param>
    /// <param name="connect">Makes the client's end of each new connection.</param>
    /// <exception cref="ArgumentException">The name has other characters.</exception>
    public MemoryListener(string name, Func<Stream> connect)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(connect);
        if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')) throw new ArgumentException($"'{name}' is not a name.", nameof(name));
        _connect = connect;
        Address = $"{Transport}:name={name}";
        Listeners.Value = (Listeners.Value ?? ImmutableDictionary<string, MemoryListener>.Empty).SetItem(name, this);
    }

    /// <summary>What <see cref="DBusConnection.ConnectAsync(string, DBusConnectionOptions?, CancellationToken)"/> takes.</summary>
    public string Address { get; }

    /// <summary>False to refuse connections; those that are there stay.</summary>
    /// <value>True.</value>
    public bool IsListening { get; set; } = true;

    /// <exception cref="DBusConnectException">Nobody listens there.</exception>
    internal static Stream Connect(DBusAddressEntry address)
    {
        string name = address.Properties.GetValueOrDefault("name", "");
        if (Listeners.Value?.GetValueOrDefault(name) is not { IsListening: true } listener)
            throw new DBusConnectException("nobody listens there");
        return listener._connect();
    }
}
