using System.Text.Json;
using BtBattery.DBus;
using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>The shipping program as a doctor, on a private bus with the simulated radio and made-up Victron services.</summary>
public sealed class DoctorTests : IAsyncLifetime
{
    private const string System = "com.victronenergy.system";
    private const string Settings = "com.victronenergy.settings";

    private PrivateBus _bus = null!;

    public async Task InitializeAsync() => _bus = await PrivateBus.StartAsync();

    public async Task DisposeAsync() => await _bus.DisposeAsync();

    [Fact]
    public async Task Without_a_bus_that_is_all_there_is_to_say()
    {
        (int exitCode, string output, string errors) = await ChildProcess.RunAsync(
            Repository.Driver, ["doctor", Scene.Address, "--json", "--bus", "unix:path=/nowhere/bus"]);

        Assert.Equal(4, exitCode);
        Assert.Equal(["no_bus"], Codes(output));
        Assert.Empty(errors);
    }

    [Fact]
    public async Task Without_BlueZ_no_battery_is_called_unseen()
    {
        (int exitCode, string output) = await ExamineAsync(Scene.Address, "--json");

        Assert.Equal(["bluez_missing"], Codes(output));
        Assert.Equal(3, exitCode);
    }

    [Fact]
    public async Task An_adapter_that_is_off_is_told_with_what_to_do()
    {
        await using SimulatorProcess simulator = await StartSimulatorAsync();
        await simulator.CommandAsync("adapter off");

        (int exitCode, string output) = await ExamineAsync(Scene.Address);

        Assert.StartsWith("FAULT   The Bluetooth adapter hci0 is switched off.  [adapter_off]\n   do:  Switch it on", output, StringComparison.Ordinal);
        Assert.Equal(3, exitCode);
    }

    [Fact]
    public async Task An_adapter_that_is_pulled_out_or_was_never_there_is_told()
    {
        await using SimulatorProcess simulator = await StartSimulatorAsync();
        (_, string other) = await ExamineAsync(Scene.Address, "--json", "--adapter", "hci7");
        await simulator.CommandAsync("adapter unplug");
        (_, string none) = await ExamineAsync(Scene.Address, "--json");

        Assert.Equal(["no_adapter"], Codes(other));
        Assert.Contains("hci7, only hci0 (B8:27:EB:00:00:01)", other, StringComparison.Ordinal);
        Assert.Equal(["no_adapter"], Codes(none));
    }

    [Fact]
    public async Task A_bluetoothd_that_hangs_is_told()
    {
        await using SimulatorProcess simulator = await StartSimulatorAsync();
        await simulator.CommandAsync("daemon hang");

        (int exitCode, string output) = await ExamineAsync(Scene.Address, "--json");

        Assert.Equal(["bluez_not_answering"], Codes(output));
        Assert.Equal(3, exitCode);
    }

    [Fact]
    public async Task A_battery_out_of_range_is_not_seen()
    {
        await using SimulatorProcess simulator = await StartSimulatorAsync();
        await simulator.CommandAsync("vanish 1");

        (int exitCode, string output) = await ExamineAsync(Scene.Address, "--json");

        Assert.Equal(["battery_not_seen"], Codes(output));
        Assert.Contains("within 12 seconds", output, StringComparison.Ordinal);
        Assert.Equal(3, exitCode);
    }

    [Fact]
    public async Task A_healthy_machine_has_no_fault_and_nothing_is_left_behind()
    {
        await using SimulatorProcess simulator = await StartSimulatorAsync();
        await using DBusConnection client = await DBusConnection.ConnectAsync(_bus.Address);
        List<string?> owners = [];
        await using IAsyncDisposable watch = await client.WatchNameOwnerAsync(Scene.Service, owners.Add);

        (int exitCode, string output) = await ExamineAsync(Scene.Address);

        Assert.StartsWith("No fault was found.\nChecked: the configuration, the bus and our rights on it, BlueZ", output, StringComparison.Ordinal);
        Assert.Contains($"the battery {Scene.Address} (heard with -61 dBm)", output, StringComparison.Ordinal);
        Assert.Equal(0, exitCode);

        // The name was tried, and given back.
        Assert.Null(await client.GetNameOwnerAsync(Scene.Service));
        Assert.Equal([true, false, true], owners.Select(owner => owner is null));
        Assert.Equal("false", await PropertyAsync(client, "Discovering"));
    }

