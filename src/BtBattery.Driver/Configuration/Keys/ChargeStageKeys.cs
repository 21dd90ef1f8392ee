namespace BtBattery.Driver.Configuration.Keys;

/// <summary>Keys of the way from bulk to float.</summary>
public static class ChargeStageKeys
{
    private static readonly KeyTable s_table = new(new KeyGroup(
        "charge_stages", "Charge stages", KeyScope.Bank, "How the charge voltage goes from the highest cell voltage to float and back."));

    /// <summary>Linear or step limits.</summary>
    public static ConfigurationKey<bool> Linear { get; } = s_table.Bool(
        "LINEAR_LIMITATION_ENABLE",
        false,
        "True: limits are interpolated between the numbers of the curves, and with CVCM_ENABLE a cell that is too high lowers the charge voltage by its penalty. False: "
        + "limits go in steps.",
        inEffect: true);

    /// <summary>Whether the charge voltage is controlled.</summary>
    public static ConfigurationKey<bool> ChargeVoltageControl { get; } = s_table.Bool(
        "CVCM_ENABLE",
        false,
        "True: the charge voltage has stages, bulk and absorption at MAX_CELL_VOLTAGE and then float. False: it is fixed, at MAX_CELL_VOLTAGE with step limits and at "
        + "FLOAT_CELL_VOLTAGE with linear ones. Either way it gives way while a cell is above its maximum or charging is blocked (docs/charging.md).",
        inEffect: true);

    /// <summary>Seconds at the highest voltage before float.</summary>
    public static ConfigurationKey<double> AbsorptionTime { get; } = s_table.Number(
        "MAX_VOLTAGE_TIME_SEC",
        "s",
        0,
        86400,
        900,
        "With CVCM_ENABLE: time at the highest voltage before the charge voltage goes to float. It stands still while a load draws the battery below.",
        inEffect: true,
        onScreen: OnScreen.Lower);

    /// <summary>State of charge below which charging starts anew.</summary>
    public static ConfigurationKey<double> RestartBelowSoc { get; } = s_table.Number(
        "SOC_LEVEL_TO_RESET_VOLTAGE_LIMIT",
        "%",
        0,
        100,
        90,
        "With CVCM_ENABLE: below this state of charge the charge voltage goes back to MAX_CELL_VOLTAGE, for the whole of MAX_VOLTAGE_TIME_SEC. While the state of charge "
        + "is not known it stays where it is.",
        inEffect: true,
        onScreen: OnScreen.Lower);

    /// <summary>Cells that are further apart do not begin absorption, V.</summary>
    public static ConfigurationKey<double?> AbsorptionSpread { get; } = s_table.OptionalNumber(
        "ABSORPTION_CELL_SPREAD",
        "V",
        0.001,
        0.5,
        "With CVCM_ENABLE: MAX_VOLTAGE_TIME_SEC begins only once the cells of each battery are no further apart than this, so that balancing has its time; a battery that "
        + "does not get there is kept at the highest voltage. dbus-serialbattery has 0.010.",
        inEffect: true);

    /// <summary>Cells that are further apart begin absorption anew, V.</summary>
    public static ConfigurationKey<double?> AbsorptionRestartSpread { get; } = s_table.OptionalNumber(
        "ABSORPTION_RESTART_CELL_SPREAD",
        "V",
        0.001,
        0.5,
        "With CVCM_ENABLE: MAX_VOLTAGE_TIME_SEC begins anew when the cells of a battery are further apart than this. Not below ABSORPTION_CELL_SPREAD. "
        + "dbus-serialbattery has 0.013.",
        inEffect: true);

    /// <summary>Cells that are as far apart start charging anew, V.</summary>
    public static ConfigurationKey<double?> BulkSpread { get; } = s_table.OptionalNumber(
        "BULK_CELL_SPREAD",
        "V",
        0.001,
        0.5,
        "With CVCM_ENABLE: from float the charge voltage goes back to MAX_CELL_VOLTAGE when the cells of a battery are this far apart, whatever its state of charge. Above "
        + "the two before. dbus-serialbattery has 0.080.",
        inEffect: true);

    /// <summary>Seconds in which nothing may have held the charge voltage down before it rises.</summary>
    public static ConfigurationKey<double> Hold { get; } = s_table.Number(
        "CHARGE_VOLTAGE_HOLD_SEC",
        "s",
        0,
        3600,
        60,
        "The charge voltage falls at once. It rises only after nothing has held it down for this long.",
        "Default: as in dbus-serialbattery.",
        inEffect: true);

    /// <summary>How fast the charge voltage rises, V per second and cell.</summary>
    public static ConfigurationKey<double> Ramp { get; } = s_table.Number(
        "CHARGE_VOLTAGE_RAMP",
        "V/s",
        0.0001,
        1,
        0.0005,
        "How fast the charge voltage rises then, per cell. It also goes from absorption to float by it, so that chargers are not told to fall below the battery in one step.",
        "Default: ours, from BLOCKED_CELL_VOLTAGE to MAX_CELL_VOLTAGE in five minutes.",
        inEffect: true);

    /// <summary>All of them, in the order of the files.</summary>
    internal static IReadOnlyList<ConfigurationKey> All => s_table.Keys;
}
