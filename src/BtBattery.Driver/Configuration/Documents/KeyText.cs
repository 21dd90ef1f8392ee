using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Configuration.Documents;

/// <summary>What is said of a key in every document.</summary>
internal static class KeyText
{
    /// <summary>Said of keys that are checked and nothing else.</summary>
    public const string NotInEffect = "not in effect yet in this version";

    /// <summary>Defaults of the other chemistries; null if they do not differ.</summary>
    public static string? OtherDefaults(ConfigurationKey key) => key.DependsOnChemistry
        ? $"Default for Li-ion: {key.DefaultText(Chemistry.LiIon)}; for LTO: {key.DefaultText(Chemistry.Lto)}."
        : null;

    /// <summary>What to give, as a sentence.</summary>
    public static string Expected(ConfigurationKey key) => $"{char.ToUpperInvariant(key.Expected[0])}{key.Expected[1..]}.";
}
