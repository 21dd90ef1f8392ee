using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>The power fails at any command of the scripts that start BtBattery: what was whole stays whole, and the next start of the machine brings things to their end.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class TrialPowerTests(StagedArchives archives) : IClassFixture<StagedArchives>
{
    private static readonly string[] s_launchers = ["service/run", "service/log/run", "boot.sh", "trial.sh"];

    [Fact]
    public async Task While_it_goes_back()
    {
        string first = await archives.StandInAsync("1.0");
        string second = await archives.StandInAsync("6.0", "exit 1", "exit 3");
        using GxMachine ready = await OnTrialAsync(first, second);
        int died = 0;
        for (int step = 1; ; step++)
        {
            using GxMachine machine = await ready.CopyAsync();
            if (!await DiesAsync(machine, step, line => line == "1.0 runs"))
            {
                break;
            }

            died++;
            AssertWorks(machine, first, second);
            machine.Reboot();
            await using ChildProcess again = machine.Supervise();
            await again.WaitForOutputLineAsync(line => line == "1.0 runs");
            await machine.EndAsync(again);
            Assert.Equal(("slots/1", false, false), (machine.Current, machine.Exists($"{GxMachine.Base}/trial"), machine.Exists($"{GxMachine.Base}/previous")));
            Assert.Contains("failed=It ended three times", machine.Read($"{GxMachine.Base}/rolled-back"), StringComparison.Ordinal);
        }

        Assert.InRange(died, 8, 80);
    }

    [Fact]
    public async Task While_it_stays()
    {
        string first = await archives.StandInAsync("1.0");
        string second = await archives.StandInAsync("7.0");
        using GxMachine ready = await OnTrialAsync(first, second);
        int died = 0;
        for (int step = 1; ; step++)
        {
            using GxMachine machine = await ready.CopyAsync();
            if (!await DiesAsync(machine, step, line => line.StartsWith("gui-v2", StringComparison.Ordinal)))
            {
                break;
            }

            died++;
            AssertWorks(machine, first, second);
            machine.Reboot();
            await machine.BootAsync();
            await using (ChildProcess again = machine.Supervise())
            {
                await again.WaitForOutputLineAsync(line => line == "7.0 runs");
                if (machine.Exists($"{GxMachine.Base}/trial"))
                {
                    await again.WaitForOutputLineAsync(line => line == "BtBattery 7.0 has proven itself.");
                }

                await machine.EndAsync(again);
            }

            // What was left to do is done at the next start at the latest.
            machine.Reboot();
            await machine.BootAsync();
            Assert.Equal(("slots/2", false, false), (machine.Current, machine.Exists($"{GxMachine.Base}/trial"), machine.Exists($"{GxMachine.Base}/rolled-back")));
            Assert.All(s_launchers, file => Assert.Equal(File.ReadAllText(Path.Combine(second, file)), machine.Read($"{GxMachine.Base}/{file}")));
            Assert.Contains("\"7.0\"", machine.Read(GxDevice.Plugin), StringComparison.Ordinal);
            AssertClean(machine);
        }

        Assert.InRange(died, 8, 120);
    }

    /// <summary>What the installer of the screens does then has tests of its own.</summary>
    [Fact]
    public async Task While_the_machine_starts()
    {
        string first = await archives.StandInAsync("1.0");
        using var ready = new GxMachine();
        await ready.PutSlotsAsync(first);
        ready.Write($"{GxMachine.Base}/old-names", "");
        await ready.BootAsync();
        File.Delete(ready.At($"{GxMachine.Base}/firmware"));
        ready.Write($"{GxMachine.Base}/service/log/run", "#!/bin/sh\n# older\n");
        ready.Write($"{GxMachine.Base}/slots/2.new/btbattery", "half");
        ready.Link($"{GxMachine.Base}/current.1.new", "slots/2");
        PowerUp(ready);
        int died = 0;
        for (int step = 1; ; step++)
        {
            using GxMachine machine = await ready.CopyAsync();
            await machine.BootAsync(step, "half");
            if (machine.Calls.Count < step)
            {
                AssertStarted(machine);
                break;
            }

            died++;
            AssertWorks(machine, first, first);
            PowerUp(machine);
            await machine.BootAsync();
            AssertStarted(machine);
        }

        Assert.InRange(died, 15, 60);

        // The firmware's own service of the driver that was here before comes with each start.
        void PowerUp(GxMachine machine)
        {
            machine.Reboot();
            machine.Write("service/dbus-btbattery/run", "#!/bin/sh\n");
            machine.Write("service/.dbus-btbattery/run", "#!/bin/sh\n");
        }

        void AssertStarted(GxMachine machine)
        {
            Assert.Equal("-> /data/apps/btbattery/service", machine.Files["service/btbattery"]);
            Assert.Equal("-> /data/apps/btbattery/service", machine.Files["service/dbus-btbattery"]);
            Assert.Equal("v3.70", machine.Read($"{GxMachine.Base}/firmware"));
            Assert.Equal(File.ReadAllText(Path.Combine(first, "service/log/run")), machine.Read($"{GxMachine.Base}/service/log/run"));
            AssertClean(machine);
        }
    }

    /// <summary>Whether the power failed at that command, in the middle of it if it writes; otherwise everything has come to its end.</summary>
    private static async Task<bool> DiesAsync(GxMachine machine, int step, Func<string, bool> works)
    {
        await using ChildProcess supervised = machine.Supervise(step, "half");
        Task<string> worked = supervised.WaitForOutputLineAsync(works);
        if (await Task.WhenAny(worked, supervised.WaitForExitAsync()) == worked)
        {
            await worked;
            await machine.EndAsync(supervised);
        }

        return machine.Calls.Count >= step;
    }

    private static async Task<GxMachine> OnTrialAsync(string first, string second)
    {
        var machine = new GxMachine();
        await machine.PutSlotsAsync(first, second);
        await machine.BootAsync();
        machine.Write($"{GxMachine.Base}/service/log/run", "#!/bin/sh\n# older\n");
        machine.PutOnTrial();
        return machine;
    }

    /// <summary>A program can be started, by scripts that are whole.</summary>
    private static void AssertWorks(GxMachine machine, string first, string second)
    {
        Assert.True(machine.Exists($"{GxMachine.Base}/current/btbattery"));
        foreach (string file in s_launchers)
        {
            string text = machine.Read($"{GxMachine.Base}/{file}");
            Assert.True(text == "#!/bin/sh\n# older\n" || text == File.ReadAllText(Path.Combine(first, file)) || text == File.ReadAllText(Path.Combine(second, file)), file);
        }
    }

    private static void AssertClean(GxMachine machine) =>
        Assert.DoesNotContain(machine.Files.Keys, path => path.EndsWith(".new", StringComparison.Ordinal));
}
