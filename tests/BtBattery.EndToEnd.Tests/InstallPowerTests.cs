using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>
/// The power fails at each command that installservice.sh and the shipping program call, for both. What the program changes itself is cut step by step in the tests of the driver, and the pages
/// of gui-v1 in those of their installer.
/// </summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class InstallPowerTests(StagedArchives archives) : IClassFixture<StagedArchives>
{
    [Fact]
    public async Task The_machine_is_as_before_or_works_and_the_same_command_finishes()
    {
        using var ready = new GxMachine("v3.80~40", GxMachine.HostRid);
        File.Delete(ready.At(GxMachine.Page));
        await StagedArchives.LinkAsync(await archives.ShippingAsync(), ready.At("root-archive"));
        using GxMachine whole = await ready.CopyAsync();
        (int exitCode, string output, string errors) = await InstallAsync(whole);
        Assert.True(exitCode == 0, output + errors);
        int steps = whole.Calls.Count;
        Assert.InRange(steps, 8, 60);
        for (int step = 1; step <= steps; step++)
        {
            using GxMachine machine = await ready.CopyAsync();
            Assert.NotEqual(0, (await InstallAsync(machine, step)).ExitCode);
            machine.Reboot();
            if (machine.Exists("data/rc.local"))
            {
                // From here on it starts with the machine, so everything that it needs is there.
                (exitCode, _, errors) = await machine.BootAsync();
                Assert.True(exitCode == 0, errors);
                Assert.Equal("-> /data/apps/btbattery/service", machine.StateOf("service/btbattery"));
                foreach (string file in (string[])["service/run", "service/log/run", "trial.sh", "current/btbattery", "config/config.ini"])
                {
                    Assert.Equal(whole.StateOf($"{GxMachine.Base}/{file}"), machine.StateOf($"{GxMachine.Base}/{file}"));
                }
            }
            else
            {
                Assert.False(machine.Exists("service/btbattery"));
            }

            (exitCode, output, errors) = await InstallAsync(machine);
            Assert.True(exitCode == 0, $"step {step}: {output}{errors}");
            GxMachine.AssertEqual(whole.Files, machine.Files);
        }
    }

    private static Task<(int ExitCode, string Output, string Errors)> InstallAsync(GxMachine machine, int diesAt = 0) =>
        machine.RunAsync([machine.At("root-archive/installservice.sh"), Scene.Address, "--capacity", "280", "--defaults"], diesAt, "half");
}
