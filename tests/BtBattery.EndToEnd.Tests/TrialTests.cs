using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>After an update, service/run and trial.sh take a machine back to the version before unless the new one proves itself. The program has no say in it.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class TrialTests(StagedArchives archives) : IClassFixture<StagedArchives>
{
    private const string Hanging = "trap '' TERM; while :; do /bin/sleep 1; done";

    /// <summary>A new version, and why it is taken back.</summary>
    public static TheoryData<string, string, string, string> Failures => new()
    {
        { "2.1-exits", "exit 1", "exit 3", "It ended three times within two minutes." },
        { "2.2-is-no-program", "exec /no/such/program", "exec /no/such/program", "It ended three times within two minutes." },
        { "2.3-hangs", Hanging, "exit 3", "It was not on the bus, or did not answer, within 180 s." },
        { "2.4-never-owns-its-name", "exec /bin/sleep 1000", "exit 3", "It was not on the bus, or did not answer, within 180 s." },
        { "2.5-status-hangs", "exec /bin/sleep 1000", "exec /bin/sleep 1000", "It was not on the bus, or did not answer, within 180 s." },
        { "2.6-status-crashes", "exec /bin/sleep 1000", "kill -9 $$", "It was not on the bus, or did not answer, within 180 s." },
        { "2.7-never-answers-long-after-the-start-of-the-machine", "exec /bin/sleep 1000", "exit 3", "It was not on the bus, or did not answer, within 60 s." },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_version_that_fails_is_taken_back(string version, string run, string status, string why)
    {
        using var machine = new GxMachine();
        await machine.PutSlotsAsync(await archives.StandInAsync("1.0"), await archives.StandInAsync(version, run, status));
        IReadOnlyDictionary<string, string> before = machine.Files;
        machine.PutOnTrial();
        if (!why.Contains("three", StringComparison.Ordinal))
        {
            machine.LetTimePass();
        }

        string patience = "180 s";
        if (why.Contains(" 60 s", StringComparison.Ordinal))
        {
            patience = "60 s";
            machine.Write("proc/uptime", "300.12 12.34\n");
        }

        await using ChildProcess supervise = machine.Supervise();
        await supervise.WaitForOutputLineAsync(line => line == "1.0 runs");
        Assert.Contains($"BtBattery {version} is on trial: it is taken back unless it answers within {patience}.\n{version} runs\n", supervise.Output, StringComparison.Ordinal);
        Assert.Contains($"BtBattery {version} is taken back: {why}\nBtBattery 1.0 runs again.\n", supervise.Output, StringComparison.Ordinal);
        Assert.Equal(why.Contains("three", StringComparison.Ordinal) ? 3 : 1, supervise.Output.Split($"{version} is on trial").Length - 1);

        // What says so is all that is left of it.
        string[] told = machine.Read($"{GxMachine.Base}/rolled-back").Split('\n');
        Assert.Contains($"version={version}", told);
        Assert.Contains($"failed={why}", told);
        await machine.EndAsync(supervise);
        File.Delete(machine.At($"{GxMachine.Base}/rolled-back"));
        Assert.Equal(before, machine.Files);
    }

    [Fact]
    public async Task A_version_that_answers_stays_and_brings_its_launchers_and_screens()
    {
        string second = await archives.StandInAsync("3.0");
        using var machine = new GxMachine();
        await machine.PutSlotsAsync(await archives.StandInAsync("1.0"), second);
        await machine.BootAsync();
        Assert.Equal("v3.70", machine.Read($"{GxMachine.Base}/firmware"));
        machine.Write($"{GxMachine.Base}/service/run", "#!/bin/sh\n# older\n" + machine.Read($"{GxMachine.Base}/service/run"));
        machine.PutOnTrial();

        await using ChildProcess supervise = machine.Supervise();
        await supervise.WaitForOutputLineAsync(line => line == "BtBattery 3.0 has proven itself.");
        await machine.EndAsync(supervise);
        Assert.Equal(("slots/2", false, false), (machine.Current, machine.Exists($"{GxMachine.Base}/trial"), machine.Exists($"{GxMachine.Base}/rolled-back")));
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(second, "service/run")), machine.Read($"{GxMachine.Base}/service/run"));
        Assert.Equal(UnixFileMode.UserExecute, File.GetUnixFileMode(machine.At($"{GxMachine.Base}/service/run")) & UnixFileMode.UserExecute);
        Assert.Contains("\"3.0\"", machine.Read(GxDevice.Plugin), StringComparison.Ordinal);
        Assert.Equal(1, supervise.Output.Split("3.0 runs").Length - 1);
    }

    /// <summary>What cannot be noted on the disk is in RAM, and to go back takes no room.</summary>
    [MachineFact]
    public async Task On_a_full_disk_too_it_is_taken_back()
    {
        using var machine = new GxMachine();
        await machine.PutSlotsAsync(await archives.StandInAsync("1.0"), await archives.StandInAsync("9.0", "exit 1", "exit 3"));
        machine.PutOnTrial();

        // The next byte needs another block.
        string trial = machine.Read($"{GxMachine.Base}/trial");
        machine.Write($"{GxMachine.Base}/trial", trial + new string('#', 4095 - trial.Length) + "\n");
        await using ChildProcess supervise = machine.SuperviseWithoutRoom(isReadOnly: false);
        await supervise.WaitForOutputLineAsync(line => line == "1.0 runs");
        Assert.Equal(3, supervise.Output.Split("9.0 runs").Length - 1);
        Assert.Contains("BtBattery 9.0 is taken back: It ended three times within two minutes.\nBtBattery 1.0 runs again.\n", supervise.Output, StringComparison.Ordinal);
        await machine.EndAsync(supervise);
        Assert.Contains("\nslots/1\nfrom=slots/1\n", supervise.Output, StringComparison.Ordinal);
        Assert.False(machine.Exists("run/btbattery-trial"));
    }

    /// <summary>Nothing can be switched there. What cannot be mended is not started all the time, and nobody asks it how it is.</summary>
    [MachineFact]
    public async Task On_a_disk_that_cannot_be_written_the_new_version_goes_on_slowly()
    {
        using var machine = new GxMachine();
        await machine.PutSlotsAsync(await archives.StandInAsync("1.0"), await archives.StandInAsync("9.1", "exit 1", "echo asked >>\"$GX_STATE/root/run/asked\"; exec /bin/sleep 1000"));
        machine.PutOnTrial();
        await using ChildProcess supervise = machine.SuperviseWithoutRoom(isReadOnly: true);
        await supervise.WaitForOutputLineAsync(line => line == "Five starts within 30 s: the next one is in 10 s.");
        Assert.Contains("BtBattery 9.1 is taken back: It ended three times within two minutes.\n", supervise.Output, StringComparison.Ordinal);
        await machine.EndAsync(supervise);
        Assert.Contains("\nslots/2\nThere is a trial.\n", supervise.Output, StringComparison.Ordinal);
        Assert.True(!machine.Exists("run/asked") || File.ReadAllLines(machine.At("run/asked")).Length <= 3);
    }

    /// <summary>Everything else of the machine starts as well.</summary>
    [Fact]
    public async Task While_the_machine_starts_a_version_may_take_longer_to_answer()
    {
        using var machine = new GxMachine();
        await machine.PutSlotsAsync(await archives.StandInAsync("1.0"), await archives.StandInAsync("9.3", status: "read -r up rest <\"$BTBATTERY_ROOT/proc/uptime\"; [ \"${up%%.*}\" -ge 180 ]"));
        machine.PutOnTrial();
        machine.LetTimePass();
        await using ChildProcess supervise = machine.Supervise();
        await supervise.WaitForOutputLineAsync(line => line == "BtBattery 9.3 has proven itself.");
        await machine.EndAsync(supervise);
        Assert.Equal(("slots/2", false), (machine.Current, machine.Exists($"{GxMachine.Base}/rolled-back")));
    }

    /// <summary>The version before would end alike.</summary>
    [Fact]
    public async Task Without_a_bus_no_start_counts()
    {
        const string Bus = "[ -e \"$BTBATTERY_ROOT/" + GxMachine.BusSocket + "\" ]";
        using var machine = new GxMachine();
        await machine.PutSlotsAsync(
            await archives.StandInAsync("1.0"), await archives.StandInAsync("9.2", Bus + " || exit 4; while [ ! -e \"$GX_STATE/enough\" ]; do /bin/sleep 0.05; done", Bus));
        machine.PutOnTrial();
        machine.LetTimePass();
        File.Delete(machine.At(GxMachine.BusSocket));
        await using ChildProcess supervise = machine.Supervise();
        int starts = 0;
        await supervise.WaitForOutputLineAsync(line => line == "There is no D-Bus: this start does not count in the trial of BtBattery 9.2." && ++starts == 5);
        machine.Write(GxMachine.BusSocket, "");
        await supervise.WaitForOutputLineAsync(line => line == "BtBattery 9.2 has proven itself.");
        await machine.EndAsync(supervise);
        Assert.Equal(("slots/2", false), (machine.Current, machine.Exists($"{GxMachine.Base}/rolled-back")));
    }

    /// <summary>A service that its owner stops has not failed, however long that lasts.</summary>
    [Fact]
    public async Task Of_a_service_that_is_stopped_the_trial_begins_anew_with_the_next_start()
    {
        using var machine = new GxMachine();
        await machine.PutSlotsAsync(await archives.StandInAsync("1.0"), await archives.StandInAsync("8.0", "while [ ! -e \"$GX_STATE/enough\" ]; do /bin/sleep 0.05; done; echo stopped", "exit 3"));
        machine.PutOnTrial();
        await using (ChildProcess supervise = machine.Supervise())
        {
            await supervise.WaitForOutputLineAsync(line => line == "8.0 runs");
            machine.StopService();
            await supervise.WaitForOutputLineAsync(line => line == "stopped");
            machine.LetTimePass();
            await machine.EndAsync(supervise);
            Assert.EndsWith("stopped\nThe trial goes on with the next start.\n", supervise.Output, StringComparison.Ordinal);
        }

        Assert.Equal(("slots/2", "from=slots/1\nto=slots/2\nversion=8.0\n"), (machine.Current, machine.Read($"{GxMachine.Base}/trial")));
        await using ChildProcess again = machine.Supervise();
        await again.WaitForOutputLineAsync(line => line == "1.0 runs");
        Assert.Contains("8.0 runs\nBtBattery 8.0 is taken back: It was not on the bus", again.Output, StringComparison.Ordinal);
        await machine.EndAsync(again);
    }

    /// <summary>The lines that were there, and whether the next start is one too many.</summary>
    [Theory]
    [InlineData("start=boot-1 28\nstart=boot-1 29\nstart=boot-1 30\n", "It ended three times within two minutes.")]
    [InlineData("start=boot-1 28\nstart=boot-1 30\n", "")]
    [InlineData("start=boot-1 379\nstart=boot-1 450\nstart=boot-1 480\n", "")]
    [InlineData("start=boot-1 380\nstart=boot-1 450\nstart=boot-1 480\n", "It ended three times within two minutes.")]
    [InlineData("start=boot-x 28\nstart=boot-x 29\nstart=boot-x 30\n", "")]
    [InlineData("start=boot-x 28\nstart=boot-y 29\nstart=boot-y 30\n", "")]
    [InlineData("start=boot-x 28\nstart=boot-y 29\nstart=boot-z 30\n", "The machine was started three times before it answered.")]
    [InlineData("start=\nstart=boot-1\nstart=boot-1 x\nstart=boot-1 29\nstart=boot-1 29", "")]
    [InlineData("failed=So it was decided.\n", "So it was decided.")]
    public async Task Three_exits_within_two_minutes_or_three_boots_are_enough(string starts, string why)
    {
        using var machine = new GxMachine();
        await machine.PutSlotsAsync(await archives.StandInAsync("1.0"), await archives.StandInAsync("3.0"));
        machine.PutOnTrial(starts);
        if (starts.Contains("80\n", StringComparison.Ordinal))
        {
            machine.Write("proc/uptime", "500.73 12.34\n");
        }

        (int exitCode, string output, string errors) = await machine.RunAsync(["-c", ". \"$0/trial.sh\"; trial_start \"$0\"", machine.At(GxMachine.Base)]);
        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Equal(
            why.Length > 0 ? $"BtBattery 3.0 is taken back: {why}\nBtBattery 1.0 runs again.\n" : $"BtBattery 3.0 is on trial: it is taken back unless it answers within {(machine.Read("proc/uptime").StartsWith("500", StringComparison.Ordinal) ? 60 : 180)} s.\n",
            output);
        Assert.Equal(why.Length > 0 ? "slots/1" : "slots/2", machine.Current);
    }

    /// <summary>An update that was cut off before the switch, a torn file, or none.</summary>
    [Theory]
    [InlineData("from=slots/1\nto=slots/2\nversion=3.0\n")]
    [InlineData("from=slots/1\n")]
    [InlineData("")]
    public async Task A_trial_of_another_version_than_the_one_that_runs_is_none(string trial)
    {
        using var machine = new GxMachine();
        await machine.PutSlotsAsync(await archives.StandInAsync("1.0"), await archives.StandInAsync("3.0"));
        await machine.BootAsync();
        IReadOnlyDictionary<string, string> untouched = machine.Files;
        machine.Write($"{GxMachine.Base}/trial", trial);
        await using (ChildProcess supervise = machine.Supervise())
        {
            await supervise.WaitForOutputLineAsync(line => line == "1.0 runs");
            Assert.Equal("1.0 runs\n", supervise.Output);
            await machine.EndAsync(supervise);
        }

        machine.Reboot();
        await machine.BootAsync();
        Assert.Equal(untouched, machine.Files);
    }

    [Fact]
    public async Task Where_there_is_nothing_to_go_back_to_the_new_version_goes_on()
    {
        using var machine = new GxMachine();
        await machine.PutSlotsAsync(await archives.StandInAsync("1.0"), await archives.StandInAsync("4.0", status: "exit 3"));
        machine.PutOnTrial("failed=So it was decided.\n");
        Directory.Delete(machine.At($"{GxMachine.Base}/slots/1"), recursive: true);
        await using ChildProcess supervise = machine.Supervise();
        await supervise.WaitForOutputLineAsync(line => line == "4.0 runs");
        Assert.StartsWith($"There is no version to go back to: {machine.At(GxMachine.Base)}/slots/1 has no program.", supervise.Output, StringComparison.Ordinal);
        Assert.Equal(("slots/2", false), (machine.Current, machine.Exists($"{GxMachine.Base}/trial")));
        Assert.Equal("from=slots/1\nto=slots/2\nversion=4.0\nfailed=So it was decided.\n", machine.Read($"{GxMachine.Base}/rolled-back"));
        await machine.EndAsync(supervise);
    }

    /// <summary>Outside of a trial, too, a program that ends at once is not started all the time.</summary>
    [Fact]
    public async Task Of_a_program_that_ends_again_and_again_the_fifth_start_waits()
    {
        using var machine = new GxMachine();
        await machine.PutSlotsAsync(await archives.StandInAsync("5.0", run: "exit 1"));
        machine.LetTimePass();
        await using ChildProcess supervise = machine.Supervise();
        await supervise.WaitForOutputLineAsync(line => line == "Five starts within 30 s: the next one is in 10 s.");
        Assert.StartsWith(string.Concat(Enumerable.Repeat("5.0 runs\n", 4)) + "Five starts within 30 s: the next one is in 10 s.\n5.0 runs\n", supervise.Output + "5.0 runs\n", StringComparison.Ordinal);
        await machine.EndAsync(supervise);
        Assert.True(double.Parse(machine.Read("proc/uptime").Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture) >= 40);
    }

    [MachineFact]
    public async Task A_log_that_cannot_be_on_the_disk_is_in_RAM()
    {
        using var machine = new GxMachine();
        string log = Path.Combine(Repository.Root, "package/service/log/run");
        machine.WriteScript("bin/multilog", "#!/bin/sh\necho \"$4\"\n");
        foreach ((string options, string folder) in ((string, string)[])[("rw", "var/log/btbattery"), ("ro", "run/btbattery/log")])
        {
            (int exitCode, string output, string errors) = await machine.RunAsync(
            [
                "-c",
                "exec /usr/bin/unshare --mount --propagation private sh -euc \"$0\" \"$1\" \"$2\" \"$3\"",
                "PATH=/usr/bin:/bin; mount -t tmpfs -o size=1m none \"$0/data/log\"; mkdir \"$0/data/log/btbattery\"; mount -o \"remount,$1\" \"$0/data/log\"; PATH=$0/bin:$PATH; exec busybox sh \"$2\"",
                machine.At(""),
                options,
                log,
            ]);
            Assert.Equal((0, machine.At(folder) + "\n", ""), (exitCode, output, errors));
            Assert.False(machine.Exists($"{folder}/.try"));
        }
    }

    [Fact]
    public async Task Without_a_configuration_nothing_is_started()
    {
        using var machine = new GxMachine();
        await machine.PutSlotsAsync(await archives.StandInAsync("1.0"));
        File.Delete(machine.At($"{GxMachine.Base}/config/config.ini"));
        (int exitCode, string output, _) = await machine.RunAsync([machine.At($"{GxMachine.Base}/service/run")]);
        Assert.Equal(1, exitCode);
        Assert.Equal($"{machine.At(GxMachine.Base)}/config/config.ini is missing, so there is no battery to serve: install BtBattery again with the addresses.\n", output);
    }
}
