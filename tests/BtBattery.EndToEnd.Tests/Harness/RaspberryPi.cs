namespace BtBattery.EndToEnd.Tests.Harness;

/// <summary>
/// The files of a Raspberry Pi that the installer of Bluetooth firmware looks at, in a folder of its own. The commands that change something are noted, and the one at a given place can kill
/// the installer, as a power cut would. Firmware is nobody's to copy, so files that stand for it say in their first line which checksum they have.
/// </summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
internal sealed class RaspberryPi : MachineFolder, IDisposable
{
    /// <summary>Where the kernel looks.</summary>
    public const string Folder = "lib/firmware/brcm/";

    private static readonly string[] s_noted = ["chmod", "cp", "mkdir", "mount", "mv", "rm", "sleep", "sync", "touch"];

    private readonly NotedCommands _commands;

    /// <param name="board">What the device tree calls it, such as <c>raspberrypi,4-model-b</c>; null for another machine.</param>
    public RaspberryPi(string? board)
        : base("pi")
    {
        Directory.CreateDirectory(At(Folder));
        Write("proc/device-tree/compatible", board is null ? "ti,am335x-bone\0ti,am33xx\0" : $"{board}\0brcm,bcm2711\0");
        Write("proc/device-tree/model", board is null ? "Venus GX\0" : "A Raspberry Pi\0");
        _commands = new NotedCommands(Place, s_noted);
        _commands.Put("sha256sum", """case $(head -c 4 "$1") in SUM=) head -n 1 "$1" | cut -c 5- | sed "s|$|  $1|" ;; *) sha256sum "$1" ;; esac""");
        _commands.Put("dmesg", """cat "$GX_STATE/dmesg" 2>/dev/null""");
    }

    /// <summary>What was called, in order.</summary>
    public IReadOnlyList<string> Calls => _commands.Calls;

    /// <summary>Every file and link, with what is in it, and its mode.</summary>
    public IReadOnlyDictionary<string, string> Files => new SortedDictionary<string, string>(
        Directory.EnumerateFiles(At(""), "*", SearchOption.AllDirectories).ToDictionary(
            path => Path.GetRelativePath(At(""), path),
            path => new FileInfo(path).LinkTarget is { } target ? $"-> {target}" : $"{File.GetUnixFileMode(path)}: {File.ReadAllText(path)}"),
        StringComparer.Ordinal);

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
    public void Says(params string[] lines) => File.WriteAllLines(Path.Combine(Place, "dmesg"), lines.Select(line => $"[   11.0] Bluetooth: {line}"));

    /// <summary>The root file system cannot be written until somebody remounts it.</summary>
    /// <param name="forGood">Remounting is in vain too.</param>
    public void MakeReadOnly(bool forGood = false) => File.WriteAllText(Path.Combine(Place, forGood ? "read-only-for-good" : "read-only"), "");

    /// <summary>True while the root file system cannot be written.</summary>
    public bool IsReadOnly => File.Exists(Path.Combine(Place, "read-only"));

    /// <summary>Its BusyBox was made without some things.</summary>
    public void LacksOptionsOfOd() => _commands.Put("od", "echo \"od: invalid option -- 'A'\" >&2; exit 1");

    /// <summary>A file that the owner has brought.</summary>
    public string Bring(string text) => Bring(System.Text.Encoding.Latin1.GetBytes(text));

    /// <summary>A file that the owner has brought.</summary>
    public string Bring(byte[] content)
    {
        string file = Path.Combine(Place, "brought.hcd");
        File.WriteAllBytes(file, content);
        return file;
    }

    /// <summary>Runs the installer with BusyBox.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="diesAt">The call at which it is killed, from 1; 0 for never.</param>
    /// <param name="how"><c>before</c> the call, or <c>half</c> way through writing.</param>
    public Task<(int ExitCode, string Output, string Errors)> RunAsync(string[] arguments, int diesAt = 0, string how = "before") =>
        _commands.RunAsync([Script, .. arguments], new Dictionary<string, string?> { ["BTBATTERY_ROOT"] = At(""), ["GX_TORN"] = "20" }, diesAt, how);

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

    public void Dispose() => Remove();
}
