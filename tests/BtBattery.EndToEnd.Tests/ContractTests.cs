using System.Text.Json;
using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>
/// What the programs of a GX device rely on, asked for by clients that share no line with the driver: docs/testing.md says what each does.
/// </summary>
public sealed class ContractTests(ServedBattery one, ServedBank two) : IClassFixture<ServedBattery>, IClassFixture<ServedBank>
{
    [Fact]
    public async Task Who_scans_at_a_new_name_finds_everything_in_the_first_answer_and_each_change_in_one_signal()
    {
        string stages = JsonSerializer.Serialize(new Dictionary<string, object?>[]
        {
            new() { ["/HardwareVersion"] = Scene.Battery().GetProperty("state").GetProperty("hardware").GetString() },
            new() { ["/Soc"] = 37.0, ["/Dc/0/Current"] = -12.5 },
            new() { ["/Connected"] = 0, ["/Soc"] = null, ["/Dc/0/Voltage"] = null, ["/Voltages/Cell1"] = null, ["/Alarms/BmsCable"] = 1 },
            new() { ["/Connected"] = 1, ["/Soc"] = 37.0 },
        });
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using PythonClient scanner = PythonClient.Start(bus, "scanner.py", stages);
        await scanner.SaidAsync("ready");
        await using SimulatorProcess simulator = await SimulatorProcess.StartAsync(bus, Repository.Scenario("one-battery.json"));

        // A machine that writes numbers with commas.
        string configuration = Path.Combine(bus.Folder, "config.ini");
        await File.WriteAllTextAsync(configuration, "");
        var environment = new Dictionary<string, string?>(bus.Environment) { ["LC_ALL"] = "de_DE.UTF-8", ["LANG"] = "de_DE.UTF-8" };
        await using ChildProcess driver = ChildProcess.Start(Repository.Driver, [Scene.Address, "--data-timeout", "5", "--config", configuration], environment);

        await scanner.SaidAsync("following");
        await scanner.SaidAsync("stage 1");
        await simulator.CommandAsync($"set {Scene.BatteryName} soc=37 current=-12.5");
        await scanner.SaidAsync("stage 2");
        await simulator.CommandAsync($"silence {Scene.BatteryName}");
        await scanner.SaidAsync("stage 3");
        await simulator.CommandAsync($"restore {Scene.BatteryName}");
        JsonElement facts = await scanner.VerdictAsync(least: 1000);
        Assert.InRange(facts.GetProperty("signals").GetInt32(), 4, 100);
    }

    [Fact]
    public async Task Who_knows_single_paths_only_reads_and_hears_them()
    {
        await using PythonClient reader = PythonClient.Start(one.Scene.Bus, "reader.py", Scene.Service, "/Soc", "36");
        await reader.SaidAsync("listening");
        await one.Scene.Simulator.CommandAsync($"set {Scene.BatteryName} soc=36");
        await reader.VerdictAsync(least: 500);
    }

    [Fact]
    public async Task Every_branch_and_leaf_reads_the_same_by_itself_and_among_all()
    {
        await using PythonClient walker = PythonClient.Start(one.Scene.Bus, "walker.py", Scene.Service);
        JsonElement facts = await walker.VerdictAsync(least: 2000);
        Assert.InRange(facts.GetProperty("leaves").GetInt32(), 150, 2000);
        Assert.InRange(facts.GetProperty("branches").GetInt32(), 10, 500);
    }

    [Fact]
    public async Task Every_branch_and_leaf_of_a_bank_reads_the_same_by_itself_and_among_all()
    {
        await using PythonClient walker = PythonClient.Start(two.Bus, "walker.py", two.Service);
        JsonElement facts = await walker.VerdictAsync(least: 5000);
        Assert.InRange(facts.GetProperty("leaves").GetInt32(), 400, 5000);
    }

    [Fact]
    public async Task Wrong_calls_are_all_answered_and_change_nothing()
    {
        await using PythonClient mangler = PythonClient.Start(one.Scene.Bus, "mangler.py", Scene.Service);
        AssertAnswered(await mangler.VerdictAsync(least: 5000));
    }

    [Fact]
    public async Task Wrong_calls_to_a_bank_are_all_answered_and_change_nothing()
    {
        await using PythonClient mangler = PythonClient.Start(two.Bus, "mangler.py", two.Service);
        AssertAnswered(await mangler.VerdictAsync(least: 10000));
    }

    [Fact]
    public async Task A_flood_of_calls_and_signals_holds_up_neither_the_polls_nor_other_clients()
    {
        await using BusClient client = await one.Scene.ConnectClientAsync();
        await using CellClock clock = await CellClock.StartAsync(one.Scene.Simulator, client);
        await using PythonClient flooder = PythonClient.Start(one.Scene.Bus, "flooder.py", Scene.Service, "/Voltages/Cell1");
        JsonElement facts = await flooder.VerdictAsync(least: 2000);
        Assert.InRange(facts.GetProperty("calls").GetInt32(), 2000, int.MaxValue);
    }

    [Fact]
    public async Task What_the_tools_ask_a_bank_is_not_declared_as_a_part_of_its_tree()
    {
        (int exitCode, string output, string errors) = await ChildProcess.RunAsync(
            "gdbus", ["introspect", "--address", two.Bus.Address, "--dest", two.Service, "--object-path", "/Control", "--xml"]);
        Assert.True(exitCode == 0, errors);
        Assert.Contains("org.btbattery.Control1", output, StringComparison.Ordinal);
        Assert.DoesNotContain("com.victronenergy.BusItem", output, StringComparison.Ordinal);
    }

    private static void AssertAnswered(JsonElement facts) => Assert.InRange(facts.GetProperty("answers").GetInt32(), 2500, int.MaxValue);
}
