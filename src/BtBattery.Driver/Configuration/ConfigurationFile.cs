using BtBattery.Driver.Configuration.Reading;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Configuration;

/// <summary>A file that was read, or looked for.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="IsFound">False if there is none.</param>
public sealed record ConfigurationFile(string Path, bool IsFound)
{
    /// <summary>A number that changes when the contents do; null if there is no file, or it could not be read.</summary>
    internal ulong? Fingerprint { get; private init; }

    /// <summary>Looks at a file.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="files">Where files come from.</param>
    /// <param name="bytes">Its contents; null if there are none to be had.</param>
    /// <param name="problem">Why it cannot be read although it is there; else null.</param>
    internal static ConfigurationFile Look(string path, IConfigurationFiles files, out byte[]? bytes, out string? problem)
    {
        problem = null;
        bytes = null;
        try
        {
            bytes = files.Read(path);
            return new ConfigurationFile(path, bytes is not null) { Fingerprint = bytes is null ? null : Fnv1a.Of(bytes) };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problem = exception.Message;
            return new ConfigurationFile(path, IsFound: true);
        }
    }
}
