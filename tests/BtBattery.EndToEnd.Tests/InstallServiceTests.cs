using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>installservice.sh refuses in one sentence where the program could not run, before it starts anything of ours.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class InstallServiceTests(StagedArchives archives) : IClassFixture<StagedArchives>
{
    /// <summary>What the archive is for, and the machine: what it runs, its firmware and its glibc; and what is said.</summary>
    public static TheoryData<string, string, string, string, string> Machines => new()
    {
        { "linux-arm", "linux-arm", "v3.60", "2.39", "" },
        { "linux-arm", "linux-arm", "v3.77", "2.39", "" },
        { "linux-arm", "linux-arm", "v3.80-large-24", "2.39", "" },
        { "linux-arm", "linux-arm", "v3.60~18", "2.39", "" },
        { "linux-arm", "linux-arm", "v10.01", "", "" },
        { "linux-arm", "linux-arm", "v3.55", "2.31", "This machine has Venus OS v3.55, and BtBattery needs v3.60 (32-bit) or later: update the firmware first (Settings, Firmware, Online updates)." },
        { "linux-arm", "linux-arm", "v2.94", "2.31", "This machine has Venus OS v2.94, and BtBattery needs v3.60 (32-bit) or later" },
        { "linux-arm", "linux-arm", "v3.60~3", "2.31", "This machine has glibc 2.31, and BtBattery for linux-arm needs 2.35: on a GX device that is Venus OS v3.60 (32-bit) or later" },
        { "linux-arm", "linux-arm", "odd", "2.34", "This machine has glibc 2.34, and" },
        { "linux-arm", "linux-arm", "odd", "2.35", "" },
        { "linux-arm", "linux-arm", "odd", "", "The version of glibc could not be found below " },
        { "linux-arm64", "linux-arm64", "v3.70~45", "2.39", "" },
        { "linux-arm64", "linux-arm64", "v3.67", "2.39", "needs v3.70 (64-bit) or later" },
        { "linux-arm64", "linux-arm64", "odd", "2.27", "" },
        { "linux-arm64", "linux-arm64", "odd", "2.26", "and BtBattery for linux-arm64 needs 2.27" },
        { "linux-arm", "linux-arm64", "v3.70", "2.39", "This archive is for linux-arm, but this machine runs programs for linux-arm64: take btbattery-1.0-linux-arm64.tar.gz." },
        { "linux-arm64", "linux-arm", "v3.70", "2.39", "but this machine runs programs for linux-arm: take btbattery-1.0-linux-arm.tar.gz." },
        { "linux-x64", "linux-arm", "v3.70", "2.39", "but this machine runs programs for linux-arm: take" },
        { "linux-riscv", "linux-arm", "v3.70", "2.39", "This archive is for 'linux-riscv', which installservice.sh does not know: take the archive of a release." },
    };

    [Theory]
    [MemberData(nameof(Machines))]
    public async Task It_names_what_the_machine_lacks(string archive, string rid, string firmware, string glibc, string says)
    {
        using var machine = new GxMachine("v3.80", rid, glibc);
        machine.Write("opt/victronenergy/version", $"{firmware}\n20260821\n");
        string staged = await archives.StandInAsync("1.0", rid: archive);
        (int exitCode, string output, string errors) = await CheckAsync(machine, staged);
        if (says.Length == 0)
        {
            Assert.Equal((0, "BtBattery 1.0 can run here.\n", ""), (exitCode, output, errors));
        }
        else
        {
            Assert.Equal((4, ""), (exitCode, output));
            Assert.Contains(says, Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_a_loader_that_is_known_no_archive_fits()
    {
        using var machine = new GxMachine();
        File.Delete(machine.At("lib64/ld-linux-x86-64.so.2"));
        await RefusesAsync(machine, await archives.StandInAsync("1.0"), "no archive of BtBattery fits this machine, which has no glibc of a known kind.");
    }

    /// <summary>Up to glibc 2.33 the file has the version in its name.</summary>
    [Fact]
    public async Task A_library_without_its_text_is_known_by_its_name()
    {
        using var machine = new GxMachine("v3.60", "linux-arm", glibc: "");
        machine.Write("lib/libc-2.31.so", "stripped");
        File.CreateSymbolicLink(machine.At("lib/libc.so.6"), "libc-2.31.so");
        await RefusesAsync(machine, await archives.StandInAsync("1.0", rid: "linux-arm"), "This machine has glibc 2.31, and BtBattery for linux-arm needs 2.35");
    }

    [Theory]
    [InlineData("usr/lib/libstdc++.so.6", "libstdc++6")]
    [InlineData("lib/libgcc_s.so.1", "libgcc-s1")]
    public async Task What_the_program_needs_beside_glibc_is_named(string library, string package)
    {
        using var machine = new GxMachine("v3.60", "linux-arm");
        File.Delete(machine.At(library));
        await RefusesAsync(
            machine,
            await archives.StandInAsync("1.0", rid: "linux-arm"),
            $"This machine has no {Path.GetFileName(library)}, which BtBattery needs: Venus OS brings it; on Debian and Raspberry Pi OS it comes with 'apt install {package}'.");
    }

    /// <summary>The loader and the library of the machine that runs the tests are real ones.</summary>
    [Fact]
    public async Task A_real_library_tells_its_version()
    {
        using var machine = new GxMachine("v3.70", GxMachine.HostRid, glibc: "");
        File.Delete(machine.At("opt/victronenergy/version"));
        string folder = Path.GetFileName(Directory.GetDirectories("/usr/lib", "*-linux-gnu*").Single(path => File.Exists(path + "/libc.so.6")));
        Directory.CreateDirectory(machine.At($"lib/{folder}"));
        foreach (string library in (string[])["libc.so.6", "libgcc_s.so.1", "libstdc++.so.6"])
        {
            File.Copy($"/usr/lib/{folder}/{library}", machine.At($"lib/{folder}/{library}"), overwrite: true);
        }

        Assert.Equal(0, (await CheckAsync(machine, await archives.StandInAsync("1.0", rid: GxMachine.HostRid))).ExitCode);
    }

    [Theory]
    [InlineData("btbattery", "(btbattery)")]
    [InlineData("qml/install-qml.sh", "(qml/install-qml.sh)")]
    [InlineData("SHA256SUMS", "(SHA256SUMS)")]
    public async Task A_damaged_archive_is_not_installed(string file, string names)
    {
        using var machine = new GxMachine();
        string copy = machine.At("data/copy");
        await StagedArchives.LinkAsync(await archives.StandInAsync("1.0"), copy);
        byte[] bytes = await File.ReadAllBytesAsync(Path.Combine(copy, file));
        UnixFileMode mode = File.GetUnixFileMode(Path.Combine(copy, file));
        bytes[bytes.Length / 2] ^= 1;
        File.Delete(Path.Combine(copy, file));
        await File.WriteAllBytesAsync(Path.Combine(copy, file), bytes);
        File.SetUnixFileMode(Path.Combine(copy, file), mode);
        (int exitCode, string output, string errors) = await CheckAsync(machine, copy);
        Assert.Equal((4, ""), (exitCode, output));
        Assert.Contains("is damaged (", errors, StringComparison.Ordinal);
        Assert.True(file == "SHA256SUMS" || errors.Contains(names, StringComparison.Ordinal), errors);

        File.Delete(Path.Combine(copy, file));
        await RefusesAsync(machine, copy, $"is damaged {names}: copy the archive again and unpack it again.");
    }

    /// <summary>The program looks itself.</summary>
    [Fact]
    public async Task Without_sha256sum_no_archive_is_called_damaged()
    {
        using var machine = new GxMachine();
        foreach (string command in (string[])["awk", "cat", "df", "dirname", "du", "head", "id", "readlink", "sed", "tr"])
        {
            machine.WriteScript($"bin/{command}", $"#!/bin/sh\nPATH=/usr/bin:/bin\nexec {command} \"$@\"\n");
        }

        (int exitCode, string output, string errors) = await machine.RunAsync(
            ["-c", "PATH=$0 exec /bin/sh \"$1\" --check", machine.At("bin"), Path.Combine(await archives.StandInAsync("1.0"), "installservice.sh")]);
        Assert.Equal((0, "This machine has no program sha256sum: whether the archive is whole is seen when it is installed.\nBtBattery 1.0 can run here.\n", ""), (exitCode, output, errors));
    }

    [Theory]
    [InlineData("RID")]
    [InlineData("VERSION")]
    public async Task Half_an_archive_is_none(string missing)
    {
        using var machine = new GxMachine();
        await StagedArchives.LinkAsync(await archives.StandInAsync("1.0"), machine.At("data/copy"));
        File.Delete(machine.At("data/copy/" + missing));
        await RefusesAsync(machine, machine.At("data/copy"), "is not a whole archive of BtBattery");
    }

    [Fact]
    public async Task Where_programs_may_not_be_executed_it_says_so()
    {
        using var machine = new GxMachine();
        string staged = await archives.StandInAsync("1.0");
        await StagedArchives.LinkAsync(staged, machine.At("data/copy"));
        File.Delete(machine.At("data/copy/btbattery"));
        await File.WriteAllTextAsync(machine.At("data/copy/btbattery"), await File.ReadAllTextAsync(Path.Combine(staged, "btbattery")));
        await RefusesAsync(machine, machine.At("data/copy"), "btbattery may not be executed there: unpack the archive in /data, not on a stick or card.");
    }

    [Fact]
    public async Task A_full_disk_is_told_with_what_is_needed()
    {
        using var machine = new GxMachine { FreeKilobytes = 10_000 };
        string staged = await archives.StandInAsync("1.0");
        await RefusesAsync(machine, staged, $"There are 9 MB free on {machine.At("data")}, and BtBattery needs 11 MB");

        // What an update has put into a slot needs no more.
        await machine.PutSlotsAsync(staged);
        Assert.Equal(0, (await CheckAsync(machine, machine.At($"{GxMachine.Base}/slots/1"))).ExitCode);
    }

    [Fact]
    public async Task All_that_is_given_goes_on_to_the_program()
    {
        using var machine = new GxMachine();
        string staged = await archives.StandInAsync("1.0");
        (int exitCode, string output, string errors) = await machine.RunAsync([Path.Combine(staged, "installservice.sh"), "A4:C1:38:00:00:01", "A4:C1:38:00:00:02:my boat.ini", "-p", "--defaults"]);
        Assert.Equal((0, "1.0 is asked to install A4:C1:38:00:00:01 A4:C1:38:00:00:02:my boat.ini -p --defaults\n", ""), (exitCode, output, errors));
    }

    [Theory]
    [InlineData("--help", 0, "Usage: installservice.sh MAC")]
    [InlineData("--check -p", 2, "--check takes nothing else.")]
    public async Task Usage(string arguments, int expected, string says)
    {
        using var machine = new GxMachine();
        (int exitCode, string output, string errors) = await machine.RunAsync([Path.Combine(await archives.StandInAsync("1.0"), "installservice.sh"), .. arguments.Split(' ')]);
        Assert.Equal(expected, exitCode);
        Assert.Contains(says, output + errors, StringComparison.Ordinal);
    }

    /// <summary>Only on the machine itself, which none of the others touch.</summary>
    [RootFact]
    public async Task On_the_machine_itself_only_root_may()
    {
        string copy = Directory.CreateTempSubdirectory("btbattery-user-").FullName;
        try
        {
            await ChildProcess.RunAsync("cp", ["-r", await archives.StandInAsync("1.0"), copy]);
            await ChildProcess.RunAsync("chmod", ["-R", "a+rX", copy]);
            (int exitCode, string output, string errors) = await ChildProcess.RunAsync(
                "setpriv", ["--reuid", "65534", "--regid", "65534", "--clear-groups", "busybox", "sh", Path.Combine(copy, "btbattery-1.0-linux-x64/installservice.sh"), "--check"]);
            Assert.Equal((4, "", "Only root can install BtBattery: run this as root, or with sudo in front."), (exitCode, output, errors));
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    [Fact]
    public async Task A_root_that_is_no_folder_is_refused()
    {
        (int exitCode, _, string errors) = await ChildProcess.RunAsync(
            "busybox",
            ["sh", Path.Combine(await archives.StandInAsync("1.0"), "installservice.sh"), "--check"],
            new Dictionary<string, string?> { ["BTBATTERY_ROOT"] = "/no/such/folder" });
        Assert.Equal((4, "BTBATTERY_ROOT is '/no/such/folder', and there is no such folder."), (exitCode, errors));
    }

    private static Task<(int ExitCode, string Output, string Errors)> CheckAsync(GxMachine machine, string staged) =>
        machine.RunAsync([Path.Combine(staged, "installservice.sh"), "--check"]);

    private static async Task RefusesAsync(GxMachine machine, string staged, string says)
    {
        IReadOnlyDictionary<string, string> untouched = machine.Files;
        (int exitCode, string output, string errors) = await CheckAsync(machine, staged);
        Assert.Equal((4, ""), (exitCode, output));
        Assert.Contains(says, Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Equal(untouched, machine.Files);
    }
}
