using BtBattery.Driver.Configuration;

namespace BtBattery.Driver.Installing.Reference;

/// <summary>
/// An installed dbus-btbattery, as far as its files tell: the service that starts it, what that starts, and where its configuration is. Three kinds of it are about: addresses in the run
/// file; with files of their own behind addresses; and with addresses in config.ini.
/// </summary>
internal sealed record ReferenceDriver
{
    /// <summary>A file of this name keeps supervise from starting a service.</summary>
    public const string DownName = "down";

    /// <summary>Where svscan looks.</summary>
    private const string Scanned = "/service";

    /// <summary>What Venus OS copies there at each start (meta-victronenergy, overlays.sh); on the root file system.</summary>
    private const string Copied = "/opt/victronenergy/service";

    /// <summary>Where it is put by its own instructions, in their order of age.</summary>
    private static readonly string[] s_programFolders = ["/opt/victronenergy/dbus-btbattery", "/data/dbus-btbattery", "/data/apps/dbus-btbattery", "/data/etc/dbus-btbattery"];

    /// <summary>What svscan calls it, mostly dbus-btbattery.</summary>
    public required string Name { get; init; }

    /// <summary>Every folder with a run file that starts it, as paths of the machine: the one that svscan sees, the one that it is copied from, and the one that that is made from.</summary>
    public required IReadOnlyList<string> Folders { get; init; }

    /// <summary>The folder of the program; null if it is not where it should be.</summary>
    public string? ProgramFolder { get; init; }

    /// <summary>What it is started with.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>True if it is started with the machine, or runs: a folder of it has no file that keeps it down.</summary>
    public required bool IsEnabled { get; init; }

    /// <summary>Where svscan sees it, as a path of the machine.</summary>
    public string Entry => $"{Scanned}/{Name}";

    /// <summary>Finds it.</summary>
    /// <param name="places">The machine.</param>
    /// <returns>Null if there is none.</returns>
    public static ReferenceDriver? Find(Places places)
    {
        foreach (string folder in (string[])[.. ServicesBelow(places, Scanned), .. ServicesBelow(places, Copied)])
        {
            if (ReadRun(places, folder) is not { } run)
            {
                continue;
            }

            string name = Path.GetFileName(folder);
            string? program = Path.IsPathRooted(run.Program) ? Path.GetDirectoryName(run.Program) : s_programFolders.FirstOrDefault(one => File.Exists(places.At($"{one}/{RunLine.ProgramName}")));
            string[] folders =
            [
                .. ((string[])[$"{Scanned}/{name}", $"{Copied}/{name}", .. program is null ? (string[])[] : [$"{program}/service"], .. s_programFolders.Select(one => $"{one}/service")])
                    .Distinct().Where(one => ReadRun(places, one) is not null),
            ];
            return new()
            {
                Name = name,
                Folders = folders,
                ProgramFolder = program,
                Arguments = run.Arguments,
                IsEnabled = folders.Any(one => one.StartsWith($"{Scanned}/", StringComparison.Ordinal) || one.StartsWith($"{Copied}/", StringComparison.Ordinal)
                    ? !File.Exists(places.At($"{one}/{DownName}")) : false),
            };
        }

        return null;
    }

    /// <summary>Its configuration files in the order in which they hold, as paths of the machine; those that are there.</summary>
    public IReadOnlyList<string> ConfigurationFiles(Places places) => ProgramFolder is null ? []
        : [.. ((string[])[ConfigurationRequest.DefaultFileName, ConfigurationRequest.OwnersFileName]).Select(name => $"{ProgramFolder}/{name}").Where(path => File.Exists(places.At(path)))];

    /// <summary>What is in a folder of services, as paths of the machine; hidden ones are none.</summary>
    internal static IEnumerable<string> ServicesBelow(Places places, string folder) => !Directory.Exists(places.At(folder)) ? []
        : Directory.EnumerateFileSystemEntries(places.At(folder)).Select(Path.GetFileName).OfType<string>().Where(name => !name.StartsWith('.')).Order(StringComparer.Ordinal).Select(name => $"{folder}/{name}");

    private static RunLine? ReadRun(Places places, string folder) => ReadText(Physical(places, folder) + "/run") is string script ? RunLine.Find(script) : null;

    /// <summary>The folder as this process reaches it: what a link leads to is a path of the machine.</summary>
    internal static string Physical(Places places, string folder)
    {
        string path = places.At(folder);
        return new FileInfo(path).LinkTarget is string target && Path.IsPathRooted(target) ? places.At(target) : path;
    }

    /// <summary>The text of a file that may be anything; null if it cannot be read.</summary>
    internal static string? ReadText(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
