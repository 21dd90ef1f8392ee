using BtBattery.DBus.Tests.Support;

namespace BtBattery.DBus.Tests.Objects;

public sealed class DBusObjectTests : IAsyncLifetime
{
    private const string Properties = StandardInterfaces.Properties;

    private Peers _peers = null!;
    private int _level = 3;
    private readonly Variant _name = "first";

    private DBusObject Battery { get; } = new("/battery");

    public async Task InitializeAsync()
    {
        _peers = await Peers.ConnectAsync();
        DBusInterface declared = Battery.AddInterface("a.Battery");
        declared.AddMethod("Add", "ii", "i", Add, ["left", "right"], ["sum"]);
        declared.AddMethod("Wrong", "", "i", context =>
        {
            context.Reply();
            return ValueTask.CompletedTask;
        });
        declared.AddProperty("Level", "i", () => _level, SetLevel);
        declared.AddProperty("Name", "s", () => _name, emitsChanged: false);
        declared.AddProperty("Broken", "s", () => throw new DBusErrorException("a.b.Broken", "broken"));
        declared.AddSignal("Emptied", "su", ["reason", "seconds"]);
        Battery.AddInterface("a.Other").AddProperty("Size", "t", () => 5ul);
    }

    public async Task DisposeAsync() => await _peers.DisposeAsync();

    [Fact]
    public async Task Methods_are_called_by_interface_and_without()
    {
        _peers.Server.Objects.Add(Battery);
        Assert.Equal(5, (await _peers.CallAsync("/battery", "a.Battery", "Add", 2, 3)).GetReader().ReadInt32());
        Assert.Equal(7, (await _peers.CallAsync("/battery", null, "Add", 3, 4)).GetReader().ReadInt32());
        Assert.Equal("s", (await _peers.CallAsync("/battery", null, "Introspect")).Signature);
    }

    [Fact]
    public async Task What_cannot_be_answered_gets_its_error()
    {
        _peers.Server.Objects.Add(Battery);
        await Fails(DBusErrorNames.InvalidArgs, "a.Battery", "Add", 2);
        await Fails(DBusErrorNames.InvalidArgs, null, "Add", "x", 2);
        await Fails(DBusErrorNames.UnknownMethod, "a.Battery", "Multiply");
        await Fails(DBusErrorNames.UnknownMethod, null, "Multiply");
        await Fails(DBusErrorNames.UnknownMethod, Properties, "Find");
        await Fails(DBusErrorNames.UnknownInterface, "a.Nothing", "Add", 1, 2);
        await Fails(DBusErrorNames.UnknownInterface, StandardInterfaces.ObjectManager, "GetManagedObjects");
        await Fails(DBusErrorNames.UnknownMethod, "a.Other", "Add", 1, 2);
        await Fails(DBusErrorNames.Failed, "a.Battery", "Wrong"); // The declared answer has another type.
        await Fails(DBusErrorNames.InvalidArgs, Properties, "Get", "a.Battery");
        await Fails(DBusErrorNames.InvalidArgs, Properties, "GetAll");
        await Fails(DBusErrorNames.InvalidArgs, Properties, "Set", "a.Battery", "Level", 5);
        await Fails(DBusErrorNames.InvalidArgs, StandardInterfaces.Introspectable, "Introspect", 5);
    }

    [Fact]
    public async Task Properties_are_read()
    {
        _peers.Server.Objects.Add(Battery);
        Assert.Equal(3, await GetAsync("a.Battery", "Level"));
        Assert.Equal(5ul, await GetAsync("", "Size"));
        await Fails(DBusErrorNames.UnknownProperty, Properties, "Get", "a.Battery", "Size");
        await Fails(DBusErrorNames.UnknownProperty, Properties, "Get", "", "Nothing");
        await Fails(DBusErrorNames.UnknownInterface, Properties, "Get", "a.Nothing", "Level");
        await Fails("a.b.Broken", Properties, "Get", "a.Battery", "Broken");
        Assert.Equal(5ul, (await GetAllAsync("a.Other"))["Size"]);
        Assert.Empty(await GetAllAsync(Properties));
        Assert.Empty(await GetAllAsync(StandardInterfaces.Peer));
        await Fails(DBusErrorNames.UnknownInterface, Properties, "GetAll", "a.Nothing");
        await Fails("a.b.Broken", Properties, "GetAll", "a.Battery");
    }

