using BtBattery.DBus;

namespace BtBattery.EndToEnd.Tests.Harness;

/// <summary>
/// A bluetoothd with one JBD battery that echoes every request until it is paired. Its pairing asks the caller's agent
/// whatever the test wants asked. Made of plain D-Bus objects, so that every call of the driver can be looked at.
/// </summary>
internal sealed class FakeBlueZ : IAsyncDisposable
{
    public const string Address = "A4:C1:38:00:00:01";
    public const string Device = "/org/bluez/hci0/dev_A4_C1_38_00_00_01";
    public const string OtherDevice = "/org/bluez/hci0/dev_11_22_33_44_55_66";

    private const string Service = Device + "/service0010";
    private const string NotifyPath = Service + "/char0011";
    private const string WritePath = Service + "/char0014";
    private const string CharacteristicInterface = "org.bluez.GattCharacteristic1";
    private const string AgentInterface = "org.bluez.Agent1";

    // 26.53 V, 98 %, 8 cells; tests/vectors/jbd-8s-60ah-small-discharge.json. Cells are made to fit.
    private static readonly Dictionary<string, string> s_answers = new()
    {
        ["dda50300fffd77"] = "dd03001b0a5dffe416f817700001290700000000000016620308020ada0adbf98777",
        ["dda50400fffc77"] = "dd0400100cf40cf50cf40cf40cf40cf40cf40cf0f7f377",
    };

    private readonly DBusConnection _connection;
    private readonly List<string> _calls = [];
    private readonly DBusObject _device = new(Device);
    private readonly DBusObject _notify = new(NotifyPath);
    private bool _isConnected;
    private bool _isPaired;
    private byte[] _value = [];
    private (string Client, string Path)? _agent;

    private FakeBlueZ(DBusConnection connection) => _connection = connection;

    /// <summary>What happens between the call of Pair and its answer; throws to refuse.</summary>
    public Func<FakeBlueZ, Task> WhilePairing { get; set; } = _ => Task.CompletedTask;

    /// <summary>Never answers Pair, as bluetoothd does while a battery thinks.</summary>
    public bool LeavesPairUnanswered { get; set; }

    /// <summary>Error of StartNotify while unpaired; null to let anybody subscribe, and echo.</summary>
    public DBusErrorException? SubscribingUnpaired { get; set; }

    /// <summary>How Connect is refused; null to connect.</summary>
    public DBusErrorException? ConnectError { get; set; }

    /// <summary>The calls that matter, in order: member and first argument.</summary>
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

    /// <param name="bus">Where it offers its services.</param>
    /// <param name="isConnected">True if another program is connected with the battery already.</param>
    public static async Task<FakeBlueZ> StartAsync(PrivateBus bus, bool isConnected = false)
    {
        var fake = new FakeBlueZ(await DBusConnection.ConnectAsync(bus.Address)) { _isConnected = isConnected };
        fake.Export();
        await fake._connection.RequestNameAsync("org.bluez", RequestNameFlags.DoNotQueue);
        return fake;
    }

    /// <summary>Asks the registered agent, as bluetoothd does.</summary>
    /// <exception cref="DBusErrorException">It refuses.</exception>
    public async Task<Message> AskAgentAsync(string member, string device, uint? passkey = null) =>
        await AskAsync(_connection, _agent!.Value, member, device, passkey);

    /// <summary>Asks it over another connection, as any program on the bus may try.</summary>
    /// <exception cref="DBusErrorException">It refuses.</exception>
    public async Task AskAgentAsStrangerAsync(PrivateBus bus, string member, string device)
    {
        await using DBusConnection stranger = await DBusConnection.ConnectAsync(bus.Address);
        await AskAsync(stranger, _agent!.Value, member, device, passkey: null);
    }

    public async ValueTask DisposeAsync() => await _connection.DisposeAsync();

    private static async Task<Message> AskAsync(DBusConnection caller, (string Client, string Path) agent, string member, string device, uint? passkey)
    {
        MessageWriter call = caller.CreateMethodCall(agent.Client, agent.Path, AgentInterface, member, passkey is null ? "o" : "ou");
        call.WriteObjectPath(device);
        if (passkey is uint shown)
        {
            call.WriteUInt32(shown);
        }

        return await caller.CallAsync(ref call, ChildProcess.Patience);
    }

