namespace BtBattery.Driver.Installing.Systemd;

/// <summary>
/// Debian and Raspberry Pi OS: a unit of systemd under a user of its own, and the D-Bus policy for that user. The programs of the machine are asked to do something only where systemd runs: in
/// a folder that stands for a machine which does not run, files are put and nothing else happens.
/// </summary>
/// <param name="places">Where everything lies.</param>
/// <param name="disk">Changes it.</param>
/// <param name="commands">systemctl, and those of <see cref="ServiceUser"/>.</param>
/// <param name="tell">Told what was done.</param>
internal sealed class SystemdHost(Places places, Disk disk, ICommands commands, Action<string> tell) : IServiceHost
{
    private const string Unit = "btbattery.service";

    private static readonly TimeSpan s_commandDeadline = TimeSpan.FromSeconds(30);

    /// <summary>The unit gives the program 60 s to be on the bus, and as long again for a version on trial to answer.</summary>
    private static readonly TimeSpan s_startDeadline = TimeSpan.FromSeconds(150);

    /// <summary>The scripts that keep a version on trial lie outside the versions, so that a broken one brings no broken trial.</summary>
    private static readonly string[] s_launchers = ["trial.sh", "systemd/trial.sh"];

    private readonly ServiceUser _user = new(places, commands, tell);

    public string ServiceName => Unit;

    public string LogCommand => "journalctl -u btbattery -f";

    public IReadOnlyList<string> OwnersFolders => [Path.GetDirectoryName(places.Config)!, places.Kept];

    public bool IsInstalled => File.Exists(places.Unit);

    public void Check()
    {
        if (places.IsMachine && !places.IsRunBySystemd)
        {
            throw new RefusalException(
                "This machine is neither a GX device nor run by systemd, so that nothing here can start the driver: start 'btbattery run --config FILE' by its own means. Nothing was changed.");
        }

        _user.Check();
    }

    public InstalledFacts Note(InstalledFacts facts)
    {
        string[] folders = [.. ((string[])[places.Unit, places.UnitLink, places.Policy, places.Command]).SelectMany(Missing).Select(places.OnMachine).Distinct()];
        return facts with { IsUserOurs = facts.IsUserOurs ?? !_user.IsThere, NewFolders = [.. facts.NewFolders.Union(folders)] };
    }

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await _user.MakeAsync(cancellationToken);
        string settings = Path.GetDirectoryName(places.Config)!;
        disk.MakeFolder(settings);
        await _user.LetReadAsync(settings, cancellationToken);
        foreach (string launcher in s_launchers)
        {
            Put(launcher, Path.Join(places.Base, launcher));
        }

        if (Put("dbus/btbattery.conf", places.Policy))
        {
            tell($"{places.OnMachine(places.Policy)}: lets {ServiceUser.Name} be a battery on the system bus.");
            await SystemctlAsync(s_commandDeadline, cancellationToken, "reload", "dbus.service");
        }

        if (Put("systemd/btbattery.service", places.Unit))
        {
            tell($"{places.OnMachine(places.Unit)}: the service is in place.");
        }

