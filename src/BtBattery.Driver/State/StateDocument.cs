using System.Text.Json;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.State;

/// <summary>
/// One file of entries by name, shared by all who serve batteries with the same configuration: whoever writes his own leaves those of others as they are. What
/// cannot be understood is set aside, never in the way.
/// </summary>
/// <param name="path">The file; it need not exist.</param>
/// <param name="isVolatile">True for one in memory that is written every few seconds: no disk is waited for, and who was its last writer does not read it again.</param>
internal sealed class StateDocument(string path, bool isVolatile = false)
{
    /// <summary>Raised when an older program would misunderstand the file.</summary>
    public const int Version = 1;

    /// <summary>Four batteries need some kilobytes.</summary>
    private const long MostBytes = 1024 * 1024;

    // Two banks of one process may have the same file.
    private static readonly Lock s_oneAtATime = new();

    private (DateTime WrittenAt, long Bytes)? _own;
    private Dictionary<string, JsonElement> _others = [];

    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>The entries of these names, as they stand in the file; those that are not there are left out.</summary>
    /// <param name="names">Which entries.</param>
    /// <param name="problem">What is wrong with the file, in words; null for nothing.</param>
    public Dictionary<string, JsonElement> Read(IEnumerable<string> names, out string? problem)
    {
        lock (s_oneAtATime)
        {
            Dictionary<string, JsonElement> all = ReadAll(out problem);
            return names.Where(all.ContainsKey).ToDictionary(name => name, name => all[name], StringComparer.Ordinal);
        }
    }

    /// <summary>Every entry, as it stands in the file.</summary>
    /// <param name="problem">What is wrong with the file, in words; null for nothing.</param>
    public IReadOnlyDictionary<string, JsonElement> Read(out string? problem)
    {
        lock (s_oneAtATime)
        {
            return ReadAll(out problem);
        }
    }

    /// <summary>Every entry, for somebody who must not change anything: what cannot be understood stays where it is.</summary>
    /// <param name="problem">What is wrong with the file, in words; null for nothing.</param>
    public IReadOnlyDictionary<string, JsonElement> Peek(out string? problem)
    {
        lock (s_oneAtATime)
        {
            return ReadAll(out problem, setsAside: false);
        }
    }

    /// <summary>Writes entries; those of others stay.</summary>
    /// <param name="entries">Each a JSON object, UTF-8; of one writer those of the same names each time.</param>
    /// <returns>Null, or why it could not be written.</returns>
    public string? Write(IReadOnlyDictionary<string, byte[]> entries)
    {
        lock (s_oneAtATime)
        {
            string? problem = null;
            if (_own is not { } own || Stamp() != own)
            {
                _others = ReadAll(out problem);
                foreach (string name in entries.Keys)
                {
                    _others.Remove(name);
                }
            }

            _own = null;
            if (problem is not null && File.Exists(path))
            {
                // It is still there and holds what is not known here.
                return problem;
            }

            problem = StateFile.Write(path, json =>
            {
                json.WriteNumber("version", Version);
                json.WriteStartObject("entries");
                foreach (string name in _others.Keys.Union(entries.Keys).Order(StringComparer.Ordinal))
                {
                    json.WritePropertyName(name);
                    if (entries.TryGetValue(name, out byte[]? entry))
                    {
                        json.WriteRawValue(entry);
                    }
                    else
                    {
                        json.WriteRawValue(_others[name].GetRawText());
                    }
                }

                json.WriteEndObject();
            }, isVolatile);
            _own = isVolatile && problem is null ? Stamp() : null;
            return problem;
        }
    }

    /// <summary>What changes when anybody writes the file; null if there is none.</summary>
    private (DateTime WrittenAt, long Bytes)? Stamp()
    {
        var file = new FileInfo(path);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : null;
    }

    private Dictionary<string, JsonElement> ReadAll(out string? problem, bool setsAside = true)
    {
        problem = null;
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
            {
                return [];
            }

            if (file.Length > MostBytes)
            {
                throw new FormatException("it is far too long");
            }

            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            int version = document.RootElement.GetProperty("version").GetInt32();
            return version == Version
                ? document.RootElement.GetProperty("entries").EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.Clone(), StringComparer.Ordinal)
                : throw new FormatException(FormattableString.Invariant($"it has version {version}, this program knows {Version}"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problem = $"{path} cannot be read: {exception.Message}";
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            problem = setsAside ? SetAside(exception.Message) : $"{path} cannot be understood: {exception.Message}";
        }

        return [];
    }

    private string SetAside(string why)
    {
        string aside = $"{path}.bad";
        try
        {
            File.Move(path, aside, overwrite: true);
            return $"{path} cannot be understood: {why}. It was set aside as {aside}.";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"{path} cannot be understood: {why}. It cannot be set aside either: {exception.Message}";
        }
    }
}
