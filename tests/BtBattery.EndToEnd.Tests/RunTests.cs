using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>The driver with several batteries and with files, as an owner starts it.</summary>
public sealed class RunTests : IAsyncLifetime
{
    private const string First = "A4:C1:38:00:00:01";
    private const string Second = "A4:C1:38:00:00:02";
    private const string FirstService = "com.victronenergy.battery.btbattery_a4c138000001";
    private const string SecondService = "com.victronenergy.battery.btbattery_a4c138000002";

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
    public async Task Two_batteries_of_the_file_are_served_by_one_process_without_an_address_on_the_command_line()
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
        await using BusClient first = await ConnectAsync(FirstService);
        await using BusClient second = await ConnectAsync(SecondService);

        Assert.Equal(("Port", 5), (first["/CustomName"], first["/DeviceInstance"]));
        Assert.Equal(("JBD-280Ah-B", 6), (second["/CustomName"], second["/DeviceInstance"]));
        Assert.Equal(21.5, first["/Dc/0/Current"]);
        Assert.Equal(18.9, second["/Dc/0/Current"]);

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
        await using BusClient first = await ConnectAsync(FirstService);
        await using BusClient second = await ConnectAsync(SecondService);

        Assert.Equal(("Port side", -21.5), (first["/CustomName"], first["/Dc/0/Current"]));
        Assert.Equal(18.9, second["/Dc/0/Current"]);
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

    private async Task<BusClient> ConnectAsync(string service)
    {
        BusClient client = await BusClient.ConnectAsync(_bus, service);
        await client.WaitUntilAsync(seen => seen["/Connected"] is 1 && seen["/Voltages/Cell1"] is not null, $"complete data of {service}");
        return client;
    }
}
