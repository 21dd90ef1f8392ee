using BtBattery.Driver.Configuration;

namespace BtBattery.Driver.Tools.Explaining;

/// <summary>A value in force that is not the default.</summary>
public sealed record ExplainedSetting
{
    /// <summary>The key.</summary>
    public string Key { get; init => field = value ?? ""; } = "";

    /// <summary>The value as it is written in a file; of a secret only <c>set</c>.</summary>
    public string Value { get; init => field = value ?? ""; } = "";

    /// <summary>Its unit; empty for none.</summary>
    public string Unit { get; init => field = value ?? ""; } = "";

    /// <summary>Number of the battery, from 1; null for the bank and the program.</summary>
    public int? Battery { get; init; }

    /// <summary>Where it comes from, such as <c>/data/btbattery/config.ini:12</c> or <c>screen</c>.</summary>
    public string Origin { get; init => field = value ?? ""; } = "";

    /// <summary>Everything that is not the default, in the order of the files.</summary>
    /// <param name="inForce">What holds; null if that is not known.</param>
    public static IReadOnlyList<ExplainedSetting> Of(DriverConfiguration? inForce) => inForce is null
        ? []
        : [
            .. Of(inForce.Values, null),
            .. inForce.Batteries.SelectMany((battery, index) => Of(battery.Values, index + 1)),
        ];

    private static IEnumerable<ExplainedSetting> Of(ConfigurationValues values, int? battery) => values.All.Where(value => value.Origin.Kind != OriginKind.Default).Select(value => new ExplainedSetting
    {
        Key = value.Key.Name,
        Value = value.Text,
        Unit = value.Key.Unit,
        Battery = battery,
        Origin = value.Origin.ToString(),
    });
}
