using System.Text;
using BtBattery.Driver.Configuration.Reading;

namespace BtBattery.World.Tests;

/// <summary>The files of the configuration, in memory.</summary>
internal sealed class WorldFiles : IConfigurationFiles
{
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    public byte[]? Read(string path) => _files.GetValueOrDefault(path);

    /// <summary>Writes a file, or takes it away for null.</summary>
    public void Write(string path, string? text)
    {
        if (text is null)
        {
            _files.Remove(path);
        }
        else
        {
            _files[path] = Encoding.UTF8.GetBytes(text);
        }
    }
}