    [Fact]
    public async Task A_property_without_value_does_not_exist()
    {
        var sensor = new DBusObject("/sensor");
        DBusInterface declared = sensor.AddInterface("a.Sensor");
        Variant rssi = default;
        declared.AddProperty("Rssi", "n", () => rssi);
        declared.AddProperty("Id", "s", () => "x");
        declared.AddProperty("Liar", "s", () => 5);
        _peers.Server.Objects.Add(sensor);
        Assert.Equal(
            DBusErrorNames.UnknownProperty, (await _peers.FailAsync("/sensor", Properties, "Get", "a.Sensor", "Rssi")).ErrorName);
        Assert.Equal(DBusErrorNames.Failed, (await _peers.FailAsync("/sensor", Properties, "Get", "a.Sensor", "Liar")).ErrorName);
        rssi = (short)-70;
        Assert.Equal(
            (short)-70, (await _peers.CallAsync("/sensor", Properties, "Get", "a.Sensor", "Rssi")).GetReader().ReadVariant().AsInt16());
    }

    [Fact]
    public async Task A_property_is_written_and_the_change_told_before_the_answer()
    {
        _peers.Server.Objects.Add(Battery);
        var changes = new List<string>();
        await _peers.Client.SubscribeAsync(new MatchRule { Interface = Properties }, signal =>
            changes.Add(string.Join(' ', Writers.Values(signal))));
        await _peers.CallAsync("/battery", Properties, "Set", "a.Battery", "Level", Variant.FromVariant(9));
        Assert.Equal(["\"a.Battery\" {\"Level\": <9>} []"], changes);
        Assert.Equal(9, _level);
        await Fails("a.b.TooHigh", Properties, "Set", "a.Battery", "Level", Variant.FromVariant(101));
        await Fails(DBusErrorNames.InvalidArgs, Properties, "Set", "a.Battery", "Level", Variant.FromVariant(9u));
        await Fails(DBusErrorNames.PropertyReadOnly, Properties, "Set", "a.Battery", "Name", Variant.FromVariant("x"));
        await Fails(DBusErrorNames.UnknownProperty, Properties, "Set", "a.Battery", "Nothing", Variant.FromVariant("x"));
        await Fails(DBusErrorNames.UnknownInterface, Properties, "Set", "a.Nothing", "Level", Variant.FromVariant(1));
        Assert.Equal(9, _level);
        Assert.Single(changes);
    }

    [Fact]
    public async Task Changes_are_told_with_values_or_as_gone()
    {
        _peers.Server.Objects.Add(Battery);
        var told = new TaskCompletionSource<Message>();
        await _peers.Client.SubscribeAsync(new MatchRule { Member = "PropertiesChanged" }, told.SetResult);
        _peers.Server.Objects.EmitPropertiesChanged(Battery, "a.Battery", ("Level", 4), ("Rssi", default), ("Name", "x"));
        Message signal = await told.Task.InTime();
        Assert.Equal("/battery", signal.Path);
        Assert.Equal("sa{sv}as", signal.Signature);
        Assert.Equal("\"a.Battery\" {\"Level\": <4>, \"Name\": <\"x\">} [\"Rssi\"]", string.Join(' ', Writers.Values(signal)));
    }

