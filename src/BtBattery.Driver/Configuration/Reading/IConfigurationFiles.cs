namespace BtBattery.Driver.Configuration.Reading;

/// <summary>Where the text of files comes from.</summary>
public interface IConfigurationFiles
{
    /// <summary>The bytes of a file; of a large one only the beginning, but more than <see cref="IniScanner.MostBytes"/>.</summary>
    /// <returns>Null if there is no such file.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    byte[]? Read(string path);
}
