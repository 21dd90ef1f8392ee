using System.Text.Json;

namespace BtBattery.EndToEnd.Tests.Harness;

/// <summary>A private bus, the simulated radio with one battery, and the shipping driver serving it.</summary>
internal sealed class Scene : IAsyncDisposable
{
    public const string Address = "A4:C1:38:00:00:01";
    public const string Service = "com.victronenergy.battery.btbattery_a4c138000001";

    private Scene(PrivateBus bus, SimulatorProcess simulator, ChildProcess driver)
    {
        Bus = bus;
        Simulator = simulator;
        Driver = driver;
    }

    public PrivateBus Bus { get; }

    public SimulatorProcess Simulator { get; }

    public ChildProcess Driver { get; }

    /// <summary>The name of the battery in the scenario, for control commands.</summary>
    public static string BatteryName => Battery().GetProperty("name").GetString()!;

    public static async Task<Scene> StartAsync(params string[] driverOptions)
    {
        PrivateBus bus = await PrivateBus.StartAsync();
        SimulatorProcess simulator = await SimulatorProcess.StartAsync(bus, Repository.Scenario("one-battery.json"));
        return new Scene(bus, simulator, StartDriver(bus, driverOptions));
    }

    public static ChildProcess StartDriver(PrivateBus bus, params string[] options) =>
        ChildProcess.Start(Repository.Driver, [Address, .. options.Contains("--config") ? options : [.. options, "--config", bus.Configuration]], bus.Environment);

    /// <summary>The battery as the scenario file describes it.</summary>
    public static JsonElement Battery() =>
        JsonDocument.Parse(File.ReadAllText(Repository.Scenario("one-battery.json"))).RootElement.GetProperty("batteries")[0];

    /// <summary>A client that has seen the first complete data.</summary>
    public async Task<BusClient> ConnectClientAsync()
    {
        BusClient client = await BusClient.ConnectAsync(Bus, Service);
        await client.WaitUntilAsync(seen => seen["/Connected"] is 1 && seen["/Voltages/Cell1"] is not null, "complete data");
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await Driver.DisposeAsync();
        await Simulator.DisposeAsync();
        await Bus.DisposeAsync();
    }
}
