using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Installing.Reference;

/// <summary>What an owner of dbus-btbattery has to know of his keys: those that mean something else here, and those of some of its kinds that there are not.</summary>
internal static class ChangedKeys
{
    /// <summary>Keys that are taken over, and what is different. The behaviour is described in docs/migration.md.</summary>
    public static IReadOnlyDictionary<ConfigurationKey, string> Meaning { get; } = new Dictionary<ConfigurationKey, string>
    {
        [DriverKeys.WatchdogTimeout] = "counts for each battery, and the link is made anew long before that",
        [DriverKeys.WatchdogAction] = "comes at the end, after the link and the adapter were tried anew; a reboot at most once in 24 hours",
        [BankKeys.SocImbalanceThreshold] = "is only told; a difference never lowers the charge voltage",
        [BankKeys.SocImbalanceDetection] = "is only told; a difference never lowers the charge voltage",
        [BatteryKeys.BmsType] = "is used: a battery with another BMS is not read",
        [CurrentKeys.MaxCharge] = "holds together with the other one: until both are set, half the capacity is the most",
        [CurrentKeys.MaxDischarge] = "holds together with the other one: until both are set, the capacity is the most",
        [ChargeStageKeys.Linear] = "holds for a battery alone, too, which had no charge control there",
        [ChargeStageKeys.ChargeVoltageControl] = "holds for a battery alone, too, which had no charge control there",
        [DisplayKeys.CellDataFormat] = "is read and has no effect: cells are shown on /Voltages",
    };

    /// <summary>Keys that only some kinds of it have, and what is there instead.</summary>
    public static IReadOnlyDictionary<string, string> Gone { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["BT_POLL_INTERVAL"] = "batteries are read every 2 s here (POLL_INTERVAL)",
        ["BT_WATCHDOG_TIMER"] = "a silent link is made anew by itself here (BT_WATCHDOG_TIMEOUT, docs/recovery.md)",
        ["BT_SOFT_RESET_TIMEOUT"] = "a silent link is made anew by itself here (docs/recovery.md)",
        ["BT_RECONNECT_TIMEOUT"] = "a silent link is made anew by itself here (docs/recovery.md)",
        ["DBUS_POLL_INTERVAL"] = "values are published when they change",
    };
}
