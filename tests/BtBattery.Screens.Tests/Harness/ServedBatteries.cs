using System.Text.Json;
using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.Screens.Tests.Harness;

/// <summary>Simulated batteries on a private bus, and the shipping driver that serves them.</summary>
internal sealed class ServedBatteries : IAsyncDisposable
{
    private readonly PrivateBus _bus;
    private readonly SimulatorProcess _simulator;
    private readonly ChildProcess _driver;
    private readonly IReadOnlyList<string> _names;
    private string _service = "";

    private ServedBatteries(PrivateBus bus, SimulatorProcess simulator, ChildProcess driver, IReadOnlyList<string> names) =>
        (_bus, _simulator, _driver, _names) = (bus, simulator, driver, names);

    /// <summary>Starts all of it, and waits for the driver's service.</summary>
    /// <param name="scenario">File with the batteries.</param>
    /// <param name="wiring">Options of the driver besides the addresses.</param>
    public static async Task<ServedBatteries> StartAsync(string scenario, params string[] wiring)
    {
        using JsonDocument json = JsonDocument.Parse(await File.ReadAllTextAsync(Repository.Scenario(scenario)));
        JsonElement[] batteries = [.. json.RootElement.GetProperty("batteries").EnumerateArray()];
        PrivateBus bus = await PrivateBus.StartAsync();
        SimulatorProcess simulator = await SimulatorProcess.StartAsync(bus, Repository.Scenario(scenario));
        ChildProcess driver = ChildProcess.Start(Repository.Driver, [.. Texts("address"), .. wiring, "--config", bus.Configuration], bus.Environment);
        var served = new ServedBatteries(bus, simulator, driver, Texts("name"));
        string line = await driver.WaitForErrorLineAsync("On the bus as ");
        served._service = line[line.IndexOf("com.", StringComparison.Ordinal)..line.LastIndexOf(',')];
        return served;

        string[] Texts(string field) => [.. batteries.Select(battery => battery.GetProperty(field).GetString()!)];
    }

    /// <summary>Runs a tour on that bus; its places for the service and for the names of the first and the last battery are filled in.</summary>
    /// <param name="tour">Name of the tour.</param>
    /// <param name="name">Of the folder that gets its pictures.</param>
    public Task<Tour> RunAsync(string tour, string name) => Tour.RunAsync(
        Path.Combine(Tour.Folder, tour + ".json"), name, "--address", _bus.Address, "--control", $"{Repository.Simulator} ctl {_bus.Folder}/control",
        "--replace", $"%SERVICE%={_service}", $"%FIRST%={_names[0]}", $"%LAST%={_names[^1]}");

    public async ValueTask DisposeAsync()
    {
        await _driver.DisposeAsync();
        await _simulator.DisposeAsync();
        await _bus.DisposeAsync();
    }
}
