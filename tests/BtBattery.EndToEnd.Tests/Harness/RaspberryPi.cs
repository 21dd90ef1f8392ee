using System.Globalization;

namespace BtBattery.EndToEnd.Tests.Harness;

/// <summary>
/// The files of a Raspberry Pi that the installer of Bluetooth firmware looks at, in a folder of its own. The commands that change something are noted, and the one at a given place can kill
/// the installer, as a power cut would. Firmware is nobody's to copy, so files that stand for it say in their first line which checksum they have.
/// </summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
internal sealed class RaspberryPi : IDisposable
{
    /// <summary>Where the kernel looks.</summary>
    public const string Folder = "lib/firmware/brcm/";

    private static readonly string[] s_noted = ["chmod", "cp", "mkdir", "mount", "mv", "rm", "sleep", "sync", "touch"];

    private readonly string _folder = Directory.CreateTempSubdirectory("btbattery-pi-").FullName;

    /// <param name="board">What the device tree calls it, such as <c>raspberrypi,4-model-b</c>; null for another machine.</param>
    public RaspberryPi(string? board)
    {
        Directory.CreateDirectory(At(Folder));
        Directory.CreateDirectory(Path.Combine(_folder, "commands"));
        Write("proc/device-tree/compatible", board is null ? "ti,am335x-bone\0ti,am33xx\0" : $"{board}\0brcm,bcm2711\0");
        Write("proc/device-tree/model", board is null ? "Venus GX\0" : "A Raspberry Pi\0");
        foreach (string command in s_noted)
        {
            Fake(command);
        }

        Command("sha256sum", """case $(head -c 4 "$1") in SUM=) head -n 1 "$1" | cut -c 5- | sed "s|$|  $1|" ;; *) sha256sum "$1" ;; esac""");
        Command("dmesg", """cat "$PI_STATE/dmesg" 2>/dev/null""");
    }

    /// <summary>What was called, in order.</summary>
    public IReadOnlyList<string> Calls => File.Exists(Log) ? File.ReadAllLines(Log) : [];

    /// <summary>Every file and link, with what is in it, and its mode.</summary>
    public IReadOnlyDictionary<string, string> Files => new SortedDictionary<string, string>(
        Directory.EnumerateFiles(At(""), "*", SearchOption.AllDirectories).ToDictionary(
            path => Path.GetRelativePath(At(""), path),
            path => new FileInfo(path).LinkTarget is { } target ? $"-> {target}" : $"{File.GetUnixFileMode(path)}: {File.ReadAllText(path)}"),
        StringComparer.Ordinal);

    private string Log => Path.Combine(_folder, "calls");

    /// <summary>The table of the installer: chip, checksum, package, name.</summary>
    public static IReadOnlyList<(string Chip, string Sum, string Package, string Name)> Known { get; } =
    [
        .. File.ReadLines(Script).SkipWhile(line => !line.Contains("<<'TABLE'", StringComparison.Ordinal)).Skip(1).TakeWhile(line => line != "TABLE")
            .Select(line => line.Split(' ', 4)).Select(words => (words[0], words[1], words[2], words[3])),
    ];

    public static string Script => Path.Combine(Repository.Root, "rpi_bt_firmware", "installfirmware.sh");

    /// <summary>What stands for a known version.</summary>
    public static string StandIn(string chip, string package)
    {
        (_, string sum, _, string name) = Known.Single(version => version.Chip == chip && version.Package == package);
        return $"SUM={sum}\n{name}\n";
    }

    /// <summary>The kernel said so since the start.</summary>
    public void Says(params string[] lines) => File.WriteAllLines(Path.Combine(_folder, "dmesg"), lines.Select(line => $"[   11.0] Bluetooth: {line}"));

    /// <summary>The root file system cannot be written until somebody remounts it.</summary>
    /// <param name="forGood">Remounting is in vain too.</param>
    public void MakeReadOnly(bool forGood = false) => File.WriteAllText(Path.Combine(_folder, forGood ? "read-only-for-good" : "read-only"), "");

