namespace BtBattery.Driver.Configuration.Keys;

/// <summary>Keys of the currents of a bank: how limits come back, and what is done where batteries do not agree.</summary>
public static class BankCurrentKeys
{
    private static readonly KeyTable s_table = new(new KeyGroup(
        "bank_currents",
        "Currents of the bank",
        KeyScope.Bank,
        "How the current limits of the whole bank rise again, and when batteries differ too much. docs/charging.md explains them."));

    /// <summary>Share of the largest current that a limit must exceed to leave 0.</summary>
    public static ConfigurationKey<double> RecoveryThreshold { get; } = s_table.Number(
        "RECOVERY_THRESHOLD",
        "",
        0,
        0.2,
        0.015,
        "A current limit that is 0 stays 0 until more than this share of the bank's largest current would be allowed, 0 to 0.2: chargers and inverters are not started for nothing.",
        "Default: as in dbus-serialbattery.",
        inEffect: true);

    /// <summary>Seconds before a limit rises.</summary>
    public static ConfigurationKey<double> RecoveryHold { get; } = s_table.Number(
        "RECOVERY_HOLD_SEC",
        "s",
        0,
        600,
        30,
        "A current limit falls at once, and rises only after it could have been higher for this long without a break: a cell at a threshold does not switch chargers on and off.",
        "Default: as in dbus-serialbattery.",
        inEffect: true);

    /// <summary>A per second.</summary>
    public static ConfigurationKey<double> RecoveryRamp { get; } = s_table.Number(
        "RECOVERY_RAMP", "A/s", 0.1, 1000, 5, "How fast a current limit of the bank then rises.", "Default: as in dbus-serialbattery.", inEffect: true);

    /// <summary>Charge current that wakes a sleeping battery.</summary>
    public static ConfigurationKey<double> WakeCurrent { get; } = s_table.Number(
        "WAKE_CURRENT",
        "A",
        0,
        20,
        2,
        "The charge current that is left while a battery is presumed asleep, at most 10 % of its last limit: boards that sleep wake when a charger pushes some current. 0 leaves none.",
        "Default: ours; small enough for a cell that cannot be seen.",
        inEffect: true);

    /// <summary>Difference beyond which a part that is switched off blocks one direction.</summary>
    public static ConfigurationKey<double> ReconnectDifference { get; } = s_table.Number(
        "RECONNECT_VOLTAGE_DIFFERENCE",
        "V",
        0.05,
        5,
        0.2,
        "A battery in parallel that is switched off and stands further than this from the others blocks the current that drives them apart, and halves the other one: "
        + "when it switches on again, the difference drives a current that only cables limit.",
        "Default: ours; across some milliohms 0.2 V drive about 50 A.",
        inEffect: true);

    /// <summary>Difference beyond which it blocks both.</summary>
    public static ConfigurationKey<double> ReconnectBlock { get; } = s_table.Number(
        "RECONNECT_BLOCK_DIFFERENCE", "V", 0.05, 5, 0.5, "Further apart than this it blocks both directions.", "Default: ours.", inEffect: true);

    /// <summary>Difference of the currents of a string that is told.</summary>
    public static ConfigurationKey<double> SeriesTolerance { get; } = s_table.Number(
        "SERIES_CURRENT_TOLERANCE",
        "A",
        0.1,
        50,
        1,
        "Batteries in series carry the same current. If they say currents that differ by more than this, that is told.",
        "Default: ours; shunts of such boards are off by some tenths of an ampere at rest.",
        inEffect: true,
        onScreen: OnScreen.Override);

    /// <summary>The same as a share of the current.</summary>
    public static ConfigurationKey<double> SeriesToleranceFraction { get; } = s_table.Number(
        "SERIES_CURRENT_TOLERANCE_FRACTION",
        "",
        0,
        0.5,
        0.05,
        "Or by more than this share of the largest of them, if that is more: shunts differ in their gain.",
        "Default: ours.",
        inEffect: true,
        onScreen: OnScreen.Override);

    /// <summary>Difference of the voltages of parts in parallel that is told.</summary>
    public static ConfigurationKey<double> ParallelDifference { get; } = s_table.Number(
        "PARALLEL_VOLTAGE_DIFFERENCE",
        "V",
        0.05,
        5,
        0.3,
        "Batteries in parallel that are switched on have the same voltage. If they say voltages that differ by more than this, that is told.",
        "Default: as in dbus-btbattery.",
        inEffect: true,
        onScreen: OnScreen.Override);

    /// <summary>All of them, in the order of the files.</summary>
    internal static IReadOnlyList<ConfigurationKey> All => s_table.Keys;
}
