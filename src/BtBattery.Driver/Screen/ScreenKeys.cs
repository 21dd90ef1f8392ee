using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Screen;

/// <summary>Every key that can be set on the screen.</summary>
public static class ScreenKeys
{
    /// <summary>All of them, in the order of the files.</summary>
    public static IReadOnlyList<ScreenKey> All { get; } = [.. ConfigurationKeys.All.Where(key => key.OnScreen != OnScreen.Never).Select(key => new ScreenKey(key))];

    private static readonly Dictionary<ConfigurationKey, ScreenKey> s_byKey = All.ToDictionary(key => key.Key);

    private static readonly Dictionary<string, ScreenKey> s_byPath =
        All.SelectMany(key => new[] { (key.Path, key), (key.OverriddenPath, key) }).ToDictionary(pair => pair.Item1, pair => pair.key, StringComparer.Ordinal);

    /// <summary>A key as it is on the screen; null for one that is not there.</summary>
    public static ScreenKey? Find(ConfigurationKey key) => s_byKey.GetValueOrDefault(key);

    /// <summary>The key of one of its two paths; null for another path.</summary>
    public static ScreenKey? Find(string path) => s_byPath.GetValueOrDefault(path);
}
