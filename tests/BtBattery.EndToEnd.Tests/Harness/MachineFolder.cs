namespace BtBattery.EndToEnd.Tests.Harness;

/// <summary>The files of a machine, in a folder of its own: what it has from <c>/</c> on is below <c>root</c>, beside what steers it.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
internal abstract class MachineFolder
{
    /// <param name="name">Of the kind of machine.</param>
    protected MachineFolder(string name) => Place = Directory.CreateTempSubdirectory($"btbattery-{name}-").FullName;

    /// <summary>The folder around <c>root</c>.</summary>
    protected string Place { get; }

    /// <summary>A path of the machine on this one.</summary>
    public string At(string path) => Path.Combine(Place, "root", path);

    public string Read(string path) => File.ReadAllText(At(path));

    public bool Exists(string path) => Path.Exists(At(path));

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
    }

    protected void Remove() => Directory.Delete(Place, recursive: true);
}
