namespace BtBattery.Driver.Configuration.Keys;

/// <summary>Keys of what is shown and warned of.</summary>
public static class DisplayKeys
{
    private static readonly KeyTable s_table = new(new KeyGroup(
        "display", "Warnings and what is shown", KeyScope.Bank, "Warnings of a low state of charge, remaining times, and the paths on which cells are shown."));

    /// <summary>Warning below this SoC.</summary>
    public static ConfigurationKey<double> SocLowWarning { get; } = s_table.Number(
        "SOC_LOW_WARNING",
        "%",
        0,
        100,
        20,
        "Below this state of charge there is a warning, until it is 2 % above; 0 for none. It is also what counts as empty for the remaining time.",
        inEffect: true,
        onScreen: OnScreen.Override);

    /// <summary>Alarm below this SoC.</summary>
    public static ConfigurationKey<double> SocLowAlarm { get; } = s_table.Number(
        "SOC_LOW_ALARM",
        "%",
        0,
        100,
        10,
        "Below this state of charge there is an alarm, until it is 2 % above; 0 for none. It cannot be higher than the warning.",
        inEffect: true,
        onScreen: OnScreen.Override);

    /// <summary>Cells this far apart are warned of.</summary>
    public static ConfigurationKey<double> CellImbalanceThreshold { get; } = s_table.Number(
        "CELL_IMBALANCE_THRESHOLD",
        "V",
        0,
        2,
        0.2,
        "Highest minus lowest cell of a battery from which there is a warning, until it is a fifth less; 0 for none. The BMS may have a threshold of its own.",
        "As the cell monitor of dbus-btbattery.",
        inEffect: true,
        onScreen: OnScreen.Override);

    /// <summary>For how long they have to be.</summary>
    public static ConfigurationKey<double> CellImbalanceDelay { get; } = s_table.Number(
        "CELL_IMBALANCE_DELAY",
        "s",
        0,
        3600,
        60,
        "For how long cells have to be that far apart: a short load or the last minute of a charge is no reason.",
        "Ours.",
        inEffect: true,
        onScreen: OnScreen.Override);

    /// <summary>States of charge for which a time is shown.</summary>
    public static ConfigurationKey<IReadOnlyList<double>> TimeToSocPoints { get; } = s_table.List(
        "TIME_TO_SOC_POINTS",
        "%",
        0,
        100,
        ListOrder.Distinct,
        0,
        [],
        "States of charge for which the time until they are reached is shown, such as 100, 20.",
        inEffect: true);

    /// <summary>1 seconds, 2 text, 3 both.</summary>
    public static ConfigurationKey<int> TimeToSocValueType { get; } = s_table.Integer(
        "TIME_TO_SOC_VALUE_TYPE",
        "",
        1,
        3,
        3,
        "How these times are shown: 1 in seconds, /TimeToSoC/<n>; 2 as text, /TimeToSoCText/<n>; 3 both. A point such as 12.5 is 12_5 in the path.",
        inEffect: true);

    /// <summary>Whether points that were left behind are shown.</summary>
    public static ConfigurationKey<bool> TimeToSocFrom { get; } = s_table.Bool(
        "TIME_TO_SOC_INC_FROM", false, "Also shows the points that the battery is moving away from, as negative times.", inEffect: true);

    /// <summary>Bits of the paths for cells.</summary>
    public static ConfigurationKey<int> CellDataFormat { get; } = s_table.Integer(
        "BATTERY_CELL_DATA_FORMAT",
        "",
        0,
        3,
        1,
        "On which paths each cell is shown: 0 none, 1 /Voltages/Cell<n> with /Balances/Cell<n>, 2 /Cell/<n>/Volts, 3 both.");

    /// <summary>Whether paths are shown that only dbus-btbattery has.</summary>
    public static ConfigurationKey<bool> CompatibilityPaths { get; } = s_table.Bool(
        "COMPATIBILITY_PATHS",
        false,
        "Also shows each battery of a bank below /Parallel/Battery/<address>, where pages made for dbus-btbattery look for it, and counts them on /Parallel. Each cell is sent "
        + "twice then.",
        inEffect: true);

    /// <summary>Whether each battery of a bank has a service of its own.</summary>
    public static ConfigurationKey<bool> MemberServices { get; } = s_table.Bool(
        "MEMBER_SERVICES",
        false,
        "Also shows each battery of a bank as a service of its own, without limits: in the list of devices, on VRM, Modbus and MQTT, each with a number of its own.",
        inEffect: true);

    /// <summary>All of them, in the order of the files.</summary>
    internal static IReadOnlyList<ConfigurationKey> All => s_table.Keys;
}
