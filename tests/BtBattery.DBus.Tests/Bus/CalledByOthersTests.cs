using System.Diagnostics;
using BtBattery.DBus.Tests.Support;

namespace BtBattery.DBus.Tests.Bus;

/// <summary>Our service, called by four other implementations over a real bus.</summary>
public sealed class CalledByOthersTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task Python_calls_everything()
    {
        string script = Path.Combine(AppContext.BaseDirectory, "Bus", "client.py");
        Assert.Equal("ok\n", await Tool.RunAsync(Tool.Python, "python3", script, service.Address, TestService.Name));
    }

    [Fact]
    public async Task Dbus_send_sends_every_type_it_knows()
    {
        string output = await DbusSendAsync(
            "Simple", "byte:255", "boolean:true", "int16:-5", "uint16:6", "int32:-7", "uint32:8", "int64:-9", "uint64:10", "double:52.8",
            "string:é x", "objpath:/a/b", "array:string:p,q", "dict:string:int32:k,1,l,2", "variant:uint32:11");
        string[] lines = [.. output.Split('\n', StringSplitOptions.TrimEntries).Skip(1)];
        Assert.Equal(
            [
                "byte 255", "boolean true", "int16 -5", "uint16 6", "int32 -7", "uint32 8", "int64 -9", "uint64 10", "double 52.8",
                "string \"é x\"", "object path \"/a/b\"", "array [", "string \"p\"", "string \"q\"", "]", "array [", "dict entry(",
                "string \"k\"", "int32 1", ")", "dict entry(", "string \"l\"", "int32 2", ")", "]", "variant       uint32 11", "",
            ],
            lines);
    }

    [Fact]
    public async Task Gdbus_calls_and_describes()
    {
        Assert.Equal(
            "(byte 0xff, true, int16 -5, uint16 6, -7, uint32 8, int64 -9, uint64 10, 52.5)\n",
            await GdbusAsync("call", "--method", $"{TestService.Interface}.Numbers", "255", "true", "--", "-5", "6", "-7", "8", "-9", "10", "52.5"));
        Assert.Equal(
            "({'/Soc': {'Value': <99.5>, 'Text': <'99.5%'>}}, (1, 'x', <[1, 2]>), <<uint64 7>>)\n",
            await GdbusAsync(
                "call", "--method", $"{TestService.Interface}.Containers", "{'/Soc': {'Value': <99.5>, 'Text': <'99.5%'>}}", "(1, 'x', <[1, 2]>)",
                "<<uint64 7>>"));
        string description = await GdbusAsync("introspect");
        Assert.Contains("readonly s Name = 'test';", description, StringComparison.Ordinal);
        Assert.Contains("Refuse(in  s arg_0);", description, StringComparison.Ordinal);
        Assert.Contains("Changed(s arg_0,", description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Busctl_calls_reads_writes_and_walks()
    {
        Assert.Equal(
            "sogasay \"\\303\\251\" \"/a\" \"ii\" 2 \"x\" \"\" 2 0 255\n", // It prints the UTF-8 bytes of é in octal.
            await BusctlAsync("call", TestService.Name, TestService.Path, TestService.Interface, "Texts", "sogasay", "é", "/a", "ii", "2", "x", "", "2", "0", "255"));
        Assert.Equal(
            "a{sa{sv}}(isv)v 1 \"/Soc\" 1 \"Value\" d 99.5 1 \"x\" ai 2 1 2 t 7\n",
            await BusctlAsync(
                "call", TestService.Name, TestService.Path, TestService.Interface, "Containers", "a{sa{sv}}(isv)v",
                "1", "/Soc", "1", "Value", "d", "99.5", "1", "x", "ai", "2", "1", "2", "t", "7"));
        Assert.Equal("s \"test\"\n", await BusctlAsync("get-property", TestService.Name, TestService.Path, TestService.Interface, "Name"));
        Assert.Contains("/com/example/Test", await BusctlAsync("tree", "--list", TestService.Name), StringComparison.Ordinal);
        string description = await BusctlAsync("introspect", TestService.Name, TestService.Path);
        Assert.Matches(@"\.Level\s+property\s+i\s+\d+\s+emits-change writable", description);
        Assert.Matches(@"\.Name\s+property\s+s\s+""test""\s+emits-change", description);
        Assert.Matches(@"\.Numbers\s+method\s+ybnqiuxtd\s+ybnqiuxtd", description);
    }

    [Fact]
    public async Task Errors_reach_other_implementations_by_name()
    {
        (int exitCode, _, string error) = await Tool.TryRunAsync(
            "busctl", "systemd", $"--address={service.Address}", "call", TestService.Name, TestService.Path, TestService.Interface, "Refuse", "s", "because");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("because", error, StringComparison.Ordinal);
        (exitCode, _, error) = await Tool.TryRunAsync(
            "gdbus", "libglib2.0-bin", "call", "--address", service.Address, "--dest", TestService.Name, "--object-path", TestService.Path, "--method",
            $"{TestService.Interface}.Refuse", "because");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("com.example.Refused: because", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signals_reach_other_implementations()
    {
        using Process monitor = Tool.Start(
            "gdbus", "libglib2.0-bin", ["monitor", "--address", service.Address, "--dest", TestService.Name, "--object-path", TestService.Path]);
        try
        {
            string? line;
            do line = await monitor.StandardOutput.ReadLineAsync().InTime();
            while (line?.Contains("is owned by", StringComparison.Ordinal) == false);
            Assert.NotNull(line);
            // It says so before it asks the bus for our signals.
            await UntilSomebodyListensAsync();
            MessageWriter signal = service.Connection.CreateSignal(TestService.Path, TestService.Interface, "Changed", "sa{sv}");
            signal.WriteString("battery");
            signal.WriteVariantDictionary([new("Value", 52.5)]);
            service.Connection.Send(ref signal);
            service.Connection.Objects.EmitPropertiesChanged(service.Object, TestService.Interface, ("Name", "test"));
            Assert.Equal(
                "/com/example/Test: com.example.Test.Changed ('battery', {'Value': <52.5>})", await monitor.StandardOutput.ReadLineAsync().InTime());
            Assert.Equal(
                "/com/example/Test: org.freedesktop.DBus.Properties.PropertiesChanged ('com.example.Test', {'Name': <'test'>}, @as [])",
                await monitor.StandardOutput.ReadLineAsync().InTime());
        }
        finally
        {
            monitor.Kill();
        }
    }

    /// <summary>Waits until the bus has a rule that brings somebody the signals of our object.</summary>
    private async Task UntilSomebodyListensAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline.Time, TimeProvider.System);
        string rules;
        do
        {
            Message answer = await service.Connection.CallAsync(
                "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus.Debug.Stats", "GetAllMatchRules", Deadline.Time, deadline.Token);
            rules = answer.GetReader().ReadValue().ToString();
        }
        while (!rules.Contains($"path='{TestService.Path}'", StringComparison.Ordinal));
    }

    private Task<string> DbusSendAsync(string member, params string[] arguments) => Tool.RunAsync(
        "dbus-send",
        "dbus-bin (before Debian 13: dbus)",
        [$"--bus={service.Address}", $"--dest={TestService.Name}", "--print-reply", TestService.Path, $"{TestService.Interface}.{member}", .. arguments]);

    private Task<string> GdbusAsync(string command, params string[] arguments) => Tool.RunAsync(
        "gdbus",
        "libglib2.0-bin",
        [command, "--address", service.Address, "--dest", TestService.Name, "--object-path", TestService.Path, .. arguments]);

    private Task<string> BusctlAsync(params string[] arguments) => Tool.RunAsync("busctl", "systemd", [$"--address={service.Address}", .. arguments]);
}
