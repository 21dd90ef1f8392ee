using System.Text.Json;
using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>
/// What happens to real processes: the driver, the bus daemon and bluetoothd killed and started again, a flash that takes no file. The rest of the fault matrix runs in virtual time (tests/BtBattery.World.Tests/Faults).
/// </summary>
public sealed class ProcessFaultTests : IAsyncLifetime
{
    private const string DataTimeout = "5";
    private const string CellVoltage = "/Voltages/Cell1";

    /// <summary>Above the deadline by what a busy machine may take from the driver's signal to the client's look at it; to the second, ages are tested in virtual time.</summary>
    private static readonly TimeSpan s_oldest = TimeSpan.FromSeconds(12);

    private readonly string _folder = Directory.CreateTempSubdirectory("btbattery-faults-").FullName;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task The_successor_of_a_driver_that_was_killed_has_its_name_its_instance_and_its_battery()
    {
        string[] options = ["--device-instance", "7"];
        await using Scene scene = await Scene.StartAsync(options);
        await using BusClient client = await scene.ConnectClientAsync();
        scene.Driver.Kill();
        await client.WaitUntilGoneAsync();
        Assert.True((await StateAsync(scene.Simulator)).GetProperty("connected").GetBoolean());

        await using ChildProcess successor = Scene.StartDriver(scene.Bus, options);
        await using BusClient again = await scene.ConnectClientAsync();
        Assert.Equal((7, client["/Serial"]), (again["/DeviceInstance"], again["/Serial"]));
        Assert.Equal(client.All.Keys.Order(), again.All.Keys.Order());
        Assert.NotNull(again["/Dc/0/Voltage"]);
        Assert.Equal(1, (await StateAsync(scene.Simulator)).GetProperty("connects").GetInt32());
    }

    [Fact]
    public async Task When_the_bus_daemon_was_killed_the_same_process_comes_back_with_everything()
    {
        await using Scene scene = await Scene.StartAsync("--device-instance", "7");
        string[] paths;
        await using (BusClient before = await scene.ConnectClientAsync())
        {
            paths = [.. before.All.Keys.Order()];
        }

        for (int times = 1; times <= 2; times++)
        {
            await scene.Bus.StopDaemonAsync();
            await scene.Driver.WaitForErrorLineAsync("The bus was lost", nth: times);
            await scene.Bus.StartDaemonAsync();
            await using SimulatorProcess simulator = await SimulatorProcess.StartAsync(scene.Bus, Repository.Scenario("one-battery.json"));
            await using BusClient client = await scene.ConnectClientAsync();
            Assert.Equal(paths, client.All.Keys.Order());
            Assert.Equal(7, client["/DeviceInstance"]);
            Assert.Equal(times, scene.Driver.CountErrorLines("The bus was lost"));
        }

        Assert.False(scene.Driver.HasExited);
    }

    [Fact]
    public async Task While_bluetoothd_is_gone_values_turn_invalid_in_time_and_they_come_back_with_it()
    {
        await using Scene scene = await Scene.StartAsync("--data-timeout", DataTimeout);
        await using BusClient client = await scene.ConnectClientAsync();
        await using (CellClock clock = await CellClock.StartAsync(scene.Simulator, client))
        {
            scene.Simulator.Kill();
            await client.WaitUntilAsync(seen => seen["/Connected"] is 0, "the loss of data");
            Assert.Null(client[CellVoltage]);
            Assert.Null(client["/Dc/0/Voltage"]);
            Assert.InRange(clock.LargestAge, TimeSpan.Zero, s_oldest);
        }

        await using SimulatorProcess simulator = await SimulatorProcess.StartAsync(scene.Bus, Repository.Scenario("one-battery.json"));
        await client.WaitUntilAsync(seen => seen["/Connected"] is 1 && seen[CellVoltage] is not null, "data from the new bluetoothd");
        Assert.False(scene.Driver.HasExited);
    }

    [Theory]
    [InlineData("mkdir -p \"$0/known-batteries.json/in-the-way\"")]
    [InlineData("ln -s /dev/full \"$0/known-batteries.json.$$\"")]
    public async Task Where_no_state_can_be_written_the_battery_is_served_and_it_is_said_once(string prepare)
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using SimulatorProcess simulator = await SimulatorProcess.StartAsync(bus, Repository.Scenario("one-battery.json"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "config.ini"), "");

        // The shell becomes the driver, so that its $$ is the number in the name of the file that is written first.
        await using ChildProcess driver = ChildProcess.Start(
            "sh", ["-c", $"{prepare}; exec \"$@\"", _folder, Repository.Driver, Scene.Address, "--config", Path.Combine(_folder, "config.ini")], bus.Environment);
        await using BusClient client = await BusClient.ConnectAsync(bus, Scene.Service);
        await client.WaitUntilAsync(seen => seen["/Connected"] is 1 && seen[CellVoltage] is not null, "complete data");
        await driver.WaitForErrorLineAsync("could not be written down");

        await simulator.CommandAsync($"drop {Scene.BatteryName}");
        await driver.WaitForErrorLineAsync("The link was dropped");
        await simulator.CommandAsync($"set {Scene.BatteryName} soc=33");
        await client.WaitUntilAsync(seen => seen["/Soc"] is 33.0, "data after the drop");
        Assert.Equal(1, driver.CountErrorLines("could not be written down"));
        Assert.False(driver.HasExited);
    }

    private static async Task<JsonElement> StateAsync(SimulatorProcess simulator)
    {
        using JsonDocument batteries = JsonDocument.Parse(await simulator.CommandAsync("list"));
        return batteries.RootElement[0].Clone();
    }
}
