using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Configuration;

/// <summary>A value for every key of some scopes; immutable.</summary>
public sealed class ConfigurationValues
{
    private readonly Dictionary<ConfigurationKey, ConfigurationValue> _values;

    internal ConfigurationValues(IEnumerable<ConfigurationValue> values)
    {
        All = [.. values];
        _values = All.ToDictionary(value => value.Key);
    }

    /// <summary>All of them, in the order of the files.</summary>
    public IReadOnlyList<ConfigurationValue> All { get; }

    /// <summary>The value of a key, with its origin.</summary>
    /// <exception cref="ArgumentException">The key is of another scope: a mistake of the program, not of the owner.</exception>
    public ConfigurationValue this[ConfigurationKey key]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(key);
            return _values.TryGetValue(key, out ConfigurationValue? value)
                ? value
                : throw new ArgumentException($"{key.Name} is a key of the scope {key.Scope}, which these values are not of.", nameof(key));
        }
    }

    /// <summary>The value of a key.</summary>
    /// <exception cref="ArgumentException">The key is of another scope: a mistake of the program, not of the owner.</exception>
    public T Get<T>(ConfigurationKey<T> key) => (T)this[key].Value!;

    internal bool IsSameAs(ConfigurationValues other) =>
        All.Count == other.All.Count && All.Zip(other.All, (mine, theirs) => mine.IsSameAs(theirs)).All(isSame => isSame);
}
