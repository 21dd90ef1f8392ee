using BtBattery.Aggregation.Charging;
using BtBattery.Bms;
using BtBattery.Bms.Conversations;

namespace BtBattery.Driver.Configuration.Keys;

/// <summary>Keys of a battery as a device: what it is called, how it is talked to.</summary>
public static class BatteryKeys
{
    private const int LongestName = 32;

    private static readonly KeyTable s_table = new(new KeyGroup(
        "battery", "Each battery", KeyScope.Battery, "What a battery is and how it is talked to."));

    /// <summary>What people see; null for the name that the BMS reports.</summary>
    public static ConfigurationKey<string?> Name { get; } = s_table.Text(
        "NAME",
        "up to 32 characters, or nothing for the name that the BMS reports",
        text => text.Length <= LongestName && !text.Any(char.IsControl) ? text : null,
        "The name that people see, such as Starboard. Without it, the name that the BMS reports. It can be used in TOPOLOGY.",
        inEffect: true);

    /// <summary>What the cells are made of.</summary>
    public static ConfigurationKey<Chemistry> Chemistry { get; } = s_table.Choice(
        "CHEMISTRY",
        Keys.Chemistry.Lfp,
        [
            (Keys.Chemistry.Lfp, ["LFP", "LiFePO4"]),
            (Keys.Chemistry.LiIon, ["Li-ion", "LiIon", "Li_ion", "NMC", "NCA"]),
            (Keys.Chemistry.Lto, ["LTO"]),
        ],
        "What the cells are made of. It sets the defaults of all cell voltages, and which voltages are refused as unsound. While a battery has cells that cannot be of that "
        + "kind, no charge voltage is given.",
        inEffect: true);

    /// <summary>Cells in series; null to take what the BMS says.</summary>
    public static ConfigurationKey<int?> CellCount { get; } = s_table.OptionalInteger(
        "CELL_COUNT",
        "",
        RememberedCells.Fewest,
        RememberedCells.Most,
        "How many cells the battery has in series. Without it, the number that the BMS said at first is remembered. While the BMS says another number, no charge voltage is "
        + "given; whoever puts in a battery with another number of cells sets it.",
        inEffect: true);

    /// <summary>Type of the BMS; null to find out by asking.</summary>
    public static ConfigurationKey<string?> BmsType { get; } = s_table.Text(
        "BMS_TYPE",
        "one of " + string.Join(", ", BmsCatalog.Families.Select(family => family.Id)) + ", or nothing to find out by asking",
        text => BmsCatalog.Find(text)?.Id,
        "The type of the BMS. Without it the driver finds out by asking, and remembers the answer.",
        choices: [.. BmsCatalog.Families.Select(family => family.Id)],
        inEffect: true);

    /// <summary>Password of boards that ask for one.</summary>
    public static ConfigurationKey<string?> Password { get; } = s_table.Text(
        "PASSWORD",
        "the six characters of the battery's password, without quotes, or nothing",
        text => BmsOptions.IsPassword(text) ? text : null,
        "The password of boards that ask for one; the one that the phone app uses.",
        isSecret: true,
        inEffect: true);

    /// <summary>Passkey of boards that must be paired.</summary>
    public static ConfigurationKey<string?> Pin { get; } = s_table.Text(
        "PIN",
        "the passkey of the battery, up to six digits, without quotes, or nothing",
        text => text.Length <= 6 && text.All(char.IsAsciiDigit) ? text : null,
        "The Bluetooth passkey of boards that must be paired.",
        isSecret: true,
        inEffect: true);

    /// <summary>Whether the FETs may be switched from here.</summary>
    public static ConfigurationKey<bool> AllowSwitching { get; } = s_table.Bool(
        "ALLOW_SWITCHING",
        false,
        "Lets the charge and discharge FETs be switched from here. Nothing is ever written to the battery otherwise.",
        inEffect: true);

    /// <summary>True if the current sensor sits the wrong way round.</summary>
    public static ConfigurationKey<bool> InvertCurrent { get; } = s_table.Choice(
        "INVERT_CURRENT_MEASUREMENT",
        false,
        [(false, ["1"]), (true, ["-1"])],
        "-1 if charging shows as discharging: it turns the sign of the current round.",
        inEffect: true);

    /// <summary>Capacity if the BMS reports none.</summary>
    public static ConfigurationKey<double> Capacity { get; } = s_table.Number(
        "BATTERY_CAPACITY", "Ah", 0.1, 10000, 50, "The capacity of the battery, used only if the BMS reports none.", inEffect: true);

    /// <summary>From the start of one reading to the start of the next.</summary>
    public static ConfigurationKey<double> PollInterval { get; } = s_table.Number(
        "POLL_INTERVAL",
        "s",
        0.5,
        15,
        2,
        "Time from one reading to the next.",
        source: "Default: as often as the JBD phone app asks.",
        inEffect: true,
        onScreen: OnScreen.Override);

    /// <summary>Whether the link is kept between two readings.</summary>
    public static ConfigurationKey<ConnectionMode> Connection { get; } = s_table.Choice(
        "CONNECTION",
        ConnectionMode.Continuous,
        [(ConnectionMode.Continuous, ["continuous"]), (ConnectionMode.Intermittent, ["intermittent"])],
        "'continuous' keeps the Bluetooth link up. 'intermittent' connects, reads the battery once with all its cells, and lets go of the link until the next reading, "
        + "so that a phone app or other sensors get the battery or the radio in between. Boards that fall asleep without a link (JBD, Daly) are better kept connected.",
        inEffect: true);

    /// <summary>From one reading to the next, where the link is not kept.</summary>
    public static ConfigurationKey<double> IntermittentInterval { get; } = s_table.Number(
        "INTERMITTENT_INTERVAL",
        "s",
        10,
        3600,
        15,
        "Time from one reading to the next with CONNECTION = intermittent, which has no POLL_INTERVAL. DATA_TIMEOUT must be 15 s longer at least, the time that connecting "
        + "may take, unless PUBLISH_LIMITS = False.",
        source: "Default: the longest that goes with the default of DATA_TIMEOUT.",
        inEffect: true);

    /// <summary>Age at which a value becomes invalid.</summary>
    public static ConfigurationKey<double> DataTimeout { get; } = s_table.Number(
        "DATA_TIMEOUT",
        "s",
        5,
        120,
        30,
        "Values that are older become invalid on the bus. At least twice POLL_INTERVAL, or 15 s more than INTERMITTENT_INTERVAL.",
        inEffect: true);

    /// <summary>Where the BMS itself stops charging, as its app shows it; V per cell.</summary>
    public static ConfigurationKey<double?> BmsOvervoltage { get; } = s_table.OptionalNumber(
        "BMS_CELL_OVERVOLTAGE",
        "V",
        0.5,
        5,
        "The cell voltage at which the BMS itself stops charging, as its phone app shows it. MAX_CELL_VOLTAGE must not be "
        + "above it. The driver does not change it.",
        inEffect: true);

    /// <summary>Where the BMS itself stops discharging.</summary>
    public static ConfigurationKey<double?> BmsUndervoltage { get; } = s_table.OptionalNumber(
        "BMS_CELL_UNDERVOLTAGE",
        "V",
        0.5,
        5,
        "The cell voltage at which the BMS itself stops discharging, as its phone app shows it. MIN_CELL_VOLTAGE must not be "
        + "below it. The driver does not change it.",
        inEffect: true);

    /// <summary>All of them, in the order of the files.</summary>
    internal static IReadOnlyList<ConfigurationKey> All => s_table.Keys;
}
