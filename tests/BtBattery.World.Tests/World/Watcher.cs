using BtBattery.DBus;
using BtBattery.Driver.Tools.Explaining;
using BtBattery.Tests.VirtualTime;

namespace BtBattery.World.Tests;

/// <summary>A client that does what the programs of Venus OS do: follows the services, asks each once, and hears every change.</summary>
internal sealed class Watcher(ManualTimeProvider time, bool keepsHistory)
{
    private const string BusItem = "com.victronenergy.BusItem";

    private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, Variant?>> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Service, string Path), (Variant Min, Variant Max, Variant Default)> _ranges = [];
    private readonly List<ItemsChange> _history = [];
    private DBusConnection? _connection;

    /// <summary>Told of each change of a service, after it was taken over: its name.</summary>
    public event Action<string>? Changed;

    /// <summary>ItemsChanged signals, with their moments.</summary>
    public IReadOnlyList<ItemsChange> History => _history;

    /// <summary>Signals so far, kept or not.</summary>
    public int Signals { get; private set; }

    /// <summary>Names of the services that are on the bus.</summary>
    public IReadOnlyCollection<string> Services => _values.Keys;

    /// <summary>The bus is gone: a client believes nothing any more.</summary>
    public void Forget()
    {
        _owners.Clear();
        _values.Clear();
        _ranges.Clear();
    }

    public async Task ConnectAsync(Func<Task<DBusConnection>> connectAsync)
    {
        Forget();
        _connection = await connectAsync();
        await _connection.SubscribeAsync(new MatchRule { Path = "/", Interface = BusItem, Member = "ItemsChanged" }, OnItemsChanged);
        await _connection.WatchNamespaceOwnersAsync("com.victronenergy", OnOwnerChanged);
    }

    /// <summary>What the client knows of a service; empty if it is not there.</summary>
    public IReadOnlyDictionary<string, Variant?> Values(string service) =>
        _values.TryGetValue(service, out Dictionary<string, Variant?>? values) ? values : new Dictionary<string, Variant?>();

    /// <summary>A number as last heard; null if it is invalid or not there.</summary>
    public double? Number(string service, string path) =>
        Values(service).GetValueOrDefault(path) is { } value && value.TryGetNumber(out double number) ? number : null;

    /// <summary>What a setting may be, as the bridge to MQTT knows it: it never asks, and keeps what came with a value. Null if nothing did.</summary>
    public (Variant Min, Variant Max, Variant Default)? Range(string service, string path) =>
        _ranges.TryGetValue((service, path), out (Variant Min, Variant Max, Variant Default) range) ? range : null;

    /// <summary>A text as last heard; null if it is invalid or not there.</summary>
    public string? Text(string service, string path) =>
        Values(service).GetValueOrDefault(path) is { } value && value.TryGetString(out string? text) ? text : null;

    public async Task<IReadOnlyDictionary<string, Variant?>> GetItemsAsync(string service)
    {
        Message answer = await _connection!.CallAsync(service, "/", BusItem, "GetItems");
        return ReadItems(service, answer);
    }

    /// <summary>Asks a driver why its limits are what they are, as <c>btbattery explain</c> does.</summary>
    public async Task<ExplainedBank> ExplainAsync(string service)
    {
        Message answer = await _connection!.CallAsync(service, "/Control", "org.btbattery.Control1", "GetLimits");
        return ExplainJson.Read(answer.GetReader().ReadString());
    }

    /// <summary>Writes a value, as a screen does.</summary>
    /// <returns>The code of the answer; 0 = taken.</returns>
    public async Task<int> SetValueAsync(string service, string path, Variant value)
    {
        Message answer = await Send();
        return answer.GetReader().ReadInt32();

        Task<Message> Send()
        {
            MessageWriter call = _connection!.CreateMethodCall(service, path, BusItem, "SetValue", "v");
            call.WriteVariant(value);
            return _connection.CallAsync(ref call);
        }
    }

    /// <summary>Asks for something of a path, such as <c>GetMax</c>.</summary>
    public async Task<Variant> AskAsync(string service, string path, string member) =>
        (await _connection!.CallAsync(service, path, BusItem, member)).GetReader().ReadVariant();

    /// <summary>What people read at a path.</summary>
    public async Task<string> GetTextAsync(string service, string path) => (await _connection!.CallAsync(service, path, BusItem, "GetText")).GetReader().ReadString();

    /// <summary>A recording of a battery, as <c>btbattery record</c> gets it.</summary>
    public async Task<byte[]> RecordAsync(string service, string address)
    {
        Message answer = await Send();
        return answer.GetReader().ReadByteArray();

        Task<Message> Send()
        {
            MessageWriter call = _connection!.CreateMethodCall(service, "/Control", "org.btbattery.Control1", "GetRecording", "s");
            call.WriteString(address);
            return _connection.CallAsync(ref call);
        }
    }

    private void OnOwnerChanged(string name, string? owner)
    {
        _owners.Remove(name);
        _values.Remove(name);
        if (owner is not null)
        {
            _owners[name] = owner;
            _ = AskAsync(name, owner);
        }
    }

    private async Task AskAsync(string name, string owner)
    {
        MessageWriter call = _connection!.CreateMethodCall(owner, "/", BusItem, "GetItems");
        try
        {
            // In its place among the signals, so that no older one is applied after it.
            await _connection.CallAsync(ref call, answer =>
            {
                if (answer.Type == MessageType.MethodReturn)
                {
                    _values[name] = ReadItems(name, answer);
                    Changed?.Invoke(name);
                }
            });
        }
        catch (DBusException)
        {
            // It left again, or the bus did; who comes next is asked anew.
        }
    }

    private void OnItemsChanged(Message signal)
    {
        // A service that was not asked yet tells everything in its answer.
        string? name = _owners.FirstOrDefault(entry => entry.Value == signal.Sender).Key;
        if (name is null || !_values.TryGetValue(name, out Dictionary<string, Variant?>? values))
        {
            return;
        }

        Dictionary<string, Variant?> changed = ReadItems(name, signal);
        foreach ((string path, Variant? value) in changed)
        {
            values[path] = value;
        }

        Signals++;
        if (keepsHistory)
        {
            _history.Add(new ItemsChange(time.Elapsed, name, changed));
        }

        Changed?.Invoke(name);
    }

    private Dictionary<string, Variant?> ReadItems(string service, Message message)
    {
        var items = new Dictionary<string, Variant?>(StringComparer.Ordinal);
        MessageReader reader = message.GetReader();
        ArrayEnd end = reader.ReadArrayStart(DBusType.DictEntry);
        while (reader.HasNext(end))
        {
            reader.AlignStruct();
            string path = reader.ReadString();
            Dictionary<string, Variant> item = reader.ReadVariantDictionary();
            items[path] = item["Value"].Signature == "ai" ? (Variant?)null : item["Value"];
            if (item.TryGetValue("Min", out Variant least))
            {
                _ranges[(service, path)] = (least, item["Max"], item["Default"]);
            }
        }

        return items;
    }
}
