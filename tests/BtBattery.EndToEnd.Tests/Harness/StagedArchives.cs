using System.Collections.Concurrent;

namespace BtBattery.EndToEnd.Tests.Harness;

/// <summary>What archives unpack to, laid out by the script that publish.sh uses, once for all tests of a class; and the archives.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class StagedArchives : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("btbattery-archives-").FullName;
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _made = new();

    /// <summary>The shipping program.</summary>
    /// <param name="build">Archives of two builds have the same version and differ in what lies beside the program.</param>
    public Task<string> ShippingAsync(string build = "1") => OnceAsync("shipping " + build, async () =>
    {
        (_, string version, _) = await ChildProcess.RunAsync(Repository.Driver, ["--version"]);
        return await StageAsync(CopyOfBuild(build), version.Trim(), GxMachine.HostRid, build);
    });

    /// <summary>A small script in its place; by default all is well with it, until the test has enough of it.</summary>
    /// <param name="version">Its version; the same one is made once.</param>
    /// <param name="run">What it does as <c>btbattery run</c>.</param>
    /// <param name="status">What it does as <c>btbattery status</c>.</param>
    /// <param name="rid">What it says that it is for.</param>
    public Task<string> StandInAsync(string version, string run = "while [ ! -e \"$GX_STATE/enough\" ]; do /bin/sleep 0.05; done", string status = "exit 0", string rid = "linux-x64") => OnceAsync($"{version}-{rid}", () =>
    {
        string program = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, $"program-{version}-{rid}")).FullName, "btbattery");
        File.WriteAllText(program, $$"""
            #!/bin/sh
            case $1 in
                run) echo "{{version}} runs"; {{run}} ;;
                status) {{status}} ;;
                --version) echo "{{version}}" ;;
                *) echo "{{version}} is asked to $*" ;;
            esac

            """);
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return StageAsync(Path.GetDirectoryName(program)!, version, rid);
    });

    /// <summary>The archive of a folder that was made here, with the name of a release.</summary>
    public Task<string> PackAsync(string staged) => OnceAsync(staged, async () =>
    {
        string archive = staged + ".tar.gz";
        await RunAsync("tar", "-czf", archive, "-C", Path.GetDirectoryName(staged)!, Path.GetFileName(staged));
        return archive;
    });

    /// <summary>The form for a USB stick.</summary>
    public Task<string> PackForStickAsync(string staged) => OnceAsync("stick " + staged, async () =>
    {
        string stick = staged + "-venus-data.tar.gz";
        await RunAsync("busybox", "sh", Path.Combine(Repository.Root, "package", "venus-data", "pack.sh"), await PackAsync(staged), stick);
        return stick;
    });

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>A copy that costs no space: files are never written in place.</summary>
    public static Task LinkAsync(string from, string to) => RunAsync("cp", "-al", from, to);

    private Task<string> OnceAsync(string key, Func<Task<string>> make) => _made.GetOrAdd(key, _ => new Lazy<Task<string>>(make)).Value;

    /// <summary>What the build made, without what other tests, which run the program where it stands, are writing beside it.</summary>
    private string CopyOfBuild(string build)
    {
        string copy = Directory.CreateDirectory(Path.Combine(_folder, $"program-shipping-{build}")).FullName;
        foreach (string file in Directory.EnumerateFiles(Path.GetDirectoryName(Repository.Driver)!))
        {
            string name = Path.GetFileName(file);
            if (name.StartsWith("btbattery", StringComparison.Ordinal) || Path.GetExtension(name) is ".dll" or ".ini")
            {
                File.Copy(file, Path.Combine(copy, name));
            }
        }

        return copy;
    }

    private async Task<string> StageAsync(string program, string version, string rid, string build = "1")
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, $"build-{version}-{rid}-{build}")).FullName;
        string plugin = Path.Combine(folder, "plugin.json");
        await File.WriteAllTextAsync(plugin, $"{{\"name\":\"BtBattery\",\"version\":\"{version}\",\"build\":\"{build}\"}}");
        string licenses = Path.Combine(folder, "licenses.md");
        await File.WriteAllTextAsync(licenses, "Licences\n");
        string staged = Path.Combine(folder, $"btbattery-{version}-{rid}");
        await RunAsync("sh", Path.Combine(Repository.Root, "package", "stage.sh"), staged, program, plugin, version, rid, licenses);
        return staged;
    }

    private static async Task RunAsync(string command, params string[] arguments)
    {
        (int exitCode, string output, string errors) = await ChildProcess.RunAsync(command, arguments);
        Assert.True(exitCode == 0, $"{command} {string.Join(' ', arguments)}: {output}{errors}");
    }
}
