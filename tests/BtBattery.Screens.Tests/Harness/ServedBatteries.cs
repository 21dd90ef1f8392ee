using System.Text.Json;
using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.Screens.Tests.Harness;

/// <summary>Simulated batteries on a private bus, and the shipping driver that serves them.</summary>
internal sealed class ServedBatteries : IAsyncDisposable
{
    private readonly PrivateBus _bus;
    private string[] _names = [];
    private SimulatorProcess? _simulator;
    private ChildProcess? _driver;
    private string _service = "";

    private ServedBatteries(PrivateBus bus) => _bus = bus;

    /// <summary>Starts all of it, and waits for the driver's service.</summary>
    /// <param name="scenario">File with the batteries.</param>
    /// <param name="wiring">Options of the driver besides the addresses.</param>
    public static async Task<ServedBatteries> StartAsync(string scenario, params string[] wiring) =>
        await StartAsync(await PrivateBus.StartAsync(), scenario, wiring);

    /// <summary>The same on a bus that is there. It is taken over: whatever fails, nothing of all this goes on running.</summary>
    public static async Task<ServedBatteries> StartAsync(PrivateBus bus, string scenario, params string[] wiring)
    {
        var served = new ServedBatteries(bus);
        try
        {
            await served.StartAllAsync(Repository.Scenario(scenario), wiring);
            return served;
        }
        catch
        {
            await served.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a tour on that bus; its places for the service and for the names of the first and the last battery are filled in.</summary>
    /// <param name="tour">Name of the tour.</param>
    /// <param name="name">Of the folder that gets its pictures.</param>
    public Task<Tour> RunAsync(string tour, string name) => Tour.RunAsync(
        Path.Combine(Tour.Folder, tour + ".json"), name, "--address", _bus.Address, "--control", $"{Repository.Simulator} ctl {_bus.Folder}/control",
        "--replace", $"%SERVICE%={_service}", $"%FIRST%={_names[0]}", $"%LAST%={_names[^1]}");

    public async ValueTask DisposeAsync()
    {
        if (_driver is not null)
        {
            await _driver.DisposeAsync();
        }

        if (_simulator is not null)
        {
            await _simulator.DisposeAsync();
        }

        await _bus.DisposeAsync();
    }

    private async Task StartAllAsync(string scenario, string[] wiring)
    {
        using JsonDocument json = JsonDocument.Parse(await File.ReadAllTextAsync(scenario));
        JsonElement[] batteries = [.. json.RootElement.GetProperty("batteries").EnumerateArray()];
        _names = Texts("name");
        _simulator = await SimulatorProcess.StartAsync(_bus, scenario);
        _driver = ChildProcess.Start(Repository.Driver, [.. Texts("address"), .. wiring, "--config", _bus.Configuration], _bus.Environment);
        string line = await _driver.WaitForErrorLineAsync("On the bus as ");
        _service = line[line.IndexOf("com.", StringComparison.Ordinal)..line.LastIndexOf(',')];

        string[] Texts(string field) => [.. batteries.Select(battery => battery.GetProperty(field).GetString()!)];
    }
}
