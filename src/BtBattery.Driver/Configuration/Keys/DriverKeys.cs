using BtBattery.Driver.Options;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Configuration.Keys;

/// <summary>Keys of the program as a whole.</summary>
public static class DriverKeys
{
    private static readonly KeyTable s_table = new(new KeyGroup(
        "driver", "The driver", KeyScope.Driver, "What holds for the program as a whole. These keys stand under [DEFAULT] only."));

    /// <summary>The Bluetooth adapters in order of preference, as <see cref="AdapterPreference"/> reads them; null for no wish.</summary>
    public static ConfigurationKey<string?> Adapter { get; } = s_table.Text(
        "ADAPTER",
        "addresses or names (hci0) of Bluetooth adapters with commas between, or nothing for the first one that is switched on",
        text => AdapterPreference.Parse(text)?.ToString(),
        "The Bluetooth adapters to use, the preferred one first. The next one is used while the one before is gone, cannot be switched on or does not work, and for a "
        + "battery that it does not reach. An address stays the same when hci numbers change places. Without it, the first adapter that is switched on.",
        inEffect: true);

    /// <summary>How much is logged.</summary>
    public static ConfigurationKey<LogLevel> LogLevel { get; } = s_table.Choice(
        "LOG_LEVEL",
        Microsoft.Extensions.Logging.LogLevel.Information,
        [
            (Microsoft.Extensions.Logging.LogLevel.Trace, ["trace"]),
            (Microsoft.Extensions.Logging.LogLevel.Debug, ["debug"]),
            (Microsoft.Extensions.Logging.LogLevel.Information, ["information", "info"]),
            (Microsoft.Extensions.Logging.LogLevel.Warning, ["warning", "warn"]),
            (Microsoft.Extensions.Logging.LogLevel.Error, ["error"]),
        ],
        "How much is logged. 'information' is one line for each change of state; 'debug' is much more than a log on flash should hold for long, "
        + "and 'trace' adds every byte to and from the batteries, but no password.",
        inEffect: true);

    /// <summary>The number of the first service.</summary>
    public static ConfigurationKey<int> DeviceInstance { get; } = s_table.Integer(
        "DEVICE_INSTANCE",
        "",
        0,
        255,
        1,
        "The number under which VRM, MQTT and Modbus know the battery, or the bank of several: a wish, for the settings give it to one device only. On Venus OS "
        + "it counts when the battery is new, and is changed on the screen afterwards; in a file it counts whenever it is changed.",
        inEffect: true);

    /// <summary>Where what is set on the screen is kept.</summary>
    public static ConfigurationKey<SettingsHome> Settings { get; } = s_table.Choice(
        "SETTINGS",
        SettingsHome.Auto,
        [(SettingsHome.Auto, ["auto"]), (SettingsHome.Venus, ["venus"]), (SettingsHome.File, ["file"])],
        "Where names, the device instance and what is set on a screen are kept: 'venus' is the settings service of Venus OS, 'file' is settings.json beside the "
        + "configuration, 'auto' the service on a GX device and wherever one is on the bus, else the file.",
        inEffect: true);

    /// <summary>Seconds of silence before the action; 0 or less for never.</summary>
    public static ConfigurationKey<int> WatchdogTimeout { get; } = s_table.Integer(
        "BT_WATCHDOG_TIMEOUT",
        "s",
        -1,
        86400,
        30,
        "Silence of a link for longer than this many seconds calls for BT_WATCHDOG_ACTION, after what is gentler was tried (docs/recovery.md). 0 or -1 turns that "
        + "off: nothing is done then that touches more than the link of its battery.",
        inEffect: true);

    /// <summary>What is done then.</summary>
    public static ConfigurationKey<WatchdogAction> WatchdogAction { get; } = s_table.Choice(
        "BT_WATCHDOG_ACTION",
        Keys.WatchdogAction.Log,
        [(Keys.WatchdogAction.Log, ["log"]), (Keys.WatchdogAction.Exit, ["exit"]), (Keys.WatchdogAction.Reboot, ["reboot"])],
        "What is done at the end about a link that stays silent: 'log' repairs what can be repaired and says so, up to switching the Bluetooth adapter off and on; "
        + "'exit' then ends the driver for its supervisor to start it anew; 'reboot' then restarts the machine, at most once in 24 hours.",
        inEffect: true);

    /// <summary>All of them, in the order of the files.</summary>
    internal static IReadOnlyList<ConfigurationKey> All => s_table.Keys;
}
