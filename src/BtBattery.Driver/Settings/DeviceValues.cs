using BtBattery.Driver.Publish;
using BtBattery.Driver.Settings.Files;

namespace BtBattery.Driver.Settings;

/// <summary>What is known of the settings of a device: of each its value, which always fits. Any thread may ask.</summary>
/// <param name="settings">What was declared.</param>
internal sealed class DeviceValues(IReadOnlyList<Setting> settings)
{
    private readonly Lock _sync = new();
    private readonly Dictionary<string, ItemValue> _values = settings.ToDictionary(setting => setting.Name, setting => setting.Default, StringComparer.Ordinal);

    /// <summary>With what the file has of them.</summary>
    public DeviceValues(IReadOnlyList<Setting> settings, FileEntry entry)
        : this(settings)
    {
        foreach (Setting setting in settings)
        {
            if (entry.Find(setting) is { } value)
            {
                _values[setting.Name] = value;
            }
        }
    }

    /// <summary>What was declared.</summary>
    public IReadOnlyList<Setting> Settings => settings;

    /// <summary>A value.</summary>
    /// <exception cref="KeyNotFoundException">No such setting was declared: a bug.</exception>
    public ItemValue this[string name]
    {
        get
        {
            lock (_sync)
            {
                return _values[name];
            }
        }
    }

    /// <summary>What was declared under a name; null for nothing.</summary>
    public Setting? Find(string name) => settings.FirstOrDefault(setting => setting.Name == name);

    /// <summary>Takes a value that fits.</summary>
    /// <returns>True if it is another one than before.</returns>
    public bool Take(string name, ItemValue value)
    {
        lock (_sync)
        {
            bool isNew = _values[name] != value;
            _values[name] = value;
            return isNew;
        }
    }
}
