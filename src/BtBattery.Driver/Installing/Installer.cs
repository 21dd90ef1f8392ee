using BtBattery.Driver.Installing.Reference;

namespace BtBattery.Driver.Installing;

/// <summary>
/// Puts a version onto the machine and sees to it that it starts, in an order in which the power may fail at any moment: until the start hook is there the machine does as before; from then
/// on all that it calls is complete. Doing it again does what is missing.
/// </summary>
/// <param name="means">What the installation is changed with.</param>
internal sealed class Installer(InstallMeans means)
{
    private readonly Places _places = means.Places;

    /// <summary>Refuses what is known to fail, before anything is asked or changed.</summary>
    /// <exception cref="RefusalException">It will not do; what to do is in it.</exception>
    public void Check(UnpackedVersion version)
    {
        means.DemandRoot("install");
        if (version.FindFault() is string fault)
        {
            throw new RefusalException($"This archive is not complete: {fault}. Fetch it again. Nothing was changed.");
        }

        means.Host.Check();
        if (Installed?.Sums != version.Sums)
        {
            new Space(means).Demand(version.Size);
        }
    }

    /// <summary>Installs, repairs, or updates.</summary>
    /// <exception cref="RefusalException">It is not done, or the machine does not play along; what to do is in it.</exception>
    public async Task InstallAsync(InstallRequest request, CancellationToken cancellationToken)
    {
        Check(request.Version);
        new OtherDrivers(_places, request.Migration?.Driver).Check(request.Batteries);

        // From here on nobody else changes what is there.
        using InstallLock taken = InstallLock.Take(_places);
        UnpackedVersion? installed = Installed;
        bool isThere = installed is not null && installed.Sums == request.Version.Sums && installed.FindFault() is null;
        if (!isThere)
        {
            new Updating(means).DemandNoTrial();
            new Space(means).Demand(request.Version.Size);
        }

        new BaseFolder(_places, means.Disk).Make(means.Host.Note);
        NoteReplaced(request.Migration);
        Slot? next = isThere ? null : Fill(request.Version);
        PutConfiguration(request.Configuration);

        // Another version has to prove itself; the same one anew does not.
        if (next is not null && installed is not null && installed.Sums != request.Version.Sums && means.Slots.Current is { } running)
        {
            // Whatever becomes of the version: what it replaces is recorded by now, and two drivers take a battery from each other.
            if (request.Migration is { } migration)
            {
                await migration.StopAsync(means.Disk, means.Commands, means.Tell, cancellationToken);
            }

            await new Updating(means).SwitchAsync(running, next, cancellationToken);
            return;
        }

        if (next is not null && means.Slots.MakeCurrent(next))
        {
            means.Tell($"{_places.OnMachine(_places.Current)}: version {next.Version}.");
        }

        await FinishAsync(request.Migration, cancellationToken);
    }

    /// <summary>The version that runs; null if none is installed.</summary>
    private UnpackedVersion? Installed => means.Slots.Current is { } current ? UnpackedVersion.Find(current.Folder) : null;

    private async Task FinishAsync(Migration? migration, CancellationToken cancellationToken)
    {
        means.Disk.Link(_places.Program, "current/" + Places.ProgramName);
        bool isOnTrial = Trial.Current(_places) is not null;
        if (!isOnTrial)
        {
            means.Disk.DeleteFile(_places.Trial);
            means.Disk.DeleteFile(_places.RolledBack);

            // A version on trial gets its launcher once it has proven itself.
            await means.Host.PrepareAsync(cancellationToken);
        }

        await means.Host.RegisterAsync(cancellationToken);
        if (migration is not null)
        {
            await migration.StopAsync(means.Disk, means.Commands, means.Tell, cancellationToken);
        }

        await means.Host.StartAsync(cancellationToken);
        if (isOnTrial)
        {
            await new Updating(means).ResumeAsync(cancellationToken);
        }
    }

    /// <summary>How to put back what is replaced is kept before anything of it is changed.</summary>
    private void NoteReplaced(Migration? migration)
    {
        if (migration is not null)
        {
            InstalledFacts facts = InstalledFactsFile.Read(_places) ?? new InstalledFacts();
            InstalledFactsFile.Write(means.Disk, _places.Facts, facts with { Reference = migration.Record(facts.Reference) });
        }
    }

    private Slot Fill(UnpackedVersion version)
    {
        string folder = means.Slots.BeginNew();
        version.CopyTo(folder, means.Disk);
        if (UnpackedVersion.Find(folder)?.FindFault() is string fault)
        {
            throw new RefusalException($"What was written is not what was read: {fault}. The disk may be failing. The installation is as it was.");
        }

        Slot slot = means.Slots.Finish(folder);
        means.Tell($"{_places.OnMachine(slot.Folder)}: version {slot.Version} is in place.");
        return slot;
    }

    private void PutConfiguration(byte[]? configuration)
    {
        if (configuration is null)
        {
            return;
        }

        means.Disk.MakeFolder(Path.GetDirectoryName(_places.Config)!);
        if (means.Disk.Write(_places.Config, configuration))
        {
            means.Tell($"{_places.OnMachine(_places.Config)}: written; this file is yours.");
        }
    }
}
