using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>What an owner does with a GX device, from the archive to the uninstall, with the shipping scripts and program.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class InstallStoriesTests(StagedArchives archives) : IClassFixture<StagedArchives>
{
    [MachineFact]
    public async Task From_the_archive_to_the_uninstall()
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using SimulatorProcess simulator = await SimulatorProcess.StartAsync(bus, Repository.Scenario("one-battery.json"));
        using var files = new GxMachine("v3.70");
        files.WriteScript("data/rc.local", "#!/bin/sh\necho other >>/run/other");
        IReadOnlyDictionary<string, string> untouched = files.Files;
        string staged = await archives.ShippingAsync();
        await StagedArchives.LinkAsync(staged, files.At("root-archive"));
        File.Copy(await archives.PackAsync(await archives.ShippingAsync("2")), files.At("root-update.tar.gz"));
        File.Copy(await archives.PackAsync(await archives.StandInAsync("9.9.9", "exit 1", "exit 3", GxMachine.HostRid)), files.At("root-bad.tar.gz"));

        await using (RunningMachine machine = await RunningMachine.StartAsync(files, bus))
        {
            string said = await machine.DoAsync("sh", "/root-archive/installservice.sh", Scene.Address, "--capacity", "280", "--defaults");
            Assert.Contains("Done.", said, StringComparison.Ordinal);
            await RunningMachine.SeeCompleteDataAsync(bus);
            Assert.Contains("Cells", files.Read(GxMachine.Page), StringComparison.Ordinal);
            Assert.Contains("other\n", files.Read("run/other"), StringComparison.Ordinal);

            // Once more is as once.
            string[] kept = ["data/rc.local", $"{GxMachine.Base}/current", $"{GxMachine.Base}/config/config.ini", $"{GxMachine.Base}/service/run", $"{GxMachine.Base}/firmware", "service/btbattery"];
            string[] before = [.. kept.Select(files.StateOf)];
            await machine.DoAsync("sh", "/root-archive/installservice.sh", Scene.Address, "--capacity", "280", "--defaults");
            Assert.Equal(before, kept.Select(files.StateOf));
        }

        // The power was off, and the firmware is a newer one: nothing of ours is outside /data.
        files.FlashFirmware("v3.80~40");
        files.Reboot();
        await using (RunningMachine machine = await RunningMachine.StartAsync(files, bus))
        {
            await machine.DoAsync(RunningMachine.Program, "status", "--wait", "60");
            await RunningMachine.SeeCompleteDataAsync(bus);
            await machine.WaitForAsync("cat /data/apps/btbattery/firmware", "v3.80~40");
            Assert.Contains("Cells", files.Read(GxMachine.Page), StringComparison.Ordinal);
            Assert.Contains("\"build\":\"1\"", files.Read(GxDevice.Plugin), StringComparison.Ordinal);

            // Nobody is on the radio: no reason to go back.
            simulator.Kill();
            string said = await machine.DoAsync(RunningMachine.Program, "update", "/root-update.tar.gz");
            Assert.Contains("runs and answers", said, StringComparison.Ordinal);
            Assert.Equal("slots/2", files.Current);
            await machine.WaitForAsync($"cat /{GxDevice.Plugin}", "\"build\":\"2\"");
            await machine.DoAsync(RunningMachine.Program, "status", "--wait", "30");

            (int exitCode, said, string errors) = await machine.RunAsync(RunningMachine.Program, "update", "/root-bad.tar.gz");
            Assert.Equal(3, exitCode);
            Assert.Contains("Version 9.9.9 was taken back: It ended three times within two minutes.", errors, StringComparison.Ordinal);
            Assert.Equal("slots/2", files.Current);
            await machine.DoAsync(RunningMachine.Program, "status", "--wait", "30");

            // What is there is told; there is no version to go back to any more.
            Assert.Contains("9.9.9", await machine.DoAsync(RunningMachine.Program, "status"), StringComparison.Ordinal);
            Assert.Equal(4, (await machine.RunAsync(RunningMachine.Program, "rollback")).ExitCode);

            await machine.DoAsync("sh", "-c", "rm -r /root-archive");
            await machine.DoAsync(RunningMachine.Program, "uninstall", "--purge", "--yes");
            Assert.DoesNotContain("btbattery", await machine.DoAsync("ps"), StringComparison.Ordinal);
        }

        files.FlashFirmware("v3.70");
        files.Reboot();
        GxMachine.AssertEqual(untouched, files.Files);
    }
}
