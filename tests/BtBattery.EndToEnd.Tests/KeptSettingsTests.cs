using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>What people set outlives real processes: the driver and the settings service killed and started again.</summary>
public sealed class KeptSettingsTests
{
    private const string Name = "Steuerbord „1“";

    [Theory]
    [InlineData("properties")]
    [InlineData("items")]
    public async Task Killed_together_with_the_settings_service_it_comes_back_with_its_number_and_what_it_was_called(string signals)
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using SimulatorProcess simulator = await SimulatorProcess.StartAsync(bus, Repository.Scenario("one-battery.json"));
        string owner;
        await using (ChildProcess driver = Scene.StartDriver(bus, "--settings", "venus", "--device-instance", "7"))
        {
            // It is there first, and waits.
            await driver.WaitForErrorLineAsync("Waiting for the settings service");
            await using SettingsService settings = await SettingsService.StartAsync(bus, "--signals", signals);
            await using BusClient client = await BusClient.ConnectAsync(bus, Scene.Service);
            await client.WaitUntilAsync(seen => seen["/DeviceInstance"] is 7, "its number");
            Assert.Equal("(0,)", await SetAsync(bus, Scene.Service, "/CustomName", Name));
            await client.WaitUntilAsync(seen => seen["/CustomName"] is Name, "its name");

            // Somebody gives it another number.
            owner = (await client.OwnerAsync())!;
            Assert.Equal("(0,)", await SetAsync(bus, "com.victronenergy.settings", "/Settings/Devices/btbattery_a4c138000001/ClassAndVrmInstance", "battery:9"));
            await driver.WaitForErrorLineAsync("comes back with it");
            driver.Kill();
            await client.WaitUntilGoneAsync();
            await settings.KillAsync();
        }

        await using SettingsService later = await SettingsService.StartAsync(bus, "--signals", signals);
        await using ChildProcess successor = Scene.StartDriver(bus, "--settings", "venus", "--device-instance", "7");
        await using BusClient again = await BusClient.ConnectAsync(bus, Scene.Service);
        await again.WaitUntilAsync(seen => seen["/DeviceInstance"] is 9 && seen["/CustomName"] is Name, "number and name");
        Assert.NotEqual(owner, await again.OwnerAsync());
    }

    [Fact]
    public async Task Killed_without_a_settings_service_it_comes_back_with_its_number_and_what_it_was_called()
    {
        await using Scene scene = await Scene.StartAsync("--device-instance", "7");
        await using BusClient client = await BusClient.ConnectAsync(scene.Bus, Scene.Service);
        await client.WaitUntilAsync(seen => seen["/DeviceInstance"] is 7, "its number");
        Assert.Equal("(0,)", await SetAsync(scene.Bus, Scene.Service, "/CustomName", Name));
        scene.Driver.Kill();
        await client.WaitUntilGoneAsync();

        await using ChildProcess successor = Scene.StartDriver(scene.Bus, "--device-instance", "7");
        await using BusClient again = await BusClient.ConnectAsync(scene.Bus, Scene.Service);
        await again.WaitUntilAsync(seen => seen["/DeviceInstance"] is 7 && seen["/CustomName"] is Name, "number and name");
        Assert.Equal(0, successor.CountErrorLines("warn"));
    }

    private static async Task<string> SetAsync(PrivateBus bus, string service, string path, string value)
    {
        string[] arguments =
        [
            "call", "--address", bus.Address, "--dest", service, "--object-path", path, "--method", "com.victronenergy.BusItem.SetValue", $"<'{value}'>",
        ];
        (int exitCode, string output, string errors) = await ChildProcess.RunAsync("gdbus", arguments, bus.Environment);
        Assert.True(exitCode == 0, errors);
        return output.Trim();
    }
}
