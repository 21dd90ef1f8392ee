using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Screen;

/// <summary>What was changed on the screen; immutable. Everything else is as the files say.</summary>
public sealed class ScreenValues
{
    private readonly Dictionary<ConfigurationKey, object?> _values;

    private ScreenValues(Dictionary<ConfigurationKey, object?> values) => _values = values;

    /// <summary>Nothing was.</summary>
    public static ScreenValues None { get; } = new([]);

    /// <summary>The keys that were, in the order of the files.</summary>
    public IEnumerable<ScreenKey> Keys => ScreenKeys.All.Where(key => _values.ContainsKey(key.Key));

    /// <summary>True if it was changed, to whatever.</summary>
    public bool Has(ConfigurationKey key) => _values.ContainsKey(key);

    /// <summary>True if the other says the same.</summary>
    public bool IsSameAs(ScreenValues other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return _values.Count == other._values.Count && _values.All(pair => other._values.TryGetValue(pair.Key, out object? value) && Equals(value, pair.Value));
    }

    /// <summary>What it was changed to; null if it was not, or if nobody can read that.</summary>
    internal object? this[ConfigurationKey key] => _values.GetValueOrDefault(key);

    /// <summary>With another value.</summary>
    /// <param name="key">A key that can be set on the screen.</param>
    /// <param name="value">A value of it; null for one that nobody can read.</param>
    internal ScreenValues With(ConfigurationKey key, object? value) => new(new(_values) { [key] = value });

    /// <summary>As the files say.</summary>
    internal ScreenValues Without(ConfigurationKey key) => new(_values.Where(pair => pair.Key != key).ToDictionary());
}
