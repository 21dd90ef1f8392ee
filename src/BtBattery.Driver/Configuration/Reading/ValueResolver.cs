using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Configuration.Reading;

/// <summary>Lays values over each other: the last one that names a key wins.</summary>
internal static class ValueResolver
{
    /// <summary>A value for each key.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="layers">From the lowest to the highest.</param>
    public static ConfigurationValues Resolve(
        IEnumerable<ConfigurationKey> keys, IReadOnlyList<IReadOnlyDictionary<ConfigurationKey, ConfigurationValue>> layers)
    {
        Chemistry chemistry = Top(BatteryKeys.Chemistry, layers, isSound: true)?.Value is Chemistry set ? set : Chemistry.Lfp;
        return new ConfigurationValues(keys.Select(key => Resolve(key, layers, chemistry)));
    }

    /// <summary>If what was written is no value, the one below it is shown, and marked.</summary>
    private static ConfigurationValue Resolve(
        ConfigurationKey key, IReadOnlyList<IReadOnlyDictionary<ConfigurationKey, ConfigurationValue>> layers, Chemistry chemistry)
    {
        ConfigurationValue sound = Top(key, layers, isSound: true)
            ?? new ConfigurationValue(key, key.Default(chemistry), ValueOrigin.Default(key, chemistry));
        return Top(key, layers, isSound: false) is { IsFaulty: true } ? new ConfigurationValue(key, sound.Value, sound.Origin, isFaulty: true) : sound;
    }

    private static ConfigurationValue? Top(
        ConfigurationKey key, IReadOnlyList<IReadOnlyDictionary<ConfigurationKey, ConfigurationValue>> layers, bool isSound)
    {
        for (int i = layers.Count - 1; i >= 0; i--)
        {
            if (layers[i].TryGetValue(key, out ConfigurationValue? value) && !(isSound && value.IsFaulty))
            {
                return value;
            }
        }

        return null;
    }
}
