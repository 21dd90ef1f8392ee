using System.Text.Json;
using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>The driver with several batteries and with files, as an owner starts it.</summary>
public sealed class RunTests : IAsyncLifetime
{
    private const string First = "A4:C1:38:00:00:01";
    private const string Second = "A4:C1:38:00:00:02";
    private const string FirstService = "com.victronenergy.battery.btbattery_a4c138000001";
    private const string BankService = "com.victronenergy.battery.btbattery_bank_433913bf";

    private readonly string _folder = Directory.CreateTempSubdirectory("btbattery-run-").FullName;
    private PrivateBus _bus = null!;
    private SimulatorProcess _simulator = null!;

    private string ConfigFile => Path.Combine(_folder, "config.ini");

    public async Task InitializeAsync()
    {
        _bus = await PrivateBus.StartAsync();
        _simulator = await SimulatorProcess.StartAsync(_bus, Repository.Scenario("two-batteries.json"));
    }

    public async Task DisposeAsync()
    {
        await _simulator.DisposeAsync();
        await _bus.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Two_batteries_of_the_file_are_served_as_one_bank_without_an_address_on_the_command_line()
    {
        await File.WriteAllTextAsync(ConfigFile, $"""
            [DEFAULT]
            DEVICE_INSTANCE = 5
            [BANK]
            BATTERIES = {First}, {Second}
            TOPOLOGY = Port | {Second}
            [{First}]
            NAME = Port
            """);
        await using ChildProcess driver = Start("--config", ConfigFile);
        await using BusClient bank = await ConnectToBankAsync();

        Assert.Equal(("", 5), (bank["/CustomName"], bank["/DeviceInstance"]));
        Assert.Equal(("Port", "JBD-280Ah-B"), (bank["/Batteries/1/Name"], bank["/Batteries/2/Name"]));
        Assert.Equal((21.5, 18.9, 40.4), (bank["/Batteries/1/Dc/0/Current"], bank["/Batteries/2/Dc/0/Current"], bank["/Dc/0/Current"]));
        Assert.Equal("Bluetooth LE: 2 batteries in parallel, live", bank["/Mgmt/Connection"]);

        driver.Terminate();
        Assert.Equal(0, await driver.WaitForExitAsync());
    }

    [Fact]
    public async Task A_file_of_its_own_holds_for_its_battery_alone()
    {
        string own = Path.Combine(_folder, "port:side.ini");
        await File.WriteAllTextAsync(own, "[DEFAULT]\nNAME = Port side\nINVERT_CURRENT_MEASUREMENT = -1\n");
        await File.WriteAllTextAsync(ConfigFile, "");
        await using ChildProcess driver = Start("-p", $"{First.ToLowerInvariant()}:{own}", Second, "--config", ConfigFile);
        await using BusClient bank = await ConnectToBankAsync();

        Assert.Equal(("Port side", -21.5), (bank["/Batteries/1/Name"], bank["/Batteries/1/Dc/0/Current"]));
        Assert.Equal(18.9, bank["/Batteries/2/Dc/0/Current"]);
    }

    [Fact]
    public async Task A_battery_of_a_bank_is_found_by_the_tools_under_its_address()
    {
        await File.WriteAllTextAsync(ConfigFile, $"[BANK]\nTOPOLOGY = series\n[{Second}]\nALLOW_SWITCHING = True\n");
        await using ChildProcess driver = Start(First, Second, "--config", ConfigFile);
        await using BusClient bank = await ConnectToBankAsync();

        (int exitCode, string output, _) = await RunAsync("read", Second, "--json");
        using JsonDocument reading = JsonDocument.Parse(output);
        Assert.Equal((0, Second, "driver"), (exitCode, reading.RootElement.GetProperty("address").GetString(), reading.RootElement.GetProperty("source").GetString()));

        (exitCode, output, _) = await RunAsync("switch", Second, "charge", "off");
        Assert.True(exitCode == 0, output);
        await bank.WaitUntilAsync(seen => seen["/Batteries/2/Control/ChargeFet"] is 0, "the FET is off");
        Assert.Equal((1, 1), (bank["/Batteries/1/Control/ChargeFet"], bank["/System/NrOfModulesBlockingCharge"]));

        (exitCode, output, _) = await RunAsync("release", First, "--minutes", "1", "--yes");
        Assert.True(exitCode == 0, output);
        Assert.Equal((1, 0), (bank["/Batteries/1/Control/ReleaseMinutes"], bank["/Batteries/2/Control/ReleaseMinutes"]));

        string file = Path.Combine(_folder, "flight.jsonl");
        (exitCode, output, _) = await RunAsync("record", "--out", file);
        Assert.True(exitCode == 0, output);
        Assert.Contains("2 batteries", output, StringComparison.Ordinal);
        (exitCode, output, _) = await RunAsync("replay", file);
        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task A_wrong_file_is_refused_with_everything_that_is_wrong_with_it()
    {
        await File.WriteAllTextAsync(ConfigFile, "[DEFAULT]\nMAX_CELL_VOLTAG = 3.4\nFLOAT_CELL_VOLTAGE = 3,35\nCCCM_CV_ENABLE = maybe\n");
        (int exitCode, string output, string errors) = await ChildProcess.RunAsync(
            Repository.Driver, [First, "--config", ConfigFile], _bus.Environment);

        Assert.Equal(2, exitCode);
        Assert.Empty(output);
        string[] lines = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, lines.Length);
        Assert.StartsWith($"btbattery: error: {ConfigFile}:2: [DEFAULT] ", lines[0], StringComparison.Ordinal);
        Assert.Contains("MAX_CELL_VOLTAGE", lines[0], StringComparison.Ordinal);
        Assert.StartsWith($"btbattery: error: {ConfigFile}:3: [DEFAULT] ", lines[1], StringComparison.Ordinal);
        Assert.StartsWith($"btbattery: error: {ConfigFile}:4: [DEFAULT] ", lines[2], StringComparison.Ordinal);
        Assert.Contains("Nothing was started", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_it_runs_a_bad_change_is_told_and_has_no_effect_and_a_good_one_takes_effect()
    {
        await File.WriteAllTextAsync(ConfigFile, "[DEFAULT]\nNAME = Bow\n");
        await using ChildProcess driver = Start(First, "--config", ConfigFile);
        await using BusClient client = await ConnectAsync(FirstService);
        Assert.Equal(("Bow", ""), (client["/CustomName"], client["/Diagnostics/Configuration"]));

        await File.WriteAllTextAsync(ConfigFile, "[DEFAULT]\nNAME = Stern\nPOLL_INTERVAL = fast\n");
        await client.WaitUntilAsync(seen => seen["/Diagnostics/Configuration"] is string { Length: > 0 }, "the warning");
        Assert.Equal(("Bow", 1), (client["/CustomName"], client["/Connected"]));
        Assert.Contains($"{ConfigFile}:3", (string)client["/Diagnostics/Configuration"]!, StringComparison.Ordinal);
        await driver.WaitForErrorLineAsync("POLL_INTERVAL");

        await File.WriteAllTextAsync(ConfigFile, "[DEFAULT]\nNAME = Stern\n");
        await driver.WaitForErrorLineAsync("On the bus as", nth: 2);
        await using BusClient anew = await ConnectAsync(FirstService);
        Assert.Equal("Stern", anew["/CustomName"]);
        Assert.Equal("", anew["/Diagnostics/Configuration"]);
        Assert.False(driver.HasExited);
    }

    private ChildProcess Start(params string[] arguments) => ChildProcess.Start(Repository.Driver, arguments, _bus.Environment);

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) =>
        ChildProcess.RunAsync(Repository.Driver, arguments, _bus.Environment);

    private async Task<BusClient> ConnectToBankAsync()
    {
        BusClient client = await BusClient.ConnectAsync(_bus, BankService);
        await client.WaitUntilAsync(
            seen => seen["/Batteries/1/Voltages/Cell1"] is not null && seen["/Batteries/2/Voltages/Cell1"] is not null, "complete data of both");
        return client;
    }

    private async Task<BusClient> ConnectAsync(string service)
    {
        BusClient client = await BusClient.ConnectAsync(_bus, service);
        await client.WaitUntilAsync(seen => seen["/Connected"] is 1 && seen["/Voltages/Cell1"] is not null, $"complete data of {service}");
        return client;
    }
}
