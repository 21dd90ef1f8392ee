using BtBattery.DBus;
using System.Text.Json;
using System.Text.Json.Nodes;
using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>read, stream and shell with the shipping program: over a link of their own, and with the service running.</summary>
public sealed class ToolsTests
{
    [Theory]
    [InlineData(false, "over Bluetooth")]
    [InlineData(true, "through the running driver")]
    public async Task Read_shows_everything_the_battery_says(bool isServed, string way)
    {
        await using ToolScene scene = await ToolScene.StartAsync(isServed);
        (int exitCode, string output, string errors) = await scene.RunAsync("read", Scene.Address);

        Assert.Empty(errors);
        Assert.Equal(0, exitCode);
        Assert.StartsWith($"JBD-280Ah  ({Scene.Address})\n  BMS type jbd, read {way} ", output, StringComparison.Ordinal);
        foreach (string part in (string[])["13.260 V", "-8.400 A", "76.0 %", "212.8 Ah", "  3  3.305 V", "min", "T1 22.4 C", "charge on", "JBD-SP04S034-L4S-200A-B-U"])
        {
            Assert.Contains(part, output, StringComparison.Ordinal);
        }

        await AssertOneCentralAsync(scene, isServed);
    }

    [Theory]
    [InlineData(false, "bluetooth")]
    [InlineData(true, "driver")]
    public async Task Read_json_is_one_object(bool isServed, string source)
    {
        await using ToolScene scene = await ToolScene.StartAsync(isServed);
        (int exitCode, string output, _) = await scene.RunAsync("read", Scene.Address, "--json");
        JsonNode document = JsonNode.Parse(output)!;

        Assert.Equal(0, exitCode);
        Assert.Equal(source, (string?)document["source"]);
        Assert.Equal("JBD-280Ah", (string?)document["name"]);
        Assert.Equal(3.305, (double?)document["reading"]!["cells"]![2]);
        Assert.Equal("2023-04-17", (string?)document["reading"]!["production_date"]);
        Assert.InRange((double)document["age_seconds"]!, 0, 10);
        Assert.Equal("DDA50300FFFD77", (string?)document["exchange"]!["request"]);
        await AssertOneCentralAsync(scene, isServed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Read_watch_shows_what_changes(bool isServed)
    {
        await using ToolScene scene = await ToolScene.StartAsync(isServed);
        await using ChildProcess watch = ChildProcess.Start(
            "sh", ["-c", $"{Repository.Driver} read {Scene.Address} --watch --json --interval 0.5 >&2"], scene.Bus.Environment);
        await watch.WaitForErrorLineAsync("\"soc\":76");
        await scene.Simulator.CommandAsync("set 1 soc=31");
        JsonNode line = JsonNode.Parse(await watch.WaitForErrorLineAsync("\"soc\":31"))!;
        Assert.Equal(31, (double?)line["reading"]!["soc"]);
    }

    [Fact]
    public async Task A_tool_gives_way_to_a_driver_that_begins_to_serve_the_battery()
    {
        await using ToolScene scene = await ToolScene.StartAsync(isServed: false);
        await using ChildProcess watch = ChildProcess.Start(
            "sh", ["-c", $"exec {Repository.Driver} read {Scene.Address} --watch --json --interval 0.5 >&2"], scene.Bus.Environment);
        await watch.WaitForErrorLineAsync("\"source\":\"bluetooth\"");
        await using ChildProcess driver = Scene.StartDriver(scene.Bus);
        await watch.WaitForErrorLineAsync("\"source\":\"driver\"");
        watch.Terminate();
        Assert.Equal(0, await watch.WaitForExitAsync());

        await using BusClient client = await BusClient.ConnectAsync(scene.Bus, Scene.Service);
        await client.WaitUntilAsync(seen => seen["/Connected"] is 1 && seen["/Diagnostics/Problem"] is "", "the driver's link");
    }

    [Fact]
    public async Task Read_watch_on_a_terminal_redraws_in_place_and_gives_the_cursor_back()
    {
        await using ToolScene scene = await ToolScene.StartAsync(isServed: false);

        // script(1) gives the program a terminal, timeout(1) does what Ctrl+C does.
        string watch = $"stty cols 80 rows 40; timeout --foreground -s INT 10 {Repository.Driver} read {Scene.Address} --watch --interval 1";
        (_, string output, _) = await ChildProcess.RunAsync(
            "sh", ["-c", $"LC_ALL=C.UTF-8 script -qec '{watch}' /dev/null < /dev/null"], scene.Bus.Environment);

        Assert.True(output.Split("\u001b[H").Length > 2, output);
        Assert.True(output.LastIndexOf("\u001b[?25h", StringComparison.Ordinal) > output.LastIndexOf("\u001b[?25l", StringComparison.Ordinal), output);
        Assert.Contains("\u2588\u2588", output, StringComparison.Ordinal);
        Assert.Contains("22.4 °C", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stream_writes_lines_of_the_published_form_and_nothing_else(bool isServed)
    {
        await using ToolScene scene = await ToolScene.StartAsync(isServed);
        (int exitCode, string output, string errors) = await scene.RunAsync("stream", Scene.Address, "--interval", "0.5", "--count", "3");
        string[] lines = output.TrimEnd('\n').Split('\n');

        Assert.Empty(errors);
        Assert.Equal(0, exitCode);
        Assert.Equal(3, lines.Length);
        Assert.All(lines, line =>
        {
            Assert.StartsWith("BMS_DATA:{", line, StringComparison.Ordinal);
            JsonNode data = JsonNode.Parse(line["BMS_DATA:".Length..])!;
            Assert.True((bool)data["data_found"]!);
            Assert.Equal("JBD-280Ah", (string?)data["device"]);
            Assert.Equal("a4:c1:38:00:00:01", (string?)data["mac_address"]);
            JsonNode info = data["daly_protocol"]!["commands"]!["main_info"]!;
            Assert.Equal("DDA50300FFFD77", (string?)info["command_sent"]);
            Assert.StartsWith("DD0300", (string?)info["response_data"], StringComparison.Ordinal);
            Assert.Equal(13.26, (double?)info["parsed_data"]!["packVoltage"]);
            Assert.Equal("0xDD", (string?)info["parsed_data"]!["header"]!["startByte"]);
        });
        long[] times = [.. lines.Select(line => (long)JsonNode.Parse(line["BMS_DATA:".Length..])!["timestamp"]!)];
        Assert.True(times[0] < times[1] && times[1] < times[2], "the lines are of different moments");
        await AssertOneCentralAsync(scene, isServed);
    }

    [Fact]
    public async Task Stream_ends_when_nobody_reads_any_more()
    {
        await using ToolScene scene = await ToolScene.StartAsync(isServed: false);
        (int exitCode, string output, string errors) = await ChildProcess.RunAsync(
            "bash", ["-c", $"{Repository.Driver} stream {Scene.Address} --interval 0.5 | head -n 1; exit ${{PIPESTATUS[0]}}"], scene.Bus.Environment);

        Assert.Empty(errors);
        Assert.Equal(0, exitCode);
        Assert.Single(output.TrimEnd('\n').Split('\n'));
        Assert.False(await scene.IsConnectedAsync());
    }

    [Fact]
    public async Task Stream_reads_several_batteries_and_says_which_gives_nothing()
    {
        await using ToolScene scene = await ToolScene.StartAsync(isServed: false, Repository.Scenario("two-batteries.json"));
        JsonElement batteries = JsonDocument.Parse(await scene.Simulator.CommandAsync("list")).RootElement;
        string[] addresses = [.. batteries.EnumerateArray().Select(battery => battery.GetProperty("address").GetString()!)];
        await scene.Simulator.CommandAsync("vanish 2");
        (int exitCode, string output, _) = await scene.RunAsync(["stream", .. addresses, "--interval", "0.5", "--count", "1"]);
        JsonNode[] lines = [.. output.TrimEnd('\n').Split('\n').Select(line => JsonNode.Parse(line["BMS_DATA:".Length..])!)];

        Assert.Equal(0, exitCode);
        Assert.Equal(2, lines.Length);
        Assert.True((bool)Line(addresses[0])["data_found"]!);
        JsonNode absent = Line(addresses[1]);
        Assert.False((bool)absent["data_found"]!);
        Assert.Equal("connection_failed", (string?)absent["daly_protocol"]!["status"]);
        Assert.Contains("not seen", (string?)absent["error"], StringComparison.Ordinal);

        JsonNode Line(string address) => lines.Single(line => address.Equals((string?)line["mac_address"], StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_shell_scans_connects_and_shows(bool isServed)
    {
        await using ToolScene scene = await ToolScene.StartAsync(isServed);
        (int exitCode, string output, string errors) = await scene.ShellAsync("", "scan", "conn 1", "d", "services", "status", "json", "exit");

        Assert.Empty(errors);
        Assert.Equal(0, exitCode);
        Assert.Contains($"  1  {Scene.Address}  ", output, StringComparison.Ordinal);
        Assert.Contains("Connected: JBD-280Ah, BMS type jbd.", output, StringComparison.Ordinal);
        Assert.Contains("read over Bluetooth", output, StringComparison.Ordinal);
        Assert.Contains("    0000ff02-0000-1000-8000-00805f9b34fb  read, write-without-response, write", output, StringComparison.Ordinal);
        Assert.Contains($"Connected with {Scene.Address} (JBD-280Ah).", output, StringComparison.Ordinal);
        Assert.Contains("\"source\": \"bluetooth\"", output, StringComparison.Ordinal);
        if (!isServed)
        {
            Assert.False(await scene.IsConnectedAsync());
            return;
        }

        // The driver had lent its link, one central at a time, and has it back.
        await scene.Driver.WaitForErrorLineAsync("released to btbattery shell");
        await using BusClient client = await BusClient.ConnectAsync(scene.Bus, Scene.Service);
        await client.WaitUntilAsync(seen => seen["/Diagnostics/Problem"] is "", "the driver's own link");
        Assert.Equal(3, await scene.ConnectsAsync());
    }

    [Fact]
    public async Task The_shell_with_an_address_connects_by_itself_and_if_it_is_killed_the_driver_has_its_link_back()
    {
        await using ToolScene scene = await ToolScene.StartAsync(isServed: true);
        await using BusClient client = await BusClient.ConnectAsync(scene.Bus, Scene.Service);
        await using ChildProcess shell = ChildProcess.Start(
            "sh", ["-c", $"exec {Repository.Driver} shell {Scene.Address} >&2"], scene.Bus.Environment);
        await shell.WaitForErrorLineAsync("Connected: JBD-280Ah");
        await client.WaitUntilAsync(seen => seen["/Diagnostics/Problem"] is "released to btbattery shell", "the loan");

        // A shell that is killed gives nothing back by itself; the driver notices.
        shell.Kill();
        await client.WaitUntilAsync(seen => seen["/Diagnostics/Problem"] is "" && seen["/Connected"] is 1, "the driver's own link");
    }

    [Fact]
    public async Task Ctrl_C_ends_continuous_and_not_the_shell()
    {
        await using ToolScene scene = await ToolScene.StartAsync(isServed: false);
        (int exitCode, string output, _) = await ChildProcess.RunAsync(
            "bash",
            [
                "-c",
                $$"""
                exec 3> >({{Repository.Driver}} shell > "$OUT" 2>&1); shell=$!
                await() { for i in $(seq 300); do [ "$(grep -c "$1" "$OUT")" -ge "$2" ] && return; read -t 0.1 < <(tail -f /dev/null); done; exit 9; }
                echo 'connect {{Scene.Address}}' >&3; await Connected: 1
                echo continuous >&3; await 'read over Bluetooth' 2
                kill -INT $shell
                echo status >&3; await 'Connected with' 1
                echo exit >&3; exec 3>&-; wait $shell; code=$?; cat "$OUT"; exit $code
                """,
            ],
            new Dictionary<string, string?>(scene.Bus.Environment) { ["OUT"] = Path.Combine(scene.Bus.Folder, "shell.out") },
            3 * ChildProcess.Patience);

        Assert.True(exitCode == 0, output);
        Assert.Contains("Ctrl+C ends this.", output, StringComparison.Ordinal);
        Assert.False(await scene.IsConnectedAsync());
    }

    [Fact]
    public async Task A_battery_that_is_held_by_another_program_is_left_alone()
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using FakeBlueZ bluez = await FakeBlueZ.StartAsync(bus, isConnected: true);
        (int exitCode, string output, string errors) = await ChildProcess.RunAsync(Repository.Driver, ["read", FakeBlueZ.Address], bus.Environment);

        Assert.Equal(4, exitCode);
        Assert.Empty(output);
        Assert.Contains("Another program is connected", errors, StringComparison.Ordinal);
        Assert.Empty(bluez.Calls);
    }

    [Theory]
    [InlineData("org.bluez.Error.InProgress")]
    [InlineData("org.bluez.Error.AlreadyConnected")]
    public async Task A_link_that_another_program_is_just_making_is_not_ended(string error)
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using FakeBlueZ bluez = await FakeBlueZ.StartAsync(bus);
        bluez.ConnectError = new DBusErrorException(error, "In Progress");
        (int exitCode, string output, string errors) = await ChildProcess.RunAsync(Repository.Driver, ["read", FakeBlueZ.Address], bus.Environment);

        Assert.Equal(4, exitCode);
        Assert.Empty(output);
        Assert.Contains("Another program is connecting", errors, StringComparison.Ordinal);
        Assert.Equal(["Connect"], bluez.Calls);
    }

    [Fact]
    public async Task A_battery_that_is_not_there_is_exit_3_and_says_the_likely_causes()
    {
        await using ToolScene scene = await ToolScene.StartAsync(isServed: false);
        await scene.Simulator.CommandAsync("vanish 1");
        (int exitCode, string output, string errors) = await scene.RunAsync("read", Scene.Address, "--timeout", "17", "--json");

        Assert.Equal(3, exitCode);
        Assert.Contains("a phone app may hold it, it may be asleep, or out of range", errors, StringComparison.Ordinal);
        Assert.Equal("not_seen", (string?)JsonNode.Parse(output)!["problem_kind"]);
    }

    [Theory]
    [InlineData("read")]
    [InlineData("read", "A4:C1:38:00:00")]
    [InlineData("read", Scene.Address, "--timeout", "0")]
    [InlineData("stream")]
    [InlineData("stream", Scene.Address, "nonsense")]
    [InlineData("stream", Scene.Address, "--interval", "x")]
    [InlineData("stream", "A4:C1:38:00:00:01", "A4:C1:38:00:00:02", "A4:C1:38:00:00:03", "A4:C1:38:00:00:04", "A4:C1:38:00:00:05")]
    [InlineData("shell", "nonsense")]
    [InlineData("shell", Scene.Address, "--nonsense")]
    public async Task Wrong_input_is_exit_2_with_one_sentence(params string[] arguments)
    {
        (int exitCode, string output, string errors) = await ChildProcess.RunAsync(Repository.Driver, arguments);
        Assert.Equal(2, exitCode);
        Assert.Empty(output);
        Assert.Single(errors.Split('\n'));
        Assert.StartsWith("btbattery: ", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("read")]
    [InlineData("stream")]
    [InlineData("shell")]
    public async Task Help_has_an_example(string command)
    {
        (int exitCode, string output, _) = await ChildProcess.RunAsync(Repository.Driver, [command, "--help"]);
        Assert.Equal(0, exitCode);
        Assert.Contains($"  btbattery {command} {Scene.Address}", output, StringComparison.Ordinal);
    }

    /// <summary>No second link was opened: the only connect is the driver's, or the tool's own, which has ended.</summary>
    private static async Task AssertOneCentralAsync(ToolScene scene, bool isServed)
    {
        Assert.Equal(1, await scene.ConnectsAsync());
        Assert.Equal(isServed, await scene.IsConnectedAsync());
    }
}
