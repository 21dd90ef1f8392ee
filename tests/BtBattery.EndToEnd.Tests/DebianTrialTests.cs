using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>package/systemd/trial.sh as the lines of btbattery.service call it, with a shell like that of Debian and one like BusyBox'.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class DebianTrialTests : IDisposable
{
    private static readonly string s_package = Path.Combine(Repository.Root, "package");

    private readonly string _root = Directory.CreateTempSubdirectory("btbattery-trial-").FullName;

    /// <summary>Two versions; the second is on trial, and its program answers or not.</summary>
    public DebianTrialTests()
    {
        foreach (string slot in (string[])["1", "2"])
        {
            Write($"opt/btbattery/slots/{slot}/btbattery", "#!/bin/sh\necho \"$@\" >>\"$BTBATTERY_ROOT/asked\"\nexit $(cat \"$BTBATTERY_ROOT/answer\")\n", isProgram: true);
            Write($"opt/btbattery/slots/{slot}/VERSION", $"0.{slot}.0\n");
            Write($"opt/btbattery/slots/{slot}/systemd/btbattery.service", $"unit {slot}\n");
            Write($"opt/btbattery/slots/{slot}/dbus/btbattery.conf", "policy\n");
        }

        Write("opt/btbattery/trial.sh", File.ReadAllText(Path.Combine(s_package, "trial.sh")));
        Write("opt/btbattery/trial", "from=slots/1\nto=slots/2\nversion=0.2.0\n");
        Write("etc/systemd/system/btbattery.service", "unit 1\n");
        Write("etc/dbus-1/system.d/btbattery.conf", "policy\n");
        Write("proc/sys/kernel/random/boot_id", "one\n");
        Write("run/dbus/system_bus_socket", "");
        Write("bin/systemctl", "#!/bin/sh\necho \"$@\" >>\"$BTBATTERY_ROOT/asked\"\n", isProgram: true);
        File.CreateSymbolicLink(At("opt/btbattery/current"), "slots/2");
        File.CreateSymbolicLink(At("opt/btbattery/previous"), "slots/1");
        Answers(0);
        Uptime(1000);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("sh")]
    [InlineData("busybox sh")]
    public async Task A_version_that_answers_stays_and_systemd_knows_its_unit(string shell)
    {
        Assert.Equal(0, await RunAsync(shell, "start"));
        Assert.Equal(0, await RunAsync(shell, "confirm"));
        Assert.False(File.Exists(At("opt/btbattery/trial")));
        Assert.Equal("slots/2", new FileInfo(At("opt/btbattery/current")).LinkTarget);
        Assert.Equal("unit 2\n", File.ReadAllText(At("etc/systemd/system/btbattery.service")));
        Assert.Equal([$"status --wait 50 --config {At("etc/btbattery/config.ini")}", "daemon-reload"], Asked);
    }

    [Theory]
    [InlineData("sh")]
    [InlineData("busybox sh")]
    public async Task One_that_is_on_the_bus_and_does_not_answer_is_taken_back_and_started_anew(string shell)
    {
        Answers(3);
        Assert.Equal(0, await RunAsync(shell, "start"));
        Assert.Equal(0, await RunAsync(shell, "confirm"));
        AssertTakenBack("failed=It is on the bus, and answered no status within 50 s.");
        Assert.Equal("--no-block restart btbattery.service", Asked[^1]);
        Assert.Equal("unit 1\n", File.ReadAllText(At("etc/systemd/system/btbattery.service")));
    }

    [Fact]
    public async Task One_whose_start_systemd_gave_up_is_taken_back()
    {
        Assert.Equal(0, await RunAsync("sh", "start"));
        Assert.Equal(0, await RunAsync("sh", "ended", "timeout"));
        AssertTakenBack("failed=It was not on the bus within 60 s.");
    }

    [Fact]
    public async Task One_that_ends_three_times_within_two_minutes_is_taken_back_before_its_fourth_start()
    {
        for (int start = 0; start < 3; start++)
        {
            Uptime(1000 + 10 * start);
            Assert.Equal(0, await RunAsync("sh", "start"));
            Assert.Equal("slots/2", new FileInfo(At("opt/btbattery/current")).LinkTarget);
            Assert.Equal(0, await RunAsync("sh", "ended", "exit-code"));
        }

        Uptime(1040);
        Assert.Equal(0, await RunAsync("sh", "start"));
        AssertTakenBack("failed=It ended three times within two minutes.");
    }

    [Fact]
    public async Task Starts_without_a_bus_do_not_count()
    {
        File.Delete(At("run/dbus/system_bus_socket"));
        Write("bin/sleep", "#!/bin/sh\n", isProgram: true);
        for (int start = 0; start < 5; start++)
        {
            Assert.Equal(0, await RunAsync("sh", "start"));
        }

        Assert.Equal("slots/2", new FileInfo(At("opt/btbattery/current")).LinkTarget);
        Assert.Equal("from=slots/1\nto=slots/2\nversion=0.2.0\n", File.ReadAllText(At("opt/btbattery/trial")));
    }

    [Fact]
    public async Task Without_a_trial_nothing_is_asked_and_nothing_done()
    {
        File.Delete(At("opt/btbattery/trial"));
        Answers(3);
        foreach (string word in (string[])["start", "confirm", "ended"])
        {
            Assert.Equal(0, await RunAsync("sh", word, "timeout"));
        }

        Assert.Empty(Asked);
        Assert.Equal("slots/2", new FileInfo(At("opt/btbattery/current")).LinkTarget);
    }

    [Fact]
    public async Task An_update_that_was_cut_off_before_its_switch_is_no_trial()
    {
        Write("opt/btbattery/trial", "from=slots/2\nto=slots/1\nversion=0.1.0\n");
        Assert.Equal(0, await RunAsync("sh", "ended", "timeout"));
        Assert.Equal("slots/2", new FileInfo(At("opt/btbattery/current")).LinkTarget);
        Assert.False(File.Exists(At("opt/btbattery/rolled-back")));
    }

    [Theory]
    [InlineData("package/systemd/trial.sh")]
    [InlineData("rpi_bt_firmware/installfirmware.sh")]
    public async Task Shellcheck_finds_nothing(string script)
    {
        (int exitCode, string output, string errors) = await ChildProcess.RunAsync("shellcheck", ["-x", Path.Combine(Repository.Root, script)]);
        Assert.True(exitCode == 0, output + errors);
    }

    private string[] Asked => File.Exists(At("asked")) ? File.ReadAllLines(At("asked")) : [];

    private void AssertTakenBack(string why)
    {
        Assert.Equal("slots/1", new FileInfo(At("opt/btbattery/current")).LinkTarget);
        Assert.Contains(why, File.ReadAllLines(At("opt/btbattery/rolled-back")));
        Assert.False(File.Exists(At("opt/btbattery/trial")));
    }

    private async Task<int> RunAsync(string shell, string word, string result = "success")
    {
        (int exitCode, _, string errors) = await ChildProcess.RunAsync(
            shell.Split(' ')[0],
            [.. shell.Split(' ').Skip(1), Path.Combine(s_package, "systemd", "trial.sh"), word],
            new Dictionary<string, string?>
            {
                ["BTBATTERY_ROOT"] = _root,
                ["SERVICE_RESULT"] = result,
                ["PATH"] = $"{At("bin")}:/usr/bin:/bin",
            });
        Assert.Equal("", errors);
        return exitCode;
    }

    private void Answers(int exitCode) => Write("answer", $"{exitCode}\n");

    private void Uptime(int seconds) => Write("proc/uptime", $"{seconds}.50 900.00\n");

    private string At(string path) => Path.Combine(_root, path);

    private void Write(string path, string content, bool isProgram = false)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), content);
        if (isProgram)
        {
            File.SetUnixFileMode(At(path), (UnixFileMode)0b111_101_101);
        }
    }
}
