using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>An owner of dbus-btbattery changes over, keeps his habits, and goes back.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class MigrationStoryTests(StagedArchives archives) : IClassFixture<StagedArchives>
{
    private const string OldService = "opt/victronenergy/service/dbus-btbattery";

    [MachineFact]
    public async Task The_old_driver_rests_its_names_work_and_it_comes_back()
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using SimulatorProcess simulator = await SimulatorProcess.StartAsync(bus, Repository.Scenario("one-battery.json"));
        using var files = new GxMachine("v3.70");
        files.WriteScript("data/dbus-btbattery/dbus-btbattery.py", "#!/bin/sh\nexec sleep 1000\n");
        files.WriteScript($"{OldService}/run", $"#!/bin/sh\nexec 2>&1\nexec /data/dbus-btbattery/dbus-btbattery.py {Scene.Address}\n");
        files.WriteScript($"{OldService}/log/run", "#!/bin/sh\nexec multilog t s25000 n4 /var/log/dbus-btbattery\n");
        files.Reboot();
        IReadOnlyDictionary<string, string> untouched = KeptOf(files);
        await StagedArchives.LinkAsync(await archives.ShippingAsync(), files.At("root-archive"));
        await using (RunningMachine machine = await RunningMachine.StartAsync(files, bus))
        {
            await machine.WaitForAsync("svstat /service/dbus-btbattery", ": up (pid ");
            string said = await machine.DoAsync("sh", "/root-archive/installservice.sh", "--migrate", "--capacity", "280", "--defaults");
            Assert.Contains("/service/dbus-btbattery was stopped", said, StringComparison.Ordinal);
            await RunningMachine.SeeCompleteDataAsync(bus);
            await OldNamesWorkAsync(machine);
        }

        files.Reboot();
        await using (RunningMachine machine = await RunningMachine.StartAsync(files, bus))
        {
            await machine.DoAsync(RunningMachine.Program, "status", "--wait", "60");
            await OldNamesWorkAsync(machine);
            await machine.DoAsync("sh", "-c", "rm -r /root-archive");
            await machine.DoAsync(RunningMachine.Program, "uninstall", "--purge", "--yes");
            await machine.WaitForAsync("svstat /service/dbus-btbattery", ": up (pid ");
            Assert.DoesNotContain("btbattery run", await machine.DoAsync("ps"), StringComparison.Ordinal);
        }

        files.Reboot();
        GxMachine.AssertEqual(untouched, KeptOf(files));
    }

    private static async Task OldNamesWorkAsync(RunningMachine machine)
    {
        string ours = (await machine.WaitForAsync("svstat /service/btbattery", ": up (pid ")).Split(')')[0].Split('(')[1];
        Assert.Contains(ours, await machine.DoAsync("svstat", "/service/dbus-btbattery"), StringComparison.Ordinal);
        string processes = await machine.DoAsync("ps");
        Assert.DoesNotContain("dbus-btbattery.py", processes, StringComparison.Ordinal);
        Assert.Single(processes.Split('\n'), line => line.Contains("btbattery run", StringComparison.Ordinal));

        // After a power cut multilog puts its file aside and begins another.
        await machine.WaitForAsync("cat /var/log/dbus-btbattery/*", " info: ");
    }

    /// <summary>All but what the old driver itself writes.</summary>
    private static Dictionary<string, string> KeptOf(GxMachine files) => files.Files
        .Where(file => !file.Key.Contains("/log/dbus-btbattery", StringComparison.Ordinal)).ToDictionary();
}
