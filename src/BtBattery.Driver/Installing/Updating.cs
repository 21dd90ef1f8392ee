namespace BtBattery.Driver.Installing;

/// <summary>Changes versions: one that is new on trial, one that was there before at once.</summary>
/// <param name="means">What the installation is changed with.</param>
internal sealed class Updating(InstallMeans means)
{
    private static readonly TimeSpan s_unpackDeadline = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan s_checkDeadline = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan s_answerDeadline = TimeSpan.FromSeconds(30);

    private readonly Places _places = means.Places;

    /// <summary>Unpacks an archive, checks it, and puts the version in it on trial.</summary>
    /// <param name="archive">The file.</param>
    /// <param name="cancellationToken">Gives up waiting for the trial.</param>
    /// <exception cref="RefusalException">It is not done, or the version was taken back; why is in it.</exception>
    public async Task UpdateAsync(string archive, CancellationToken cancellationToken)
    {
        means.DemandRoot("update");
        if (!File.Exists(archive))
        {
            throw new RefusalException($"There is no file {archive}.", CommandLine.ExitCode.Usage);
        }

        means.Host.Check();
        using InstallLock taken = InstallLock.Take(_places);
        if (means.Slots.Current is not { } running)
        {
            throw new RefusalException("There is nothing to update: BtBattery is not installed here. Unpack the archive and run its installservice.sh.");
        }

        // What is in the archive is known only once it is unpacked: a program packs to less than half.
        new Space(means).Demand(Math.Max(2 * new FileInfo(archive).Length, UnpackedVersion.Find(running.Folder)?.Size ?? 0));
        string folder = means.Slots.BeginNew();
        (UnpackedVersion? version, string? objection) = await UnpackAsync(archive, folder, running, cancellationToken);
        if (version is null || version.Sums == UnpackedVersion.Find(running.Folder)?.Sums)
        {
            means.Slots.RemoveLeftovers();
            if (objection is not null)
            {
                throw new RefusalException($"{objection} Version {running.Version} goes on.");
            }

            means.Tell($"Version {running.Version} is installed already.");
            await ResumeAsync(cancellationToken);
            return;
        }

        DemandNoTrial();
        means.Disk.SyncTree(version.Folder);
        Slot next = means.Slots.Finish(version.Folder);
        means.Slots.RemoveLeftovers();
        means.Tell($"{_places.OnMachine(next.Folder)}: version {next.Version} is in place.");
        await SwitchAsync(running, next, cancellationToken);
    }

    /// <summary>Refuses to put another version in the place of the one that a trial goes back to.</summary>
    /// <exception cref="RefusalException">A trial goes on.</exception>
    public void DemandNoTrial()
    {
        if (Trial.Current(_places) is { } trial)
        {
            throw new RefusalException($"Version {trial.Version} is still on trial: wait until 'btbattery status' says that it is not any more, or go back with 'btbattery rollback' first.");
        }
    }

    /// <summary>Lets another version run, on trial, and waits for what becomes of it.</summary>
    /// <exception cref="RefusalException">It was taken back.</exception>
    public async Task SwitchAsync(Slot from, Slot to, CancellationToken cancellationToken)
    {
        means.Disk.DeleteFile(_places.RolledBack);
        Trial.Begin(means.Disk, _places, Slots.TargetOf(from), Slots.TargetOf(to), to.Version);
        means.Slots.MakePrevious(from);
        means.Slots.MakeCurrent(to);
        means.Tell($"{_places.OnMachine(_places.Current)}: version {to.Version}, on trial; version {from.Version} comes back by itself if it does not answer.");
        await means.Host.RegisterAsync(cancellationToken);
        await means.Host.RestartAsync(cancellationToken);
        await new TrialWatch(means).AwaitAsync(Slots.TargetOf(to), to.Version, cancellationToken);
    }

    /// <summary>Waits for a trial that goes on. Whoever began it may not have come to starting the version.</summary>
    /// <exception cref="RefusalException">It was taken back.</exception>
    public async Task ResumeAsync(CancellationToken cancellationToken)
    {
        if (Trial.Current(_places) is { To: not null, Version: not null } trial)
        {
            await means.Host.RestartAsync(cancellationToken);
            await new TrialWatch(means).AwaitAsync(trial.To, trial.Version, cancellationToken);
        }
    }

