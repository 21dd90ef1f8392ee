namespace BtBattery.Driver.Configuration.Keys;

/// <summary>Keys of where the state of charge comes from.</summary>
public static class SocCountingKeys
{
    private static readonly KeyTable s_table = new(new KeyGroup(
        "soc_counting",
        "Where the state of charge comes from",
        KeyScope.Battery,
        "As the BMS reports it, or counted by the driver from the current. docs/energy.md says when that is worth it."));

    /// <summary>True if it is counted here.</summary>
    public static ConfigurationKey<bool> IsCounted { get; } = s_table.Choice(
        "SOC_SOURCE",
        false,
        [(false, ["bms"]), (true, ["counted"])],
        "'bms' takes the state of charge that the BMS reports. 'counted' begins with that and counts on by the current, with 100 % when the battery is full by its voltage "
        + "and current, and 0 % when a cell is at MIN_CELL_VOLTAGE or the BMS has stopped discharging.",
        inEffect: true);

    /// <summary>Share of the capacity that a full battery still takes per hour.</summary>
    public static ConfigurationKey<double> TailFraction { get; } = s_table.Number(
        "SOC_FULL_CURRENT_FRACTION",
        "",
        0.001,
        0.5,
        0.04,
        "With SOC_SOURCE = counted: at the charge voltage a battery is full when its current is no larger than this fraction of its capacity, such as 4 A of 100 Ah.",
        "Default: what battery monitors take.",
        inEffect: true);

    /// <summary>For how long it has to look full.</summary>
    public static ConfigurationKey<double> FullTime { get; } = s_table.Number(
        "SOC_FULL_TIME_SEC",
        "s",
        0,
        3600,
        180,
        "With SOC_SOURCE = counted: for so long the battery has to look full. With CVCM_ENABLE, MAX_VOLTAGE_TIME_SEC must not be shorter.",
        "Default: what battery monitors take.",
        inEffect: true);

    /// <summary>All of them, in the order of the files.</summary>
    internal static IReadOnlyList<ConfigurationKey> All => s_table.Keys;
}
