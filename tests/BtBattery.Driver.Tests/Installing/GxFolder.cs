using System.Security.Cryptography;
using BtBattery.Driver.Installing;

namespace BtBattery.Driver.Tests.Installing;

/// <summary>A GX device in a folder: its files are real, the programs that the installer calls are stand-ins in this process.</summary>
internal sealed class GxFolder : IDisposable
{
    /// <summary>In memory where there is such a folder: thousands of steps are taken to the disk.</summary>
    private readonly string _folder = Directory.Exists("/dev/shm")
        ? Directory.CreateDirectory($"/dev/shm/btbattery-install-{Guid.NewGuid():N}").FullName
        : Directory.CreateTempSubdirectory("btbattery-install-").FullName;

    public GxFolder()
    {
        Write("opt/victronenergy/version", "v3.72\n20260821\n");
        foreach (string folder in (string[])["data", "service", "run", "var/log", "opt/victronenergy/gui/qml", "proc"])
        {
            Directory.CreateDirectory(At(folder));
        }

        Write("opt/victronenergy/gui/qml/PageBattery.qml", "stock");
        Places = new Places(At("").TrimEnd('/'));
    }

    public Places Places { get; }

    /// <summary>Everything on it: files with mode and content, links, folders.</summary>
    public IReadOnlyDictionary<string, string> Everything => new SortedDictionary<string, string>(
        Walk(At("")).ToDictionary(entry => Path.GetRelativePath(At(""), entry), Describe), StringComparer.Ordinal);

    public string At(string path) => Path.Combine(_folder, "root", path);

    public string Read(string path) => File.ReadAllText(At(path));

    public void Write(string path, string text, UnixFileMode mode = Disk.Plain)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
        File.SetUnixFileMode(At(path), mode);
    }

    /// <summary>What an archive of that version unpacks to.</summary>
    public UnpackedVersion Unpack(string version)
    {
        string folder = Path.Combine(_folder, "unpacked", version);
        if (!Directory.Exists(folder))
        {
            Fill(folder, version);
        }

        return UnpackedVersion.Find(folder)!;
    }

    /// <summary>The files of a version, and their list.</summary>
    public static void Fill(string folder, string version)
    {
        string[] executables = ["btbattery", "boot.sh", "service/run", "service/log/run", "installservice.sh"];
        string[] files = [.. executables, "VERSION", "RID", "trial.sh", "qml/install-qml.sh", "default_config.ini"];
        foreach (string file in files)
        {
            string path = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file switch { "VERSION" => version + "\n", "RID" => "linux-arm\n", _ => $"{file} of {version}\n" });
            File.SetUnixFileMode(path, executables.Contains(file) ? Disk.Executable : Disk.Plain);
        }

        File.WriteAllText(
            Path.Combine(folder, "SHA256SUMS"),
            string.Concat(files.Select(file => $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, file))))}  {file}\n")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static IEnumerable<string> Walk(string folder)
    {
        foreach (string entry in Directory.EnumerateFileSystemEntries(folder))
        {
            yield return entry;
            if (Directory.Exists(entry) && new FileInfo(entry).LinkTarget is null)
            {
                foreach (string below in Walk(entry))
                {
                    yield return below;
                }
            }
        }
    }

    private static string Describe(string entry) =>
        new FileInfo(entry).LinkTarget is { } target ? $"-> {target}"
        : Directory.Exists(entry) ? "folder"
        : $"{File.GetUnixFileMode(entry)}: {File.ReadAllText(entry)}";
}
