namespace BtBattery.EndToEnd.Tests.Harness;

/// <summary>
/// The files of a GX device that the installer of the screens looks at, in a folder of its own, with a package to install from. The commands that change something are noted, and
/// the one at a given place can kill the installer, as a power cut would.
/// </summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
internal sealed class GxDevice : MachineFolder, IDisposable
{
    /// <summary>The folder of gui-v1.</summary>
    public const string Qml = "opt/victronenergy/gui/qml/";

    /// <summary>The plugin for gui-v2.</summary>
    public const string Plugin = "data/apps/available/BtBattery/gui-v2/BtBattery.json";

    /// <summary>What enables it.</summary>
    public const string Link = "data/apps/enabled/BtBattery";

    private static readonly string[] s_noted = ["cat", "cp", "dbus", "ln", "mkdir", "mount", "mv", "rm", "rmdir", "sleep", "svc", "sync", "touch"];

    private readonly NotedCommands _commands;
    private string _package;

    /// <param name="version">The first line of /opt/victronenergy/version; null for no such file.</param>
    /// <param name="stock">PageBattery.qml; null for a device without gui-v1.</param>
    public GxDevice(string? version, string? stock)
        : base("gx")
    {
        _package = Directory.CreateDirectory(Path.Combine(Place, "package")).FullName;
        Directory.CreateDirectory(At("opt/victronenergy"));
        Directory.CreateDirectory(At("data"));
        Directory.CreateDirectory(At("service"));
        if (version is not null)
        {
            Write("opt/victronenergy/version", $"{version}\n20260821\n");
        }

        if (stock is not null)
        {
            Write(Qml + "PageBattery.qml", stock);
            Write(Qml + "PageMain.qml", "import QtQuick 2\n");
            Directory.CreateDirectory(At("service/gui"));
        }

        File.Copy(Path.Combine(Repository.Root, "qml", "install-qml.sh"), Package("install-qml.sh"));
        WritePackage("gui-v1/PageBtBatteryCells.qml", "import QtQuick 2\n// cells\n");
        WritePackage("gui-v1/PageBtBatteryMember.qml", "import QtQuick 2\n// member\n");
        WritePackage("gui-v2/BtBattery.json", "{\"name\":\"BtBattery\"}");
        _commands = new NotedCommands(Place, s_noted);
    }

    /// <summary>What was called, in order, with the last part of each argument's path.</summary>
    public IReadOnlyList<string> Calls => _commands.Calls;

    /// <summary>What com.victronenergy.settings says of the interface that runs: 1 or 2, or empty where nobody answers.</summary>
    public string RunningVersion { get; set; } = "1";

    public string PageBattery
    {
        get => Read(Qml + "PageBattery.qml");
        set => Write(Qml + "PageBattery.qml", value);
    }

    /// <summary>Every file and link, with what is in it.</summary>
    public IReadOnlyDictionary<string, string> Files => new SortedDictionary<string, string>(
        Directory.EnumerateFiles(At(""), "*", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateDirectories(At(""), "*", SearchOption.AllDirectories).Where(folder => new DirectoryInfo(folder).LinkTarget is not null))
            .Where(path => !path.Contains("/data/apps/enabled/BtBattery/", StringComparison.Ordinal))
            .ToDictionary(path => Path.GetRelativePath(At(""), path), path => new FileInfo(path).LinkTarget is { } target ? $"-> {target}" : File.ReadAllText(path)),
        StringComparer.Ordinal);

    /// <summary>A stand-in for the page of a battery as a firmware brings it.</summary>
    public static string Stock(string generation) => File.ReadAllText(Path.Combine(Repository.Root, "tests", "screens", "stock", generation + ".qml"));

    /// <summary>The root file system cannot be written until somebody remounts it.</summary>
    /// <param name="forGood">Remounting is in vain too.</param>
    public void MakeReadOnly(bool forGood = false) => File.WriteAllText(Path.Combine(Place, forGood ? "read-only-for-good" : "read-only"), "");

    /// <summary>Another program has a file open for writing whenever somebody wants the root file system read-only.</summary>
    /// <param name="forGood">And not only the first time.</param>
    public void MakeBusy(bool forGood = false) => File.WriteAllText(Path.Combine(Place, forGood ? "busy-for-good" : "busy"), "");

    public void WritePackage(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Package(path))!);
        File.WriteAllText(Package(path), text);
    }

    public string Package(string path) => Path.Combine(_package, path);

    /// <summary>The package lies on the device, in a folder that is not there yet.</summary>
    public void MovePackageTo(string folder)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(folder))!);
        Directory.Move(_package, At(folder));
        _package = At(folder);
    }

    /// <summary>Runs the installer as a GX device does, with BusyBox.</summary>
    /// <param name="arguments">Such as <c>--remove</c>.</param>
    /// <param name="diesAt">The call at which it is killed, from 1; 0 for never.</param>
    /// <param name="how"><c>before</c> the call, or <c>half</c> way through writing; <c>fails</c> if only that call is in vain.</param>
    public Task<(int ExitCode, string Output, string Errors)> InstallAsync(string arguments = "", int diesAt = 0, string how = "before") => _commands.RunAsync(
        [Package("install-qml.sh"), "--root", At(""), .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)],
        new Dictionary<string, string?> { ["GX_RUNNING"] = RunningVersion },
        diesAt,
        how);

    /// <summary>It does something, says so, and ends well.</summary>
    public async Task DoneAsync(string arguments, string says)
    {
        (int exitCode, string output, string errors) = await InstallAsync(arguments);
        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Contains(says, output, StringComparison.Ordinal);
    }

    /// <summary>Nothing is said, mounted, written or started anew.</summary>
    public async Task SilentAsync(string arguments, bool mayChange = false)
    {
        (int exitCode, string output, string errors) = await InstallAsync(arguments);
        Assert.Equal((0, "", ""), (exitCode, output, errors));
        Assert.True(mayChange || !Calls.Any(call => call.Split(' ')[0] is "cp" or "ln" or "mkdir" or "mount" or "mv" or "svc" or "sync" or "touch"), string.Join('\n', Calls));
    }

    /// <summary>One sentence, and nothing else.</summary>
    public async Task LeftAloneAsync(string says, string arguments = "")
    {
        IReadOnlyDictionary<string, string> untouched = Files;
        (int exitCode, string output, string errors) = await InstallAsync(arguments);
        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Contains(says, Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Equal(untouched, Files);
        Assert.DoesNotContain(Calls, call => call.Split(' ')[0] is "mount" or "svc");
    }

    public void Dispose() => Remove();
}