    [Fact]
    public async Task Without_an_address_the_batteries_and_the_adapter_of_the_configuration_are_looked_at()
    {
        await using SimulatorProcess simulator = await StartSimulatorAsync();
        string settings = Path.Combine(_bus.Folder, "config.ini");
        await File.WriteAllTextAsync(settings, $"[BANK]\nBATTERIES = {Scene.Address}\n");
        (int exitCode, string heard) = await ExamineAsync("--config", settings);
        await File.WriteAllTextAsync(settings, $"[DEFAULT]\nADAPTER = hci7\n[BANK]\nBATTERIES = {Scene.Address}\n");
        (_, string other) = await ExamineAsync("--json", "--config", settings);

        Assert.Contains($"the battery {Scene.Address} (heard with -61 dBm)", heard, StringComparison.Ordinal);
        Assert.Equal(0, exitCode);
        Assert.Equal(["no_adapter"], Codes(other));
    }

    [Fact]
    public async Task A_weak_signal_is_advice()
    {
        string scenario = Path.Combine(_bus.Folder, "scenario.json");
        string text = await File.ReadAllTextAsync(Repository.Scenario("one-battery.json"));
        await File.WriteAllTextAsync(scenario, text.Replace("\"rssi\": -61", "\"rssi\": -91", StringComparison.Ordinal));
        await using SimulatorProcess simulator = await SimulatorProcess.StartAsync(_bus, scenario);

        (int exitCode, string output) = await ExamineAsync(Scene.Address, "--json");

        Assert.Equal(["weak_signal"], Codes(output));
        Assert.Contains("-91 dBm", output, StringComparison.Ordinal);
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task A_battery_that_another_program_holds_is_told_with_the_likely_holder()
    {
        string scenario = Path.Combine(_bus.Folder, "scenario.json");
        string text = await File.ReadAllTextAsync(Repository.Scenario("one-battery.json"));
        await File.WriteAllTextAsync(scenario, text.Replace("\"rssi\": -61", "\"known\": true", StringComparison.Ordinal));
        await using SimulatorProcess simulator = await SimulatorProcess.StartAsync(_bus, scenario);
        await using FakeService other = await FakeService.StartAsync(
            _bus, "com.victronenergy.battery.ble_a4c138000001", new() { ["/ProductName"] = "Another driver", ["/DeviceInstance"] = 4 });
        await using DBusConnection holder = await DBusConnection.ConnectAsync(_bus.Address);
        await holder.CallAsync("org.bluez", "/org/bluez/hci0/dev_A4_C1_38_00_00_01", "org.bluez.Device1", "Connect");

        (int exitCode, string output) = await ExamineAsync(Scene.Address, "--json");

        Assert.Equal(["battery_held"], Codes(output));
        Assert.Contains("probably Another driver (com.victronenergy.battery.ble_a4c138000001)", output, StringComparison.Ordinal);
        Assert.Equal(3, exitCode);
    }

    [Fact]
    public async Task A_battery_that_a_driver_serves_is_not_disturbed()
    {
        await using Scene scene = await Scene.StartAsync();
        await using BusClient client = await scene.ConnectClientAsync();
        string? owner = await client.OwnerAsync();

        (int exitCode, string output, _) = await ChildProcess.RunAsync(Repository.Driver, ["doctor"], scene.Bus.Environment);

        Assert.Contains($"the battery {Scene.Address} (served by {Scene.Service})", output, StringComparison.Ordinal);
        Assert.Equal(0, exitCode);
        Assert.Equal(owner, await client.OwnerAsync());
        Assert.Equal(1, client["/Connected"]);
    }

    [Fact]
    public async Task A_bus_that_grants_no_names_is_told()
    {
        await using SimulatorProcess simulator = await StartSimulatorAsync();
        string configuration = Path.Combine(_bus.Folder, "bus.conf");
        string text = await File.ReadAllTextAsync(configuration);
        await File.WriteAllTextAsync(
            configuration,
            text.Replace(
                "</busconfig>", "<policy context=\"mandatory\"><deny own_prefix=\"com.victronenergy\"/></policy></busconfig>", StringComparison.Ordinal));
        await using DBusConnection client = await DBusConnection.ConnectAsync(_bus.Address);
        await client.CallAsync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "ReloadConfig");

        (int exitCode, string output) = await ExamineAsync(Scene.Address, "--json");

        Assert.Equal(["no_rights_on_bus"], Codes(output));
        Assert.Contains(Scene.Service, output, StringComparison.Ordinal);
        Assert.Equal(3, exitCode);
    }

