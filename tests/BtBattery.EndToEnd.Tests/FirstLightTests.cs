using System.Text.Json;
using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>The straight path, with real processes: simulated radio → shipping driver → real dbus-daemon → clients.</summary>
public sealed class FirstLightTests
{
    [Fact]
    public async Task What_the_battery_measures_is_on_the_bus()
    {
        await using Scene scene = await Scene.StartAsync("--device-instance", "5");
        await using BusClient client = await scene.ConnectClientAsync();
        JsonElement battery = Scene.Battery();
        JsonElement state = battery.GetProperty("state");
        double[] cells = [.. state.GetProperty("cells").EnumerateArray().Select(cell => cell.GetDouble())];
        double current = state.GetProperty("current").GetDouble();

        Assert.Equal(Math.Round(cells.Sum(), 2), client["/Dc/0/Voltage"]);
        Assert.Equal(current, client["/Dc/0/Current"]);
        Assert.Equal(Math.Round(Math.Round(cells.Sum(), 2) * current), client["/Dc/0/Power"]);
        Assert.Equal(state.GetProperty("soc").GetDouble(), client["/Soc"]);
        Assert.Equal(state.GetProperty("remainingAh").GetDouble(), client["/Capacity"]);
        Assert.Equal(cells.Length, client["/System/NrOfCellsPerBattery"]);
        for (int i = 0; i < 32; i++)
        {
            Assert.Equal(i < cells.Length ? cells[i] : null, (double?)client[$"/Voltages/Cell{i + 1}"]);
        }

        Assert.Equal(cells.Max(), client["/System/MaxCellVoltage"]);
        Assert.Equal("C" + (Array.IndexOf(cells, cells.Min()) + 1), client["/System/MinVoltageCellId"]);
        Assert.Equal(5, client["/DeviceInstance"]);
        Assert.Equal("BtBattery", client["/ProductName"]);
        Assert.Equal(Scene.Address, client["/Serial"]);

        // Limits come once others on the bus were asked for their voltage, and charging is allowed with them.
        await client.WaitUntilAsync(seen => seen["/Io/AllowToCharge"] is 1, "that charging is allowed");
        Assert.Equal(0, client["/Alarms/HighCellVoltage"]);
    }

    [Fact]
    public async Task Changes_of_one_poll_come_in_one_signal_and_nothing_else_does()
    {
        await using Scene scene = await Scene.StartAsync();
        await using BusClient client = await scene.ConnectClientAsync();
        await client.WaitUntilAsync(seen => seen["/HardwareVersion"] is not null, "the hardware name");

        await scene.Simulator.CommandAsync($"set {Scene.BatteryName} current=-12.5 soc=41");
        await client.WaitUntilAsync(seen => seen["/Soc"] is 41.0, "the new state of charge");
        Assert.Equal(-12.5, client["/Dc/0/Current"]);

        await scene.Simulator.CommandAsync($"set {Scene.BatteryName} soc=40");
        Assert.Equal(["/Soc"], await client.NextSignalAsync());
    }

    [Fact]
    public async Task A_silent_battery_turns_invalid_and_comes_back()
    {
        await using Scene scene = await Scene.StartAsync("--data-timeout", "5");
        await using BusClient client = await scene.ConnectClientAsync();

        await scene.Simulator.CommandAsync($"silence {Scene.BatteryName}");
        await client.WaitUntilAsync(seen => seen["/Connected"] is 0, "the loss of data");
        Assert.DoesNotContain(
            client.All,
            item => item.Value is not null && (item.Key.StartsWith("/Dc", StringComparison.Ordinal) || item.Key.StartsWith("/Voltages", StringComparison.Ordinal)
                || item.Key.StartsWith("/Soc", StringComparison.Ordinal)));
        Assert.Equal(1, client["/Alarms/BmsCable"]);

        await scene.Simulator.CommandAsync($"restore {Scene.BatteryName}");
        await client.WaitUntilAsync(seen => seen["/Connected"] is 1, "fresh data");
        Assert.NotNull(client["/Dc/0/Voltage"]);
        Assert.Equal(0, client["/Alarms/BmsCable"]);
    }

    [Fact]
    public async Task A_dropped_link_is_made_again()
    {
        await using Scene scene = await Scene.StartAsync();
        await using BusClient client = await scene.ConnectClientAsync();

        await scene.Simulator.CommandAsync($"drop {Scene.BatteryName}");
        await scene.Driver.WaitForErrorLineAsync("The link was dropped");
        await scene.Simulator.CommandAsync($"set {Scene.BatteryName} soc=33");
        await client.WaitUntilAsync(seen => seen["/Soc"] is 33.0, "data after the drop");
    }

    [Fact]
    public async Task Terminating_releases_battery_and_name_and_exits_0()
    {
        await using Scene scene = await Scene.StartAsync();
        await using BusClient client = await scene.ConnectClientAsync();

        scene.Driver.Terminate();
        Assert.Equal(0, await scene.Driver.WaitForExitAsync());
        Assert.Null(await client.OwnerAsync());
        Assert.Null(client["/Dc/0/Voltage"]);
        using JsonDocument batteries = JsonDocument.Parse(await scene.Simulator.CommandAsync("list"));
        Assert.False(batteries.RootElement[0].GetProperty("connected").GetBoolean());
    }

    [Fact]
    public async Task Without_BlueZ_the_driver_stays_on_the_bus_says_so_once_and_takes_up_work_when_it_appears()
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using ChildProcess driver = Scene.StartDriver(bus);
        await using BusClient client = await BusClient.ConnectAsync(bus, Scene.Service);
        await driver.WaitForErrorLineAsync("BlueZ is not running");
        Assert.Equal(0, client["/Connected"]);
        Assert.Null(client["/Dc/0/Voltage"]);

        await using SimulatorProcess simulator = await SimulatorProcess.StartAsync(bus, Repository.Scenario("one-battery.json"));
        await client.WaitUntilAsync(seen => seen["/Connected"] is 1, "data");
        Assert.Equal(1, driver.Errors.Split('\n').Count(line => line.Contains("BlueZ is not running", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_second_driver_for_the_same_battery_does_not_take_the_name()
    {
        await using Scene scene = await Scene.StartAsync();
        await using BusClient client = await scene.ConnectClientAsync();

        await using ChildProcess second = Scene.StartDriver(scene.Bus);
        Assert.Equal(4, await second.WaitForExitAsync());
        Assert.Contains("is taken", second.Errors, StringComparison.Ordinal);
        Assert.False(scene.Driver.HasExited);
    }

    [Fact]
    public async Task A_battery_nobody_sees_is_told_in_words()
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using SimulatorProcess simulator = await SimulatorProcess.StartAsync(bus, Repository.Scenario("one-battery.json"));
        await using ChildProcess driver = ChildProcess.Start(Repository.Driver, ["AA:BB:CC:DD:EE:FF"], bus.Environment);

        string line = await driver.WaitForErrorLineAsync("not seen");
        Assert.Contains("a phone app may hold it", line, StringComparison.Ordinal);
    }
}
