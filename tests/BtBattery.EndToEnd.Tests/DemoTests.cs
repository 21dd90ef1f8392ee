using System.Text.Json;
using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>The command the README begins with.</summary>
public sealed class DemoTests
{
    private static readonly string s_demo = Path.Combine(Repository.Root, "demo.sh");
    private static readonly TimeSpan s_buildAndRun = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Once_json_prints_the_scenario_and_nothing_else_on_standard_output()
    {
        (int exitCode, string output, string errors) = await ChildProcess.RunAsync(s_demo, ["--once", "--json"], patience: s_buildAndRun);
        Assert.True(exitCode == 0, errors);

        using JsonDocument json = JsonDocument.Parse(output);
        JsonElement paths = json.RootElement.GetProperty(Scene.Service);
        JsonElement state = Scene.Battery().GetProperty("state");
        double[] cells = [.. state.GetProperty("cells").EnumerateArray().Select(cell => cell.GetDouble())];
        Assert.Equal(Math.Round(cells.Sum(), 2), paths.GetProperty("/Dc/0/Voltage").GetDouble());
        Assert.Equal(state.GetProperty("current").GetDouble(), paths.GetProperty("/Dc/0/Current").GetDouble());
        Assert.Equal(state.GetProperty("soc").GetDouble(), paths.GetProperty("/Soc").GetDouble());
        Assert.Equal(cells, cells.Select((_, i) => paths.GetProperty($"/Voltages/Cell{i + 1}").GetDouble()));
        Assert.Equal(JsonValueKind.Null, paths.GetProperty("/Voltages/Cell32").ValueKind);
    }

    [Theory]
    [InlineData("--series", 26.73, 20.2, 79, 8)]
    [InlineData("--parallel", 13.36, 40.4, 80, 4)]
    [InlineData("--topology A4:C1:38:00:00:01|A4:C1:38:00:00:02", 13.36, 40.4, 80, 4)]
    [InlineData("--scenario scenarios/four-batteries.json --topology (A4:C1:38:00:00:01+A4:C1:38:00:00:02)|(A4:C1:38:00:00:03+A4:C1:38:00:00:04)", 26.54, -16.5, 74.6, 8)]
    public async Task Several_batteries_are_shown_as_one_bank(string wiring, double volts, double amps, double soc, int cells)
    {
        string arguments = wiring.Replace("scenarios/", Repository.Scenario("") + "/", StringComparison.Ordinal);
        (int exitCode, string output, string errors) = await ChildProcess.RunAsync(s_demo, [.. arguments.Split(' '), "--once", "--json"], patience: s_buildAndRun);
        Assert.True(exitCode == 0, errors);

        using JsonDocument json = JsonDocument.Parse(output);
        JsonElement paths = json.RootElement.EnumerateObject().Single().Value;
        Assert.Equal(
            (volts, amps, soc, cells),
            (paths.GetProperty("/Dc/0/Voltage").GetDouble(), paths.GetProperty("/Dc/0/Current").GetDouble(), paths.GetProperty("/Soc").GetDouble(),
                paths.GetProperty("/System/NrOfCellsPerBattery").GetInt32()));
    }

    [Fact]
    public async Task A_day_passes_at_high_speed_and_its_end_is_printed()
    {
        (int exitCode, string output, string errors) = await ChildProcess.RunAsync(s_demo, ["--scenario", "day", "--once", "--json"], patience: 2 * s_buildAndRun);
        Assert.True(exitCode == 0, errors);

        using JsonDocument json = JsonDocument.Parse(output);
        JsonElement paths = json.RootElement.EnumerateObject().Single().Value;
        Assert.InRange(paths.GetProperty("/Dc/0/Voltage").GetDouble(), 48, 56);
        Assert.InRange(paths.GetProperty("/Soc").GetDouble(), 40, 100);
        Assert.True(paths.GetProperty("/Info/MaxChargeVoltage").GetDouble() > 48);
        Assert.Equal(16, paths.GetProperty("/System/NrOfCellsPerBattery").GetInt32());

        // Both batteries counted a day of sun and loads.
        Assert.True(paths.GetProperty("/History/ChargedEnergy").GetDouble() > 3);
        Assert.True(paths.GetProperty("/History/DischargedEnergy").GetDouble() > 2);
    }

