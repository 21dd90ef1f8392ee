using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>The shipping driver with a settings service of another implementation: the number it gets, the name people give it, and what is left of both after a kill.</summary>
public sealed class KeptByVenusTests : IAsyncLifetime
{
    private const string Device = "/Settings/Devices/btbattery_a4c138000001";
    private const string Number = Device + "/ClassAndVrmInstance";
    private const string Name = Device + "/CustomName";

    private readonly string _folder = Directory.CreateTempSubdirectory("btbattery-kept-").FullName;
    private PrivateBus _bus = null!;
    private SimulatorProcess _simulator = null!;

    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "config.ini"), "[DEFAULT]\nSETTINGS = venus\n");
        _bus = await PrivateBus.StartAsync();
        _simulator = await SimulatorProcess.StartAsync(_bus, Repository.Scenario("one-battery.json"));
    }

    public async Task DisposeAsync()
    {
        await _simulator.DisposeAsync();
        await _bus.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_service_that_starts_late_is_waited_for_and_no_number_is_invented()
    {
        await using ChildProcess driver = StartDriver();
        await driver.WaitForErrorLineAsync("Waiting for the settings service");
        Assert.Equal(0, driver.CountErrorLines("On the bus as"));

        await using SettingsService settings = await SettingsService.StartAsync(_bus);
        await using BusClient client = await BusClient.ConnectAsync(_bus, Scene.Service);
        Assert.Equal(1, client["/DeviceInstance"]);
        Assert.Equal("battery:1", await BusValues.ReadTextAsync(_bus, SettingsService.Name, Number));
        await client.WaitUntilAsync(seen => seen["/Connected"] is 1, "data");
    }

    [Fact]
    public async Task A_number_that_others_have_is_not_taken_from_them()
    {
        SettingsService.Occupy(_bus, 1, 2, 3, 5);
        await using SettingsService settings = await SettingsService.StartAsync(_bus);
        await using ChildProcess driver = StartDriver();
        await using BusClient client = await BusClient.ConnectAsync(_bus, Scene.Service);
        Assert.Equal(4, client["/DeviceInstance"]);
        Assert.Equal("battery:4", await BusValues.ReadTextAsync(_bus, SettingsService.Name, Number));
    }

    [Fact]
    public async Task A_number_given_on_the_screen_is_taken_while_the_service_is_off_the_bus()
    {
        await using SettingsService settings = await SettingsService.StartAsync(_bus);
        await using ChildProcess driver = StartDriver();
        await using BusClient client = await BusClient.ConnectAsync(_bus, Scene.Service);
        string? owner = await client.OwnerAsync();

        Task gone = client.WaitUntilGoneAsync();
        Assert.Equal(0, await BusValues.WriteAsync(_bus, SettingsService.Name, Number, "battery:9"));
        await gone;
        await using BusClient again = await BusClient.ConnectAsync(_bus, Scene.Service);
        Assert.Equal(9, again["/DeviceInstance"]);
        Assert.NotEqual(owner, await again.OwnerAsync());

        // Nobody who had followed the old service was told another number by it.
        Assert.Equal(1, client["/DeviceInstance"]);
    }

    [Fact]
    public async Task A_name_goes_both_ways()
    {
        await using SettingsService settings = await SettingsService.StartAsync(_bus);
        await using ChildProcess driver = StartDriver();
        await using BusClient client = await BusClient.ConnectAsync(_bus, Scene.Service);

        Assert.Equal(0, await BusValues.WriteAsync(_bus, Scene.Service, "/CustomName", "Starboard"));
        Assert.Equal("Starboard", await BusValues.ReadTextAsync(_bus, SettingsService.Name, Name));
        Assert.Equal(0, await BusValues.WriteAsync(_bus, SettingsService.Name, Name, "Port"));
        await client.WaitUntilAsync(seen => seen["/CustomName"] is "Port", "the name given in the settings");
    }

    [Fact]
    public async Task Where_nothing_is_kept_a_name_is_refused_and_the_battery_is_served()
    {
        await using SettingsService settings = await SettingsService.StartAsync(_bus);
        await using ChildProcess driver = StartDriver();
        await using BusClient client = await BusClient.ConnectAsync(_bus, Scene.Service);
        await settings.KillAsync();

        Assert.Equal(2, await BusValues.WriteAsync(_bus, Scene.Service, "/CustomName", "Starboard"));
        await client.AskAgainAsync();
        Assert.NotEqual("Starboard", client["/CustomName"]);
        await client.WaitUntilAsync(seen => seen["/Connected"] is 1, "data without the settings service");

        // It comes back with what it kept, and takes names again.
        await using SettingsService again = await SettingsService.StartAsync(_bus);
        await driver.WaitForErrorLineAsync("The settings service is there");
        Assert.Equal(0, await BusValues.WriteAsync(_bus, Scene.Service, "/CustomName", "Starboard"));
        Assert.Equal("Starboard", await BusValues.ReadTextAsync(_bus, SettingsService.Name, Name));
        Assert.Equal(1, client["/DeviceInstance"]);
        Assert.False(driver.HasExited);
    }

    [Fact]
    public async Task A_kill_of_driver_and_settings_service_leaves_name_number_custom_name_and_charge_state()
    {
        SettingsService.Occupy(_bus, 1);
        await using FakeInverter inverter = await FakeInverter.StartAsync(_bus, 13.8);
        await _simulator.CommandAsync($"set {Scene.BatteryName} cell1=3.45 cell2=3.45 cell3=3.45 cell4=3.45 current=2 soc=99");
        await using SettingsService settings = await SettingsService.StartAsync(_bus);
        await using ChildProcess driver = StartDriver();
        (object? Deepest, object? Full) history;
        await using (BusClient client = await BusClient.ConnectAsync(_bus, Scene.Service))
        {
            Assert.Equal(0, await BusValues.WriteAsync(_bus, Scene.Service, "/CustomName", "Starboard"));
            await client.WaitUntilAsync(seen => seen["/Info/ChargeMode"] is "Absorption", "absorption");
            await WaitForStateAsync();
            history = (client["/History/DeepestDischarge"], client["/History/FullDischarges"]);
            driver.Kill();
            await settings.KillAsync();
            await client.WaitUntilGoneAsync();
        }

        // From here on the battery says nothing: whatever is shown of it was kept.
        await _simulator.CommandAsync($"silence {Scene.BatteryName}");
        await using SettingsService settingsAgain = await SettingsService.StartAsync(_bus);
        await using ChildProcess successor = StartDriver();
        await using BusClient again = await BusClient.ConnectAsync(_bus, Scene.Service);
        Assert.Equal((2, "Starboard", Scene.Address), (again["/DeviceInstance"], again["/CustomName"], again["/Serial"]));
        Assert.Equal(0, again["/Connected"]);
        Assert.NotNull(history.Deepest);
        Assert.Equal(history, (again["/History/DeepestDischarge"], again["/History/FullDischarges"]));

        // Limits go on from where they stood, and are held while the battery is away.
        Assert.NotNull(again["/Info/MaxChargeVoltage"]);
        Assert.NotNull(again["/Info/MaxChargeCurrent"]);
    }

    private ChildProcess StartDriver() => ChildProcess.Start(
        Repository.Driver,
        [Scene.Address, "--config", Path.Combine(_folder, "config.ini")],
        new Dictionary<string, string?>(_bus.Environment) { ["XDG_RUNTIME_DIR"] = _folder });

    /// <summary>Waits until the driver has written down where charging stands, and that limits were given.</summary>
    private async Task WaitForStateAsync()
    {
        using var deadline = new CancellationTokenSource(ChildProcess.Patience, TimeProvider.System);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(0.2), TimeProvider.System);
        while (!Directory.EnumerateFiles(_folder, "bank-state-*.json", SearchOption.AllDirectories).Select(File.ReadAllText)
            .Any(state => state.Contains("\"Absorption\"", StringComparison.Ordinal) && state.Contains("\"were_valid\":true", StringComparison.Ordinal)))
        {
            await timer.WaitForNextTickAsync(deadline.Token);
        }
    }
}
