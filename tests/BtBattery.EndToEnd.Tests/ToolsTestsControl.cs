using BtBattery.DBus;
using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>The control interface of a running driver on a real bus: who is answered, and what.</summary>
public sealed class ToolsTestsControl : IAsyncLifetime
{
    private const string Interface = "org.btbattery.Control1";

    private ToolScene _scene = null!;
    private DBusConnection _connection = null!;

    public async Task InitializeAsync()
    {
        _scene = await ToolScene.StartAsync(isServed: true);
        _connection = await DBusConnection.ConnectAsync(_scene.Bus.Address);
    }

    public async Task DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _scene.DisposeAsync();
    }

    [Fact]
    public async Task The_branch_of_published_values_and_the_interface_live_side_by_side()
    {
        Variant branch = (await _connection.CallAsync(Scene.Service, "/Control", "com.victronenergy.BusItem", "GetValue")).GetReader().ReadVariant();
        Assert.Equal(["ChargeFet", "DischargeFet", "ReleaseInfo", "ReleaseMinutes", "SwitchState"], branch.Entries.Select(entry => entry.Key.AsString()).Order());
        Message leaf = await _connection.CallAsync(Scene.Service, "/Control/SwitchState", "com.victronenergy.BusItem", "GetText");
        Assert.Equal("", leaf.GetReader().ReadString());

        Message introspection = await _connection.CallAsync(Scene.Service, "/Control", "org.freedesktop.DBus.Introspectable", "Introspect");
        string xml = introspection.GetReader().ReadString();
        foreach (string part in (string[])["\"org.btbattery.Control1\"", "\"GetReading\"", "\"Release\"", "\"Resume\"", "\"com.victronenergy.BusItem\"", "<node name=\"ChargeFet\"/>"])
        {
            Assert.Contains(part, xml, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_cannot_be_answered_is_refused_by_name()
    {
        Assert.Equal("org.btbattery.Error.UnknownBattery", await RefusedAsync("GetReading", "A4:C1:38:00:00:02"));
        Assert.Equal(DBusErrorNames.InvalidArgs, await RefusedAsync("GetReading", "nonsense"));
        Assert.Equal(DBusErrorNames.InvalidArgs, await RefusedAsync("Release", Scene.Address));
        Assert.Equal(DBusErrorNames.UnknownMethod, await RefusedAsync("Nonsense", Scene.Address));
        Assert.Equal(DBusErrorNames.InvalidArgs, (await Assert.ThrowsAsync<DBusErrorException>(() => ReleaseAsync("", 10))).ErrorName);
        Assert.Equal(DBusErrorNames.InvalidArgs, (await Assert.ThrowsAsync<DBusErrorException>(() => ReleaseAsync("a\u001bb", 10))).ErrorName);
        Assert.Equal(DBusErrorNames.InvalidArgs, (await Assert.ThrowsAsync<DBusErrorException>(() => ReleaseAsync("a test", 0))).ErrorName);
        Assert.True(await _scene.IsConnectedAsync());
    }

    [Fact]
    public async Task A_released_link_is_down_when_the_answer_comes_and_up_again_when_the_borrower_is_gone()
    {
        await using BusClient client = await BusClient.ConnectAsync(_scene.Bus, Scene.Service);
        Assert.Equal((true, ""), await ReleaseAsync("a test", 300));
        Assert.False(await _scene.IsConnectedAsync());
        await client.WaitUntilAsync(seen => seen["/Diagnostics/Problem"] is "released to a test", "the words");
        Assert.Equal(0, client["/Alarms/BmsCable"]);

        await _connection.DisposeAsync();
        await client.WaitUntilAsync(seen => seen["/Diagnostics/Problem"] is "", "the driver's own link");
        Assert.Equal(2, await _scene.ConnectsAsync());
    }

    [Fact]
    public async Task A_loan_of_one_second_ends_after_one_second()
    {
        await using BusClient client = await BusClient.ConnectAsync(_scene.Bus, Scene.Service);
        Assert.Equal((true, ""), await ReleaseAsync("a test", 1));
        await client.WaitUntilAsync(seen => seen["/Diagnostics/Problem"] is "released to a test", "the loan");
        await client.WaitUntilAsync(seen => seen["/Diagnostics/Problem"] is "", "the driver's own link");
    }

    [RootFact]
    public async Task Another_user_is_not_answered_and_opens_no_second_link()
    {
        await ChildProcess.RunAsync("chmod", ["755", _scene.Bus.Folder]);
        string[] asNobody = ["--reuid=65534", "--clear-groups"];
        (int exitCode, _, string errors) = await ChildProcess.RunAsync(
            "setpriv",
            [
                .. asNobody, "dbus-send", $"--bus={_scene.Bus.Address}", "--print-reply", $"--dest={Scene.Service}", "/Control",
                $"{Interface}.GetReading", $"string:{Scene.Address}",
            ]);
        Assert.NotEqual(0, exitCode);
        Assert.Contains("org.freedesktop.DBus.Error.AccessDenied", errors, StringComparison.Ordinal);
        Assert.Contains("not user 65534", errors, StringComparison.Ordinal);

        // Anybody may read what is published.
        (exitCode, _, _) = await ChildProcess.RunAsync(
            "setpriv",
            [
                .. asNobody, "dbus-send", $"--bus={_scene.Bus.Address}", "--print-reply", $"--dest={Scene.Service}", "/Control",
                "com.victronenergy.BusItem.GetValue",
            ]);
        Assert.Equal(0, exitCode);
        Assert.Equal(1, await _scene.ConnectsAsync());
    }

    private async Task<(bool IsTaken, string Problem)> ReleaseAsync(string who, uint seconds)
    {
        MessageWriter call = _connection.CreateMethodCall(Scene.Service, "/Control", Interface, "Release", "ssu");
        call.WriteString(Scene.Address);
        call.WriteString(who);
        call.WriteUInt32(seconds);
        Message answer = await _connection.CallAsync(ref call);
        return Read(answer);

        static (bool IsTaken, string Problem) Read(Message answer)
        {
            MessageReader reader = answer.GetReader();
            return (reader.ReadBoolean(), reader.ReadString());
        }
    }

    private async Task<string> RefusedAsync(string method, string address)
    {
        Task<Message> Call()
        {
            MessageWriter call = _connection.CreateMethodCall(Scene.Service, "/Control", Interface, method, "s");
            call.WriteString(address);
            return _connection.CallAsync(ref call);
        }

        return (await Assert.ThrowsAsync<DBusErrorException>(Call)).ErrorName;
    }
}