    /// <summary>Goes back to the version before, at once and without a trial.</summary>
    /// <exception cref="RefusalException">There is none.</exception>
    public async Task RollBackAsync(CancellationToken cancellationToken)
    {
        means.DemandRoot("rollback");
        using InstallLock taken = InstallLock.Take(_places);
        if (means.Slots.Current is not { } running)
        {
            throw new RefusalException("BtBattery is not installed here.");
        }

        // Both lead to one version where the power failed between the two.
        Slot? other = means.Slots.Previous?.Name == running.Name ? means.Slots.Find(means.Slots.FreeName) : running;
        if (means.Slots.Previous is not { } target || other is null)
        {
            throw new RefusalException($"There is no version to go back to: {running.Version} is the only one here.");
        }

        if (target.Name != running.Name && await FindObjectionAsync(target.Folder, cancellationToken) is string objection)
        {
            throw new RefusalException($"Version {target.Version} would not start: {objection} Version {running.Version} goes on.");
        }

        // A version that does not work is never current without the trial that takes it back.
        means.Slots.MakeCurrent(target);
        means.Disk.DeleteFile(_places.Trial);
        means.Disk.DeleteFile(_places.RolledBack);
        await means.Host.PrepareAsync(cancellationToken);
        await means.Host.RestartAsync(cancellationToken);

        // Last, since it is what tells a rollback that is done from one that is not.
        means.Slots.MakePrevious(other);
        means.Tell($"{_places.OnMachine(_places.Current)}: version {target.Version} runs again; 'btbattery rollback' goes back to {other.Version}.");
    }

    /// <returns>The version; or why not, in a sentence.</returns>
    private async Task<(UnpackedVersion? Version, string? Objection)> UnpackAsync(string archive, string folder, Slot running, CancellationToken cancellationToken)
    {
        // With the modes of the archive whatever the umask is, and owned by whoever installs whoever packed it.
        CommandResult unpacked = await means.Commands.RunAsync("tar", ["-xpozf", Path.GetFullPath(archive), "-C", folder], s_unpackDeadline, cancellationToken);
        if (!unpacked.IsDone)
        {
            return (null, $"{archive} cannot be unpacked: {unpacked.Cause.TrimEnd('.')}.");
        }

        if (Directory.GetDirectories(folder) is not [var top] || UnpackedVersion.Find(top) is not { } version)
        {
            return (null, $"{archive} is no archive of BtBattery.");
        }

        if (version.FindFault() is string fault)
        {
            return (null, $"{archive} is not complete: {fault}. Fetch it again.");
        }

        if (version.Sums == UnpackedVersion.Find(running.Folder)?.Sums)
        {
            return (version, null);
        }

        CommandResult check = await means.Commands.RunAsync("sh", [Path.Join(top, "installservice.sh"), "--check"], s_checkDeadline, cancellationToken);
        if (!check.IsDone)
        {
            return (null, $"Version {version.Version} does not suit this machine: {check.Why.TrimEnd('.')}.");
        }

        CommandResult answer = await means.Commands.RunAsync(Path.Join(top, Places.ProgramName), ["--version"], s_answerDeadline, cancellationToken);
        if (!answer.IsDone)
        {
            return (null, $"Version {version.Version} does not run on this machine: {answer.Why.TrimEnd('.')}.");
        }

        return await FindObjectionAsync(top, cancellationToken) is string objection ? (null, $"Version {version.Version} would not start: {objection}") : (version, null);
    }

    /// <summary>A driver that runs goes on with a file that has become wrong since; one that is started does not.</summary>
    /// <param name="folder">A version.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What it objects to in the owner's configuration, in sentences; null for nothing.</returns>
    private async Task<string?> FindObjectionAsync(string folder, CancellationToken cancellationToken)
    {
        CommandResult check = await means.Commands.RunAsync(Path.Join(folder, Places.ProgramName), ["check-config", "--config", _places.Config], s_answerDeadline, cancellationToken);
        string[] errors = [.. check.Output.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("error: ", StringComparison.Ordinal))];
        return check.IsDone ? null
            : $"{_places.OnMachine(_places.Config)} is wrong: {(errors.Length > 0 ? string.Join(' ', errors.Select(error => error["error: ".Length..])) : check.Why.TrimEnd('.') + ".")} Mend that first.";
    }
}
