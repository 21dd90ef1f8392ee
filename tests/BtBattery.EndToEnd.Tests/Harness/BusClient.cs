using System.Threading.Channels;
using BtBattery.DBus;

namespace BtBattery.EndToEnd.Tests.Harness;

/// <summary>A client that does what Venus OS's programs do: GetItems once, ItemsChanged after that.</summary>
internal sealed class BusClient : IAsyncDisposable
{
    private readonly DBusConnection _connection;
    private readonly Dictionary<string, Variant> _values = [];
    private readonly HashSet<string> _signalled = new(StringComparer.Ordinal);
    private readonly Channel<IReadOnlyList<string>> _signals = Channel.CreateUnbounded<IReadOnlyList<string>>();
    private readonly string _service;

    private BusClient(DBusConnection connection, string service)
    {
        _connection = connection;
        _service = service;
    }

    /// <summary>Connects and waits until the service is on the bus.</summary>
    public static async Task<BusClient> ConnectAsync(PrivateBus bus, string service)
    {
        var client = new BusClient(await DBusConnection.ConnectAsync(bus.Address), service);
        var present = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await client._connection.WatchNameOwnerAsync(service, owner =>
        {
            if (owner is not null)
            {
                present.TrySetResult();
            }
        });
        await client._connection.SubscribeAsync(
            new MatchRule { Type = MessageType.Signal, Sender = service, Path = "/", Interface = "com.victronenergy.BusItem", Member = "ItemsChanged" },
            client.OnItemsChanged);
        await present.Task.WaitAsync(ChildProcess.Patience);
        await client.AskAgainAsync();
        return client;
    }

    /// <summary>Told after every signal and every answer.</summary>
    public event Action? Heard;

    /// <summary>The value of a path as last heard; null when invalid.</summary>
    public object? this[string path]
    {
        get
        {
            lock (_values)
            {
                return Plain(_values[path]);
            }
        }
    }

    public IReadOnlyDictionary<string, object?> All
    {
        get
        {
            lock (_values)
            {
                return _values.ToDictionary(item => item.Key, item => Plain(item.Value));
            }
        }
    }

    /// <summary>Waits until what the client knows fulfils a condition.</summary>
    public async Task WaitUntilAsync(Func<BusClient, bool> condition, string what)
    {
        using var deadline = new CancellationTokenSource(ChildProcess.Patience, TimeProvider.System);
        try
        {
            while (!condition(this))
            {
                await _signals.Reader.ReadAsync(deadline.Token);
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{_service}: {what} did not come true within {ChildProcess.Patience}. What it says of itself: {OfItself()}");
        }
    }

    private string OfItself() => string.Join(
        "; ",
        All.Where(item => item.Value is string { Length: > 0 } && item.Key.Contains("/Diagnostics/", StringComparison.Ordinal))
            .Select(item => $"{item.Key} = {item.Value}"));

    /// <summary>Asks for everything again.</summary>
    /// <remarks>A signal that comes after the answer may be taken before it, since the two are taken by different threads; it is newer.</remarks>
    public async Task AskAgainAsync()
    {
        lock (_values)
        {
            _signalled.Clear();
        }

        Take(await _connection.CallAsync(_service, "/", "com.victronenergy.BusItem", "GetItems").WaitAsync(ChildProcess.Patience), isSignal: false);
    }

    /// <summary>Waits until nobody has the name of the service.</summary>
    public async Task WaitUntilGoneAsync()
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _connection.WatchNameOwnerAsync(_service, owner =>
        {
            if (owner is null)
            {
                gone.TrySetResult();
            }
        });
        await gone.Task.WaitAsync(ChildProcess.Patience);
    }

    /// <summary>The paths of the next signal.</summary>
    public async Task<IReadOnlyList<string>> NextSignalAsync() => await _signals.Reader.ReadAsync().AsTask().WaitAsync(ChildProcess.Patience);

    public async Task<string?> OwnerAsync() => await _connection.GetNameOwnerAsync(_service);

    public async ValueTask DisposeAsync() => await _connection.DisposeAsync();

    private static object? Plain(Variant value) => value.Signature switch
    {
        "i" => value.AsInt32(),
        "d" => value.AsDouble(),
        "s" => value.AsString(),
        "ai" when value.Items.Count == 0 => null,
        _ => throw new InvalidOperationException($"A path has the type {value.Signature}."),
    };

    /// <summary>What stands below /Settings and says nothing of a range is no setting of its own.</summary>
    private static bool IsSetting(string path) =>
        path.StartsWith("/Settings/", StringComparison.Ordinal) && !path.StartsWith("/Settings/Overridden/", StringComparison.Ordinal) && path != "/Settings/HasTemperature";

    private void OnItemsChanged(Message message) => _signals.Writer.TryWrite(Take(message, isSignal: true));

    private List<string> Take(Message message, bool isSignal)
    {
        MessageReader reader = message.GetReader();
        List<string> paths = [];
        ArrayEnd end = reader.ReadArrayStart(DBusType.DictEntry);
        lock (_values)
        {
            while (reader.HasNext(end))
            {
                reader.AlignStruct();
                string path = reader.ReadString();
                Dictionary<string, Variant> item = reader.ReadVariantDictionary();
                Assert.Equal(IsSetting(path) ? ["Default", "Max", "Min", "Text", "Value"] : ["Text", "Value"], item.Keys.Order());
                paths.Add(path);
                if (isSignal)
                {
                    _signalled.Add(path);
                }

                if (isSignal || !_signalled.Contains(path))
                {
                    _values[path] = item["Value"];
                }
            }
        }

        Heard?.Invoke();
        return paths;
    }
}
