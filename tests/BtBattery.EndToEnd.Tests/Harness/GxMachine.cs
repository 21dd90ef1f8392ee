using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace BtBattery.EndToEnd.Tests.Harness;

/// <summary>
/// The files of a GX device, in a folder of its own, on which the shipping scripts and programs install, start, update and remove BtBattery. It can be started anew, get another firmware and lose
/// its power at any command.
/// </summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
internal sealed class GxMachine : MachineFolder, IDisposable
{
    /// <summary>Where BtBattery is.</summary>
    public const string Base = "data/apps/btbattery";

    /// <summary>The page of a battery of gui-v1.</summary>
    public const string Page = "opt/victronenergy/gui/qml/PageBattery.qml";

    /// <summary>Where the system bus is found; here only a file, that is there or not.</summary>
    public const string BusSocket = "run/dbus/system_bus_socket";

    /// <summary>What the machine that runs the tests runs, and so the shipping program.</summary>
    public static readonly string HostRid = RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => "linux-x64",
        Architecture.Arm64 => "linux-arm64",
        _ => "linux-arm",
    };

    private static readonly string[] s_noted = ["cat", "chmod", "cp", "df", "ln", "mkdir", "mount", "mv", "rm", "rmdir", "svc", "svok", "svstat", "sync", "tar", "touch"];

    // Whatever boot.sh leaves behind holds what is read here.
    private string[] Boot => ["-c", "exec 7>&1; busybox sh \"$0\" && echo 'rc.local goes on'", At($"{Base}/boot.sh")];

    private static readonly string[] s_kept = ["data", "etc", "media", "opt", "service", "var"];

    private readonly NotedCommands _commands;
    private int _boots;

    /// <param name="firmware">The first line of /opt/victronenergy/version.</param>
    /// <param name="rid">What programs it runs.</param>
    /// <param name="glibc">Such as 2.39; empty for a machine without one in a known place.</param>
    public GxMachine(string firmware = "v3.70", string rid = "linux-x64", string glibc = "2.39")
        : base("machine")
    {
        foreach (string folder in (string[])["data/log", "run", "media", "etc", "var", "proc/sys/kernel/random", "service"])
        {
            Directory.CreateDirectory(At(folder));
        }

        // As on the machine, whose own link has a name that would lead out of here.
        File.CreateSymbolicLink(At("var/log"), "../data/log");
        FlashFirmware(firmware);
        (string loader, string library) = rid switch
        {
            "linux-arm" => ("lib/ld-linux-armhf.so.3", "lib/libc.so.6"),
            "linux-arm64" => ("lib/ld-linux-aarch64.so.1", "lib/libc.so.6"),
            _ => ("lib64/ld-linux-x86-64.so.2", "lib/x86_64-linux-gnu/libc.so.6"),
        };
        Write(loader, "");
        if (glibc.Length > 0)
        {
            Write(library, $"\u007fELF\0\u0001\0GNU C Library (GNU libc) stable release version {glibc}.\nCopyright\0\0\u0002");
            Write(library.Replace("libc.so.6", "libgcc_s.so.1", StringComparison.Ordinal), "");
            Write("usr/lib/libstdc++.so.6", "");
        }

        FreeKilobytes = 500_000;
        _commands = new NotedCommands(Place, [.. s_noted, "sleep"]);
        Reboot();
    }

    /// <summary>What df says of every file system.</summary>
    public int FreeKilobytes { get; set; }

    /// <summary>Of another root than this one, whoever runs it; for what only a machine's own root may do.</summary>
    public IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>
    {
        ["BTBATTERY_ROOT"] = At(""),
        ["GX_FREE"] = FreeKilobytes.ToString(CultureInfo.InvariantCulture),
        ["GX_RUNNING"] = "1",
    };

    /// <summary>A command that is the test's own, and not noted.</summary>
    /// <param name="name">What scripts call it.</param>
    /// <param name="text">What sh does then.</param>
    public void Put(string name, string text) => _commands.Put(name, text);

    /// <summary>What was called, in order, with the last part of each argument's path.</summary>
    public IReadOnlyList<string> Calls => _commands.Calls;

    /// <summary>Which slot runs, as the link says it.</summary>
    public string? Current => new FileInfo(At($"{Base}/current")).LinkTarget;

    /// <summary>
    /// Every folder, file and link with its mode and what is in it, of what outlives a start of the machine. Two machines that are equal in this cannot be told from each other.
    /// </summary>
    public IReadOnlyDictionary<string, string> Files
    {
        get
        {
            var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
            foreach (FileSystemInfo entry in new DirectoryInfo(At("")).EnumerateFileSystemInfos("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }))
            {
                string path = Path.GetRelativePath(At(""), entry.FullName);
                if (s_kept.Contains(path.Split('/')[0]))
                {
                    files[path] = StateOf(entry);
                }
            }

            return files;
        }
    }

    /// <summary>Two states of a machine; names what differs.</summary>
    public static void AssertEqual(IReadOnlyDictionary<string, string> expected, IReadOnlyDictionary<string, string> actual) => Assert.Equal(
        expected.Select(file => $"{file.Key} {file.Value}").Except(actual.Select(file => $"{file.Key} {file.Value}")).Select(file => "- " + file),
        actual.Select(file => $"{file.Key} {file.Value}").Except(expected.Select(file => $"{file.Key} {file.Value}")).Select(file => "+ " + file));

    /// <summary>What <see cref="Files"/> has of one file or link, also while programs write others.</summary>
    public string StateOf(string path) => StateOf(new FileInfo(At(path)));

    public void WriteScript(string path, string text)
    {
        Write(path, text);
        File.SetUnixFileMode(At(path), File.GetUnixFileMode(At(path)) | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
    }

    public void Link(string path, string target)
    {
        File.Delete(At(path));
        File.CreateSymbolicLink(At(path), target);
    }

    /// <summary>Each <c>sleep</c> of a script ends at once, and is seen in /proc/uptime.</summary>
    public void LetTimePass() => File.WriteAllText(Path.Combine(Place, "time-passes"), "");

    /// <summary>The root file system cannot be written until somebody remounts it.</summary>
    public void MakeReadOnly() => File.WriteAllText(Path.Combine(Place, "read-only"), "");

    /// <summary>The machine is off and on again: what is in RAM is gone, and /service is that of the firmware. Nothing of ours has run yet.</summary>
    public void Reboot()
    {
        foreach (string folder in (string[])["run", "service"])
        {
            foreach (FileSystemInfo entry in new DirectoryInfo(At(folder)).EnumerateFileSystemInfos())
            {
                if (entry is DirectoryInfo { LinkTarget: null } directory)
                {
                    directory.Delete(recursive: true);
                }
                else
                {
                    entry.Delete();
                }
            }
        }

        foreach (string file in Directory.EnumerateFiles(At("opt/victronenergy/service"), "*", SearchOption.AllDirectories))
        {
            string copy = At(Path.Combine("service", Path.GetRelativePath(At("opt/victronenergy/service"), file)));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        Write(BusSocket, "");
        Write("proc/uptime", "30.00 20.00\n");
        Write("proc/sys/kernel/random/boot_id", $"boot-{++_boots}\n");
    }

    /// <summary>Another firmware: a root of its own, and /data as it was.</summary>
    public void FlashFirmware(string firmware)
    {
        if (Exists("opt"))
        {
            Directory.Delete(At("opt"), recursive: true);
        }

        string page = Path.Combine(Repository.Root, "tests", "screens", "stock", firmware[..5] + ".qml");
        Write("opt/victronenergy/version", $"{firmware}\n20260821\n");
        Write(Page, File.ReadAllText(File.Exists(page) ? page : Path.Combine(Repository.Root, "tests", "screens", "stock", "v3.80.qml")));
        Write("opt/victronenergy/gui/qml/PageMain.qml", "import QtQuick 2\n");
        WriteScript("opt/victronenergy/service/gui/run", "#!/bin/sh\nexec sleep 1000\n");
    }

    /// <summary>As an install leaves it, with a version in each slot; the first one runs, and brought the launchers.</summary>
    public async Task PutSlotsAsync(string first, string? second = null)
    {
        Directory.CreateDirectory(At($"{Base}/slots"));
        await StagedArchives.LinkAsync(first, At($"{Base}/slots/1"));
        if (second is not null)
        {
            await StagedArchives.LinkAsync(second, At($"{Base}/slots/2"));
        }

        Link($"{Base}/current", "slots/1");
        Link($"{Base}/btbattery", "current/btbattery");
        Write($"{Base}/config/config.ini", "[BANK]\nBATTERIES = A4:C1:38:00:00:01\n");
        foreach (string file in (string[])["service/run", "service/log/run", "boot.sh", "trial.sh"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(At($"{Base}/{file}"))!);
            File.Copy(Path.Combine(first, file), At($"{Base}/{file}"));
        }
    }

    /// <summary>As an update leaves it: the second version is on trial.</summary>
    public void PutOnTrial(string more = "")
    {
        Write($"{Base}/trial", $"from=slots/1\nto=slots/2\nversion={Read($"{Base}/slots/2/VERSION").Trim()}\n{more}");
        Link($"{Base}/previous", "slots/1");
        Link($"{Base}/current", "slots/2");
    }

    /// <summary>Runs a script of the machine.</summary>
    public Task<(int ExitCode, string Output, string Errors)> RunAsync(IEnumerable<string> arguments, int diesAt = 0, string how = "before") =>
        _commands.RunAsync(arguments, Environment, diesAt, how);

    /// <summary>What rc.local does of ours, up to the end of what goes on in the background.</summary>
    public Task<(int ExitCode, string Output, string Errors)> BootAsync(int diesAt = 0, string how = "before") => _commands.RunAsync(Boot, Environment, diesAt, how);

    /// <summary>The same, and does not wait for it.</summary>
    public ChildProcess StartBoot()
    {
        File.Delete(Path.Combine(Place, "enough"));
        return _commands.Start(Boot, Environment);
    }

    /// <summary>Starts the service again and again, as supervise does, until <see cref="EndAsync"/>.</summary>
    public ChildProcess Supervise(int diesAt = 0, string how = "before")
    {
        File.Delete(Path.Combine(Place, "enough"));
        return _commands.Start(
            ["-c", "while [ ! -e \"$GX_STATE/enough\" ]; do busybox sh \"$0\"; done", At($"{Base}/service/run")], Environment, diesAt, how);
    }

    /// <summary>The same for a disk that has room for what is there and no more, or cannot be written at all. In the end it says what has become of it.</summary>
    public ChildProcess SuperviseWithoutRoom(bool isReadOnly)
    {
        const string Mounted = """
            PATH=/usr/bin:/bin
            mkdir "$GX_STATE/disk"
            mount -t tmpfs -o size=1m none "$GX_STATE/disk"
            cp -a "$1/." "$GX_STATE/disk"
            dd if=/dev/zero of="$GX_STATE/disk/full" bs=4k 2>/dev/null || :
            mount --move "$GX_STATE/disk" "$1"
            if [ "$2" = True ]; then mount -o remount,ro "$1"; fi
            while [ ! -e "$GX_STATE/enough" ]; do env PATH="$0" busybox sh "$1/service/run" || :; done
            readlink "$1/current"
            ! [ -e "$1/trial" ] || echo "There is a trial."
            cat "$1/rolled-back" || :
            """;
        File.Delete(Path.Combine(Place, "enough"));
        return _commands.Start(["-c", "exec /usr/bin/unshare --mount --propagation private sh -euc \"$0\" \"$PATH\" \"$1\" \"$2\"", Mounted, At(Base), $"{isReadOnly}"], Environment);
    }

    /// <summary>The program is to end, and not to be started anew.</summary>
    public void StopService() => File.WriteAllText(Path.Combine(Place, "enough"), "");

    /// <summary>Its program ends and is not started anew, and what goes on in the background comes to its end.</summary>
    public async Task EndAsync(ChildProcess supervised)
    {
        StopService();
        await supervised.WaitForExitAsync();
    }

    /// <summary>Another machine, equal to this one.</summary>
    public async Task<GxMachine> CopyAsync()
    {
        var copy = new GxMachine();
        Directory.Delete(copy.At(""), recursive: true);
        (int exitCode, _, string errors) = await ChildProcess.RunAsync("cp", ["-a", At(""), copy.At("")]);
        Assert.True(exitCode == 0, errors);
        copy._boots = _boots;
        return copy;
    }

    public void Dispose() => Remove();

    private static string StateOf(FileSystemInfo entry) => entry.LinkTarget is { } target ? $"-> {target}" : $"{entry.UnixFileMode} {ContentOf(entry)}";

    /// <summary>Pipes and locks of daemontools cannot be read while it runs.</summary>
    private static string ContentOf(FileSystemInfo entry) => entry switch
    {
        DirectoryInfo => "folder",
        { Name: "lock" } or FileInfo { Directory.Name: "supervise" } => "of daemontools",
        _ => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(entry.FullName))),
    };
}
