using BtBattery.Driver.Configuration.Keys;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Configuration.Reading;

/// <summary>The values of one file, by what they hold for.</summary>
internal sealed class SettingsLayer
{
    /// <summary>Of <c>[DEFAULT]</c>; of a battery's own file, all.</summary>
    public Dictionary<ConfigurationKey, ConfigurationValue> Common { get; } = [];

    /// <summary>Of <c>[BANK]</c>.</summary>
    public Dictionary<ConfigurationKey, ConfigurationValue> Bank { get; } = [];

    /// <summary>Of the sections of batteries.</summary>
    public Dictionary<BatteryAddress, BatterySection> Batteries { get; } = [];

    /// <summary>Values of the driver or the bank in a place where only values of a battery have a meaning.</summary>
    public List<ConfigurationValue> Misplaced { get; } = [];

    /// <summary>The values of a section for one battery.</summary>
    /// <param name="Line">Of its heading.</param>
    /// <param name="Values">Its values.</param>
    internal sealed record BatterySection(int Line, Dictionary<ConfigurationKey, ConfigurationValue> Values);
}
