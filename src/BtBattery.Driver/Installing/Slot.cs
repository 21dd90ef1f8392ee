namespace BtBattery.Driver.Installing;

/// <summary>A version that is all there.</summary>
/// <param name="Name">Of its folder: 1 or 2.</param>
/// <param name="Folder">Its folder.</param>
/// <param name="Version">Which one it is.</param>
internal sealed record Slot(string Name, string Folder, string Version)
{
    /// <summary>A file of it.</summary>
    public string File(string path) => Path.Join(Folder, path);
}
