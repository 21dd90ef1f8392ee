using System.Globalization;

namespace BtBattery.EndToEnd.Tests.Harness;

/// <summary>
/// A <see cref="GxMachine"/> that is on: its files are the root of processes of its own, BusyBox is what commands are found as first, the real svscan of daemontools watches /service, rc.local
/// has run, and the system bus is a private one. Off when disposed, at once, as by a power cut.
/// </summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
internal sealed class RunningMachine : IAsyncDisposable
{
    /// <summary>What its owner types.</summary>
    public const string Program = "/data/apps/btbattery/btbattery";

    private static readonly string[] s_environment =
    [
        "PATH=/bin:/usr/bin:/usr/sbin", "DBUS_SYSTEM_BUS_ADDRESS=unix:path=/bus/bus", "DOTNET_ROOT=/dotnet", "DOTNET_NOLOGO=1", "HOME=/root",
    ];

    /// <summary>
    /// Mounts are seen by these processes only. What is not the machine's own cannot be written: whatever goes wrong, nothing of the one that runs the tests is in reach.
    /// </summary>
    private const string PowerOn = """
        root=$1 bus=$2 dotnet=$3
        shift 3
        mount --bind -o ro /usr "$root/usr"
        mount --bind -o ro "$dotnet" "$root/dotnet"
        mount --bind "$bus" "$root/bus"
        mount --bind /dev "$root/dev"
        mount -t proc proc "$root/proc"
        exec chroot "$root" /usr/bin/env -i "$@" sh -c '
            svscan /service &
            [ ! -x /data/rc.local ] || /data/rc.local
            echo "The machine is on."
            wait'
        """;

    private readonly ChildProcess _system;
    private readonly string _first;

    private RunningMachine(ChildProcess system)
    {
        _system = system;

        // unshare itself stays outside; its one child is the first process of the machine.
        _first = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{system.Id}/task/{system.Id}/children")).Trim();
    }

    /// <summary>What svscan and the services say that have no log.</summary>
    public string Console => _system.Output + _system.Errors;

    public static async Task<RunningMachine> StartAsync(GxMachine machine, PrivateBus bus)
    {
        foreach (string folder in (string[])["usr", "dotnet", "bus", "dev", "proc", "bin", "root", "tmp"])
        {
            Directory.CreateDirectory(machine.At(folder));
        }

        if (!machine.Exists("bin/sh"))
        {
            // The libraries are those of the programs of this machine.
            foreach (string library in (string[])["lib", "lib64"])
            {
                if (machine.Exists(library))
                {
                    Directory.Delete(machine.At(library), recursive: true);
                }

                if (Directory.Exists("/usr/" + library))
                {
                    File.CreateSymbolicLink(machine.At(library), "usr/" + library);
                }
            }

            (int exitCode, _, string errors) = await ChildProcess.RunAsync("busybox", ["--install", "-s", machine.At("bin")]);
            Assert.True(exitCode == 0, errors);

            File.CreateSymbolicLink(machine.At("bin/bash"), "/usr/bin/bash");

            // Venus OS has those of daemontools: these are of runit, with files of their own.
            File.Delete(machine.At("bin/svc"));
            File.Delete(machine.At("bin/svok"));
        }

        string dotnet = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "../../.."));
        ChildProcess system = ChildProcess.Start(
            "unshare",
            ["--mount", "--pid", "--fork", "--kill-child", "--propagation", "private", "sh", "-euc", PowerOn, "machine", machine.At(""), bus.Folder, dotnet, .. s_environment],
            leadsGroup: true);
        await system.WaitForOutputLineAsync(line => line == "The machine is on.");
        return new RunningMachine(system);
    }

    /// <summary>Runs a command as somebody does who is logged in as root.</summary>
    public async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] command) => await ChildProcess.RunAsync(
        "nsenter",
        ["--target", _first, "--mount", "--pid", "--root", "--wd", "/usr/bin/env", "-i", .. s_environment, .. command],
        patience: 8 * ChildProcess.Patience); // Installing waits for a minute twice, at most.

    /// <summary>The same, of one that must end well.</summary>
    /// <returns>What it said.</returns>
    public async Task<string> DoAsync(params string[] command)
    {
        (int exitCode, string output, string errors) = await RunAsync(command);
        Assert.True(exitCode == 0, $"{string.Join(' ', command)} ended with {exitCode}:\n{output}{errors}\n{Console}");
        return output;
    }

    /// <summary>Runs a command again and again until what it says is as it should be; a shell's loop in the machine waits in between.</summary>
    public async Task<string> WaitForAsync(string command, string part) => await DoAsync(
        "sh", "-c", "n=0; until said=$(eval \"$0\" 2>&1); case $said in *\"$1\"*) true ;; *) false ;; esac; do n=$((n + 1)); [ $n -lt 300 ] || { echo \"$said\"; exit 1; }; sleep 0.1; done; echo \"$said\"", command, part);

    /// <summary>A client on its bus sees the battery of the scenario.</summary>
    public static async Task SeeCompleteDataAsync(PrivateBus bus)
    {
        await using BusClient client = await BusClient.ConnectAsync(bus, Scene.Service);
        await client.WaitUntilAsync(seen => seen["/Connected"] is 1 && seen["/Voltages/Cell1"] is not null, "complete data");
    }

    public async ValueTask DisposeAsync() => await _system.DisposeAsync();
}
