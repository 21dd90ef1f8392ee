namespace BtBattery.Driver.Configuration.Keys;

/// <summary>Keys of the limits by temperature.</summary>
public static class TemperatureKeys
{
    private static readonly KeyTable s_table = new(new KeyGroup(
        "temperatures",
        "Temperatures",
        KeyScope.Battery,
        "What the coldest and the warmest sensor leave of the largest currents; the smaller result holds. A sensor that is lost stops charging, and leaves of discharging the "
        + "least that its curve ever leaves."));

    /// <summary>Whether temperatures limit charging.</summary>
    public static ConfigurationKey<bool> ChargeByTemperature { get; } = s_table.Bool(
        "CCCM_T_ENABLE", true, "Limits the charge current by temperature; while no temperatures are known, it is 0.", inEffect: true, onScreen: OnScreen.Higher);

    /// <summary>Breakpoints for charging.</summary>
    public static ConfigurationKey<IReadOnlyList<double>> ChargeTemperatures { get; } = s_table.List(
        "TEMPERATURE_LIMITS_WHILE_CHARGING",
        "°C",
        -40,
        125,
        ListOrder.Rising,
        2,
        [0, 2, 5, 10, 15, 20, 35, 40, 55],
        [0, 2, 5, 10, 15, 20, 35, 40, 45],
        [0, 2, 5, 10, 15, 20, 35, 40, 55],
        "Temperatures, from cold to hot, at which the charge current is the fraction that MAX_CHARGE_CURRENT_T_FRACTION says.",
        "LFP and LTO: as in dbus-btbattery. Li-ion: the same up to the 45 °C of Battery University BU-410. Charging below 0 °C ruins LFP and Li-ion; LTO bears it, and its owner may "
        + "widen the list as the data sheet says.",
        inEffect: true);

    /// <summary>Fractions at them.</summary>
    public static ConfigurationKey<IReadOnlyList<double>> ChargeTemperatureFractions { get; } = s_table.List(
        "MAX_CHARGE_CURRENT_T_FRACTION",
        "",
        0,
        1,
        ListOrder.Free,
        2,
        [0, 0.1, 0.2, 0.4, 0.8, 1, 1, 0.4, 0],
        "What is left of MAX_BATTERY_CHARGE_CURRENT at those temperatures, 0 to 1. It should begin and end with 0.",
        inEffect: true);

    /// <summary>Whether temperatures limit discharging.</summary>
    public static ConfigurationKey<bool> DischargeByTemperature { get; } = s_table.Bool(
        "DCCM_T_ENABLE", true, "Limits the discharge current by temperature; while no temperatures are known, it is 0.", inEffect: true, onScreen: OnScreen.Higher);

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
        "As in dbus-btbattery; within the -20 to 60 °C of Battery University BU-410.",
        inEffect: true);

    /// <summary>Fractions at them.</summary>
    public static ConfigurationKey<IReadOnlyList<double>> DischargeTemperatureFractions { get; } = s_table.List(
        "MAX_DISCHARGE_CURRENT_T_FRACTION",
        "",
        0,
        1,
        ListOrder.Free,
        2,
        [0, 0.2, 0.3, 0.4, 1, 1, 0],
        "What is left of MAX_BATTERY_DISCHARGE_CURRENT at those temperatures, 0 to 1. It should begin and end with 0.",
        inEffect: true);

    /// <summary>What a battery that never had a sensor keeps.</summary>
    public static ConfigurationKey<double> NoSensorFraction { get; } = s_table.Number(
        "NO_SENSOR_CURRENT_FRACTION",
        "",
        0,
        1,
        0.5,
        "What is left of both largest currents of a battery that has never had a temperature sensor, 0 to 1, where they are limited by temperature.",
        source: "Half: ours. Nobody sees frost or heat then.",
        inEffect: true,
        onScreen: OnScreen.Lower);

    /// <summary>Whether the temperature of the power stage limits both directions.</summary>
    public static ConfigurationKey<bool> ByMosTemperature { get; } = s_table.Bool(
        "MOSFET_T_ENABLE",
        true,
        "Limits both currents by the temperature of the MOSFETs, of batteries that tell it as such; where one stops telling it, both are what the curve leaves at its least.",
        inEffect: true,
        onScreen: OnScreen.Higher);

    /// <summary>Breakpoints for both directions.</summary>
    public static ConfigurationKey<IReadOnlyList<double>> MosTemperatures { get; } = s_table.List(
        "MOSFET_TEMPERATURE_LIMITS",
        "°C",
        -40,
        125,
        ListOrder.Rising,
        2,
        [70, 80, 90],
        "Temperatures of the MOSFETs, from cold to hot, at which both currents are the fraction that MAX_CURRENT_MOSFET_T_FRACTION says.",
        "As in dbus-serialbattery.",
        inEffect: true);

    /// <summary>Fractions at them.</summary>
    public static ConfigurationKey<IReadOnlyList<double>> MosTemperatureFractions { get; } = s_table.List(
        "MAX_CURRENT_MOSFET_T_FRACTION",
        "",
        0,
        1,
        ListOrder.NeverRising,
        2,
        [1, 0.25, 0],
        "What is left of both largest currents at those temperatures, 0 to 1. It should end with 0.",
        inEffect: true);

    /// <summary>All of them, in the order of the files.</summary>
    internal static IReadOnlyList<ConfigurationKey> All => s_table.Keys;
}
