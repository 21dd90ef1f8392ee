namespace BtBattery.EndToEnd.Tests.Harness;

/// <summary>Two batteries in parallel, served as one bank, with complete data; shared by tests that only look.</summary>
public sealed class ServedBank : IAsyncLifetime
{
    private SimulatorProcess _simulator = null!;
    private ChildProcess _driver = null!;

    internal PrivateBus Bus { get; private set; } = null!;

    /// <summary>Name of its service.</summary>
    internal string Service { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Bus = await PrivateBus.StartAsync();
        _simulator = await SimulatorProcess.StartAsync(Bus, Repository.Scenario("two-batteries.json"));
        _driver = ChildProcess.Start(Repository.Driver, ["-p", "A4:C1:38:00:00:01", "A4:C1:38:00:00:02", "--config", Bus.Configuration], Bus.Environment);
        string line = await _driver.WaitForErrorLineAsync("On the bus as ");
        Service = line[line.IndexOf("com.", StringComparison.Ordinal)..line.LastIndexOf(',')];
        await using BusClient client = await BusClient.ConnectAsync(Bus, Service);
        await client.WaitUntilAsync(
            seen => seen["/Connected"] is 1 && Enumerable.Range(1, 2).All(battery => seen[$"/Batteries/{battery}/HardwareVersion"] is not null), "complete data");
    }

    public async Task DisposeAsync()
    {
        await _driver.DisposeAsync();
        await _simulator.DisposeAsync();
        await Bus.DisposeAsync();
    }
}