        LinkCommand();
    }

    public Task RegisterAsync(CancellationToken cancellationToken)
    {
        // What 'systemctl enable' does.
        disk.MakeFolder(Path.GetDirectoryName(places.UnitLink)!);
        if (disk.Link(places.UnitLink, places.OnMachine(places.Unit)))
        {
            tell($"{Unit}: starts with the machine.");
        }

        return Task.CompletedTask;
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await LookAgainAsync(cancellationToken);
        if (await SystemctlAsync(s_startDeadline, cancellationToken, "start", Unit) is { IsDone: false } result)
        {
            throw new RefusalException($"The service did not start: {result.Why.TrimEnd('.')}. Why stands in the log: journalctl -u btbattery");
        }
    }

    /// <summary>Does not wait: of a version on trial, what becomes of it is waited for elsewhere. One that does not run stays so.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        await LookAgainAsync(cancellationToken);
        if (IsInstalled && await SystemctlAsync(s_commandDeadline, cancellationToken, "--no-block", "try-restart", Unit) is { IsDone: false } result)
        {
            tell($"The service was not started anew: {result.Why.TrimEnd('.')}. 'systemctl restart btbattery' does it.");
        }
    }

    public async Task<bool> IsRunningAsync(CancellationToken cancellationToken) =>
        await SystemctlAsync(s_commandDeadline, cancellationToken, "is-active", Unit) is { } result && result.Output.Trim() is "active" or "activating" or "reloading" or "deactivating";

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (!IsInstalled || await SystemctlAsync(s_commandDeadline, cancellationToken, "stop", Unit) is not { } result)
        {
            return;
        }

        if (!result.IsDone)
        {
            throw new RefusalException($"The service does not end: {result.Why.TrimEnd('.')}. 'systemctl status btbattery' says where it stands. Try again.");
        }

        tell($"{Unit}: ended.");
    }

    public Task UnregisterAsync(InstalledFacts facts, CancellationToken cancellationToken)
    {
        Remove(places.UnitLink);
        return Task.CompletedTask;
    }

    public async Task RemoveAsync(InstalledFacts facts, CancellationToken cancellationToken)
    {
        if (new FileInfo(places.Command).LinkTarget == places.OnMachine(places.Program))
        {
            Remove(places.Command);
        }

        if (Remove(places.Unit))
        {
            await LookAgainAsync(cancellationToken);
            tell($"{places.OnMachine(places.Unit)}: gone.");
        }

        if (Remove(places.Policy))
        {
            await SystemctlAsync(s_commandDeadline, cancellationToken, "reload", "dbus.service");
            tell($"{places.OnMachine(places.Policy)}: gone.");
        }

        foreach (string launcher in s_launchers)
        {
            Remove(Path.Join(places.Base, launcher));
        }

        disk.DeleteEmptyFolder(Path.Join(places.Base, "systemd"));
        disk.DeleteFolder(places.Runtime);
        if (facts.IsUserOurs == true)
        {
            await _user.RemoveAsync(cancellationToken);
        }
    }

    /// <summary>What people type without knowing where it lies; a program of that name which is not ours stays.</summary>
    private void LinkCommand()
    {
        string target = places.OnMachine(places.Program);
        if (Disk.IsThere(places.Command) && new FileInfo(places.Command).LinkTarget != target)
        {
            tell($"{places.OnMachine(places.Command)} is another program, and stays; this one is {target}.");
            return;
        }

        disk.MakeFolder(Path.GetDirectoryName(places.Command)!);
        disk.Link(places.Command, target);
    }

    /// <summary>A file of the current version.</summary>
    private bool Put(string source, string target)
    {
        disk.MakeFolder(Path.GetDirectoryName(target)!);
        return disk.Copy(Path.Join(places.Current, source), target);
    }

    /// <summary>With what a power cut may have left of it.</summary>
    private bool Remove(string path)
    {
        disk.DeleteFile(path + Disk.Unfinished);
        disk.DeleteFile(Disk.UnfinishedLink(path));
        return disk.DeleteFile(path);
    }

    /// <summary>systemd reads units when it is told to; whether it was told of a change before somebody stopped the installer is not known.</summary>
    private Task<CommandResult?> LookAgainAsync(CancellationToken cancellationToken) => SystemctlAsync(s_commandDeadline, cancellationToken, "daemon-reload");

    /// <summary>The folders above a file that are not there.</summary>
    private IEnumerable<string> Missing(string file)
    {
        for (string? folder = Path.GetDirectoryName(file); folder is not null && folder.Length > places.Root.Length + 1 && !Directory.Exists(folder); folder = Path.GetDirectoryName(folder))
        {
            yield return folder;
        }
    }

    /// <returns>Null where systemd does not run.</returns>
    private async Task<CommandResult?> SystemctlAsync(TimeSpan deadline, CancellationToken cancellationToken, params string[] words) =>
        places.IsRunBySystemd ? await commands.RunAsync("systemctl", words, deadline, cancellationToken) : null;
}
