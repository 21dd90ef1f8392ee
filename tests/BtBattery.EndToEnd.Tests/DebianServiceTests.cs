using System.Globalization;
using System.Xml.Linq;
using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>The unit and the policy of Debian: judged by systemd and by a dbus-daemon, and the driver as they let it be.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class DebianServiceTests : IAsyncLifetime
{
    /// <summary>In place of the driver's user, which a machine for tests need not have; and somebody else.</summary>
    private const string Driver = "daemon", Somebody = "nobody";

    /// <summary>systemd's own measure in tenths, 0 to 100; it calls a service safe up to 20.</summary>
    private const int Exposure = 5;

    private static readonly string s_unit = Path.Combine(Repository.Root, "package", "systemd", "btbattery.service");

    private PrivateBus _bus = null!;

    /// <summary>
    /// The bus of a Debian 12: its rules, those of its BlueZ, and ours, for an existing user. The group of members is that of the driver alone.
    /// </summary>
    public async Task InitializeAsync()
    {
        string ours = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "package", "dbus", "btbattery.conf"));
        Assert.Equal("busconfig", XDocument.Parse(ours).Root?.Name.LocalName);
        ours = ours[(ours.IndexOf("<busconfig>", StringComparison.Ordinal) + "<busconfig>".Length)..ours.IndexOf("</busconfig>", StringComparison.Ordinal)]
            .Replace("user=\"btbattery\"", $"user=\"{Driver}\"", StringComparison.Ordinal)
            .Replace("group=\"btbattery\"", $"group=\"{Driver}\"", StringComparison.Ordinal);
        _bus = await PrivateBus.StartAsync($"""
            <policy context="default">
              <allow user="*"/><deny own="*"/><deny send_type="method_call"/>
              <allow send_type="signal"/><allow send_requested_reply="true" send_type="method_return"/><allow send_requested_reply="true" send_type="error"/>
              <allow receive_type="method_call"/><allow receive_type="method_return"/><allow receive_type="error"/><allow receive_type="signal"/>
              <allow send_destination="org.freedesktop.DBus" send_interface="org.freedesktop.DBus"/>
              <allow send_destination="org.bluez"/>
            </policy>
            <policy user="root"><allow own="org.bluez"/></policy>
            {ours}
            """);
        await ChildProcess.RunAsync("chmod", ["755", _bus.Folder]);
    }

    public async Task DisposeAsync() => await _bus.DisposeAsync();

    [Fact]
    public async Task Systemd_has_nothing_to_say_against_the_unit()
    {
        // It looks whether the program is there.
        string unit = Path.Combine(_bus.Folder, "btbattery.service");
        await File.WriteAllTextAsync(
            unit, (await File.ReadAllTextAsync(s_unit)).Replace("/opt/btbattery/current/btbattery", Repository.Driver, StringComparison.Ordinal));
        (int exitCode, string output, string errors) = await ChildProcess.RunAsync("systemd-analyze", ["verify", "--man=no", "--recursive-errors=no", unit]);
        Assert.Equal((0, "", ""), (exitCode, output, errors));
    }

    [Fact]
    public async Task Systemd_calls_its_exposure_safe()
    {
        (int exitCode, string output, string errors) = await ChildProcess.RunAsync(
            "systemd-analyze", ["security", "--no-pager", "--offline=true", $"--threshold={Exposure.ToString(CultureInfo.InvariantCulture)}", s_unit]);
        Assert.True(exitCode == 0, output + errors);
    }

    [RootFact]
    public async Task The_driver_lives_with_what_the_unit_leaves_it()
    {
        string state = await FolderOfDriverAsync("state");
        string runtime = await FolderOfDriverAsync("run");
        string configuration = Path.Combine(Directory.CreateDirectory(Path.Combine(_bus.Folder, "etc")).FullName, "config.ini");
        await File.WriteAllTextAsync(configuration, $"[BANK]\nBATTERIES = {Scene.Address}\n");

        // Where the repository lies, another user may not be let in.
        string program = Path.Combine(_bus.Folder, "program");
        await ChildProcess.RunAsync("cp", ["-r", Path.GetDirectoryName(Repository.Driver)!, program]);
        await ChildProcess.RunAsync("chmod", ["-R", "a+rX", program]);
        using var manager = new ManagerSocket(Path.Combine(_bus.Folder, "notify"));
        await using SimulatorProcess simulator = await SimulatorProcess.StartAsync(_bus, Repository.Scenario("one-battery.json"));
        await using ChildProcess driver = ChildProcess.Start(
            "/usr/bin/python3",
            [Path.Combine(Repository.Root, "tests", "clients", "confined.py"), s_unit, Driver, Path.Combine(program, Path.GetFileName(Repository.Driver)), "run", "--config", configuration],
            new Dictionary<string, string?>(_bus.Environment)
            {
                ["NOTIFY_SOCKET"] = Path.Combine(_bus.Folder, "notify"),
                ["WATCHDOG_USEC"] = "4000000",
                ["STATE_DIRECTORY"] = state,
                ["XDG_RUNTIME_DIR"] = runtime,
                ["HOME"] = null,
            });
        await manager.WaitForAsync(told => told == "READY=1");
        await using BusClient client = await BusClient.ConnectAsync(_bus, Scene.Service);
        await client.WaitUntilAsync(seen => seen["/Dc/0/Voltage"] is not null, "data");
        await manager.WaitForAsync(told => told == "STATUS=The battery answers.");

        // Each is a turn of the main loop, at least one second apart.
        int signs = manager.Told.Count(told => told == "WATCHDOG=1");
        for (; signs < 4; signs++)
        {
            await manager.WaitForAsync(told => told == "WATCHDOG=1");
        }

        Assert.Equal(1, manager.Told.Count(told => told == "READY=1"));

        (int exitCode, _, _) = await ChildProcess.RunAsync("kill", ["-TERM", driver.Id.ToString(CultureInfo.InvariantCulture)]);
        Assert.Equal(0, exitCode);
        await manager.WaitForAsync(told => told.StartsWith("STOPPING=1\n", StringComparison.Ordinal));
        Assert.Equal(0, await driver.WaitForExitAsync());
        Assert.Equal(["config.ini"], Directory.EnumerateFileSystemEntries(Path.Combine(_bus.Folder, "etc")).Select(Path.GetFileName));
        Assert.Contains("settings.json", Directory.EnumerateFiles(state).Select(Path.GetFileName));
        Assert.Contains("bank-state.json", Directory.EnumerateFiles(state).Select(Path.GetFileName));
        Assert.NotEmpty(Directory.EnumerateFiles(Path.Combine(runtime, "btbattery")));
        Assert.DoesNotContain("denied", driver.Errors, StringComparison.OrdinalIgnoreCase);
    }

    [RootFact]
    public async Task Only_the_drivers_user_and_root_may_be_a_battery()
    {
        Assert.Equal("uint32 1", await RequestNameAsync(Driver, "com.victronenergy.battery.btbattery_a4c138000002"));
        Assert.Equal("uint32 1", await RequestNameAsync("root", "com.victronenergy.battery.btbattery_a4c138000002"));
        Assert.Equal("AccessDenied", await RequestNameAsync(Somebody, "com.victronenergy.battery.btbattery_a4c138000002"));
        Assert.Equal("AccessDenied", await RequestNameAsync(Driver, "com.victronenergy.vebus.ttyO1"));
        Assert.Equal("AccessDenied", await RequestNameAsync(Driver, "org.bluez"));
    }

    [RootFact]
    public async Task Everybody_reads_and_only_members_write_or_control()
    {
        await using SimulatorProcess simulator = await SimulatorProcess.StartAsync(_bus, Repository.Scenario("one-battery.json"));
        await using ChildProcess driver = Scene.StartDriver(_bus);
        await using BusClient client = await BusClient.ConnectAsync(_bus, Scene.Service);
        await client.WaitUntilAsync(seen => seen["/Dc/0/Voltage"] is not null, "data");

        Assert.Contains("double", await CallAsync(Somebody, "/Dc/0/Voltage", "com.victronenergy.BusItem.GetValue"), StringComparison.Ordinal);
        Assert.Contains("V\"", await CallAsync(Somebody, "/Dc/0/Voltage", "com.victronenergy.BusItem.GetText"), StringComparison.Ordinal);
        Assert.Contains("/Dc/0/Voltage", await CallAsync(Somebody, "/", "com.victronenergy.BusItem.GetItems"), StringComparison.Ordinal);
        Assert.Contains("<node", await CallAsync(Somebody, "/", "org.freedesktop.DBus.Introspectable.Introspect"), StringComparison.Ordinal);
        Assert.Equal("AccessDenied", await CallAsync(Somebody, "/CustomName", "com.victronenergy.BusItem.SetValue", "variant:string:mine"));
        Assert.Equal("AccessDenied", await CallAsync(Somebody, "/Control", "org.btbattery.Control1.GetReading", $"string:{Scene.Address}"));
        Assert.Contains("int32 0", await CallAsync(Driver, "/CustomName", "com.victronenergy.BusItem.SetValue", "variant:string:ours"), StringComparison.Ordinal);
        Assert.Contains("\"", await CallAsync("root", "/Control", "org.btbattery.Control1.GetReading", $"string:{Scene.Address}"), StringComparison.Ordinal);
    }

    private async Task<string> FolderOfDriverAsync(string name)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_bus.Folder, name)).FullName;
        await ChildProcess.RunAsync("chown", [Driver, folder]);
        return folder;
    }

    private Task<string> RequestNameAsync(string user, string name) => SendAsync(
        user, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus.RequestName", $"string:{name}", "uint32:4");

    private Task<string> CallAsync(string user, string path, string method, params string[] arguments) => SendAsync(user, Scene.Service, path, method, arguments);

    /// <returns>What is answered, without the first line; or the last part of the error's name.</returns>
    private async Task<string> SendAsync(string user, string service, string path, string method, params string[] arguments)
    {
        (int exitCode, string output, string errors) = await ChildProcess.RunAsync(
            "setpriv", [$"--reuid={user}", $"--regid={(user == Driver ? Driver : "nogroup")}", "--clear-groups", "dbus-send", $"--bus={_bus.Address}", "--print-reply", $"--dest={service}", path, method, .. arguments]);
        return exitCode == 0
            ? output[(output.IndexOf('\n', StringComparison.Ordinal) + 1)..].Trim()
            : errors.Split(':')[0].Split('.')[^1];
    }
}
