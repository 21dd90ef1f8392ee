using System.Text.Json;
using BtBattery.DBus;
using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>btbattery scan against the simulated BlueZ: from nothing to a served battery by copy and paste.</summary>
public sealed class ScanTests
{
    [Fact]
    public async Task A_newcomer_scans_pastes_and_has_the_battery_on_the_bus()
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using SimulatorProcess simulator = await SimulatorProcess.StartAsync(bus, Repository.Scenario("one-battery.json"));
        (int exitCode, string output, string errors) = await ScanAsync(bus, "--time", "2");
        Assert.Empty(errors);
        Assert.Equal(0, exitCode);

        string command = Assert.Single(output.Split('\n'), line => line.StartsWith("  btbattery ", StringComparison.Ordinal)).Trim();
        await using ChildProcess driver = ChildProcess.Start(Repository.Driver, command.Split(' ')[1..], bus.Environment);
        await using BusClient client = await BusClient.ConnectAsync(bus, Scene.Service);
        await client.WaitUntilAsync(seen => seen["/Connected"] is 1 && seen["/Dc/0/Voltage"] is not null, "complete data");
    }

    [Fact]
    public async Task All_kinds_are_found_with_their_signals_and_nobody_is_connected()
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using SimulatorProcess simulator = await SimulatorProcess.StartAsync(bus, Repository.Scenario("four-kinds.json"));
        JsonElement found = await ScanJsonAsync(bus, "--time", "2");

        Assert.Equal(
            ["A4:C1:38:00:00:01 jbd -61 strong", "A4:C1:38:00:00:02 daly -66 strong", "C8:47:8C:00:00:03 daly -70 fair", "A4:C1:38:00:00:04 daly -74 fair"],
            found.GetProperty("devices").EnumerateArray().Select(device =>
                $"{device.GetProperty("address")} {device.GetProperty("kinds")[0]} {device.GetProperty("rssi")} {device.GetProperty("signal")}"));
        foreach (string command in found.GetProperty("commands").EnumerateArray().Select(command => command.GetString()!))
        {
            (int exitCode, string _, string errors) = await ChildProcess.RunAsync(Repository.Driver, ["check-config", .. command.Split(' ')[1..]], bus.Environment);
            Assert.Empty(errors);
            Assert.Equal(0, exitCode);
        }

        Assert.Equal(2, found.GetProperty("commands").GetArrayLength());
        await Radio.AssertNobodyConnectedAsync(simulator);
        Assert.False(await Radio.IsDiscoveringAsync(bus));
    }

    [Fact]
    public async Task A_battery_a_driver_serves_is_marked_stays_served_and_is_not_offered_again()
    {
        await using Scene scene = await Scene.StartAsync();
        await using BusClient client = await scene.ConnectClientAsync();
        JsonElement found = await ScanJsonAsync(scene.Bus, "--time", "2");

        JsonElement device = Assert.Single(found.GetProperty("devices").EnumerateArray());
        Assert.Equal(Scene.Service, device.GetProperty("served_as").GetString());
        Assert.True(device.GetProperty("connected").GetBoolean());
        Assert.Equal(0, found.GetProperty("commands").GetArrayLength());
        Assert.Equal(1, client["/Connected"]);

        (int exitCode, string output, _) = await ScanAsync(scene.Bus, "--time", "1");
        Assert.Equal(0, exitCode);
        Assert.Contains("connected here, served by btbattery", output, StringComparison.Ordinal);
        Assert.DoesNotContain("  btbattery ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopped_in_the_middle_it_shows_what_it_had_and_leaves_no_discovery_running()
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using SimulatorProcess simulator = await SimulatorProcess.StartAsync(bus, Repository.Scenario("one-battery.json"));
        await using DBusConnection observer = await DBusConnection.ConnectAsync(bus.Address);
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await observer.SubscribeAsync(
            new MatchRule { Type = MessageType.Signal, Interface = "org.freedesktop.DBus.ObjectManager", Member = "InterfacesAdded" },
            _ => seen.TrySetResult());

        // The debug log tells when the battery is known here as well, and not only there.
        await using ChildProcess scan = ChildProcess.Start(Repository.Driver, ["scan", "--time", "3600", "--log-level", "debug"], bus.Environment);
        await seen.Task.WaitAsync(ChildProcess.Patience);
        await scan.WaitForErrorLineAsync("A4:C1:38:00:00:01");
        scan.Terminate();

        Assert.Equal(0, await scan.WaitForExitAsync());
        Assert.Contains("btbattery A4:C1:38:00:00:01", scan.Output, StringComparison.Ordinal);
        Assert.False(await Radio.IsDiscoveringAsync(bus));
    }

    [Fact]
    public async Task Without_a_battery_it_says_why_that_may_be_in_order_and_exits_3()
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using SimulatorProcess simulator = await SimulatorProcess.StartAsync(bus, Repository.Scenario("one-battery.json"));
        await simulator.CommandAsync("vanish 1");
        (int exitCode, string output, string errors) = await ScanAsync(bus, "--time", "1");
        Assert.Equal(3, exitCode);
        Assert.Empty(output);
        Assert.Matches("phone app.*asleep.*out of range", errors);

        (exitCode, output, errors) = await ScanAsync(bus, "--time", "1", "--json");
        Assert.Equal(3, exitCode);
        Assert.Empty(JsonDocument.Parse(output).RootElement.GetProperty("devices").EnumerateArray());
        Assert.Contains("phone app", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_bus_BlueZ_or_adapter_or_with_it_off_it_says_what_to_do_and_exits_4()
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await AssertRefusedAsync(bus, "BlueZ is not running", "Start the Bluetooth service", "--time", "1");

        await using SimulatorProcess simulator = await SimulatorProcess.StartAsync(bus, Repository.Scenario("one-battery.json"));
        await AssertRefusedAsync(bus, "no Bluetooth adapter 'hci7'", "bluetoothctl list", "--time", "1", "--adapter", "hci7");
        await simulator.CommandAsync("adapter off");
        await AssertRefusedAsync(bus, "adapter hci0 is switched off", "bluetoothctl power on", "--time", "1");
        await simulator.CommandAsync("adapter unplug");
        await AssertRefusedAsync(bus, "BlueZ has no Bluetooth adapter.", "Plug one in", "--time", "1");
        await AssertRefusedAsync(bus, "The system bus does not answer", "say with --bus", "--bus", "unix:path=/nowhere/bus");
    }

    [Theory]
    [InlineData("scan --time 0", "1 to 3600")]
    [InlineData("scan --time soon", "soon")]
    [InlineData("scan --identify --all", "do not go together")]
    [InlineData("scan A4:C1:38:00:00:01", "A4:C1:38:00:00:01")]
    [InlineData("scan --bus nonsense", "nonsense")]
    [InlineData("scan --log-level loud", "loud")]
    public async Task Wrong_usage_exits_2_with_one_sentence(string arguments, string part)
    {
        (int exitCode, string output, string errors) = await ChildProcess.RunAsync(Repository.Driver, arguments.Split(' '));

        Assert.Equal(2, exitCode);
        Assert.Empty(output);
        Assert.Contains(part, Assert.Single(errors.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_has_an_example()
    {
        (int exitCode, string output, _) = await ChildProcess.RunAsync(Repository.Driver, ["scan", "--help"]);

        Assert.Equal(0, exitCode);
        Assert.Contains("btbattery scan --identify", output, StringComparison.Ordinal);
    }

    private static Task<(int ExitCode, string Output, string Errors)> ScanAsync(PrivateBus bus, params string[] options) =>
        ChildProcess.RunAsync(Repository.Driver, ["scan", .. options], bus.Environment, 2 * ChildProcess.Patience);

    private static async Task<JsonElement> ScanJsonAsync(PrivateBus bus, params string[] options)
    {
        (int exitCode, string output, string errors) = await ScanAsync(bus, ["--json", .. options]);
        Assert.Empty(errors);
        Assert.Equal(0, exitCode);
        using JsonDocument found = JsonDocument.Parse(output);
        return found.RootElement.Clone();
    }

    private static async Task AssertRefusedAsync(PrivateBus bus, string what, string advice, params string[] options)
    {
        (int exitCode, string output, string errors) = await ScanAsync(bus, options);
        Assert.Equal(4, exitCode);
        Assert.Empty(output);
        string line = Assert.Single(errors.TrimEnd().Split('\n'));
        Assert.Contains(what, line, StringComparison.Ordinal);
        Assert.Contains(advice, line, StringComparison.Ordinal);
    }
}
