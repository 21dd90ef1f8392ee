namespace BtBattery.Driver.Configuration.Keys;

/// <summary>Keys of the limits by temperature.</summary>
public static class TemperatureKeys
{
    private static readonly KeyTable s_table = new(new KeyGroup(
        "temperatures",
        "Temperatures",
        KeyScope.Battery,
        "What the coldest and the warmest sensor leave of the largest currents; the smaller result holds."));

    /// <summary>Whether temperatures limit charging.</summary>
    public static ConfigurationKey<bool> ChargeByTemperature { get; } = s_table.Bool(
        "CCCM_T_ENABLE", true, "Limits the charge current by temperature.");

    /// <summary>Breakpoints for charging.</summary>
    public static ConfigurationKey<IReadOnlyList<double>> ChargeTemperatures { get; } = s_table.List(
        "TEMPERATURE_LIMITS_WHILE_CHARGING",
        "°C",
        -40,
        125,
        ListOrder.Rising,
        2,
        [0, 2, 5, 10, 15, 20, 35, 40, 55],
        "Temperatures, from cold to hot, at which the charge current is the fraction that MAX_CHARGE_CURRENT_T_FRACTION says.",
        "As in dbus-btbattery, for every chemistry: charging below 0 °C ruins LFP and Li-ion, and an owner of LTO may widen it.");

    /// <summary>Fractions at them.</summary>
    public static ConfigurationKey<IReadOnlyList<double>> ChargeTemperatureFractions { get; } = s_table.List(
        "MAX_CHARGE_CURRENT_T_FRACTION",
        "",
        0,
        1,
        ListOrder.Free,
        2,
        [0, 0.1, 0.2, 0.4, 0.8, 1, 1, 0.4, 0],
        "What is left of MAX_BATTERY_CHARGE_CURRENT at those temperatures, 0 to 1. It should begin and end with 0.");

    /// <summary>Whether temperatures limit discharging.</summary>
    public static ConfigurationKey<bool> DischargeByTemperature { get; } = s_table.Bool(
        "DCCM_T_ENABLE", true, "Limits the discharge current by temperature.");

    /// <summary>Breakpoints for discharging.</summary>
    public static ConfigurationKey<IReadOnlyList<double>> DischargeTemperatures { get; } = s_table.List(
        "TEMPERATURE_LIMITS_WHILE_DISCHARGING",
        "°C",
        -40,
        125,
        ListOrder.Rising,
        2,
        [-20, 0, 5, 10, 15, 45, 55],
        "Temperatures, from cold to hot, at which the discharge current is the fraction that MAX_DISCHARGE_CURRENT_T_FRACTION says.",
        "As in dbus-btbattery.");

    /// <summary>Fractions at them.</summary>
    public static ConfigurationKey<IReadOnlyList<double>> DischargeTemperatureFractions { get; } = s_table.List(
        "MAX_DISCHARGE_CURRENT_T_FRACTION",
        "",
        0,
        1,
        ListOrder.Free,
        2,
        [0, 0.2, 0.3, 0.4, 1, 1, 0],
        "What is left of MAX_BATTERY_DISCHARGE_CURRENT at those temperatures, 0 to 1. It should begin and end with 0.");

    /// <summary>All of them, in the order of the files.</summary>
    internal static IReadOnlyList<ConfigurationKey> All => s_table.Keys;
}
