using System.Text.Json;
using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>btbattery scan --identify: live values of all candidates side by side.</summary>
public sealed class IdentifyTests
{
    [Fact]
    public async Task It_marks_the_box_the_load_is_on_and_releases_all()
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using SimulatorProcess simulator = await SimulatorProcess.StartAsync(bus, Repository.Scenario("two-batteries.json"));
        await using ChildProcess identify = StartIdentify(bus, "--json");
        await identify.WaitForOutputLineAsync(line => IsComplete(line, 2));
        await simulator.CommandAsync("set JBD-280Ah-B current=-15");
        using JsonDocument shown = JsonDocument.Parse(
            await identify.WaitForOutputLineAsync(line => line.Contains("\"changed_most\":\"A4:C1:38:00:00:02\"", StringComparison.Ordinal)));
        identify.Terminate();

        Assert.Equal(0, await identify.WaitForExitAsync());
        Assert.Equal([21.5, -15.0], shown.RootElement.GetProperty("batteries").EnumerateArray().Select(battery => battery.GetProperty("current").GetDouble()));
        await Radio.AssertNobodyConnectedAsync(simulator);
        Assert.False(await Radio.IsDiscoveringAsync(bus));
    }

    [Fact]
    public async Task It_reads_a_served_battery_through_its_driver_and_shows_why_another_gives_nothing()
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using SimulatorProcess simulator = await SimulatorProcess.StartAsync(bus, Repository.Scenario("two-batteries.json"));
        await using ChildProcess driver = Scene.StartDriver(bus);
        await driver.WaitForErrorLineAsync("data is coming in");
        await simulator.CommandAsync("silence JBD-280Ah-B");
        await using ChildProcess identify = StartIdentify(bus, "--json");
        string line = await identify.WaitForOutputLineAsync(line => line.Contains("answers no request", StringComparison.Ordinal) && IsComplete(line, 1));
        identify.Terminate();
        Assert.Equal(0, await identify.WaitForExitAsync());

        using JsonDocument shown = JsonDocument.Parse(line);
        JsonElement served = shown.RootElement.GetProperty("batteries").EnumerateArray().Single(
            battery => battery.GetProperty("address").GetString() == Scene.Address);
        Assert.Equal("driver", served.GetProperty("source").GetString());
        Assert.Equal(21.5, served.GetProperty("current").GetDouble());

        using JsonDocument batteries = JsonDocument.Parse(await simulator.CommandAsync("list"));
        Assert.Equal([true, false], batteries.RootElement.EnumerateArray().Select(battery => battery.GetProperty("connected").GetBoolean()));
    }

    [Fact]
    public async Task It_prints_blocks_where_there_is_no_terminal_and_ends_by_itself()
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using SimulatorProcess simulator = await SimulatorProcess.StartAsync(bus, Repository.Scenario("one-battery.json"));
        (int exitCode, string output, string errors) = await ChildProcess.RunAsync(
            Repository.Driver, ["scan", "--identify", "--time", "15"], bus.Environment, 2 * ChildProcess.Patience);

        Assert.Empty(errors);
        Assert.Equal(0, exitCode);
        Assert.StartsWith("Switch a load", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', output);
        string[] blocks = output.TrimEnd().Split("\n\n");
        Assert.InRange(blocks.Length, 5, 17);
        Assert.All(blocks[1..], block => Assert.Equal(2, block.Split('\n').Length));
        Assert.Contains(" A ", blocks[^1], StringComparison.Ordinal);
        await Radio.AssertNobodyConnectedAsync(simulator);
    }

    [Fact]
    public async Task On_a_terminal_progress_is_shown_and_the_view_is_redrawn_in_place()
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using SimulatorProcess simulator = await SimulatorProcess.StartAsync(bus, Repository.Scenario("one-battery.json"));
        (int exitCode, string output, _) = await ChildProcess.RunAsync(
            "script", ["-qec", $"stty cols 60 rows 24; {Repository.Driver} scan --identify --time 3", "/dev/null"], bus.Environment, 2 * ChildProcess.Patience);

        Assert.Equal(0, exitCode);
        Assert.Contains("Scanning, 0 of 12 s", output, StringComparison.Ordinal);
        Assert.Contains("1 may be batteries", output, StringComparison.Ordinal);
        Assert.Contains($"{Scene.BatteryName}  {Scene.Address}", output, StringComparison.Ordinal);

        // Drawn more than once, always from the top, and the cursor is given back at the end.
        Assert.True(output.Split("\u001b[H").Length > 2);
        Assert.EndsWith("\u001b[?25h", output, StringComparison.Ordinal);
    }

    private static ChildProcess StartIdentify(PrivateBus bus, params string[] options) =>
        ChildProcess.Start(Repository.Driver, ["scan", "--identify", .. options], bus.Environment);

    private static bool IsComplete(string line, int count)
    {
        using JsonDocument shown = JsonDocument.Parse(line);
        return shown.RootElement.GetProperty("batteries").EnumerateArray().Count(battery => battery.GetProperty("current").ValueKind == JsonValueKind.Number) >= count;
    }
}
