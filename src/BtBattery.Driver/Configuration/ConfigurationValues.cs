using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Configuration;

/// <summary>A value for every key of some scopes; immutable.</summary>
public sealed class ConfigurationValues
{
    private readonly ConfigurationValue[] _all;
    private readonly Dictionary<ConfigurationKey, int> _places;

    internal ConfigurationValues(IEnumerable<ConfigurationValue> values)
    {
        _all = [.. values];
        _places = _all.Index().ToDictionary(place => place.Item.Key, place => place.Index);
    }

    private ConfigurationValues(ConfigurationValue[] all, Dictionary<ConfigurationKey, int> places) => (_all, _places) = (all, places);

    /// <summary>All of them, in the order of the files.</summary>
    public IReadOnlyList<ConfigurationValue> All => _all;

    /// <summary>The value of a key, with its origin.</summary>
    /// <exception cref="ArgumentException">The key is of another scope: a mistake of the program, not of the owner.</exception>
    public ConfigurationValue this[ConfigurationKey key]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(key);
            return _places.TryGetValue(key, out int place)
                ? _all[place]
                : throw new ArgumentException($"{key.Name} is a key of the scope {key.Scope}, which these values are not of.", nameof(key));
        }
    }

    /// <summary>The value of a key.</summary>
    /// <exception cref="ArgumentException">The key is of another scope: a mistake of the program, not of the owner.</exception>
    public T Get<T>(ConfigurationKey<T> key) => (T)this[key].Value!;

    internal bool Has(ConfigurationKey key) => _places.ContainsKey(key);

    /// <summary>The same, but for one of them.</summary>
    internal ConfigurationValues With(ConfigurationValue value)
    {
        ConfigurationValue[] all = [.. _all];
        all[_places[value.Key]] = value;
        return new(all, _places);
    }

    internal bool IsSameAs(ConfigurationValues other) =>
        All.Count == other.All.Count && All.Zip(other.All, (mine, theirs) => mine.IsSameAs(theirs)).All(isSame => isSame);
}
