using System.Collections.Concurrent;
using System.Threading.Channels;
using BtBattery.DBus;

namespace BtBattery.Simulator.Tests.Support;

/// <summary>A client of org.bluez that writes down every signal in the order of its arrival.</summary>
internal sealed class BlueZClient : IAsyncDisposable
{
    public const string Adapter = "/org/bluez/hci0";
    private const string Properties = "org.freedesktop.DBus.Properties";

    private readonly DBusConnection _connection;
    private readonly Channel<(string Text, uint Serial)> _signals = Channel.CreateUnbounded<(string Text, uint Serial)>();
    private readonly ConcurrentQueue<string> _log = new();
    private IAsyncDisposable? _subscription;

    private BlueZClient(DBusConnection connection) => _connection = connection;

    /// <summary>Everything heard so far, for the message of a failing test.</summary>
    public string Log => string.Join('\n', _log);

    /// <summary>The number that org.bluez gave the signal which <see cref="NextAsync"/> returned last: its messages are numbered in the order in which it sent them.</summary>
    public uint LastSerial { get; private set; }

    public static async Task<BlueZClient> ConnectAsync(string address)
    {
        DBusConnection connection = await DBusConnection.ConnectAsync(address);
        var client = new BlueZClient(connection);
        client._subscription = await connection.SubscribeAsync(new MatchRule { Sender = "org.bluez" }, client.Take);
        return client;
    }

    public static string Device(string address) => $"{Adapter}/dev_{address.Replace(':', '_')}";

    public async ValueTask DisposeAsync()
    {
        await _subscription!.DisposeAsync();
        await _connection.DisposeAsync();
    }

    /// <summary>Leaves the bus without a word, as a killed program does.</summary>
    public ValueTask LeaveAsync() => _connection.DisposeAsync();

    public Task<Message> CallAsync(string path, string member) => CallAsync(path, Interface(path), member);

    public Task<Message> CallAsync(string path, string face, string member) =>
        _connection.CallAsync("org.bluez", path, face, member, Deadline.Time);

    /// <summary>Makes the call and returns "ok", or the error as "Name: text" without the prefix org.bluez.Error.</summary>
    public Task<string> TryAsync(string path, string member) => TryAsync(CallAsync(path, member));

    public Task<string> TryWriteAsync(string path, byte[] value, params (string Key, Variant Value)[] options)
    {
        MessageWriter call = _connection.CreateMethodCall("org.bluez", path, "org.bluez.GattCharacteristic1", "WriteValue", "aya{sv}");
        call.WriteByteArray(value);
        call.WriteVariantDictionary(options.Select(option => KeyValuePair.Create(option.Key, option.Value)));
        return TryAsync(_connection.CallAsync(ref call, Deadline.Time));
    }

    public Task<string> TryAsync(string path, string member, string signature, params Variant[] arguments) =>
        TryAsync(CallAsync(path, member, signature, arguments));

    public Task<Message> CallAsync(string path, string member, string signature, params Variant[] arguments)
    {
        MessageWriter call = _connection.CreateMethodCall("org.bluez", path, Interface(path), member, signature);
        foreach (Variant argument in arguments) call.WriteValue(argument);
        return _connection.CallAsync(ref call, Deadline.Time);
    }

    public Task<string> TrySetAsync(string path, string property, Variant value)
    {
        MessageWriter call = _connection.CreateMethodCall("org.bluez", path, Properties, "Set", "ssv");
        call.WriteString(Interface(path));
        call.WriteString(property);
        call.WriteVariant(value);
        return TryAsync(_connection.CallAsync(ref call, Deadline.Time));
    }

    public async Task<Variant> GetAsync(string path, string property) => (await AskAsync(path, property)).GetReader().ReadVariant();

    public Task<string?> OwnerAsync() => _connection.GetNameOwnerAsync("org.bluez");

    /// <summary>Registers an agent that gives this passkey, or throws the error to answer with.</summary>
    public Task<TestAgent> RegisterAgentAsync(string capability, Func<uint> passkey) =>
        RegisterAgentAsync(capability, () => Task.FromResult(passkey()));

    public async Task<TestAgent> RegisterAgentAsync(string capability, Func<Task<uint>> passkey)
    {
        TestAgent agent = TestAgent.Export(_connection, passkey);
        Assert.Equal("ok", await TryAsync("/org/bluez", "RegisterAgent", "os", Variant.FromObjectPath(TestAgent.Path), capability));
        return agent;
    }

