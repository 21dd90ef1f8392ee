using BtBattery.DBus.Tests.Support;

namespace BtBattery.DBus.Tests.Objects;

public sealed class ObjectTreeTests : IAsyncLifetime
{
    private readonly List<string> _signals = [];
    private Peers _peers = null!;

    public async Task InitializeAsync()
    {
        _peers = await Peers.ConnectAsync();
        await _peers.Client.SubscribeAsync(
            new MatchRule { Interface = StandardInterfaces.ObjectManager },
            signal => _signals.Add($"{signal.Path} {signal.Member} {string.Join(' ', Writers.Values(signal))}"));
    }

    public async Task DisposeAsync() => await _peers.DisposeAsync();

    [Fact]
    public async Task Objects_come_and_go_with_signals_of_every_manager_above()
    {
        ObjectTree tree = _peers.Server.Objects;
        tree.Add(Device("/other"));
        tree.EnableObjectManager("/org");
        tree.EnableObjectManager("/");
        tree.EnableObjectManager("/");
        tree.Add(Device("/org/bluez"));
        tree.Add(Device("/org"));
        Assert.Throws<InvalidOperationException>(() => tree.Add(Device("/org")));
        Assert.True(tree.Remove("/org/bluez"));
        Assert.False(tree.Remove("/org/bluez"));
        Assert.False(tree.Remove("/"));
        await SettleAsync();
        const string Interfaces = "{\"a.Device\": {\"Id\": <7>}}";
        Assert.Equal(
            [
                $"/ InterfacesAdded \"/org/bluez\" {Interfaces}",
                $"/org InterfacesAdded \"/org/bluez\" {Interfaces}",
                $"/ InterfacesAdded \"/org\" {Interfaces}",
                "/ InterfacesRemoved \"/org/bluez\" [\"a.Device\"]",
                "/org InterfacesRemoved \"/org/bluez\" [\"a.Device\"]",
            ],
            _signals.OrderBy(signal => signal.Contains("Removed", StringComparison.Ordinal))
                .ThenBy(signal => signal.Contains("\"/org\"", StringComparison.Ordinal)).ThenBy(signal => signal, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Managed_objects_are_those_below()
    {
        ObjectTree tree = _peers.Server.Objects;
        tree.EnableObjectManager("/");
        tree.EnableObjectManager("/org");
        tree.Add(Device("/org"));
        tree.Add(Device("/org/b"));
        tree.Add(Device("/org/a"));
        tree.Add(Device("/x"));
        Assert.Equal(["/org", "/org/a", "/org/b", "/x"], await ManagedAsync("/"));
        Assert.Equal(["/org/a", "/org/b"], await ManagedAsync("/org"));
        tree.Remove("/org");
        Assert.Equal(["/org/a", "/org/b"], await ManagedAsync("/org"));
        Assert.Equal(["/org/a", "/org/b", "/x"], await ManagedAsync("/"));
        Assert.Equal(
            DBusErrorNames.UnknownInterface, (await _peers.FailAsync("/x", StandardInterfaces.ObjectManager, "GetManagedObjects")).ErrorName);
        Assert.Contains(
            "org.freedesktop.DBus.ObjectManager", (await _peers.CallAsync("/", null, "Introspect")).GetReader().ReadString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_property_without_value_is_not_managed()
    {
        _peers.Server.Objects.EnableObjectManager("/");
        var device = new DBusObject("/dev");
        DBusInterface declared = device.AddInterface("a.Device");
        declared.AddProperty("Here", "y", () => (byte)1);
        declared.AddProperty("Gone", "y", () => default);
        _peers.Server.Objects.Add(device);
        Message answer = await _peers.CallAsync("/", StandardInterfaces.ObjectManager, "GetManagedObjects");
        Assert.Equal("{\"/dev\": {\"a.Device\": {\"Here\": <1>}}}", Assert.Single(Writers.Values(answer)).ToString());
    }

    [Fact]
    public async Task Interfaces_come_and_go_on_a_living_object()
    {
        ObjectTree tree = _peers.Server.Objects;
        tree.EnableObjectManager("/");
        tree.Add(Device("/dev"));
        tree.AddInterface("/dev", "a.Battery", declared => declared.AddProperty("Percentage", "y", () => (byte)80));
        Assert.Throws<ArgumentException>(() => tree.AddInterface("/dev", "a.Battery", _ => { }));
        Assert.Throws<InvalidOperationException>(() => tree.AddInterface("/none", "a.Battery", _ => { }));
        Message percentage = await _peers.CallAsync("/dev", StandardInterfaces.Properties, "Get", "a.Battery", "Percentage");
        Assert.Equal(80, percentage.GetReader().ReadVariant().AsByte());
        Assert.True(tree.RemoveInterface("/dev", "a.Battery"));
        Assert.False(tree.RemoveInterface("/dev", "a.Battery"));
        Assert.Throws<InvalidOperationException>(() => tree.RemoveInterface("/none", "a.Battery"));
        await SettleAsync();
        Assert.Equal(
            ["/ InterfacesAdded \"/dev\" {\"a.Battery\": {\"Percentage\": <80>}}", "/ InterfacesRemoved \"/dev\" [\"a.Battery\"]"],
            _signals.Skip(1));
    }

    [Fact]
    public async Task An_object_that_left_can_come_back_and_emits_nothing_in_between()
    {
        ObjectTree tree = _peers.Server.Objects;
        int changes = 0;
        await _peers.Client.SubscribeAsync(new MatchRule { Member = "PropertiesChanged" }, _ => changes++);
        DBusObject device = Device("/dev");
        tree.Add(device);
        Assert.Throws<InvalidOperationException>(() => _peers.Client.Objects.Add(device));
        tree.Remove("/dev");
        tree.EmitPropertiesChanged(device, "a.Device", ("Id", 8));
        Assert.Equal(DBusErrorNames.UnknownObject, (await _peers.FailAsync("/dev", null, "Introspect")).ErrorName);
        tree.Add(device);
        await _peers.CallAsync("/dev", null, "Introspect");
        Assert.Equal(0, changes);
        tree.EmitPropertiesChanged(device, "a.Device", ("Id", 8));
        await SettleAsync();
        Assert.Equal(1, changes);
    }

    private static DBusObject Device(string path)
    {
        var device = new DBusObject(path);
        device.AddInterface("a.Device").AddProperty("Id", "i", () => 7);
        return device;
    }

    /// <summary>Everything the server sent before has been seen when its answer is.</summary>
    private Task<Message> SettleAsync() => _peers.CallAsync("/", StandardInterfaces.Peer, "Ping");

    private async Task<IEnumerable<string>> ManagedAsync(string root)
    {
        Message answer = await _peers.CallAsync(root, StandardInterfaces.ObjectManager, "GetManagedObjects");
        Assert.Equal("a{oa{sa{sv}}}", answer.Signature);
        return Assert.Single(Writers.Values(answer)).Entries.Select(entry => entry.Key.AsObjectPath());
    }
}