    [Fact]
    public async Task The_description_has_everything_that_was_declared()
    {
        _peers.Server.Objects.Add(Battery);
        _peers.Server.Objects.Add(new DBusObject("/battery/cell/c1"));
        string xml = (await _peers.CallAsync("/battery", StandardInterfaces.Introspectable, "Introspect")).GetReader().ReadString();
        string[] parts =
        [
            "<interface name=\"a.Battery\">",
            "<method name=\"Add\"><arg name=\"left\" type=\"i\" direction=\"in\"/><arg name=\"right\" type=\"i\" direction=\"in\"/>"
            + "<arg name=\"sum\" type=\"i\" direction=\"out\"/></method>",
            "<property name=\"Level\" type=\"i\" access=\"readwrite\"></property>",
            "<property name=\"Name\" type=\"s\" access=\"read\">"
            + "<annotation name=\"org.freedesktop.DBus.Property.EmitsChangedSignal\" value=\"false\"/></property>",
            "<signal name=\"Emptied\"><arg name=\"reason\" type=\"s\"/><arg name=\"seconds\" type=\"u\"/></signal>",
            "<interface name=\"org.freedesktop.DBus.Properties\">",
            "<interface name=\"org.freedesktop.DBus.Introspectable\">",
            "<interface name=\"org.freedesktop.DBus.Peer\">",
            "<node name=\"cell\"/>",
        ];
        Assert.All(parts, part => Assert.Contains(part, xml, StringComparison.Ordinal));
        Assert.DoesNotContain("ObjectManager", xml, StringComparison.Ordinal);
    }

    [Fact]
    public void Declarations_are_checked()
    {
        var target = new DBusObject("/x");
        DBusInterface declared = target.AddInterface("a.B");
        Assert.Throws<ArgumentException>(() => new DBusObject("x"));
        Assert.Throws<ArgumentException>(() => target.AddInterface("a"));
        Assert.Throws<ArgumentException>(() => target.AddInterface("a.B"));
        Assert.Throws<ArgumentException>(() => declared.AddMethod("a.b", "", "", Add));
        Assert.Throws<ArgumentException>(() => declared.AddMethod("M", "a", "", Add));
        Assert.Throws<ArgumentException>(() => declared.AddMethod("M", "", "(", Add));
        Assert.Throws<ArgumentException>(() => declared.AddMethod("M", "i", "", Add, ["<"]));
        Assert.Throws<ArgumentException>(() => declared.AddProperty("P", "ii", () => 1));
        Assert.Throws<ArgumentException>(() => declared.AddSignal("S", "q("));
        declared.AddMethod("M", "", "", Add);
        Assert.Throws<ArgumentException>(() => declared.AddMethod("M", "", "", Add));
        _peers.Server.Objects.Add(target);
        Assert.Throws<InvalidOperationException>(() => declared.AddSignal("Late", ""));
        Assert.Throws<InvalidOperationException>(() => target.AddInterface("a.Late"));
    }

    private static ValueTask Add(MethodContext context)
    {
        MessageReader arguments = context.Request.GetReader();
        MessageWriter reply = context.CreateReply("i");
        reply.WriteInt32(arguments.ReadInt32() + arguments.ReadInt32());
        context.Reply(ref reply);
        return ValueTask.CompletedTask;
    }

    private void SetLevel(Variant value)
    {
        if (value.AsInt32() > 100) throw new DBusErrorException("a.b.TooHigh", "at most 100");
        _level = value.AsInt32();
    }

    private async Task Fails(string errorName, string? @interface, string member, params Variant[] arguments) =>
        Assert.Equal(errorName, (await _peers.FailAsync("/battery", @interface, member, arguments)).ErrorName);

    private async Task<Variant> GetAsync(string @interface, string name) =>
        (await _peers.CallAsync("/battery", Properties, "Get", @interface, name)).GetReader().ReadVariant();

    private async Task<Dictionary<string, Variant>> GetAllAsync(string @interface) =>
        (await _peers.CallAsync("/battery", Properties, "GetAll", @interface)).GetReader().ReadVariantDictionary();
}
