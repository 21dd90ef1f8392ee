using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary><c>btbattery bank</c> as an owner calls it, with a bus and a settings service.</summary>
public sealed class BankCommandTests : IAsyncLifetime
{
    private const string One = "A4:C1:38:00:00:01";
    private const string Two = "A4:C1:38:00:00:02";
    private const string Nine = "A4:C1:38:00:00:09";

    private readonly string _folder = Directory.CreateTempSubdirectory("btbattery-bank-").FullName;
    private PrivateBus _bus = null!;

    private string Owners => Path.Combine(_folder, "config.ini");

    public async Task InitializeAsync() => _bus = await PrivateBus.StartAsync();

    public async Task DisposeAsync()
    {
        await _bus.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("venus")]
    [InlineData("file")]
    public async Task A_bank_goes_on_with_number_name_and_history_when_a_battery_is_replaced(string home)
    {
        SettingsService.Occupy(_bus, 1, 2);
        await using SettingsService settings = await SettingsService.StartAsync(_bus);
        await File.WriteAllTextAsync(Owners, $"; My boat.\n[DEFAULT]\nSETTINGS = {home}\nDEVICE_INSTANCE = 2\n[BANK]\nBATTERIES = {One}, {Two}\nTOPOLOGY = parallel\n[{Two}]\nNAME = Port\n");
        string service = await ServeAsync(async (client, name) =>
        {
            Assert.Equal(home == "venus" ? 3 : 2, client["/DeviceInstance"]);
            Assert.Equal(0, await BusValues.WriteAsync(_bus, name, "/CustomName", "House bank"));
        });
        AddHistory();

        (int exitCode, string output, string errors) = await BankAsync("replace", Two, Nine);

        Assert.Equal("", errors);
        Assert.Equal(0, exitCode);
        Assert.Contains($"{Nine} is in the place of {Two}.", output, StringComparison.Ordinal);
        Assert.StartsWith($"; My boat.\n[DEFAULT]\nSETTINGS = {home}\nDEVICE_INSTANCE = 2\n[BANK]\nBATTERIES = {One}, {Nine}\nTOPOLOGY = parallel\n[{Nine}]\nNAME = Port\n", await File.ReadAllTextAsync(Owners), StringComparison.Ordinal);
        string successor = await ServeAsync(async (client, _) =>
        {
            await client.WaitUntilAsync(seen => seen["/CustomName"] is "House bank", "the name");
            Assert.Equal(home == "venus" ? 3 : 2, client["/DeviceInstance"]);
            Assert.Equal(-123.0, client["/History/TotalAhDrawn"]);
        });
        Assert.NotEqual(service, successor);
    }

    [Fact]
    public async Task A_battery_is_added_where_it_belongs_and_removed_again()
    {
        await File.WriteAllTextAsync(Owners, $"[DEFAULT]\nSETTINGS = file\n[BANK]\nBATTERIES = {One}\n");

        (int exitCode, _, string errors) = await BankAsync("add", Two, "--defaults");
        Assert.Equal((2, "btbattery: How are the two wired? Add -s for in series, -p for in parallel."), (exitCode, errors.Trim()));

        (exitCode, string output, errors) = await BankAsync("add", Two, "-p", "--defaults", "--capacity", "100");
        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Contains($"Wired as {One}|{Two}.", output, StringComparison.Ordinal);
        Assert.Contains($"2  {Two}  LFP, at most 50 A in and 90 A out", output, StringComparison.Ordinal);

        (exitCode, output, _) = await BankAsync("show");
        Assert.Equal(0, exitCode);
        Assert.Contains(Two, output, StringComparison.Ordinal);

        (exitCode, _, errors) = await BankAsync("remove", Two);
        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Contains($"BATTERIES = {One}\n", await File.ReadAllTextAsync(Owners), StringComparison.Ordinal);

        (exitCode, _, errors) = await BankAsync("remove", One);
        Assert.Equal(2, exitCode);
        Assert.Contains("is the only one", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_that_would_not_load_is_refused_and_the_file_is_as_it_was()
    {
        string before = $"[BANK]\nBATTERIES = {One}, {Two}\nTOPOLOGY = {One}|{Two}\n";
        await File.WriteAllTextAsync(Owners, before);

        (int exitCode, _, string errors) = await BankAsync("add", Nine, "--topology", $"{One}|{Two}", "--defaults");

        Assert.Equal(2, exitCode);
        Assert.Contains("Nothing was changed, since the driver would not start with it:", errors, StringComparison.Ordinal);
        Assert.Contains($"{Nine} is missing", errors, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(Owners));
    }

    [Fact]
    public async Task A_driver_of_others_takes_a_new_battery_by_itself_but_hands_over_nothing()
    {
        await File.WriteAllTextAsync(Owners, $"[DEFAULT]\nSETTINGS = file\n[BANK]\nBATTERIES = {One}, {Two}\nTOPOLOGY = parallel\n");
        await ServeAsync(async (_, _) =>
        {
            (int exitCode, _, string errors) = await BankAsync("replace", Two, Nine);
            Assert.Equal(4, exitCode);
            Assert.Contains("stop it, then give this command again", errors, StringComparison.Ordinal);

            (exitCode, string output, _) = await BankAsync("add", Nine, "--defaults");
            Assert.Equal(0, exitCode);
            Assert.Contains("The running driver takes it within half a minute.", output, StringComparison.Ordinal);
        });
    }

    private Task<(int ExitCode, string Output, string Errors)> BankAsync(params string[] arguments) =>
        ChildProcess.RunAsync(Repository.Driver, ["bank", .. arguments, "--config", Owners], Environment);

    private Dictionary<string, string?> Environment => new(_bus.Environment) { ["XDG_RUNTIME_DIR"] = _folder };

    /// <summary>Serves the bank of the file, whose batteries are nowhere, until it was looked at.</summary>
    /// <returns>The name of its service.</returns>
    private async Task<string> ServeAsync(Func<BusClient, string, Task> look)
    {
        (_, string shown, _) = await BankAsync("show");
        string service = shown.Split("On the bus as ")[1].Trim().TrimEnd('.');
        await using ChildProcess driver = ChildProcess.Start(Repository.Driver, ["--config", Owners], Environment);
        await using (BusClient client = await BusClient.ConnectAsync(_bus, service))
        {
            await look(client, service);
        }

        driver.Terminate();
        Assert.Equal(0, await driver.WaitForExitAsync());
        return service;
    }

    /// <summary>The bank has served for a while.</summary>
    private void AddHistory()
    {
        string file = Path.Combine(_folder, "bank-state.json");
        string state = File.ReadAllText(file);
        Assert.Contains("\"history\"", state, StringComparison.Ordinal);
        File.WriteAllText(file, state.Replace("\"total_ah_drawn\":0", "\"total_ah_drawn\":-123", StringComparison.Ordinal).Replace("\"total_ah_drawn\": 0", "\"total_ah_drawn\": -123", StringComparison.Ordinal));
        File.Delete(Directory.EnumerateFiles(Path.Combine(_folder, "btbattery"), "bank-state-*.json").Single());
    }
}
