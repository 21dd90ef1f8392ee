using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>Install, update, roll back and uninstall on a Debian, with the shipping scripts and program, a bus, a radio, and a systemd that does what the unit says.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class DebianInstallTests(StagedArchives archives) : IClassFixture<StagedArchives>, IAsyncLifetime
{
    private PrivateBus _bus = null!;
    private SimulatorProcess _simulator = null!;
    private DebianMachine _machine = null!;

    public async Task InitializeAsync()
    {
        _bus = await PrivateBus.StartAsync();
        _simulator = await SimulatorProcess.StartAsync(_bus, Repository.Scenario("one-battery.json"));
        _machine = await DebianMachine.StartAsync(_bus);
    }

    public async Task DisposeAsync()
    {
        await _machine.DisposeAsync();
        await _simulator.DisposeAsync();
        await _bus.DisposeAsync();
    }

    [Fact]
    public async Task From_the_first_installation_to_none_nothing_is_left()
    {
        IReadOnlyDictionary<string, string> untouched = _machine.Files;
        string output = await DoneAsync(_machine.InstallAsync(await archives.ShippingAsync("first"), Scene.Address, "--defaults"));
        Assert.Contains("User btbattery, in group bluetooth: made", output, StringComparison.Ordinal);
        Assert.Contains("journalctl -u btbattery", output, StringComparison.Ordinal);
        Assert.Contains("daemon-reload", _machine.Asked);

        string status = await DoneAsync(_machine.BtBatteryAsync("status"));
        Assert.Contains($"runs and answers as {Scene.Service}", status, StringComparison.Ordinal);
        Assert.Contains("Start:      with the machine, by systemd\n", status, StringComparison.Ordinal);
        Assert.Contains("Systemd:    active (running)", status, StringComparison.Ordinal);
        await using (BusClient client = await BusClient.ConnectAsync(_bus, Scene.Service))
        {
            await client.WaitUntilAsync(seen => seen["/Dc/0/Voltage"] is not null, "data");
        }

        Assert.True(File.Exists(_machine.At("var/lib/btbattery/settings.json")));
        Assert.Equal(["config.ini"], Directory.EnumerateFileSystemEntries(_machine.At("etc/btbattery")).Select(Path.GetFileName));

        // Given again, it finds nothing to do.
        string configuration = _machine.Read("etc/btbattery/config.ini");
        await DoneAsync(_machine.InstallAsync(await archives.ShippingAsync("first"), Scene.Address, "--defaults"));
        Assert.Equal(configuration, _machine.Read("etc/btbattery/config.ini"));

        string updated = await DoneAsync(_machine.BtBatteryAsync("update", await archives.PackAsync(await archives.ShippingAsync("second"))));
        Assert.Contains(" runs and answers.", updated, StringComparison.Ordinal);
        Assert.False(File.Exists(_machine.At($"{DebianMachine.Base}/trial")));
        Assert.Equal("slots/2", _machine.Current);
        await DoneAsync(_machine.BtBatteryAsync("rollback"));
        Assert.Equal("slots/1", _machine.Current);
        await DoneAsync(_machine.BtBatteryAsync("status", "--wait", "30"));

        await DoneAsync(_machine.BtBatteryAsync("uninstall", "--yes"));
        Assert.Equal(configuration, _machine.Read("etc/btbattery/config.ini"));
        Assert.Equal(
            untouched.Keys,
            _machine.Files.Keys.Where(path => !path.StartsWith("etc/btbattery", StringComparison.Ordinal) && !path.StartsWith("var/lib/btbattery", StringComparison.Ordinal)));

        // The owner's files are found again; and gone for good.
        await DoneAsync(_machine.InstallAsync(await archives.ShippingAsync("first")));
        await DoneAsync(_machine.BtBatteryAsync("uninstall", "--purge", "--yes"));
        Assert.Equal(untouched, _machine.Files);
    }

    [Theory]
    [InlineData("9.1", "exit 1", "It ended three times within two minutes.")]
    [InlineData("9.2", "exec sleep 1000", "It was not on the bus within 60 s.")]
    public async Task A_version_that_fails_is_taken_back_by_the_lines_of_the_unit(string version, string run, string why)
    {
        await DoneAsync(_machine.InstallAsync(await archives.ShippingAsync("first"), Scene.Address, "--defaults"));
        (int exitCode, _, string errors) = await _machine.BtBatteryAsync("update", await archives.PackAsync(await archives.StandInAsync(version, run, "exit 3")));
        Assert.Equal(3, exitCode);
        Assert.Contains($"Version {version} was taken back: {why}", errors, StringComparison.Ordinal);
        Assert.Contains($"BtBattery {version} is taken back: {why}", _machine.Journal, StringComparison.Ordinal);

        string status = await DoneAsync(_machine.BtBatteryAsync("status", "--wait", "30"));
        Assert.Contains($"Taken back: version {version}", status, StringComparison.Ordinal);
        Assert.Equal("slots/1", _machine.Current);
    }

    private async Task<string> DoneAsync(Task<(int ExitCode, string Output, string Errors)> running)
    {
        (int exitCode, string output, string errors) = await running;
        Assert.True(exitCode == 0, $"{exitCode}: {output}{errors}\nThe journal:\n{_machine.Journal}");
        return output;
    }
}
