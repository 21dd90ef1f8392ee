using System.Text;
using BtBattery.Driver.Configuration.Reading;

namespace BtBattery.Driver.Tests.Configuration;

/// <summary>Files in memory.</summary>
internal sealed class FakeFiles : IConfigurationFiles
{
    private readonly Dictionary<string, byte[]> _files = [];
    private readonly HashSet<string> _unreadable = [];

    /// <summary>The text of a file; null takes it away.</summary>
    public string? this[string path]
    {
        set
        {
            if (value is null)
            {
                _files.Remove(path);
            }
            else
            {
                Put(path, Encoding.UTF8.GetBytes(value));
            }
        }
    }

    /// <summary>Called after each reading of a file, with its path.</summary>
    public Action<string>? AfterRead { get; set; }

    public void Put(string path, byte[] bytes) => _files[path] = bytes;

    public void Forbid(string path) => _unreadable.Add(path);

    public byte[]? Read(string path)
    {
        byte[]? bytes = _unreadable.Contains(path) ? throw new UnauthorizedAccessException("permission denied.") : _files.GetValueOrDefault(path);
        AfterRead?.Invoke(path);
        return bytes;
    }
}
