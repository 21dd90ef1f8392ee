using BtBattery.DBus;

namespace BtBattery.Simulator.Tests.Watch;

/// <summary>A com.victronenergy service as a Venus program would offer it: GetItems and ItemsChanged at the root.</summary>
internal sealed class FakeService : IMethodHandler, IAsyncDisposable
{
    private const string BusItem = "com.victronenergy.BusItem";

    /// <summary>How Victron's bus says that there is no value.</summary>
    public static readonly Variant Invalid = Variant.FromArray("i", []);

    private readonly DBusConnection _connection;
    private readonly Dictionary<string, Variant> _values;

    private FakeService(DBusConnection connection, Dictionary<string, Variant> values)
    {
        _connection = connection;
        _values = values;
    }

    public static async Task<FakeService> StartAsync(string address, string name, Dictionary<string, Variant> values)
    {
        DBusConnection connection = await DBusConnection.ConnectAsync(address);
        var service = new FakeService(connection, values);
        connection.Export("/", service);
        await connection.RequestNameAsync(name, RequestNameFlags.DoNotQueue);
        return service;
    }

    public static Dictionary<string, Variant> Battery() => new()
    {
        ["/Connected"] = 1,
        ["/ProductName"] = "BtBattery",
        ["/DeviceInstance"] = 1,
        ["/Dc/0/Voltage"] = 13.26,
        ["/Dc/0/Current"] = -8.4,
        ["/Dc/0/Power"] = Invalid,
        ["/Soc"] = 76.0,
        ["/System/NrOfCellsPerBattery"] = 4,
        ["/Voltages/Cell1"] = 3.318,
        ["/Voltages/Cell2"] = 3.32,
        ["/Voltages/Cell3"] = 3.305,
        ["/Voltages/Cell4"] = 3.317,
        ["/Voltages/Cell5"] = Invalid,
        ["/Alarms/LowVoltage"] = 0,
    };

    public async Task ChangeAsync(params (string Path, Variant Value)[] changes)
    {
        foreach ((string path, Variant value) in changes) _values[path] = value;
        MessageWriter signal = _connection.CreateSignal("/", BusItem, "ItemsChanged", "a{sa{sv}}");
        Write(ref signal, changes.Select(change => KeyValuePair.Create(change.Path, change.Value)));
        _connection.Send(ref signal);
        await _connection.FlushAsync();
    }

    public ValueTask HandleAsync(MethodContext context)
    {
        MessageWriter reply = context.CreateReply("a{sa{sv}}");
        Write(ref reply, _values);
        context.Reply(ref reply);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static void Write(ref MessageWriter message, IEnumerable<KeyValuePair<string, Variant>> items)
    {
        ArrayStart all = message.WriteArrayStart(DBusType.DictEntry);
        foreach ((string path, Variant value) in items)
        {
            message.WriteStructStart();
            message.WriteString(path);
            message.WriteVariantDictionary([KeyValuePair.Create("Value", value), KeyValuePair.Create("Text", (Variant)"text")]);
        }
        message.WriteArrayEnd(all);
    }
}