    [Fact]
    public async Task From_scan_to_a_running_driver_by_copying_what_is_printed()
    {
        const string session = """
            btbattery scan > scan.txt
            command=$(sed -n 's/^  \(btbattery [0-9A-F:]*\)$/\1/p' scan.txt)
            $command 2> driver.log &
            until grep -q 'data is coming in' driver.log; do kill -0 $! || exit 9; sleep 0.1; done
            btbattery read "${command#btbattery }" --json
            kill $!
            wait $!
            """;
        (int exitCode, string output, string errors) = await ChildProcess.RunAsync(
            "sh", ["-c", "printf '%s' \"$1\" | \"$2\" --shell", "sh", session, s_demo], patience: s_buildAndRun);
        Assert.True(exitCode == 0, errors);

        using JsonDocument json = JsonDocument.Parse(output);
        Assert.Equal((Scene.Address, "driver"), (json.RootElement.GetProperty("address").GetString(), json.RootElement.GetProperty("source").GetString()));
        Assert.Equal(
            Scene.Battery().GetProperty("state").GetProperty("current").GetDouble(),
            json.RootElement.GetProperty("reading").GetProperty("current").GetDouble());
    }

    [Theory]
    [InlineData("--shell --once --json", "--shell goes without")]
    [InlineData("--frobnicate", "'--frobnicate' is not an option")]
    [InlineData("--scenario", "--scenario needs a file")]
    [InlineData("--topology", "--topology needs an expression")]
    [InlineData("--series --parallel", "once how the batteries are wired")]
    [InlineData("--shell --series", "--shell starts no driver")]
    [InlineData("--scenario /nowhere.json", "/nowhere.json")]
    [InlineData("--once", "--once and --json go together")]
    [InlineData("--scenario nowhere", "scenarios/nowhere.json")]
    [InlineData("--scenario day --shell", "is only shown")]
    [InlineData("--scenario day --series", "says itself how its batteries are wired")]
    public async Task Wrong_usage_exits_2_with_one_sentence(string arguments, string part)
    {
        (int exitCode, string output, string errors) = await ChildProcess.RunAsync(s_demo, arguments.Split(' '));
        Assert.Equal(2, exitCode);
        Assert.Contains(part, errors, StringComparison.Ordinal);
        Assert.Empty(output);
    }

    [Fact]
    public async Task Scripts_pass_shellcheck_and_the_parser_of_BusyBox()
    {
        string[] scripts =
        [
            "demo.sh", "test.sh", "publish.sh", "profile.sh", ".ci/run", ".ci/same-bytes", ".ci/try-archive", ".ci/try-install", ".ci/run-arm", "fuzz.sh", "soak.sh", "bench.sh", "bench-physics.sh", "build-screens.sh", "screens.sh",
            "scripts/ensure.sh", "scripts/licenses.sh", "qml/install-qml.sh", "qml/gui-v2/translations/make.sh",
            "package/installservice.sh", "package/boot.sh", "package/trial.sh", "package/stage.sh", "package/service/run", "package/service/log/run",
            "package/venus-data/pack.sh", "package/venus-data/rc/install.sh", "package/venus-data/rc/pre-hook.sh", "package/venus-data/rc/post-hook.sh",
        ];
        (int exitCode, string output, _) = await ChildProcess.RunAsync("shellcheck", ["-x", .. scripts], patience: 4 * ChildProcess.Patience);
        Assert.True(exitCode == 0, output);
        foreach (string script in scripts)
        {
            (exitCode, _, string errors) = await ChildProcess.RunAsync("busybox", ["sh", "-n", script]);
            Assert.True(exitCode == 0, errors);
        }
    }
}
