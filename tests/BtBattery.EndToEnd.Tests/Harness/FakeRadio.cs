using BtBattery.DBus;

namespace BtBattery.EndToEnd.Tests.Harness;

/// <summary>A bluetoothd that has an adapter and the devices the test gives it, as bare objects: nobody can connect to them.</summary>
internal sealed class FakeRadio : IAsyncDisposable
{
    public const string AdapterPath = "/org/bluez/hci0";

    private const string AdapterInterface = "org.bluez.Adapter1";
    private const string DeviceInterface = "org.bluez.Device1";

    private readonly DBusConnection _connection;
    private readonly DBusObject _adapter = new(AdapterPath);
    private readonly Dictionary<string, DBusObject> _devices = [];
    private readonly List<string> _calls = [];
    private bool _isPowered = true;

    private FakeRadio(DBusConnection connection) => _connection = connection;

    /// <summary>What happens as soon as StartDiscovery was answered.</summary>
    public Action<FakeRadio> OnDiscovery { get; set; } = _ => { };

    /// <summary>Refuses StartDiscovery; null to start.</summary>
    public DBusErrorException? DiscoveryFails { get; set; }

    /// <summary>The adapter goes between the question and the answer, which is then that there is no such method.</summary>
    public bool PulledOutAtDiscovery { get; set; }

    /// <summary>The calls it got, in order.</summary>
    public IReadOnlyList<string> Calls
    {
        get
        {
            lock (_calls)
            {
                return [.. _calls];
            }
        }
    }

    public static async Task<FakeRadio> StartAsync(PrivateBus bus)
    {
        var radio = new FakeRadio(await DBusConnection.ConnectAsync(bus.Address));
        DBusInterface adapter = radio._adapter.AddInterface(AdapterInterface);
        adapter.AddProperty("Powered", "b", () => radio._isPowered);
        adapter.AddMethod("SetDiscoveryFilter", "a{sv}", "", radio.Done);
        adapter.AddMethod("StopDiscovery", "", "", radio.Done);
        adapter.AddMethod("StartDiscovery", "", "", context =>
        {
            radio.Note("StartDiscovery");
            if (radio.PulledOutAtDiscovery)
            {
                radio.PullOut();
                throw new DBusErrorException("org.freedesktop.DBus.Error.UnknownMethod", "Method \"StartDiscovery\" doesn't exist\n");
            }

            if (radio.DiscoveryFails is { } error)
            {
                throw error;
            }

            context.Reply();
            radio.OnDiscovery(radio);
            return ValueTask.CompletedTask;
        });
        radio._connection.Objects.EnableObjectManager("/");
        radio._connection.Objects.Add(radio._adapter);
        await radio._connection.RequestNameAsync("org.bluez", RequestNameFlags.DoNotQueue);
        return radio;
    }

    /// <summary>A device appears, with these properties.</summary>
    public void Add(string address, params (string Name, Variant Value)[] properties)
    {
        var device = new DBusObject(PathOf(address));
        DBusInterface declared = device.AddInterface(DeviceInterface);
        declared.AddProperty("Address", "s", () => address);
        foreach ((string name, Variant value) in properties)
        {
            declared.AddProperty(name, value.Signature, () => value);
        }

        _devices[address] = device;
        _connection.Objects.Add(device);
    }

    /// <summary>Properties of a device change; a default value takes one back.</summary>
    public void Change(string address, params ReadOnlySpan<(string Name, Variant Value)> properties) =>
        _connection.Objects.EmitPropertiesChanged(_devices[address], DeviceInterface, properties);

    public void Remove(string address) => _connection.Objects.Remove(PathOf(address));

    public void SwitchOff()
    {
        _isPowered = false;
        _connection.Objects.EmitPropertiesChanged(_adapter, AdapterInterface, ("Powered", false));
    }

    public void PullOut() => _connection.Objects.Remove(AdapterPath);

    public async ValueTask DisposeAsync() => await _connection.DisposeAsync();

    private static string PathOf(string address) => $"{AdapterPath}/dev_{address.Replace(':', '_')}";

    private ValueTask Done(MethodContext context)
    {
        Note(context.Request.Member!);
        context.Reply();
        return ValueTask.CompletedTask;
    }

    private void Note(string call)
    {
        lock (_calls)
        {
            _calls.Add(call);
        }
    }
}
