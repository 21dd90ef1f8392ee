using BtBattery.Driver.Installing;
using BtBattery.Driver.Installing.Systemd;

namespace BtBattery.Driver.Tests.Installing.Systemd;

/// <summary>A folder that stands for a Debian on which a version lies in its slot, and the programs of that machine.</summary>
internal sealed class DebianMachine : ICommands, IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("btbattery-debian-").FullName;

    /// <param name="isBooted">True if systemd runs on it.</param>
    /// <param name="hasBlueZ">True if it has the group of BlueZ.</param>
    public DebianMachine(bool isBooted = true, bool hasBlueZ = true)
    {
        Places = new Places(_root);
        Write("/etc/passwd", "root:x:0:0:root:/root:/bin/bash\nbtbatteryx:x:999:999::/:/bin/sh\n");
        Write("/etc/group", hasBlueZ ? "root:x:0:\nbluetooth:x:112:\n" : "root:x:0:\n");
        if (isBooted)
        {
            Directory.CreateDirectory(Places.At("/run/systemd/system"));
        }

        foreach (string file in (string[])["trial.sh", "systemd/trial.sh", "systemd/btbattery.service", "dbus/btbattery.conf", "btbattery", "VERSION"])
        {
            Write($"/opt/btbattery/slots/1/{file}", $"{file}\n");
        }

        File.CreateSymbolicLink(Places.Current, "slots/1");
        Directory.CreateDirectory(Path.Join(_root, "usr"));
    }

    public Places Places { get; }

    /// <summary>What was run, with its arguments.</summary>
    public List<string> Run { get; } = [];

    /// <summary>What was told.</summary>
    public List<string> Told { get; } = [];

    /// <summary>What systemctl shows of the service.</summary>
    public string Shown { get; init; } = "";

    /// <summary>Commands, by how they begin, that fail.</summary>
    public List<string> Failing { get; } = [];

    /// <summary>Every file, folder and link below the root apart from the versions, with what is in it and its mode.</summary>
    public IReadOnlyDictionary<string, string> Files => Directory.EnumerateFileSystemEntries(_root, "*", SearchOption.AllDirectories)
        .Where(path => !path.StartsWith(Places.Slots, StringComparison.Ordinal))
        .ToDictionary(Places.OnMachine, Describe, StringComparer.Ordinal);

    public SystemdHost CreateHost(Disk? disk = null) => new(Places, disk ?? new Disk(), this, Told.Add);

    public Task<CommandResult> RunAsync(string program, IReadOnlyList<string> arguments, TimeSpan deadline, CancellationToken cancellationToken = default)
    {
        string command = string.Join(' ', [program, .. arguments]);
        Run.Add(command.Replace(_root, "", StringComparison.Ordinal));
        if (Failing.Exists(failing => command.StartsWith(failing, StringComparison.Ordinal)))
        {
            return Task.FromResult(new CommandResult(1, "", $"{program}: it is broken"));
        }

        if (program == "useradd")
        {
            File.AppendAllText(Places.At("/etc/passwd"), "btbattery:x:998:997::/nonexistent:/usr/sbin/nologin\n");
        }
        else if (program == "userdel")
        {
            string passwd = Places.At("/etc/passwd");
            File.WriteAllLines(passwd, File.ReadAllLines(passwd).Where(line => !line.StartsWith("btbattery:", StringComparison.Ordinal)));
        }
        else if (program == "chmod")
        {
            File.SetUnixFileMode(arguments[1], (UnixFileMode)Convert.ToInt32(arguments[0], 8));
        }

        return Task.FromResult(new CommandResult(0, command.Contains("is-active", StringComparison.Ordinal) ? "active\n" : command.Contains("show", StringComparison.Ordinal) ? Shown : "", ""));
    }

    public void Write(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Places.At(path))!);
        File.WriteAllText(Places.At(path), content);
    }

    public string Read(string path) => File.ReadAllText(Places.At(path));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static string Describe(string path) =>
        new FileInfo(path).LinkTarget is { } target ? $"-> {target}"
        : Directory.Exists(path) ? "folder"
        : $"{File.GetUnixFileMode(path)}: {File.ReadAllText(path)}";
}
