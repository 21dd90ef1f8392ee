namespace BtBattery.Driver.Installing;

/// <summary>
/// The folder of the installation, which comes and goes together with what is known of the machine before: at no moment is there a folder of ours of which nobody knows any more whether it
/// was there before.
/// </summary>
/// <param name="places">Where everything lies.</param>
/// <param name="disk">Changes it.</param>
internal sealed class BaseFolder(Places places, Disk disk)
{
    /// <summary>Makes it, with the facts in it, or keeps the facts that are there.</summary>
    /// <param name="note">Adds what is not known yet.</param>
    public InstalledFacts Make(Func<InstalledFacts, InstalledFacts> note)
    {
        RemoveLeftovers();
        InstalledFacts facts = InstalledFactsFile.Read(places) ?? new InstalledFacts();
        string[] missing = [.. Above(places.Base).TakeWhile(folder => !Directory.Exists(folder))];
        facts = note(facts) is var noted ? noted with { NewFolders = [.. noted.NewFolders.Union(missing.Select(places.OnMachine))] } : facts;
        if (missing is [.., var topmost])
        {
            string unfinished = topmost + Disk.Unfinished;
            string folder = unfinished + places.Base[topmost.Length..];
            disk.MakeFolder(folder);
            InstalledFactsFile.Write(disk, Path.Join(folder, Path.GetFileName(places.Facts)), facts);
            disk.Rename(unfinished, topmost);
        }
        else
        {
            InstalledFactsFile.Write(disk, places.Facts, facts);
        }

        return facts;
    }

    /// <summary>Removes it, if nothing but the facts is left in it, and the folders above it that were not there before and hold nothing else.</summary>
    public void Remove(InstalledFacts facts)
    {
        if (Directory.Exists(places.Base) && Directory.EnumerateFileSystemEntries(places.Base).All(entry => entry == places.Facts))
        {
            string goes = places.Base;
            while (Path.GetDirectoryName(goes) is { } above
                && facts.NewFolders.Contains(places.OnMachine(above))
                && Directory.EnumerateFileSystemEntries(above).All(entry => entry == goes))
            {
                goes = above;
            }

            disk.Rename(goes, goes + Disk.Unfinished);
        }

        RemoveLeftovers();
    }

    /// <summary>The folder and those above it, the nearest first, without the root.</summary>
    private IEnumerable<string> Above(string folder)
    {
        for (string? above = folder; above is not null && above.Length > places.Root.Length + 1; above = Path.GetDirectoryName(above))
        {
            yield return above;
        }
    }

    private void RemoveLeftovers()
    {
        foreach (string folder in Above(places.Base))
        {
            disk.DeleteFolder(folder + Disk.Unfinished);
        }
    }
}