    [Fact]
    public async Task Limits_that_nobody_follows_are_told()
    {
        await using SimulatorProcess simulator = await StartSimulatorAsync();
        await using FakeService ours = await FakeService.StartAsync(
            _bus, Scene.Service, new() { ["/DeviceInstance"] = 1, ["/Connected"] = 1, ["/Info/MaxChargeVoltage"] = 13.8, ["/Diagnostics/Problem"] = "" });
        await using FakeService settings = await FakeService.StartAsync(
            _bus,
            Settings,
            new() { ["/Settings/Services/Bol"] = 0, ["/Settings/SystemSetup/BatteryService"] = "default", ["/Settings/SystemSetup/BmsInstance"] = -1 });
        await using FakeService system = await FakeService.StartAsync(
            _bus,
            System,
            new() { ["/Control/Dvcc"] = 0, ["/ActiveBmsService"] = Scene.Service, ["/ActiveBatteryService"] = "com.victronenergy.battery/1" });
        await using FakeService charger = await FakeService.StartAsync(
            _bus,
            "com.victronenergy.solarcharger.ttyO1",
            new() { ["/State"] = 3, ["/FirmwareVersion"] = 0x163, ["/Link/NetworkMode"] = 0, ["/ProductName"] = "MPPT" });

        (int exitCode, string off) = await ExamineAsync("--json");
        settings["/Settings/Services/Bol"] = 1;
        system["/Control/Dvcc"] = 1;
        (_, string charging) = await ExamineAsync("--json");
        charger["/Link/NetworkMode"] = 13;
        (int healthy, string followed) = await ExamineAsync("--json");

        Assert.Equal(["dvcc_off"], Codes(off));
        Assert.Equal(3, exitCode);
        Assert.Equal(["charger_not_following"], Codes(charging));
        Assert.Empty(Codes(followed));
        Assert.Contains("whether the charge limits are followed", followed, StringComparison.Ordinal);
        Assert.Equal(0, healthy);
    }