    private void Export()
    {
        var manager = new DBusObject("/org/bluez");
        DBusInterface agents = manager.AddInterface("org.bluez.AgentManager1");
        agents.AddMethod("RegisterAgent", "os", "", context =>
        {
            MessageReader arguments = context.Request.GetReader();
            string path = arguments.ReadObjectPath();
            Note($"RegisterAgent {arguments.ReadString()}");
            _agent = (context.Request.Sender!, path);
            return Done(context);
        });
        agents.AddMethod("UnregisterAgent", "o", "", context =>
        {
            Note("UnregisterAgent");
            _agent = null;
            return Done(context);
        });
        agents.AddMethod("RequestDefaultAgent", "o", "", context =>
        {
            Note("RequestDefaultAgent");
            return Done(context);
        });

        var adapter = new DBusObject("/org/bluez/hci0");
        adapter.AddInterface("org.bluez.Adapter1").AddProperty("Powered", "b", () => true);

        DBusInterface device = _device.AddInterface("org.bluez.Device1");
        device.AddProperty("Address", "s", () => Address);
        device.AddProperty("Connected", "b", () => _isConnected);
        device.AddProperty("ServicesResolved", "b", () => _isConnected);
        device.AddMethod("Connect", "", "", context => SetConnected(context, true));
        device.AddMethod("Disconnect", "", "", context => SetConnected(context, false));
        device.AddMethod("Pair", "", "", PairAsync);
        device.AddMethod("CancelPairing", "", "", context =>
        {
            Note("CancelPairing");
            return Done(context);
        });

        var service = new DBusObject(Service);
        service.AddInterface("org.bluez.GattService1").AddProperty("UUID", "s", () => Uuid("ff00"));
        DBusInterface notify = _notify.AddInterface(CharacteristicInterface);
        notify.AddProperty("UUID", "s", () => Uuid("ff01"));
        notify.AddProperty("Flags", "as", () => Variant.FromStringArray(["read", "notify"]));
        notify.AddProperty("Value", "ay", () => Variant.FromByteArray(_value));
        notify.AddMethod("StartNotify", "", "", context => !_isPaired && SubscribingUnpaired is { } error ? throw error : Done(context));
        notify.AddMethod("StopNotify", "", "", Done);
        var write = new DBusObject(WritePath);
        DBusInterface written = write.AddInterface(CharacteristicInterface);
        written.AddProperty("UUID", "s", () => Uuid("ff02"));
        written.AddProperty("Flags", "as", () => Variant.FromStringArray(["write-without-response"]));
        written.AddMethod("WriteValue", "aya{sv}", "", Answer);

        _connection.Objects.EnableObjectManager("/");
        foreach (DBusObject added in (DBusObject[])[manager, adapter, _device, service, _notify, write])
        {
            _connection.Objects.Add(added);
        }
    }

    private ValueTask SetConnected(MethodContext context, bool isConnected)
    {
        Note(isConnected ? "Connect" : "Disconnect");
        if (isConnected && ConnectError is { } error)
        {
            throw error;
        }

        _isConnected = isConnected;
        _connection.Objects.EmitPropertiesChanged(
            _device, "org.bluez.Device1", ("Connected", isConnected), ("ServicesResolved", isConnected));
        return Done(context);
    }

    private async ValueTask PairAsync(MethodContext context)
    {
        Note($"Pair of {(_agent?.Client == context.Request.Sender ? "the agent's owner" : "somebody else")}");
        if (LeavesPairUnanswered)
        {
            context.Defer();
            await WhilePairing(this);
            return;
        }

        await WhilePairing(this);
        _isPaired = true;
        Note("Paired");
        context.Reply();
    }

    private ValueTask Answer(MethodContext context)
    {
        byte[] request = context.Request.GetReader().ReadByteArray();
        context.Reply();
        string hex = Convert.ToHexStringLower(request);
        if (!_isPaired || s_answers.TryGetValue(hex, out hex!))
        {
            _value = Convert.FromHexString(hex);
            _connection.Objects.EmitPropertiesChanged(_notify, CharacteristicInterface, ("Value", Variant.FromByteArray(_value)));
        }

        return ValueTask.CompletedTask;
    }

    private void Note(string call)
    {
        lock (_calls)
        {
            _calls.Add(call);
        }
    }

    private static ValueTask Done(MethodContext context)
    {
        context.Reply();
        return ValueTask.CompletedTask;
    }

    private static string Uuid(string shortUuid) => $"0000{shortUuid}-0000-1000-8000-00805f9b34fb";
}
