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
        "True: limits are interpolated between the numbers of the curves, and the charge voltage follows the penalties. False: limits go in steps, and the "
        + "charge voltage has the stages absorption and float.");

    /// <summary>Whether the charge voltage is controlled.</summary>
    public static ConfigurationKey<bool> ChargeVoltageControl { get; } = s_table.Bool(
        "CVCM_ENABLE",
        false,
        "Changes the charge voltage with the state of the cells. Without it the charge voltage is fixed: MAX_CELL_VOLTAGE with step limits, "
        + "FLOAT_CELL_VOLTAGE with linear ones, times the number of cells.");

    /// <summary>Seconds at the highest voltage before float.</summary>
    public static ConfigurationKey<double> AbsorptionTime { get; } = s_table.Number(
        "MAX_VOLTAGE_TIME_SEC", "s", 0, 86400, 900, "With step limits: time at MAX_CELL_VOLTAGE before the charge voltage goes to float.");

    /// <summary>State of charge below which charging starts anew.</summary>
    public static ConfigurationKey<double> RestartBelowSoc { get; } = s_table.Number(
        "SOC_LEVEL_TO_RESET_VOLTAGE_LIMIT", "%", 0, 100, 90, "With step limits: below this state of charge the charge voltage "
        + "goes back to MAX_CELL_VOLTAGE.");

    /// <summary>All of them, in the order of the files.</summary>
    internal static IReadOnlyList<ConfigurationKey> All => s_table.Keys;
}