    [Fact]
    public async Task A_service_that_hangs_is_named_and_holds_nothing_up()
    {
        await using SimulatorProcess simulator = await StartSimulatorAsync();
        await using FakeService system = await FakeService.StartAsync(_bus, System, new() { ["/Control/Dvcc"] = 0 }, isSilent: true);

        (int exitCode, string output) = await ExamineAsync(Scene.Address, "--json");

        Assert.Empty(Codes(output));
        Assert.Contains("\"what\": \"com.victronenergy.system\"", output, StringComparison.Ordinal);
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task A_verdict_of_the_running_driver_is_told()
    {
        await using SimulatorProcess simulator = await StartSimulatorAsync();
        await using FakeService ours = await FakeService.StartAsync(
            _bus,
            Scene.Service,
            new() { ["/Connected"] = 0, ["/Diagnostics/ProblemCode"] = "password_wrong", ["/Diagnostics/Problem"] = "The board refused the password." });

        (_, string output) = await ExamineAsync(Scene.Address, "--json");

        Assert.Equal(["password_set"], Codes(output));
        Assert.Contains($"btbattery clear-password {Scene.Address}", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_configuration_is_told_and_no_secret_with_it()
    {
        await using SimulatorProcess simulator = await StartSimulatorAsync();
        string settings = Path.Combine(_bus.Folder, "config.ini");
        await File.WriteAllTextAsync(settings, $"[{Scene.Address}]\nPASSWORD = 654321\nPIN = 12x456\n");

        (int exitCode, string output) = await ExamineAsync(Scene.Address, "--json", "--config", settings);
        (_, string facts) = await ExamineAsync(Scene.Address, "--facts", "--config", settings);

        Assert.Equal(["configuration_error"], Codes(output));
        Assert.Contains("PIN", output, StringComparison.Ordinal);
        Assert.Equal(3, exitCode);
        foreach (string secret in (string[])["654321", "12x456"])
        {
            Assert.DoesNotContain(secret, output + facts, StringComparison.Ordinal);
        }

        using JsonDocument json = JsonDocument.Parse(facts);
        Assert.Equal(-61, json.RootElement.GetProperty("batteries")[0].GetProperty("rssi_dbm").GetInt32());
        Assert.Equal("hci0", json.RootElement.GetProperty("bluez").GetProperty("adapters")[0].GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("doctor hello", "'hello' is not a Bluetooth address")]
    [InlineData("doctor --bus nonsense", "nonsense")]
    [InlineData("doctor --json --facts", "not both")]
    [InlineData("doctor --frobnicate", "'--frobnicate' is not an option")]
    public async Task Wrong_usage_exits_2_with_one_sentence(string arguments, string part)
    {
        (int exitCode, string output, string errors) = await ChildProcess.RunAsync(Repository.Driver, arguments.Split(' '));

        Assert.Equal(2, exitCode);
        Assert.Empty(output);
        Assert.Contains(part, Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_shows_an_example()
    {
        (int exitCode, string output, _) = await ChildProcess.RunAsync(Repository.Driver, ["doctor", "--help"]);

        Assert.Contains("btbattery doctor A4:C1:38:00:00:01", output, StringComparison.Ordinal);
        Assert.Equal(0, exitCode);
    }

    private static string[] Codes(string output)
    {
        using JsonDocument json = JsonDocument.Parse(output);
        return [.. json.RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("code").GetString()!)];
    }

    private static async Task<string> PropertyAsync(DBusConnection client, string property)
    {
        MessageWriter call = client.CreateMethodCall("org.bluez", "/org/bluez/hci0", "org.freedesktop.DBus.Properties", "Get", "ss");
        call.WriteString("org.bluez.Adapter1");
        call.WriteString(property);
        Message answer = await client.CallAsync(ref call);
        return answer.GetReader().ReadVariant().AsBoolean() ? "true" : "false";
    }

    private Task<SimulatorProcess> StartSimulatorAsync() => SimulatorProcess.StartAsync(_bus, Repository.Scenario("one-battery.json"));

    private async Task<(int ExitCode, string Output)> ExamineAsync(params string[] arguments)
    {
        (int exitCode, string output, string errors) = await ChildProcess.RunAsync(
            Repository.Driver, ["doctor", .. arguments], _bus.Environment, TimeSpan.FromSeconds(90));
        Assert.Empty(errors);
        return (exitCode, output);
    }

    /// <summary>A service with a few values, as Victron's are read.</summary>
    private sealed class FakeService(DBusConnection connection, Dictionary<string, Variant> values, bool isSilent) : IMethodHandler, IAsyncDisposable
    {
        public Variant this[string path]
        {
            set
            {
                lock (values)
                {
                    values[path] = value;
                }
            }
        }

        public static async Task<FakeService> StartAsync(PrivateBus bus, string name, Dictionary<string, Variant> values, bool isSilent = false)
        {
            var service = new FakeService(await DBusConnection.ConnectAsync(bus.Address), values, isSilent);
            await service.StartAsync(name);
            return service;
        }

        public ValueTask HandleAsync(MethodContext context)
        {
            if (isSilent)
            {
                context.Defer();
                return ValueTask.CompletedTask;
            }

            Variant value;
            lock (values)
            {
                if (context.Request.Member != "GetValue" || !values.TryGetValue(context.Request.Path!, out value))
                {
                    throw new DBusErrorException(DBusErrorNames.UnknownObject, "There is no such path.");
                }
            }

            MessageWriter reply = context.CreateReply("v");
            reply.WriteVariant(value);
            context.Reply(ref reply);
            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync() => connection.DisposeAsync();

        private async Task StartAsync(string name)
        {
            connection.Export("/", this, handlesChildPaths: true);
            await connection.RequestNameAsync(name, RequestNameFlags.DoNotQueue);
        }
    }
}
