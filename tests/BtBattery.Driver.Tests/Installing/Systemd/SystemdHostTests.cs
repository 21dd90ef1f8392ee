using BtBattery.Driver.Installing;
using BtBattery.Driver.Installing.Systemd;

namespace BtBattery.Driver.Tests.Installing.Systemd;

public sealed class SystemdHostTests
{
    [Fact]
    public async Task Files_user_and_link_are_put_and_the_service_is_started()
    {
        using var machine = new DebianMachine();
        await InstallAsync(machine);

        Assert.Equal("systemd/btbattery.service\n", machine.Read("/etc/systemd/system/btbattery.service"));
        Assert.Equal("dbus/btbattery.conf\n", machine.Read("/etc/dbus-1/system.d/btbattery.conf"));
        Assert.Equal(("trial.sh\n", "systemd/trial.sh\n"), (machine.Read("/opt/btbattery/trial.sh"), machine.Read("/opt/btbattery/systemd/trial.sh")));
        Assert.Equal("/etc/systemd/system/btbattery.service", new FileInfo(machine.Places.UnitLink).LinkTarget);
        Assert.Equal("/opt/btbattery/btbattery", new FileInfo(machine.Places.Command).LinkTarget);
        Assert.Equal((UnixFileMode)0b111_101_000, File.GetUnixFileMode(machine.Places.At("/etc/btbattery")));
        Assert.Equal(
            [
                $"useradd --prefix {machine.Places.Root} --system --user-group --groups bluetooth --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin btbattery",
                "chgrp 997 /etc/btbattery",
                "chmod 0750 /etc/btbattery",
                "systemctl reload dbus.service",
                "systemctl daemon-reload",
                "systemctl start btbattery.service",
            ],
            machine.Run.Select(command => command.Replace("--prefix  ", $"--prefix {machine.Places.Root} ", StringComparison.Ordinal)));
        Assert.True(machine.CreateHost().IsInstalled);
        Assert.True(await machine.CreateHost().IsRunningAsync(default));
    }

