namespace BtBattery.Driver.Configuration.Keys;

/// <summary>Keys of the voltages that a cell is kept within.</summary>
public static class CellVoltageKeys
{
    private const string Sources =
        "LFP: as in dbus-btbattery. Li-ion and LTO: ours, within the ranges of Battery University BU-205 (3.0 to 4.2 V and 1.8 to 2.85 V); ";

    private static readonly KeyTable s_table = new(new KeyGroup(
        "cell_voltages",
        "Cell voltages",
        KeyScope.Battery,
        "Voltages of one cell; times the number of cells they give those of the battery. Defaults depend on CHEMISTRY."));

    /// <summary>Full.</summary>
    public static ConfigurationKey<double> Max { get; } = s_table.Number(
        "MAX_CELL_VOLTAGE",
        "V",
        0.5,
        5,
        3.45,
        4.1,
        2.7,
        "The highest voltage a cell is charged to: bulk and absorption. A cell above it lowers the charge voltage. Not above what the BMS itself allows.",
        Sources + "0.1 V and more below the top, which costs little capacity and spares the cells (BU-808).",
        inEffect: true,
        onScreen: OnScreen.Lower);

    /// <summary>Resting full.</summary>
    public static ConfigurationKey<double> Float { get; } = s_table.Number(
        "FLOAT_CELL_VOLTAGE",
        "V",
        0.5,
        5,
        3.35,
        4,
        2.55,
        "The voltage a full cell is held at. Not above MAX_CELL_VOLTAGE.",
        Sources + "0.1 V and more below MAX_CELL_VOLTAGE.",
        inEffect: true,
        onScreen: OnScreen.Lower);

    /// <summary>Empty.</summary>
    public static ConfigurationKey<double> Min { get; } = s_table.Number(
        "MIN_CELL_VOLTAGE",
        "V",
        0.5,
        5,
        2.9,
        3.2,
        1.9,
        "The lowest voltage a cell is discharged to; below it the battery counts as empty. Not below what the BMS itself allows.",
        Sources + "0.1 V and more above the bottom.",
        inEffect: true,
        onScreen: OnScreen.Higher);

    /// <summary>Held while charging is blocked.</summary>
    public static ConfigurationKey<double> Blocked { get; } = s_table.Number(
        "BLOCKED_CELL_VOLTAGE",
        "V",
        0.5,
        5,
        3.3,
        3.7,
        2.4,
        "The charge voltage, per cell, while charging is blocked by temperature or by a battery; a system that feeds in does not obey the current limit alone. "
        + "Between MIN_CELL_VOLTAGE and FLOAT_CELL_VOLTAGE.",
        "The voltage of a rested cell about half full, from which nothing flows in: ours.",
        inEffect: true,
        onScreen: OnScreen.Lower);

    /// <summary>Where the penalties begin.</summary>
    public static ConfigurationKey<IReadOnlyList<double>> PenaltyAt { get; } = s_table.List(
        "PENALTY_AT_CELL_VOLTAGE",
        "V",
        0.5,
        5,
        ListOrder.Rising,
        1,
        [3.45, 3.55, 3.6],
        [4.1, 4.15, 4.2],
        [2.7, 2.75, 2.8],
        "With LINEAR_LIMITATION_ENABLE and CVCM_ENABLE: cell voltages from which the charge voltage is lowered, by as much as PENALTY_BATTERY_VOLTAGE says for the "
        + "highest cell.",
        Sources + "they begin at MAX_CELL_VOLTAGE.",
        inEffect: true);

    /// <summary>How much is taken from the charge voltage.</summary>
    public static ConfigurationKey<IReadOnlyList<double>> Penalty { get; } = s_table.List(
        "PENALTY_BATTERY_VOLTAGE",
        "V",
        0,
        10,
        ListOrder.NeverFalling,
        1,
        [0.01, 1, 2],
        "With LINEAR_LIMITATION_ENABLE and CVCM_ENABLE: by how much a cell at those voltages lowers the charge voltage of the battery. As many numbers as in "
        + "PENALTY_AT_CELL_VOLTAGE.",
        "As in dbus-btbattery.",
        inEffect: true);

    /// <summary>All of them, in the order of the files.</summary>
    internal static IReadOnlyList<ConfigurationKey> All => s_table.Keys;
}
