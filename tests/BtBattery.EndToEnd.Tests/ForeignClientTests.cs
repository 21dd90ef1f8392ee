using System.Text.Json;
using System.Xml.Linq;
using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>Clients that nobody of this project wrote: gdbus (GLib), dbus-send, busctl, python3-dbus.</summary>
public sealed class ForeignClientTests(ServedBattery served) : IClassFixture<ServedBattery>
{
    private readonly Scene _scene = served.Scene;

    [Fact]
    public async Task Introspection_can_be_walked_from_root_to_every_leaf()
    {
        var leaves = new List<string>();
        var open = new Queue<string>(["/"]);
        while (open.TryDequeue(out string? path) && leaves.Count < 20)
        {
            XElement node = XDocument.Parse(await GdbusXmlAsync(path)).Root!;
            Assert.Contains(node.Elements("interface"), element => (string?)element.Attribute("name") == "com.victronenergy.BusItem");
            foreach (XElement child in node.Elements("node"))
            {
                open.Enqueue((path == "/" ? "" : path) + "/" + (string)child.Attribute("name")!);
            }

            if (!node.Elements("node").Any())
            {
                leaves.Add(path);
            }
        }

        Assert.Contains("/Connected", leaves);
    }

    [Theory]
    [InlineData("/ProductName", "GetValue", "(<'BtBattery'>,)")]
    [InlineData("/Connected", "GetValue", "(<1>,)")]
    [InlineData("/Connected", "GetText", "('1',)")]
    [InlineData("/ProductId", "GetText", "('0xB7BA',)")]
    [InlineData("/Voltages/Cell32", "GetValue", "(<@ai []>,)")]
    [InlineData("/Voltages/Cell32", "GetText", "('---',)")]
    public async Task Gdbus_reads_values_and_texts(string path, string method, string expected) =>
        Assert.Equal(expected, (await GdbusAsync(path, "com.victronenergy.BusItem." + method)).Output.Trim());

    [Fact]
    public async Task Numbers_are_doubles_with_a_unit_in_the_text()
    {
        Assert.Matches(@"^\(<\d+\.\d+>,\)$", (await GdbusAsync("/Dc/0/Voltage", "com.victronenergy.BusItem.GetValue")).Output.Trim());
        Assert.Matches(@"^\('\d+\.\d\dV',\)$", (await GdbusAsync("/Dc/0/Voltage", "com.victronenergy.BusItem.GetText")).Output.Trim());
    }

