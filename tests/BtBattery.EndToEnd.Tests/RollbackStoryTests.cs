using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>An owner who does not like a new version, nor then the driver.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class RollbackStoryTests(StagedArchives archives) : IClassFixture<StagedArchives>
{
    [MachineFact]
    public async Task Back_to_the_version_before_and_a_configuration_that_stays()
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using SimulatorProcess simulator = await SimulatorProcess.StartAsync(bus, Repository.Scenario("one-battery.json"));
        using var files = new GxMachine("v3.80~40");
        IReadOnlyDictionary<string, string> untouched = files.Files;
        await StagedArchives.LinkAsync(await archives.ShippingAsync(), files.At("root-archive"));
        File.Copy(await archives.PackAsync(await archives.ShippingAsync("2")), files.At("root-update.tar.gz"));
        await using RunningMachine machine = await RunningMachine.StartAsync(files, bus);
        await machine.DoAsync("sh", "/root-archive/installservice.sh", Scene.Address, "--capacity", "280", "--defaults");
        await machine.DoAsync(RunningMachine.Program, "update", "/root-update.tar.gz");
        await machine.DoAsync(RunningMachine.Program, "rollback");
        Assert.Equal("slots/1", files.Current);
        await machine.DoAsync(RunningMachine.Program, "status", "--wait", "30");
        await RunningMachine.SeeCompleteDataAsync(bus);
        Assert.Contains("\"build\":\"1\"", files.Read(GxDevice.Plugin), StringComparison.Ordinal);

        string configuration = files.Read($"{GxMachine.Base}/config/config.ini");
        await machine.DoAsync(RunningMachine.Program, "uninstall", "--yes");
        Assert.Equal(configuration, files.Read($"{GxMachine.Base}/config/config.ini"));
        Assert.Equal(
            ["data/apps", "data/apps/btbattery", "data/apps/btbattery/config", "data/apps/btbattery/installed.json"],
            files.Files.Keys.Except(untouched.Keys).Where(path => !path.StartsWith("service/gui", StringComparison.Ordinal) && !path.StartsWith("data/apps/btbattery/config/", StringComparison.Ordinal)));
    }
}
