using System.Text.Json;

namespace BtBattery.Driver.Options;

/// <summary>
/// Which type of BMS answered at which address, kept in a small file so that a restart need
/// not ask around. Losing it costs a few seconds; it is never trusted over what the battery answers.
/// </summary>
/// <param name="path">The file; it need not exist.</param>
public sealed class KnownBatteries(string path)
{
    // The batteries of one process share this object, each from its own thread.
    private readonly Lock _lock = new();
    private SortedDictionary<string, string> _types = Load(path);

    /// <summary>What is known to the driver of a configuration file.</summary>
    public static KnownBatteries Of(string configurationFile) => new(StateFile.Of(configurationFile, FileName));

    /// <summary>Name of the file, see <see cref="StateFolder"/>.</summary>
    public const string FileName = "known-batteries.json";

    /// <summary>Type that answered at that address last; null if none is known.</summary>
    public string? TypeOf(BatteryAddress address)
    {
        lock (_lock)
        {
            return _types.GetValueOrDefault(address.ToString());
        }
    }

    /// <summary>Remembers a type, or forgets it for null.</summary>
    /// <returns>Null, or why it could not be written; it is then remembered until the program ends.</returns>
    public string? Remember(BatteryAddress address, string? type)
    {
        lock (_lock)
        {
            return RememberNeedsLock(address, type);
        }
    }

    private string? RememberNeedsLock(BatteryAddress address, string? type)
    {
        if (_types.GetValueOrDefault(address.ToString()) == type)
        {
            return null;
        }

        // Drivers of other batteries keep theirs in the same file.
        SortedDictionary<string, string> present = Load(path);
        _types = present.Count > 0 ? present : _types;
        if (type is null)
        {
            _types.Remove(address.ToString());
        }
        else
        {
            _types[address.ToString()] = type;
        }

        return StateFile.Write(path, writer =>
        {
            foreach ((string entry, string known) in _types)
            {
                writer.WriteString(entry, known);
            }
        });
    }

    private static SortedDictionary<string, string> Load(string path)
    {
        var types = new SortedDictionary<string, string>(StringComparer.Ordinal);
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            foreach (JsonProperty entry in document.RootElement.EnumerateObject())
            {
                types[entry.Name] = entry.Value.GetString() ?? "";
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            // Not there, not readable, or damaged: the batteries will be asked again.
            types.Clear();
        }

        return types;
    }
}
