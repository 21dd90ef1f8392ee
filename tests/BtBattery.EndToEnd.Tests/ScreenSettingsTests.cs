using System.Text.Json;
using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>A setting on the screen, from the write of another implementation over a killed driver to what the tools say of it.</summary>
public sealed class ScreenSettingsTests : IAsyncLifetime
{
    private const string Path = "/Settings/MaxBatteryChargeCurrent";

    private readonly string _folder = Directory.CreateTempSubdirectory("btbattery-").FullName;
    private PrivateBus _bus = null!;
    private SimulatorProcess _simulator = null!;

    private string File => System.IO.Path.Combine(_folder, "config.ini");

    public async Task InitializeAsync()
    {
        _bus = await PrivateBus.StartAsync();
        _simulator = await SimulatorProcess.StartAsync(_bus, Repository.Scenario("one-battery.json"));
        await System.IO.File.WriteAllTextAsync(File, "[DEFAULT]\nMAX_BATTERY_CHARGE_CURRENT = 50\nMAX_BATTERY_DISCHARGE_CURRENT = 60\nSETTINGS = file\n");
    }

    public async Task DisposeAsync()
    {
        await _simulator.DisposeAsync();
        await _bus.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task It_is_obeyed_and_kept_and_said_where_it_comes_from()
    {
        await using (ChildProcess driver = Scene.StartDriver(_bus, "--config", File))
        {
            await using BusClient client = await BusClient.ConnectAsync(_bus, Scene.Service);
            await client.WaitUntilAsync(seen => seen["/Info/MaxChargeCurrent"] is > 49.0, "the limit of the file");
            Assert.Equal("(1,)", await WriteAsync(Path, "<'twenty'>"));
            Assert.Equal("(2,)", await WriteAsync(Path, "<50.5>"));
            Assert.Equal("(0,)", await WriteAsync(Path, "<20>"));
            await client.WaitUntilAsync(seen => seen["/Info/MaxChargeCurrent"] is 20.0 && seen[Path] is 20.0, "the limit of the screen");
            Assert.Equal("(<50.0>,)", await CallAsync(Path, "GetMax"));
            driver.Kill();
            await driver.WaitForExitAsync();
        }

        await using (Scene.StartDriver(_bus, "--config", File))
        {
            await using BusClient client = await BusClient.ConnectAsync(_bus, Scene.Service);
            await client.WaitUntilAsync(seen => seen["/Info/MaxChargeCurrent"] is 20.0 && seen["/Settings/Overridden/MaxBatteryChargeCurrent"] is 1, "the limit of the screen");
            (int exitCode, string output, string errors) = await RunAsync("explain");
            Assert.Equal((0, ""), (exitCode, errors));
            Assert.Matches(@"\n  B1 MAX_BATTERY_CHARGE_CURRENT +20 A, from screen\n", output);
            Assert.Matches($@"\n  B1 MAX_BATTERY_DISCHARGE_CURRENT +60 A, from {File}:3\n", output);
            Assert.Equal("(0,)", await WriteAsync("/Settings/SocLowWarning", "<30.0>"));
            Assert.Equal("(0,)", await WriteAsync("/Settings/SocLowWarning", "<@ai []>"));
        }

        (int checkExit, string check, _) = await RunAsync("check-config", "--config", File, Scene.Address);
        Assert.Equal(0, checkExit);
        Assert.Contains($"\nWhat was set on the screen comes from {_folder}/settings.json.\n", check, StringComparison.Ordinal);
        Assert.Matches(@"\n  MAX_BATTERY_CHARGE_CURRENT +20 A +screen\n", check);
        Assert.Matches(@"\n  SOC_LOW_WARNING +20 % +default\n", check);

        // Given a stricter file, and then a damaged value.
        await System.IO.File.WriteAllTextAsync(File, "[DEFAULT]\nMAX_BATTERY_CHARGE_CURRENT = 15\nSETTINGS = file\n");
        Assert.Matches($@"\n  MAX_BATTERY_CHARGE_CURRENT +15 A +{File}:2\n", (await RunAsync("check-config", "--config", File, Scene.Address)).Output);
        string settings = System.IO.Path.Combine(_folder, "settings.json");
        await System.IO.File.WriteAllTextAsync(settings, (await System.IO.File.ReadAllTextAsync(settings)).Replace("\"MaxBatteryChargeCurrent\":20", "\"MaxBatteryChargeCurrent\":true", StringComparison.Ordinal));
        using JsonDocument json = JsonDocument.Parse((await RunAsync("check-config", "--json", "--config", File, Scene.Address)).Output);
        Assert.Equal("screen", Assert.Single(json.RootElement.GetProperty("findings").EnumerateArray()).GetProperty("code").GetString());
    }

    private Task<string> WriteAsync(string path, string value) => CallAsync(path, "SetValue", value);

    private async Task<string> CallAsync(string path, string method, params string[] arguments) => (await ChildProcess.RunAsync(
        "gdbus", ["call", "--address", _bus.Address, "--dest", Scene.Service, "--object-path", path, "--method", "com.victronenergy.BusItem." + method, .. arguments])).Output.Trim();

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) => ChildProcess.RunAsync(Repository.Driver, arguments, _bus.Environment);
}
