using System.Text.Json;
using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>Every generation we speak, with nobody telling the driver which is which.</summary>
public sealed class KindsOfBatteriesTests
{
    private static readonly TimeSpan s_buildAndRun = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task The_demo_recognises_one_battery_of_each_kind()
    {
        string scenario = Repository.Scenario("four-kinds.json");
        (int exitCode, string output, string errors) = await ChildProcess.RunAsync(
            Path.Combine(Repository.Root, "demo.sh"), ["--scenario", scenario, "--parallel", "--once", "--json"], patience: s_buildAndRun);
        Assert.True(exitCode == 0, errors);

        using JsonDocument json = JsonDocument.Parse(output);
        using JsonDocument file = JsonDocument.Parse(await File.ReadAllTextAsync(scenario));
        JsonElement bank = json.RootElement.EnumerateObject().Single().Value;
        JsonElement[] batteries = [.. file.RootElement.GetProperty("batteries").EnumerateArray()];
        Assert.Equal(4, batteries.Length);
        foreach ((int index, JsonElement battery) in batteries.Index())
        {
            JsonElement state = battery.GetProperty("state");
            string kind = battery.GetProperty("bms").GetString() + (battery.TryGetProperty("variant", out JsonElement variant) ? "-" + variant.GetString() : "");
            double[] cells = [.. state.GetProperty("cells").EnumerateArray().Select(cell => cell.GetDouble())];

            Assert.Equal(kind, Of("/Diagnostics/BmsType").GetString());
            Assert.Equal(state.GetProperty("current").GetDouble(), Of("/Dc/0/Current").GetDouble(), 3);
            Assert.Equal(state.GetProperty("soc").GetDouble(), Of("/Soc").GetDouble(), 3);
            Assert.Equal(cells, cells.Select((_, i) => Of($"/Voltages/Cell{i + 1}").GetDouble()));
            Assert.Equal(JsonValueKind.Null, Of($"/Voltages/Cell{cells.Length + 1}").ValueKind);
            foreach (string contradiction in (string[])["CellCount", "CellSum", "CurrentSign", "CapacitySlope", "SocRange"])
            {
                Assert.Equal(0, Of("/Diagnostics/Contradictions/" + contradiction).GetInt32());
            }

            JsonElement Of(string path) => bank.GetProperty($"/Batteries/{index + 1}{path}");
        }
    }

    [Fact]
    public async Task What_was_recognised_is_remembered_beside_the_settings()
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using SimulatorProcess simulator = await SimulatorProcess.StartAsync(bus, Repository.Scenario("four-kinds.json"));
        string settings = Path.Combine(bus.Folder, "config.ini");
        await File.WriteAllTextAsync(settings, "");
        await using ChildProcess driver = ChildProcess.Start(Repository.Driver, ["A4:C1:38:00:00:02", "--config", settings], bus.Environment);
        await driver.WaitForErrorLineAsync("data is coming in");

        Assert.Contains(
            "\"A4:C1:38:00:00:02\": \"daly-d2\"", await File.ReadAllTextAsync(Path.Combine(bus.Folder, "known-batteries.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Switching_needs_the_owners_leave_and_works_with_and_without_a_running_driver()
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using SimulatorProcess simulator = await SimulatorProcess.StartAsync(bus, Repository.Scenario("one-battery.json"));
        string settings = Path.Combine(bus.Folder, "config.ini");
        await File.WriteAllTextAsync(settings, "");
        string[] switchOff = ["switch", Scene.Address, "charge", "off", "--config", settings];
        (int exitCode, _, string errors) = await ChildProcess.RunAsync(Repository.Driver, switchOff, bus.Environment);
        Assert.Equal(2, exitCode);
        Assert.Contains("ALLOW_SWITCHING", errors, StringComparison.Ordinal);

        await File.WriteAllTextAsync(settings, "[DEFAULT]\nALLOW_SWITCHING = True\n");
        (exitCode, string output, errors) = await ChildProcess.RunAsync(Repository.Driver, switchOff, bus.Environment);
        Assert.True(exitCode == 0, errors + output);
        Assert.Equal("charging off: done", output.Trim());

        await using ChildProcess driver = ChildProcess.Start(Repository.Driver, [Scene.Address, "--config", settings], bus.Environment);
        await using BusClient client = await BusClient.ConnectAsync(bus, Scene.Service);
        await client.WaitUntilAsync(seen => seen["/Control/ChargeFet"] is 0, "the charge FET off");
        (exitCode, output, errors) = await ChildProcess.RunAsync(
            Repository.Driver, ["switch", Scene.Address, "charge", "on", "--config", settings], bus.Environment);
        Assert.True(exitCode == 0, errors + output);
        Assert.Equal("charging on: done", output.Trim());
        await client.WaitUntilAsync(seen => seen["/Control/ChargeFet"] is 1, "the charge FET on");
    }

    [Theory]
    [InlineData("switch", "MAC")]
    [InlineData("switch A4:C1:38:00:00:01 both on", "charge or discharge")]
    [InlineData("switch A4:C1:38:00:00:01 charge maybe", "on or off")]
    [InlineData("switch A4:C1:38:00:00:01 charge off --config /nowhere.ini --bus unix:path=/nowhere", "bus")]
    public async Task Wrong_switch_commands_are_one_sentence(string arguments, string part)
    {
        (int exitCode, string output, string errors) = await ChildProcess.RunAsync(Repository.Driver, arguments.Split(' '));
        Assert.Contains(part, errors, StringComparison.Ordinal);
        Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(output);
        Assert.True(exitCode is 2 or 4);
    }
}
