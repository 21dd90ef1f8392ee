using System.Text.Json;
using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>btbattery clear-password: says what it does, asks, writes one frame once, and tells what the board said.</summary>
public sealed class ClearPasswordTests
{
    private const string Frame = "dd5a09064a3142324434fe8a77";
    private const string ShownFrame = "DD 5A 09 06 4A 31 42 32 44 34 FE 8A 77";

    [Fact]
    public async Task A_board_that_takes_the_frame_gets_nothing_else_and_is_released()
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using SimulatorProcess simulator = await StartRecordedAsync(bus, "DD0900", "00000077");
        (int exitCode, string output, string errors) = await ClearAsync(bus, "--yes");

        Assert.Empty(errors);
        Assert.Equal(0, exitCode);
        Assert.Contains(ShownFrame, output, StringComparison.Ordinal);
        Assert.Contains(Scene.Address, output, StringComparison.Ordinal);
        Assert.Contains("its password is cleared", output, StringComparison.Ordinal);
        Assert.Equal(Frame, await simulator.CommandAsync("history 1"));
        using JsonDocument batteries = JsonDocument.Parse(await simulator.CommandAsync("list"));
        Assert.False(batteries.RootElement[0].GetProperty("connected").GetBoolean());
    }

    [Fact]
    public async Task A_board_that_refuses_is_told_with_its_status()
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using SimulatorProcess simulator = await StartRecordedAsync(bus, "DD098000FF8077");
        (int exitCode, _, string errors) = await ClearAsync(bus, "--yes");

        Assert.Equal(3, exitCode);
        Assert.Contains("refused (status 80)", errors, StringComparison.Ordinal);
        Assert.Equal(Frame, await simulator.CommandAsync("history 1"));
    }

    [Fact]
    public async Task A_board_that_stays_silent_is_waited_for_once_and_not_asked_again()
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using SimulatorProcess simulator = await StartRecordedAsync(bus);
        (int exitCode, _, string errors) = await ClearAsync(bus, "--yes");

        Assert.Equal(3, exitCode);
        Assert.Contains("did not answer", errors, StringComparison.Ordinal);
        Assert.Equal(Frame, await simulator.CommandAsync("history 1"));
    }

    [Fact]
    public async Task A_board_that_wants_to_be_paired_is_told()
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using FakeBlueZ bluez = await FakeBlueZ.StartAsync(bus);
        (int exitCode, _, string errors) = await ClearAsync(bus, "--yes");

        Assert.Equal(3, exitCode);
        Assert.Contains("paired first", errors, StringComparison.Ordinal);
        Assert.Equal(["Connect", "Disconnect"], bluez.Calls);
    }

    [Theory]
    [InlineData("y", 0, Frame)]
    [InlineData("n", 3, "")]
    [InlineData("", 3, "")]
    public async Task On_a_terminal_it_asks_first(string answer, int expected, string written)
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using SimulatorProcess simulator = await StartRecordedAsync(bus, "DD090000000077");

        // script(1) gives the program a terminal; the answer comes from a shell that waits for nothing.
        (int exitCode, string output, _) = await ChildProcess.RunAsync(
            "sh", ["-c", $"echo {answer} | script -qec '{Repository.Driver} clear-password {Scene.Address}' /dev/null"], bus.Environment);

        Assert.Contains("[y/N]", output, StringComparison.Ordinal);
        Assert.Equal(expected, exitCode);
        Assert.Equal(expected != 0, output.Contains("Nothing was written.", StringComparison.Ordinal));
        Assert.Equal(written, await simulator.CommandAsync("history 1"));
    }

    [Fact]
    public async Task A_driver_that_serves_the_battery_lends_its_link_and_has_it_back()
    {
        await using Scene scene = await Scene.StartAsync();
        await using BusClient client = await scene.ConnectClientAsync();
        (int exitCode, _, string errors) = await ClearAsync(scene.Bus, "--yes");

        // This board knows no such frame, and says so: the write has arrived.
        Assert.Equal(3, exitCode);
        Assert.Contains("refused (status 81)", errors, StringComparison.Ordinal);
        Assert.Contains(Frame, await scene.Simulator.CommandAsync($"history {Scene.BatteryName}"), StringComparison.Ordinal);
        await scene.Driver.WaitForErrorLineAsync("released to btbattery clear-password");
        await client.WaitUntilAsync(seen => seen["/Diagnostics/Problem"] is "", "the driver's own link");
        using JsonDocument batteries = JsonDocument.Parse(await scene.Simulator.CommandAsync("list"));
        Assert.Equal(3, batteries.RootElement[0].GetProperty("connects").GetInt32());
    }

    [Fact]
    public async Task A_battery_another_program_is_connected_with_is_left_alone()
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using FakeBlueZ bluez = await FakeBlueZ.StartAsync(bus, isConnected: true);
        (int exitCode, _, string errors) = await ClearAsync(bus, "--yes");

        Assert.Equal(4, exitCode);
        Assert.Contains("Another program is connected", errors, StringComparison.Ordinal);
        Assert.Empty(bluez.Calls);
    }

    [Fact]
    public async Task Without_BlueZ_or_adapter_or_battery_it_exits_4()
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        (int exitCode, _, string errors) = await ClearAsync(bus, "--yes");
        Assert.Contains("BlueZ is not running", errors, StringComparison.Ordinal);
        Assert.Equal(4, exitCode);

        await using SimulatorProcess simulator = await StartRecordedAsync(bus);
        (exitCode, _, errors) = await ClearAsync(bus, "--yes", "--adapter", "hci7");
        Assert.Contains("no Bluetooth adapter 'hci7'", errors, StringComparison.Ordinal);
        Assert.Equal(4, exitCode);

        await simulator.CommandAsync("vanish 1");
        (exitCode, _, errors) = await ClearAsync(bus, "--yes");
        Assert.Contains("not seen", errors, StringComparison.Ordinal);
        Assert.Equal(4, exitCode);
        Assert.Equal("", await simulator.CommandAsync("history 1"));
    }

    private static Task<(int ExitCode, string Output, string Errors)> ClearAsync(PrivateBus bus, params string[] options) =>
        ChildProcess.RunAsync(Repository.Driver, ["clear-password", Scene.Address, .. options], bus.Environment, 2 * ChildProcess.Patience);

    /// <summary>A board that knows one request only, the frame, and answers it with these notifications.</summary>
    private static async Task<SimulatorProcess> StartRecordedAsync(PrivateBus bus, params string[] answer)
    {
        string notifications = string.Join(", ", answer.Select(piece => $"\"{piece}\""));
        await File.WriteAllTextAsync(
            Path.Combine(bus.Folder, "board.json"),
            $$"""{ "bms": "jbd", "exchanges": [ { "request": "{{Frame}}", "notifications": [{{notifications}}] } ] }""");
        string scenario = Path.Combine(bus.Folder, "scenario.json");
        await File.WriteAllTextAsync(
            scenario,
            $$"""{ "batteries": [ { "name": "Locked", "address": "{{Scene.Address}}", "bms": "jbd", "recording": "board.json" } ] }""");
        return await SimulatorProcess.StartAsync(bus, scenario);
    }
}
