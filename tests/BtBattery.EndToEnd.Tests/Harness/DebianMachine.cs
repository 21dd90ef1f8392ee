using System.Globalization;
using System.Security.Cryptography;

namespace BtBattery.EndToEnd.Tests.Harness;

/// <summary>
/// The files of a Debian, in a folder of its own, with what systemd does for one unit (tests/clients/systemd.py): the shipping scripts and programs install, start, update and remove BtBattery there.
/// </summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
internal sealed class DebianMachine : MachineFolder, IAsyncDisposable
{
    /// <summary>Where BtBattery is.</summary>
    public const string Base = "opt/btbattery";

    private static readonly string s_systemd = Path.Combine(Repository.Root, "tests", "clients", "systemd.py");

    private readonly PrivateBus _bus;
    private ChildProcess? _systemd;

    private DebianMachine(PrivateBus bus)
        : base("debian")
    {
        _bus = bus;
        foreach (string folder in (string[])["run/systemd/system", "etc/systemd/system", "etc/dbus-1/system.d", "opt", "var/lib", "usr/local/bin", "proc/sys/kernel/random"])
        {
            Directory.CreateDirectory(At(folder));
        }

        Write("etc/passwd", "root:x:0:0:root:/root:/bin/bash\n");
        Write("etc/group", "root:x:0:\nbluetooth:x:112:\n");
        Write("proc/sys/kernel/random/boot_id", "one\n");
        Write("proc/uptime", "1000.00 900.00\n");
        Write("lib64/ld-linux-x86-64.so.2", "");
        Write("lib/x86_64-linux-gnu/libc.so.6", "\u007fELF\0\u0001\0GNU C Library (GNU libc) stable release version 2.36.\nCopyright\0\0\u0002");
        Write("lib/x86_64-linux-gnu/libgcc_s.so.1", "");
        Write("lib/x86_64-linux-gnu/libstdc++.so.6", "");
        Command("systemctl", $"exec /usr/bin/python3 {s_systemd} ask {Socket} \"$@\"");
        Command("useradd", """echo "btbattery:x:998:$(id -g)::/nonexistent:/usr/sbin/nologin" >>"$2/etc/passwd" """);
        Command("userdel", """sed -i '/^btbattery:/d' "$2/etc/passwd" """);
    }

    /// <summary>Every folder, file and link that outlives a start of the machine, with its mode and what is in it.</summary>
    public IReadOnlyDictionary<string, string> Files => new SortedDictionary<string, string>(
        new DirectoryInfo(At("")).EnumerateFileSystemInfos("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Where(entry => Path.GetRelativePath(At(""), entry.FullName) is var path && !path.StartsWith("run", StringComparison.Ordinal) && path != "asked")
            .ToDictionary(
                entry => Path.GetRelativePath(At(""), entry.FullName),
                entry => entry.LinkTarget is { } target
                    ? $"-> {target}"
                    : $"{entry.UnixFileMode} {(entry is FileInfo ? Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(entry.FullName))) : "folder")}"),
        StringComparer.Ordinal);

    /// <summary>Which slot runs, as the link says it.</summary>
    public string? Current => new FileInfo(At($"{Base}/current")).LinkTarget;

    /// <summary>What systemd was asked.</summary>
    public IReadOnlyList<string> Asked => File.Exists(At("asked")) ? File.ReadAllLines(At("asked")) : [];

    /// <summary>What the scripts of the unit and the program said.</summary>
    public string Journal => _systemd?.Errors ?? "";

    private string Socket => Path.Combine(Place, "systemd");

    private Dictionary<string, string?> Environment => new(_bus.Environment)
    {
        ["BTBATTERY_ROOT"] = At("").TrimEnd('/'),
        ["PATH"] = $"{Path.Combine(Place, "commands")}:/usr/bin:/bin",
        ["DOTNET_ROOT"] = System.Environment.GetEnvironmentVariable("DOTNET_ROOT"),
    };

    public static async Task<DebianMachine> StartAsync(PrivateBus bus)
    {
        var machine = new DebianMachine(bus);
        machine._systemd = ChildProcess.Start("/usr/bin/python3", [s_systemd, "serve", machine.At("").TrimEnd('/'), machine.Socket], machine.Environment);
        await machine._systemd.WaitForErrorLineAsync("serving");
        return machine;
    }

    /// <summary>The entry of an unpacked archive.</summary>
    public Task<(int ExitCode, string Output, string Errors)> InstallAsync(string staged, params string[] words) =>
        ChildProcess.RunAsync("sh", [Path.Combine(staged, "installservice.sh"), .. words], Environment, 4 * ChildProcess.Patience);

    /// <summary>The installed program, as people call it.</summary>
    public Task<(int ExitCode, string Output, string Errors)> BtBatteryAsync(params string[] words) =>
        ChildProcess.RunAsync(At($"{Base}/btbattery"), words, Environment, 4 * ChildProcess.Patience);

    public async ValueTask DisposeAsync()
    {
        if (_systemd is not null)
        {
            // It ends what it has started.
            await ChildProcess.RunAsync("kill", ["-TERM", _systemd.Id.ToString(CultureInfo.InvariantCulture)]);
            await _systemd.WaitForExitAsync();
            await _systemd.DisposeAsync();
        }

        Remove();
    }

    private void Command(string name, string text)
    {
        string path = Path.Combine(Directory.CreateDirectory(Path.Combine(Place, "commands")).FullName, name);
        File.WriteAllText(path, $"#!/bin/sh\n{text}\n");
        File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
    }
}
