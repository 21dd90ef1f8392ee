using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>boot.sh, which rc.local calls at each start of a GX device.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class BootTests(StagedArchives archives) : IClassFixture<StagedArchives>
{
    private const string Linked = "-> /data/apps/btbattery/service";

    /// <summary>Other things of the machine start behind it. What takes longer goes on meanwhile: here for as long as the test wants.</summary>
    [Fact]
    public async Task Nothing_waits_for_it()
    {
        using GxMachine machine = await InstalledAsync();
        string script = machine.At($"{GxMachine.Base}/slots/1/qml/install-qml.sh");
        File.Delete(script);
        machine.WriteScript($"{GxMachine.Base}/slots/1/qml/install-qml.sh", "while [ ! -e \"$GX_STATE/enough\" ]; do /bin/sleep 0.05; done\n");
        await using ChildProcess boot = machine.StartBoot();
        await boot.WaitForOutputLineAsync(line => line == "rc.local goes on");
        Assert.Equal((Linked, false), (machine.Files["service/btbattery"], machine.Exists($"{GxMachine.Base}/firmware")));
        await machine.EndAsync(boot);
        Assert.Equal("v3.70", machine.Read($"{GxMachine.Base}/firmware"));
    }

    [Fact]
    public async Task Another_firmware_gets_its_screens_once()
    {
        using GxMachine machine = await InstalledAsync();
        await machine.BootAsync();
        foreach (string firmware in (string[])["v3.60", "v3.80~40"])
        {
            machine.FlashFirmware(firmware);
            machine.Reboot();
            machine.MakeReadOnly();
            await machine.BootAsync();
            Assert.Equal(firmware, machine.Read($"{GxMachine.Base}/firmware"));
            Assert.Contains("Cells", machine.Read(GxMachine.Page), StringComparison.Ordinal);
            Assert.Contains("svc -t gui", machine.Calls);
            machine.Reboot();
            await machine.BootAsync();
            Assert.DoesNotContain(machine.Calls, call => call.StartsWith("touch", StringComparison.Ordinal) || call.StartsWith("svc", StringComparison.Ordinal) || call.StartsWith("mount", StringComparison.Ordinal));
        }
    }

    /// <summary>What a firmware without a version, or screens that cannot be put, leave for the next start.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_success_nothing_is_recorded(bool hasVersion)
    {
        using GxMachine machine = await InstalledAsync();
        if (hasVersion)
        {
            File.Delete(machine.At($"{GxMachine.Base}/slots/1/qml/install-qml.sh"));
            machine.Write($"{GxMachine.Base}/slots/1/qml/install-qml.sh", "exit 1\n");
        }
        else
        {
            File.Delete(machine.At("opt/victronenergy/version"));
        }

        Assert.Equal(0, (await machine.BootAsync()).ExitCode);
        Assert.Equal((Linked, false), (machine.Files["service/btbattery"], machine.Exists($"{GxMachine.Base}/firmware")));
    }

    [Fact]
    public async Task The_service_starts_though_half_of_us_is_missing()
    {
        using GxMachine machine = await InstalledAsync();
        File.Delete(machine.At($"{GxMachine.Base}/trial.sh"));
        Directory.Delete(machine.At($"{GxMachine.Base}/slots/1"), recursive: true);
        Assert.Equal(0, (await machine.BootAsync()).ExitCode);
        Assert.Equal(Linked, machine.Files["service/btbattery"]);
    }

    [Theory]
    [InlineData("/data/apps/other/service", Linked)]
    [InlineData(null, "folder")]
    public async Task A_link_is_put_right_and_a_folder_left_alone(string? target, string expected)
    {
        using GxMachine machine = await InstalledAsync();
        if (target is not null)
        {
            machine.Link("service/btbattery", target);
        }
        else
        {
            Directory.CreateDirectory(machine.At("service/btbattery"));
        }

        Assert.Equal(0, (await machine.BootAsync()).ExitCode);
        Assert.EndsWith(expected, machine.Files["service/btbattery"], StringComparison.Ordinal);
        Assert.Contains(target is null ? "is not the link that BtBattery makes, and is left as it is." : "is linked.", machine.Read("run/btbattery/boot"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ln -s")]
    [InlineData("mv -f -T")]
    public async Task A_link_that_cannot_be_made_is_not_said_to_be_there(string command)
    {
        using GxMachine machine = await InstalledAsync();
        await machine.BootAsync();
        int step = machine.Calls.TakeWhile(call => !call.StartsWith(command, StringComparison.Ordinal)).Count() + 1;
        machine.Reboot();
        Assert.Equal(0, (await machine.BootAsync(step, "fails")).ExitCode);
        Assert.False(machine.Exists("service/btbattery"));
        Assert.Equal("btbattery could not be linked.", machine.Read("run/btbattery/boot").Split('\n')[0].Split('/')[^1]);
    }

    /// <summary>svscan began to start the driver that was here before at the very moment its folder was put aside: it is told to end for as long as it does not, and only then its name is ours.</summary>
    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 3)]
    [InlineData(1000, 120)]
    public async Task The_driver_before_ends_before_its_name_is_ours(int answers, int told)
    {
        using GxMachine machine = await InstalledAsync();
        machine.Write($"{GxMachine.Base}/old-names", "dbus-old\n");
        machine.Write("service/dbus-old/run", "#!/bin/sh\n");
        machine.Put("svok", $"echo >>\"$GX_STATE/asked\"; [ \"$(wc -l <\"$GX_STATE/asked\")\" -le {answers} ]");
        Assert.Equal(0, (await machine.BootAsync()).ExitCode);
        List<string> calls = [.. machine.Calls.SkipWhile(call => !call.StartsWith("mv -f dbus-old", StringComparison.Ordinal))];
        Assert.Equal(told, calls.Count(call => call.StartsWith("svc -dx .dbus-old", StringComparison.Ordinal) || call == "svc -dx log"));
        Assert.True(calls.FindLastIndex(call => call.StartsWith("svc -dx", StringComparison.Ordinal)) < calls.FindIndex(call => call.StartsWith("ln -s", StringComparison.Ordinal)));
        Assert.Equal(Linked, machine.Files["service/dbus-old"]);
        Assert.Equal(answers > 100, machine.Read("run/btbattery/boot").Contains(".dbus-old does not end.", StringComparison.Ordinal));
    }

    /// <summary>A stick in the machine updates at this very moment.</summary>
    [Fact]
    public async Task While_somebody_installs_nothing_is_removed()
    {
        using GxMachine machine = await InstalledAsync();
        machine.Write($"{GxMachine.Base}/slots/2.new/btbattery", "half");
        machine.Write("run/btbattery-installing.lock", "");
        await using (new FileStream(machine.At("run/btbattery-installing.lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            await machine.BootAsync();
            Assert.True(machine.Exists($"{GxMachine.Base}/slots/2.new/btbattery"));
        }

        await machine.BootAsync();
        Assert.False(machine.Exists($"{GxMachine.Base}/slots/2.new"));
    }

    /// <summary>service/run goes back at this very moment.</summary>
    [Fact]
    public async Task What_the_service_is_writing_is_left_to_it()
    {
        using GxMachine machine = await InstalledAsync();
        machine.Write("run/btbattery-trial.program", "31\n");
        foreach (string process in (string[])["1", "31"])
        {
            machine.Write($"{GxMachine.Base}/trial.{process}.new", "half");
            machine.Link($"{GxMachine.Base}/current.{process}.new", "slots/2");
        }

        await machine.BootAsync();
        Assert.Equal(
            ["current.31.new", "trial.31.new"],
            Directory.EnumerateFileSystemEntries(machine.At(GxMachine.Base), "*.new").Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    /// <summary>While it has not proven itself, a new version shows the screens of the one before.</summary>
    [Fact]
    public async Task Screens_are_those_of_a_version_that_is_known_to_work()
    {
        using GxMachine machine = await InstalledAsync();
        await StagedArchives.LinkAsync(await archives.StandInAsync("2.0"), machine.At($"{GxMachine.Base}/slots/2"));
        machine.PutOnTrial();
        await machine.BootAsync();
        Assert.Contains("\"1.0\"", machine.Read(GxDevice.Plugin), StringComparison.Ordinal);
    }

    private async Task<GxMachine> InstalledAsync()
    {
        var machine = new GxMachine();
        await machine.PutSlotsAsync(await archives.StandInAsync("1.0"));
        return machine;
    }
}
