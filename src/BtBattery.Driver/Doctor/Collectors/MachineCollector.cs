using BtBattery.Driver.Doctor.Facts;

namespace BtBattery.Driver.Doctor.Collectors;

/// <summary>Looks at files: what machine this is, its storage, its boot scripts, the kernel's radio switches.</summary>
/// <param name="root">The folder that stands for <c>/</c>.</param>
public sealed class MachineCollector(string root)
{
    private const string Data = "/data";
    private const string OurName = "btbattery";

    /// <summary>The predecessor, which has our name in its own.</summary>
    private const string OldName = "dbus-btbattery";

    // Tiny files of the kernel and of Venus OS; anything longer is not what it claims to be.
    private const int LongestLine = 200;

    /// <summary>The boot scripts, and what the modification check of Venus OS adds to their names (venus-platform, modifications_check.cpp).</summary>
    private static readonly string[] s_hooks = ["/data/rc.local", "/data/rcS.local"];

    /// <summary>What kind of machine this is.</summary>
    public MachineFacts ReadMachine() => new()
    {
        IsVenus = Directory.Exists(At("/opt/victronenergy")) && Directory.Exists(At("/etc/venus")),
        VenusVersion = ReadLine("/opt/victronenergy/version"),
        VenusMachine = ReadLine("/etc/venus/machine"),
        Model = ReadLine("/proc/device-tree/model"),
    };

    /// <summary>Venus OS's folder for data; null if there is none.</summary>
    /// <exception cref="IOException">It cannot be examined.</exception>
    public DataFolderFacts? ReadDataFolder()
    {
        if (!Directory.Exists(At(Data)))
        {
            return null;
        }

        var drive = new DriveInfo(At(Data));
        return new DataFolderFacts
        {
            TotalBytes = drive.TotalSize,
            FreeBytes = drive.AvailableFreeSpace,
            IsReadOnly = IsReadOnly(File.ReadAllLines(At("/proc/mounts")), Data),
        };
    }

    /// <summary>The boot scripts.</summary>
    /// <exception cref="IOException">One cannot be read.</exception>
    public BootHookFacts ReadBootHooks()
    {
        string? active = Array.Find(s_hooks, StartsUs);
        string? disabled = Array.Find(s_hooks, hook => StartsUs(hook + ".disabled"));
        return new BootHookFacts
        {
            Active = active,
            IsExecutable = active is null || OperatingSystem.IsWindows() ? null : (File.GetUnixFileMode(At(active)) & UnixFileMode.UserExecute) != 0,
            Disabled = disabled is null ? null : disabled + ".disabled",
        };
    }

    /// <summary>The switches for Bluetooth (Linux: Documentation/ABI/stable/sysfs-class-rfkill); empty if the kernel has none.</summary>
    /// <exception cref="IOException">One cannot be read.</exception>
    public IReadOnlyList<RadioSwitch> ReadRadioSwitches()
    {
        string folder = At("/sys/class/rfkill");
        if (!Directory.Exists(folder))
        {
            return [];
        }

        return
        [
            .. Directory.EnumerateFileSystemEntries(folder)
                .Order(StringComparer.Ordinal)
                .Where(entry => ReadFile(Path.Combine(entry, "type")) == "bluetooth")
                .Select(entry => new RadioSwitch(
                    ReadFile(Path.Combine(entry, "name")) ?? Path.GetFileName(entry),
                    ReadFile(Path.Combine(entry, "soft")) == "1",
                    ReadFile(Path.Combine(entry, "hard")) == "1")),
        ];
    }

    /// <summary>How an adapter is attached, told from its place in the kernel's tree of devices: usb or uart; null if neither.</summary>
    public string? ReadAttachment(string adapter)
    {
        string? place = new FileInfo(At("/sys/class/bluetooth/" + adapter)).LinkTarget;
        return place is null ? null
            : place.Contains("/usb", StringComparison.Ordinal) ? "usb"
            : place.Contains("serial", StringComparison.Ordinal) || place.Contains("/tty", StringComparison.Ordinal) ? "uart"
            : null;
    }

    /// <summary>Whether the mount that holds a folder is read-only; null if no mount holds it.</summary>
    /// <param name="mounts">Lines of /proc/mounts: device, folder, type, options, in order of mounting.</param>
    /// <param name="folder">The folder.</param>
    private static bool? IsReadOnly(IEnumerable<string> mounts, string folder)
    {
        bool? isReadOnly = null;
        int length = -1;
        foreach (string[] fields in mounts.Select(line => line.Split(' ')))
        {
            // The nearest one counts, and of several at one place the last.
            if (fields.Length > 3
                && (fields[1] == "/" || folder == fields[1] || folder.StartsWith(fields[1] + "/", StringComparison.Ordinal))
                && fields[1].Length >= length)
            {
                length = fields[1].Length;
                isReadOnly = fields[3].Split(',').Contains("ro");
            }
        }

        return isReadOnly;
    }

    private bool StartsUs(string script) =>
        File.Exists(At(script))
        && File.ReadLines(At(script)).Any(line => !line.TrimStart().StartsWith('#') && line.Replace(OldName, "", StringComparison.OrdinalIgnoreCase).Contains(OurName, StringComparison.OrdinalIgnoreCase));

    private string? ReadLine(string path) => ReadFile(At(path));

    private static string? ReadFile(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        // The device tree ends its texts with a zero.
        string text = File.ReadLines(path).FirstOrDefault() ?? "";
        text = text.Trim('\0', ' ', '\t', '\r');
        return text.Length is 0 or > LongestLine ? null : text;
    }

    private string At(string path) => Path.Join(root, path);
}
