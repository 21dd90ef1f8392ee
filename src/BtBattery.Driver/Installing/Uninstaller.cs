using BtBattery.Driver.Installing.Reference;

namespace BtBattery.Driver.Installing;

/// <summary>Takes everything away again, in the reverse order; the program goes last, so that the same command can be given again after a power cut.</summary>
/// <param name="means">What the installation is changed with.</param>
internal sealed class Uninstaller(InstallMeans means)
{
    private readonly Places _places = means.Places;

    private readonly Disk _disk = means.Disk;

    /// <summary>Uninstalls what is there.</summary>
    /// <param name="isPurge">The owner's configuration, and what was kept of the batteries, goes too.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task UninstallAsync(bool isPurge, CancellationToken cancellationToken)
    {
        means.DemandRoot("uninstall");
        using InstallLock taken = InstallLock.Take(_places);
        InstalledFacts facts = InstalledFactsFile.Read(_places) ?? new InstalledFacts();
        var replaced = MigrationBack.Of(_places, facts.Reference);
        replaced?.ReleaseNames(_disk, means.Tell);
        await means.Host.StopAsync(cancellationToken);
        if (replaced is not null)
        {
            await replaced.FinishAsync(_disk, means.Commands, means.Tell, cancellationToken);

            // The facts may stay with the owner's files: another installation does not replace it without being told to.
            facts = facts with { Reference = null };
            InstalledFactsFile.Write(_disk, _places.Facts, facts);
        }

        await means.Host.UnregisterAsync(facts, cancellationToken);
        await means.Host.RemoveAsync(facts, cancellationToken);
        RemoveNewFolders(facts);
        RemoveOwners(isPurge);
        RemoveVersions();
        new BaseFolder(_places, _disk).Remove(facts);
        taken.Delete();
        means.Tell($"{_places.OnMachine(_places.Base)}: BtBattery is gone.");
    }

    private void RemoveNewFolders(InstalledFacts facts)
    {
        // Those above the installation go with it.
        foreach (string folder in facts.NewFolders.Select(_places.At).Where(folder => !(_places.Base + "/").StartsWith(folder + "/", StringComparison.Ordinal)).OrderDescending(StringComparer.Ordinal))
        {
            _disk.DeleteEmptyFolder(folder);
        }
    }

    private void RemoveOwners(bool isPurge)
    {
        foreach (string folder in means.Host.OwnersFolders)
        {
            if (isPurge && _disk.DeleteFolder(folder))
            {
                means.Tell($"{_places.OnMachine(folder)}: gone, with your configuration.");
            }
            else if (Directory.Exists(folder))
            {
                means.Tell($"{_places.OnMachine(folder)}: your configuration stays; 'uninstall --purge' removes it too.");
            }
        }
    }

    private void RemoveVersions()
    {
        _disk.DeleteFile(_places.Trial);
        _disk.DeleteFile(_places.RolledBack);
        _disk.DeleteFile(_places.Previous);
        if (!Directory.Exists(_places.Base))
        {
            return;
        }

        foreach (string unfinished in Directory.GetFileSystemEntries(_places.Base, "*.new"))
        {
            _disk.DeleteFile(unfinished);
        }

        means.Slots.RemoveLeftovers();
        if (means.Slots.Current is { } current)
        {
            foreach (string entry in Directory.GetFileSystemEntries(_places.Slots).Where(entry => entry != current.Folder).Order(StringComparer.Ordinal))
            {
                _disk.DeleteFolder(entry);
            }

            // By the name of the version it is known to be one: that goes with the program.
            foreach (string entry in Directory.GetFileSystemEntries(current.Folder).Where(entry => Path.GetFileName(entry) is not (Places.ProgramName or Places.VersionName)).Order(StringComparer.Ordinal))
            {
                if (!_disk.DeleteFolder(entry))
                {
                    _disk.DeleteFile(entry);
                }
            }
        }

        _disk.DeleteFolder(_places.Slots);
        _disk.DeleteFile(_places.Current);
        _disk.DeleteFile(_places.Program);
    }
}