    [Fact]
    public async Task A_branch_answers_with_its_subtree_and_relative_names()
    {
        string values = (await GdbusAsync("/Dc", "com.victronenergy.BusItem.GetValue")).Output;
        Assert.Contains("'0/Voltage': <", values, StringComparison.Ordinal);
        Assert.DoesNotContain("'/0", values, StringComparison.Ordinal);
        string texts = (await GdbusAsync("/Dc/0", "com.victronenergy.BusItem.GetText")).Output;
        Assert.Contains("'Voltage': '", texts, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/Soc", "com.victronenergy.BusItem.SetValue", "<50.0>", "(1,)")]
    [InlineData("/Alarms/HighVoltage", "com.victronenergy.BusItem.SetValue", "<0>", "(1,)")]
    [InlineData("/DeviceInstance", "com.victronenergy.BusItem.SetValue", "<2>", "(1,)")]
    [InlineData("/CustomName", "com.victronenergy.BusItem.SetValue", "<7>", "(1,)")]
    [InlineData("/CustomName", "com.victronenergy.BusItem.SetValue", "<@ai []>", "(1,)")]
    public async Task Refused_writes_are_answered_with_a_code(string path, string method, string value, string expected) =>
        Assert.Equal(expected, (await GdbusAsync(path, method, value)).Output.Trim());

    [Fact]
    public async Task A_custom_name_can_be_written_and_read_back()
    {
        Assert.Equal("(0,)", (await GdbusAsync("/CustomName", "com.victronenergy.BusItem.SetValue", "<'Starboard'>")).Output.Trim());
        Assert.Equal("('Starboard',)", (await GdbusAsync("/CustomName", "com.victronenergy.BusItem.GetText")).Output.Trim());
    }

    [Theory]
    [InlineData("/Nowhere", "com.victronenergy.BusItem.GetValue", "UnknownObject")]
    [InlineData("/Soc", "com.victronenergy.BusItem.GetItems", "UnknownMethod")]
    [InlineData("/Soc", "com.victronenergy.BusItem.Frobnicate", "UnknownMethod")]
    [InlineData("/Soc", "com.example.Nothing.GetValue", "Unknown")]
    public async Task What_cannot_be_answered_is_an_error_and_never_silence(string path, string method, string error)
    {
        (int exitCode, _, string errors) = await GdbusAsync(path, method);
        Assert.NotEqual(0, exitCode);
        Assert.Contains("org.freedesktop.DBus.Error." + error, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_arguments_are_an_error()
    {
        (int exitCode, _, string errors) = await ChildProcess.RunAsync(
            "dbus-send",
            ["--bus=" + _scene.Bus.Address, "--print-reply", "--dest=" + Scene.Service, "/Soc", "com.victronenergy.BusItem.SetValue", "string:x"]);
        Assert.NotEqual(0, exitCode);
        Assert.Contains("InvalidArgs", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Busctl_shows_the_tree()
    {
        (int exitCode, string output, string errors) = await ChildProcess.RunAsync(
            "busctl", ["--address=" + _scene.Bus.Address, "--list", "tree", Scene.Service]);
        Assert.True(exitCode == 0, errors);
        Assert.Contains("/Dc/0/Voltage", output.Split('\n').Select(line => line.Trim()));
    }

    [Fact]
    public async Task Python_reads_GetItems_as_the_contract_says_and_hears_ItemsChanged()
    {
        const string script = """
            import ctypes, json, sys, dbus, dbus.bus
            from dbus.mainloop.glib import DBusGMainLoop
            glib = ctypes.CDLL('libglib-2.0.so.0')
            address, service = sys.argv[1:3]
            bus = dbus.bus.BusConnection(address, mainloop=DBusGMainLoop())
            heard = []
            bus.add_signal_receiver(lambda items: heard.append(items), 'ItemsChanged', 'com.victronenergy.BusItem', service, '/')
            items = bus.call_blocking(service, '/', 'com.victronenergy.BusItem', 'GetItems', '', [])
            assert items.signature == 'sa{sv}', items.signature
            kinds = {dbus.Int32: 'i', dbus.Double: 'd', dbus.String: 's', dbus.Array: 'a'}
            result = {}
            for path, item in items.items():
                is_setting = path.startswith('/Settings/') and not path.startswith('/Settings/Overridden/') and path != '/Settings/HasTemperature'
                assert set(item) == {'Value', 'Text'} | ({'Min', 'Max', 'Default'} if is_setting else set()), path
                value = item['Value']
                kind = kinds[type(value)]
                if kind == 'a':
                    assert value.signature == 'i' and len(value) == 0, path
                    assert item['Text'] == '---', path
                result[str(path)] = kind
            print('listening', file=sys.stderr, flush=True)
            while not any('/Soc' in items for items in heard):
                glib.g_main_context_iteration(None, True)
            changed = next(items for items in heard if '/Soc' in items)
            assert changed.signature == 'sa{sv}', changed.signature
            print(json.dumps({'kinds': result, 'changed': {str(p): float(i['Value']) for p, i in changed.items() if isinstance(i['Value'], (int, float))}}))
            """;
        await using ChildProcess python = ChildProcess.Start("/usr/bin/python3", ["-c", script, _scene.Bus.Address, Scene.Service]);
        await python.WaitForErrorLineAsync("listening");
        await _scene.Simulator.CommandAsync($"set {Scene.BatteryName} soc=37");
        Assert.True(await python.WaitForExitAsync() == 0, python.Errors);

        using JsonDocument result = JsonDocument.Parse(python.Output);
        JsonElement kinds = result.RootElement.GetProperty("kinds");
        Assert.Equal("d", kinds.GetProperty("/Dc/0/Voltage").GetString());
        Assert.Equal("i", kinds.GetProperty("/Connected").GetString());
        Assert.Equal("s", kinds.GetProperty("/ProductName").GetString());
        Assert.Equal("a", kinds.GetProperty("/Voltages/Cell32").GetString());
        Assert.Equal(37, result.RootElement.GetProperty("changed").GetProperty("/Soc").GetDouble());
    }

    private async Task<string> GdbusXmlAsync(string path)
    {
        (int exitCode, string output, string errors) = await ChildProcess.RunAsync(
            "gdbus", ["introspect", "--address", _scene.Bus.Address, "--dest", Scene.Service, "--object-path", path, "--xml"]);
        Assert.True(exitCode == 0, errors);
        return output[output.IndexOf("<node", StringComparison.Ordinal)..];
    }

    private Task<(int ExitCode, string Output, string Errors)> GdbusAsync(string path, string method, params string[] arguments) =>
        ChildProcess.RunAsync(
            "gdbus", ["call", "--address", _scene.Bus.Address, "--dest", Scene.Service, "--object-path", path, "--method", method, .. arguments]);
}
