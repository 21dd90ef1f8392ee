namespace BtBattery.Driver.Installing;

/// <summary>The two folders for versions, and which of them is meant. A version is in <c>N.new</c> until all of it is on the disk.</summary>
internal sealed class Slots(Places places, Disk disk)
{
    /// <summary>The names of the folders.</summary>
    public static readonly IReadOnlyList<string> Names = ["1", "2"];

    private const string New = ".new";

    /// <summary>The version that runs; null if none is installed.</summary>
    public Slot? Current => LedTo(places.Current);

    /// <summary>The version that a rollback goes back to; null if there is none.</summary>
    public Slot? Previous => LedTo(places.Previous);

    /// <summary>The folder for the next version: what is in it is not the current one.</summary>
    public string FreeName => Current?.Name == Names[0] ? Names[1] : Names[0];

    /// <summary>The version in a folder; null if there is none.</summary>
    public Slot? Find(string name)
    {
        string folder = Path.Join(places.Slots, name);
        string version = Path.Join(folder, Places.VersionName);
        return File.Exists(version) ? new Slot(name, folder, File.ReadAllText(version).Trim()) : null;
    }

    /// <summary>Where the next version is put together; what an attempt before left there is deleted.</summary>
    public string BeginNew()
    {
        string folder = Path.Join(places.Slots, FreeName + New);
        RemoveLeftovers();
        disk.MakeFolder(folder);
        return folder;
    }

    /// <summary>Deletes what is not finished.</summary>
    public void RemoveLeftovers()
    {
        foreach (string name in Names)
        {
            disk.DeleteFolder(Path.Join(places.Slots, name + New));
        }
    }

    /// <summary>The version that was put together takes its place; the one that was in it goes, and is not led to any more before that.</summary>
    /// <param name="folder">From <see cref="BeginNew"/>, all of it on the disk.</param>
    public Slot Finish(string folder)
    {
        string name = FreeName;
        if (Previous?.Name == name)
        {
            disk.DeleteFile(places.Previous);
        }

        disk.DeleteFolder(Path.Join(places.Slots, name));
        disk.Rename(folder, Path.Join(places.Slots, name));
        return Find(name) ?? throw new RefusalException($"The version in {places.OnMachine(folder)} has no file {Places.VersionName}: the archive is not complete.");
    }

    /// <summary>From here on this version runs at the next start.</summary>
    /// <returns>False if it was so already.</returns>
    public bool MakeCurrent(Slot slot) => disk.Link(places.Current, TargetOf(slot));

    /// <summary>A rollback goes back to this version.</summary>
    public bool MakePrevious(Slot slot) => disk.Link(places.Previous, TargetOf(slot));

    /// <summary>What a link to a version says.</summary>
    public static string TargetOf(Slot slot) => "slots/" + slot.Name;

    private Slot? LedTo(string link) =>
        new FileInfo(link).LinkTarget is { } target && Names.FirstOrDefault(name => target.TrimEnd('/').EndsWith("slots/" + name, StringComparison.Ordinal)) is { } found ? Find(found) : null;
}
