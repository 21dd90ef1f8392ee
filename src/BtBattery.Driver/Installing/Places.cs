using BtBattery.Driver.Options;

namespace BtBattery.Driver.Installing;

/// <summary>Where everything of an installation lies. The one place that knows <see cref="RootVariable"/>.</summary>
/// <param name="root">The folder that stands for <c>/</c>, without a slash at its end; empty for the machine itself.</param>
internal sealed class Places(string root)
{
    /// <summary>Environment: the files of the machine are in that folder, as in a test or an image.</summary>
    public const string RootVariable = "BTBATTERY_ROOT";

    /// <summary>Name of the file in a version's folder that lists all others with their checksums.</summary>
    public const string SumsName = "SHA256SUMS";

    /// <summary>Name of the file in a version's folder that says which version it is.</summary>
    public const string VersionName = "VERSION";

    /// <summary>Name of the program in a version's folder.</summary>
    public const string ProgramName = "btbattery";

    /// <summary>The places of this machine, or of the folder in the environment.</summary>
    public static Places OfMachine() => new(Environment.GetEnvironmentVariable(RootVariable) is { Length: > 0 } folder ? Path.GetFullPath(folder).TrimEnd('/') : "");

    /// <summary>The folder that stands for <c>/</c>; empty for the machine itself.</summary>
    public string Root { get; } = root;

    /// <summary>True if this is the machine itself, on which only root may install.</summary>
    public bool IsMachine => Root.Length == 0;

    /// <summary>What starts programs here.</summary>
    public MachineKind Kind { get; } = File.Exists(root + "/opt/victronenergy/version") ? MachineKind.Gx : MachineKind.Systemd;

    /// <summary>The folder that everything of the program is in.</summary>
    public string Base => At(Kind == MachineKind.Gx ? "/data/apps/btbattery" : "/opt/btbattery");

    /// <summary>The folders of the versions.</summary>
    public string Slots => Path.Join(Base, "slots");

    /// <summary>Link to the version that runs.</summary>
    public string Current => Path.Join(Base, "current");

    /// <summary>Link to the version that a rollback goes back to; may be absent.</summary>
    public string Previous => Path.Join(Base, "previous");

    /// <summary>Link to the program of the current version: what people type.</summary>
    public string Program => Path.Join(Base, ProgramName);

    /// <summary>There while the current version has not proven itself; see <see cref="Trial"/>.</summary>
    public string Trial => Path.Join(Base, "trial");

    /// <summary>There after a trial that failed, until the next change of version: why.</summary>
    public string RolledBack => Path.Join(Base, "rolled-back");

    /// <summary>GX: the daemontools service, outside the versions so that a broken one brings no broken launcher.</summary>
    public string Service => Path.Join(Base, "service");

    /// <summary>GX: what the start hook calls.</summary>
    public string BootScript => Path.Join(Base, "boot.sh");

    /// <summary>GX: the firmware for which the screens were put.</summary>
    public string Firmware => Path.Join(Base, "firmware");

    /// <summary>What an uninstall needs to know.</summary>
    public string Facts => Path.Join(Base, "installed.json");

    /// <summary>The owner's configuration.</summary>
    public string Config => Kind == MachineKind.Gx ? Path.Join(Base, "config", "config.ini") : At($"{StateFolder.Settings}/config.ini");

    /// <summary>GX: the hook that Venus OS runs late at each start.</summary>
    public string StartHook => At("/data/rc.local");

    /// <summary>GX: what the GUI renames the hook to when somebody disables it there.</summary>
    public string DisabledStartHook => StartHook + ".disabled";

    /// <summary>GX: what makes svscan run the service; in memory, made anew at each start.</summary>
    public string ServiceLink => At("/service/btbattery");

    /// <summary>GX: the log.</summary>
    public string Log => At("/var/log/btbattery");

    /// <summary>What lasts until the next start of the machine.</summary>
    public string Runtime => At("/run/btbattery");

    /// <summary>Held while an installation is changed. Beside <see cref="Runtime"/>, which on Debian is the driver's own: what root opens is nowhere that others may put links.</summary>
    public string Lock => At("/run/btbattery-installing.lock");

    /// <summary>GX: the version of the firmware.</summary>
    public string FirmwareVersion => At("/opt/victronenergy/version");

    /// <summary>Debian: what the program keeps by itself.</summary>
    public string Kept => At(StateFolder.Kept);

    /// <summary>Debian: true if systemd runs, and can be asked to do something (sd_booted(3)); false in a folder that stands for a machine which does not run.</summary>
    public bool IsRunBySystemd => Directory.Exists(At("/run/systemd/system"));

    /// <summary>Debian: what systemd knows of the service.</summary>
    public string Unit => At("/etc/systemd/system/btbattery.service");

    /// <summary>Debian: link that makes systemd start the service with the machine.</summary>
    public string UnitLink => At("/etc/systemd/system/multi-user.target.wants/btbattery.service");

    /// <summary>Debian: who may be a battery on the system bus.</summary>
    public string Policy => At("/etc/dbus-1/system.d/btbattery.conf");

    /// <summary>Debian: link by which people find the program.</summary>
    public string Command => At("/usr/local/bin/btbattery");

    /// <summary>A path of the machine, as this process reaches it.</summary>
    /// <param name="path">From <c>/</c>.</param>
    public string At(string path) => Root + path;

    /// <summary>A path as it is on the machine: what links lead to, and what people are told.</summary>
    public string OnMachine(string path) =>
        Root.Length > 0 && path.StartsWith(Root + "/", StringComparison.Ordinal) ? path[Root.Length..] : path;

    /// <summary>The owner's file for a program that lies in an installation; null for any other program.</summary>
    /// <param name="programFolder">Where the program is.</param>
    public static string? ConfigOfInstalled(string programFolder)
    {
        var slot = new DirectoryInfo(Path.TrimEndingDirectorySeparator(Path.GetFullPath(programFolder)));
        if (slot.Parent is not { Name: "slots", Parent.FullName: var folder } || !Installing.Slots.Names.Contains(slot.Name))
        {
            return null;
        }

        Places places = OfMachine();
        return places.Kind == MachineKind.Gx || folder != places.Base ? Path.Join(folder, "config", "config.ini") : places.Config;
    }
}