    /// <summary>True while the root file system cannot be written.</summary>
    public bool IsReadOnly => File.Exists(Path.Combine(_folder, "read-only"));

    /// <summary>A path of the machine.</summary>
    public string At(string path) => Path.Combine(_folder, "root", path);

    public string Read(string path) => File.ReadAllText(At(path));

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
    }

    /// <summary>Its BusyBox was made without some things.</summary>
    public void LacksOptionsOfOd() => Command("od", "echo \"od: invalid option -- 'A'\" >&2; exit 1");

    /// <summary>A file that the owner has brought.</summary>
    public string Bring(string text) => Bring(System.Text.Encoding.Latin1.GetBytes(text));

    /// <summary>A file that the owner has brought.</summary>
    public string Bring(byte[] content)
    {
        string file = Path.Combine(_folder, "brought.hcd");
        File.WriteAllBytes(file, content);
        return file;
    }

    /// <summary>Runs the installer with BusyBox.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="diesAt">The call at which it is killed, from 1; 0 for never.</param>
    /// <param name="how"><c>before</c> the call, or <c>half</c> way through writing.</param>
    public async Task<(int ExitCode, string Output, string Errors)> RunAsync(string[] arguments, int diesAt = 0, string how = "before")
    {
        File.Delete(Log);
        return await ChildProcess.RunAsync(
            "busybox",
            ["sh", Script, .. arguments],
            new Dictionary<string, string?>
            {
                ["PATH"] = Path.Combine(_folder, "commands") + ":/usr/bin:/bin",
                ["BTBATTERY_ROOT"] = At(""),
                ["PI_STATE"] = _folder,
                ["PI_DIES_AT"] = diesAt.ToString(CultureInfo.InvariantCulture),
                ["PI_HOW"] = how,
            });
    }

    /// <summary>It ends well and says that.</summary>
    /// <returns>All that it says.</returns>
    public async Task<string> DoneAsync(string[] arguments, string says)
    {
        (int exitCode, string output, string errors) = await RunAsync(arguments);
        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Contains(says, output, StringComparison.Ordinal);
        return output;
    }

    /// <summary>It changes nothing, and says why.</summary>
    public async Task RefusedAsync(int status, string says, params string[] arguments)
    {
        IReadOnlyDictionary<string, string> before = Files;
        (int exitCode, string output, string errors) = await RunAsync(arguments);
        Assert.Equal((status, ""), (exitCode, output));
        Assert.Contains(says, errors, StringComparison.Ordinal);
        Assert.Equal(before, Files);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Fake(string command) => Command(command, $$"""
        line={{command}}
        for argument; do line="$line ${argument##*/}"; done
        echo "$line" >>"$PI_STATE/calls"
        act() {
            case {{command}} in
                sleep | sync) ;;
                mount)
                    [ ! -e "$PI_STATE/read-only-for-good" ] || return 1
                    case $* in
                        *rw*) rm -f "$PI_STATE/read-only" ;;
                        *) : >"$PI_STATE/read-only" ;;
                    esac ;;
                touch) [ ! -e "$PI_STATE/read-only" ] && [ ! -e "$PI_STATE/read-only-for-good" ] && touch "$@" ;;
                *) {{command}} "$@" ;;
            esac
        }
        if [ "$(wc -l <"$PI_STATE/calls")" = "$PI_DIES_AT" ]; then
            if [ $PI_HOW-{{command}} = half-cp ]; then
                for argument; do source=${target:-$1} target=$argument; done
                head -c 20 "$source" >"$target"
            fi
            kill -9 "$PPID"
            exit 1
        fi
        act "$@"
        """);

    private void Command(string name, string text)
    {
        string path = Path.Combine(_folder, "commands", name);
        File.WriteAllText(path, $"#!/bin/sh\nPATH=/usr/bin:/bin\n{text}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