    /// <summary>Waits until org.bluez is owned, or is not.</summary>
    public async Task UntilOwnerAsync(bool isThere)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using IAsyncDisposable watch = await _connection.WatchNameOwnerAsync("org.bluez", owner =>
        {
            if (owner is not null == isThere) seen.TrySetResult();
        });
        await seen.Task.WaitAsync(Deadline.Time);
    }

    /// <summary>Paths of all objects, in order.</summary>
    public async Task<IReadOnlyList<string>> ObjectsAsync()
    {
        Message reply = await CallAsync("/", "org.freedesktop.DBus.ObjectManager", "GetManagedObjects");
        return [.. reply.GetReader().ReadValue().Entries.Select(entry => entry.Key.AsObjectPath())];
    }

    /// <summary>
    /// Waits for the next signal that contains <paramref name="part"/> and returns it; the ones before it are passed
    /// over.
    /// </summary>
    public async Task<string> NextAsync(string part)
    {
        using var deadline = new CancellationTokenSource(Deadline.Time, TimeProvider.System);
        try
        {
            await foreach ((string signal, uint serial) in _signals.Reader.ReadAllAsync(deadline.Token))
            {
                if (signal.Contains(part, StringComparison.Ordinal))
                {
                    LastSerial = serial;
                    return signal;
                }
            }
            throw new InvalidOperationException("the bus is gone");
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"no signal with \"{part}\"; heard:\n{Log}");
        }
    }

    /// <summary>Signals that arrived and were not asked for, in order.</summary>
    public IReadOnlyList<string> Pending()
    {
        var pending = new List<string>();
        while (_signals.Reader.TryRead(out (string Text, uint Serial) signal)) pending.Add(signal.Text);
        return pending;
    }

    public Task<string> TryFilterAsync(params (string Key, Variant Value)[] filter) =>
        TryAsync(Adapter, "SetDiscoveryFilter", "a{sv}", Dictionary(filter));

    public Task<string> TryConnectDeviceAsync(string address) =>
        TryAsync(Adapter, "ConnectDevice", "a{sv}", Dictionary([("Address", address), ("AddressType", "public")]));

    /// <summary>Waits until the object is there, whether it has been announced before or not.</summary>
    public async Task UntilObjectAsync(string path)
    {
        while (!(await ObjectsAsync()).Contains(path)) await NextAsync("InterfacesAdded");
    }

    /// <summary>One short discovery that sees a device which has its object already.</summary>
    public async Task DiscoverKnownAsync(string address)
    {
        await TryAsync(Adapter, "StartDiscovery");
        await NextAsync(Device(address) + " RSSI=");
        await TryAsync(Adapter, "StopDiscovery");
    }

    public async Task<string> DiscoverAsync(string address)
    {
        await UntilSeenAsync(address);
        await TryAsync(Adapter, "StopDiscovery");
        return Device(address);
    }

    /// <summary>Begins a discovery and waits until it has found a device.</summary>
    public async Task UntilSeenAsync(string address)
    {
        await TryAsync(Adapter, "StartDiscovery");
        await NextAsync("InterfacesAdded " + Device(address));
    }

    /// <summary>Collects notifications until a whole JBD frame is there.</summary>
    public async Task<(byte[] Frame, IReadOnlyList<int> Sizes)> FrameAsync()
    {
        var frame = new List<byte>();
        var sizes = new List<int>();
        while (frame.Count < 4 || frame.Count < frame[3] + 7)
        {
            string signal = await NextAsync("Value=");
            byte[] piece = Convert.FromHexString(signal[(signal.IndexOf("Value=", StringComparison.Ordinal) + 6)..].Split(' ')[0]);
            frame.AddRange(piece);
            sizes.Add(piece.Length);
        }
        return ([.. frame], sizes);
    }

    private Task<Message> AskAsync(string path, string property)
    {
        MessageWriter call = _connection.CreateMethodCall("org.bluez", path, Properties, "Get", "ss");
        call.WriteString(Interface(path));
        call.WriteString(property);
        return _connection.CallAsync(ref call, Deadline.Time);
    }

    private static async Task<string> TryAsync(Task<Message> call)
    {
        try
        {
            await call;
            return "ok";
        }
        catch (DBusErrorException error)
        {
            return Describe(error);
        }
    }

    private static Variant Dictionary(IEnumerable<(string Key, Variant Value)> entries) =>
        Variant.FromVariantDictionary(entries.Select(entry => KeyValuePair.Create(entry.Key, entry.Value)));

    private static string Describe(DBusErrorException error) =>
        $"{error.ErrorName.Replace("org.bluez.Error.", "", StringComparison.Ordinal)}: {error.Message}".Trim();

    private static string Interface(string path) =>
        path.Contains("/char", StringComparison.Ordinal) ? "org.bluez.GattCharacteristic1"
        : path.Contains("/dev_", StringComparison.Ordinal) ? "org.bluez.Device1"
        : path == "/org/bluez" ? "org.bluez.AgentManager1"
        : "org.bluez.Adapter1";

    private void Take(Message signal)
    {
        MessageReader reader = signal.GetReader();
        string text = signal.Member switch
        {
            "InterfacesAdded" or "InterfacesRemoved" => $"{signal.Member} {reader.ReadObjectPath()} {reader.ReadValue()}",
            "PropertiesChanged" => $"{signal.Path} {Changes(ref reader)}",
            _ => signal.ToString(),
        };
        _log.Enqueue(text);
        _signals.Writer.TryWrite((text, signal.Serial));
    }

    private static string Changes(ref MessageReader reader)
    {
        reader.ReadString();
        Dictionary<string, Variant> changed = reader.ReadVariantDictionary();
        string[] invalidated = reader.ReadStringArray();
        return string.Join(' ', changed.Select(each => $"{each.Key}={Plain(each.Value)}").Concat(invalidated.Select(name => "-" + name)));
    }

    private static string Plain(Variant value) => value.TryGetByteArray(out byte[]? bytes) ? Convert.ToHexString(bytes) : value.ToString();
}
