namespace BtBattery.Driver.Configuration;

/// <summary>A file that was read, or looked for.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="IsFound">False if there is none.</param>
public sealed record ConfigurationFile(string Path, bool IsFound)
{
    /// <summary>A text that changes when the contents do; null if there is no file, or it could not be read.</summary>
    internal string? Fingerprint { get; init; }
}
