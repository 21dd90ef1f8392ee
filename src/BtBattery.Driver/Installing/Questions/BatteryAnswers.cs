using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Installing.Questions;

/// <summary>What is asked of a battery before it is served, as it is written in a file.</summary>
/// <param name="Chemistry">What its cells are made of; null where nobody said anything.</param>
/// <param name="Capacity">Ah; null for what its BMS says.</param>
/// <param name="ChargeCurrent">A; null for what follows from the capacity that the BMS says.</param>
/// <param name="DischargeCurrent">A; likewise.</param>
internal sealed record BatteryAnswers(string? Chemistry, string? Capacity, string? ChargeCurrent, string? DischargeCurrent)
{
    /// <summary>Nobody said anything.</summary>
    public static BatteryAnswers None { get; } = new(null, null, null, null);

    /// <summary>What is written already.</summary>
    /// <param name="written">The value of a key as it is written; null if it is not there.</param>
    public static BatteryAnswers Of(Func<ConfigurationKey, string?> written) =>
        new(written(BatteryKeys.Chemistry), written(BatteryKeys.Capacity), written(CurrentKeys.MaxCharge), written(CurrentKeys.MaxDischarge));

    /// <summary>The keys that got a value, in the order in which they are written.</summary>
    public IEnumerable<(ConfigurationKey Key, string Value)> Values
    {
        get
        {
            (ConfigurationKey Key, string? Value)[] all =
                [(BatteryKeys.Chemistry, Chemistry), (BatteryKeys.Capacity, Capacity), (CurrentKeys.MaxCharge, ChargeCurrent), (CurrentKeys.MaxDischarge, DischargeCurrent)];
            return all.Where(one => one.Value is not null).Select(one => (one.Key, one.Value!));
        }
    }
}