    [Fact]
    public async Task Once_more_changes_nothing_and_tells_nothing()
    {
        using var machine = new DebianMachine();
        await InstallAsync(machine);
        IReadOnlyDictionary<string, string> before = machine.Files;
        machine.Told.Clear();
        machine.Run.Clear();
        await InstallAsync(machine, new Disk(step => Assert.Fail($"{step.Act} {step.Path}")));
        Assert.Equal(before, machine.Files);
        Assert.Empty(machine.Told);
        Assert.Equal(["chgrp 997 /etc/btbattery", "chmod 0750 /etc/btbattery", "systemctl daemon-reload", "systemctl start btbattery.service"], machine.Run);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_there_is_there_again_and_what_came_is_gone(bool hadUser)
    {
        using var machine = new DebianMachine();
        if (hadUser)
        {
            machine.Write("/etc/passwd", "btbattery:x:500:500::/:/bin/sh\n");
            machine.Write("/usr/local/bin/btbattery", "another program");
        }

        IReadOnlyDictionary<string, string> before = machine.Files;
        InstalledFacts facts = await InstallAsync(machine);
        Assert.NotEqual(before, machine.Files);
        await UninstallAsync(machine, facts);
        Assert.Equal(before, machine.Files);
        Assert.Equal(!hadUser, machine.Run.Exists(command => command.StartsWith("userdel", StringComparison.Ordinal)));
        Assert.Equal(hadUser, machine.Told.Exists(told => told.Contains("is another program", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Where_power_fails_on_the_way_the_same_again_finishes_it()
    {
        using var whole = new DebianMachine();
        IReadOnlyDictionary<string, string> untouched = whole.Files;
        int steps = 0;
        InstalledFacts noted = await InstallAsync(whole, new Disk(_ => steps++));
        IReadOnlyDictionary<string, string> installed = whole.Files;
        int back = 0;
        await UninstallAsync(whole, noted, new Disk(_ => back++));
        Assert.InRange(steps, 40, 200);
        Assert.InRange(back, 8, 100);

        for (int cut = 1; cut <= steps; cut++)
        {
            using var machine = new DebianMachine();
            InstalledFacts facts = machine.CreateHost().Note(new InstalledFacts());
            await Assert.ThrowsAsync<PowerCutException>(() => InstallAsync(machine, Cut(cut), facts));

            // It starts with the machine once all of it is there.
            if (Disk.IsThere(machine.Places.UnitLink))
            {
                Assert.Equal(installed["/etc/systemd/system/btbattery.service"], machine.Files["/etc/systemd/system/btbattery.service"]);
                Assert.Equal(installed["/etc/dbus-1/system.d/btbattery.conf"], machine.Files["/etc/dbus-1/system.d/btbattery.conf"]);
                Assert.Equal(installed["/etc/passwd"], machine.Files["/etc/passwd"]);
            }

            await InstallAsync(machine, null, facts);
            Assert.Equal(installed, machine.Files);
            await UninstallAsync(machine, facts);
            Assert.Equal(untouched, machine.Files);
        }

        for (int cut = 1; cut <= back; cut++)
        {
            using var machine = new DebianMachine();
            InstalledFacts facts = await InstallAsync(machine);
            await Assert.ThrowsAsync<PowerCutException>(() => UninstallAsync(machine, facts, Cut(cut)));
            await UninstallAsync(machine, facts);
            Assert.Equal(untouched, machine.Files);
        }
    }

    [Fact]
    public async Task On_a_machine_that_does_not_run_files_are_put_and_nothing_is_started()
    {
        using var machine = new DebianMachine(isBooted: false);
        InstalledFacts facts = await InstallAsync(machine);
        SystemdHost host = machine.CreateHost();
        await host.RestartAsync(default);
        Assert.False(await host.IsRunningAsync(default));
        Assert.True(Disk.IsThere(machine.Places.UnitLink));
        await UninstallAsync(machine, facts);
        Assert.DoesNotContain(machine.Run, command => command.StartsWith("systemctl", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_BlueZ_it_is_refused_with_what_to_do()
    {
        using var machine = new DebianMachine(hasBlueZ: false);
        RefusalException refusal = Assert.Throws<RefusalException>(machine.CreateHost().Check);
        Assert.Contains("apt install bluez", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(machine.Run);
    }

    [Theory]
    [InlineData("useradd", "The user btbattery could not be made: useradd: it is broken.")]
    [InlineData("systemctl start", "The service did not start: systemctl: it is broken. Why stands in the log: journalctl -u btbattery")]
    public async Task What_the_machine_refuses_is_told_with_its_words(string failing, string sentence)
    {
        using var machine = new DebianMachine();
        machine.Failing.Add(failing);
        RefusalException refusal = await Assert.ThrowsAsync<RefusalException>(() => InstallAsync(machine));
        Assert.StartsWith(sentence, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_does_not_end_is_not_taken_apart()
    {
        using var machine = new DebianMachine();
        InstalledFacts facts = await InstallAsync(machine);
        IReadOnlyDictionary<string, string> before = machine.Files;
        machine.Failing.Add("systemctl stop");
        RefusalException refusal = await Assert.ThrowsAsync<RefusalException>(() => UninstallAsync(machine, facts));
        Assert.Contains("does not end", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, machine.Files);
    }

    [Fact]
    public async Task Where_the_folder_cannot_be_given_to_the_driver_it_stays_readable()
    {
        using var machine = new DebianMachine();
        machine.Failing.Add("chgrp");
        await InstallAsync(machine);
        Assert.Equal(Disk.Executable, File.GetUnixFileMode(machine.Places.At("/etc/btbattery")));
        Assert.Contains(machine.Told, told => told.StartsWith("/etc/btbattery: everybody may read it", StringComparison.Ordinal));
    }

    private static Disk Cut(int at)
    {
        int steps = 0;
        return new Disk(_ =>
        {
            if (++steps >= at)
            {
                throw new PowerCutException();
            }
        });
    }

    /// <summary>In the order of the installer.</summary>
    private static async Task<InstalledFacts> InstallAsync(DebianMachine machine, Disk? disk = null, InstalledFacts? facts = null)
    {
        SystemdHost host = machine.CreateHost(disk);
        host.Check();
        facts ??= host.Note(new InstalledFacts());
        await host.PrepareAsync(default);
        await host.RegisterAsync(default);
        await host.StartAsync(default);
        return facts;
    }

    /// <summary>The same, with the folders that the installer takes away.</summary>
    private static async Task UninstallAsync(DebianMachine machine, InstalledFacts facts, Disk? disk = null)
    {
        disk ??= new Disk();
        SystemdHost host = machine.CreateHost(disk);
        await host.StopAsync(default);
        await host.UnregisterAsync(facts, default);
        await host.RemoveAsync(facts, default);
        foreach (string folder in facts.NewFolders.OrderDescending(StringComparer.Ordinal))
        {
            disk.DeleteEmptyFolder(machine.Places.At(folder));
        }

        disk.DeleteFolder(machine.Places.At("/etc/btbattery"));
    }

    private sealed class PowerCutException : Exception;
}
