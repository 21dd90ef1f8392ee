namespace BtBattery.Driver.Configuration.Keys;

/// <summary>Keys of currents, and of their limits by cell voltage.</summary>
public static class CurrentKeys
{
    private static readonly KeyTable s_table = new(new KeyGroup(
        "currents",
        "Currents",
        KeyScope.Battery,
        "The largest currents of a battery, and what the voltages of its cells leave of them. The defaults of the curves depend on CHEMISTRY."));

    /// <summary>Largest charge current.</summary>
    public static ConfigurationKey<double> MaxCharge { get; } = s_table.Number(
        "MAX_BATTERY_CHARGE_CURRENT",
        "A",
        0,
        2000,
        70,
        "The largest charge current of the battery. Until this and MAX_BATTERY_DISCHARGE_CURRENT are both set, half the capacity in Ah as A is the most that is allowed, "
        + "and nothing if no capacity is known.",
        inEffect: true,
        onScreen: OnScreen.Lower);

    /// <summary>Largest discharge current, positive.</summary>
    public static ConfigurationKey<double> MaxDischarge { get; } = s_table.Number(
        "MAX_BATTERY_DISCHARGE_CURRENT",
        "A",
        0,
        2000,
        90,
        "The largest discharge current of the battery, as a positive number. Until this and MAX_BATTERY_CHARGE_CURRENT are both set, the capacity in Ah as A is the most that is "
        + "allowed, and nothing if no capacity is known.",
        inEffect: true,
        onScreen: OnScreen.Lower);

    /// <summary>Whether the highest cell limits charging.</summary>
    public static ConfigurationKey<bool> ChargeByVoltage { get; } = s_table.Bool(
        "CCCM_CV_ENABLE", true, "Limits the charge current by the voltage of the highest cell; while one is not known, it is 0.", inEffect: true, onScreen: OnScreen.Higher);

    /// <summary>Breakpoints for charging.</summary>
    public static ConfigurationKey<IReadOnlyList<double>> ChargeVoltages { get; } = s_table.List(
        "CELL_VOLTAGES_WHILE_CHARGING",
        "V",
        0.5,
        5,
        ListOrder.Falling,
        2,
        [3.55, 3.5, 3.45, 3.3],
        [4.2, 4.15, 4.1, 3.95],
        [2.8, 2.75, 2.7, 2.55],
        "Voltages of the highest cell, from high to low, at which the charge current is the fraction that MAX_CHARGE_CURRENT_CV_FRACTION says.",
        "LFP: as in dbus-btbattery. Li-ion and LTO: ours, the same distances around MAX_CELL_VOLTAGE; nothing is left at 4.2 V, the end of charge in data sheets of NMC cells, and "
        + "at 2.8 V, just below that of LTO cells.",
        inEffect: true);

    /// <summary>Fractions at them.</summary>
    public static ConfigurationKey<IReadOnlyList<double>> ChargeVoltageFractions { get; } = s_table.List(
        "MAX_CHARGE_CURRENT_CV_FRACTION",
        "",
        0,
        1,
        ListOrder.NeverFalling,
        2,
        [0, 0.05, 0.5, 1],
        "What is left of MAX_BATTERY_CHARGE_CURRENT at those voltages, 0 to 1. It should begin with 0: a cell at the highest "
        + "voltage takes nothing more.",
        inEffect: true);

    /// <summary>Whether the lowest cell limits discharging.</summary>
    public static ConfigurationKey<bool> DischargeByVoltage { get; } = s_table.Bool(
        "DCCM_CV_ENABLE", true, "Limits the discharge current by the voltage of the lowest cell; while one is not known, it is 0.", inEffect: true, onScreen: OnScreen.Higher);

    /// <summary>Breakpoints for discharging.</summary>
    public static ConfigurationKey<IReadOnlyList<double>> DischargeVoltages { get; } = s_table.List(
        "CELL_VOLTAGES_WHILE_DISCHARGING",
        "V",
        0.5,
        5,
        ListOrder.Rising,
        2,
        [2.7, 2.8, 2.9, 3.1],
        [3, 3.1, 3.2, 3.4],
        [1.7, 1.8, 1.9, 2.1],
        "Voltages of the lowest cell, from low to high, at which the discharge current is the fraction that MAX_DISCHARGE_CURRENT_CV_FRACTION says.",
        "LFP: as in dbus-btbattery. Li-ion and LTO: ours, the same distances around MIN_CELL_VOLTAGE; nothing is left at 3 and at 1.7 V, some tenths above the end of discharge in "
        + "data sheets (2.5 to 2.75 V, 1.5 V), where little charge is left anyway.",
        inEffect: true);

    /// <summary>Fractions at them.</summary>
    public static ConfigurationKey<IReadOnlyList<double>> DischargeVoltageFractions { get; } = s_table.List(
        "MAX_DISCHARGE_CURRENT_CV_FRACTION",
        "",
        0,
        1,
        ListOrder.NeverFalling,
        2,
        [0, 0.1, 0.5, 1],
        "What is left of MAX_BATTERY_DISCHARGE_CURRENT at those voltages, 0 to 1. It should begin with 0: an empty cell gives nothing more.",
        inEffect: true);

    /// <summary>All of them, in the order of the files.</summary>
    internal static IReadOnlyList<ConfigurationKey> All => s_table.Keys;
}
