namespace BtBattery.Driver.Configuration.Keys;

/// <summary>Keys of the limits by state of charge.</summary>
public static class SocKeys
{
    private static readonly KeyTable s_table = new(new KeyGroup(
        "soc_limits",
        "State of charge",
        KeyScope.Battery,
        "What the state of charge leaves of the largest currents: less and less towards full when charging, towards empty when discharging."));

    /// <summary>Whether the SoC limits charging.</summary>
    public static ConfigurationKey<bool> ChargeBySoc { get; } = s_table.Bool(
        "CCCM_SOC_ENABLE", true, "Limits the charge current by the state of charge; while it is not known, the least of the fractions holds.", inEffect: true, onScreen: OnScreen.Higher);

    /// <summary>Three states of charge, from full downwards.</summary>
    public static IReadOnlyList<ConfigurationKey<double>> ChargeSoc { get; } =
    [
        ChargeLimit(1, 98, "Highest"),
        ChargeLimit(2, 95, "Second"),
        ChargeLimit(3, 91, "Lowest"),
    ];

    /// <summary>Fractions from them upwards, in the same order.</summary>
    public static IReadOnlyList<ConfigurationKey<double>> ChargeSocFractions { get; } =
    [
        Fraction("CC_CURRENT_LIMIT1_FRACTION", 0.1, "CHARGE", "above CC_SOC_LIMIT1"),
        Fraction("CC_CURRENT_LIMIT2_FRACTION", 0.3, "CHARGE", "above CC_SOC_LIMIT2"),
        Fraction("CC_CURRENT_LIMIT3_FRACTION", 0.5, "CHARGE", "above CC_SOC_LIMIT3"),
    ];

    /// <summary>Whether the SoC limits discharging.</summary>
    public static ConfigurationKey<bool> DischargeBySoc { get; } = s_table.Bool(
        "DCCM_SOC_ENABLE", true, "Limits the discharge current by the state of charge; while it is not known, the least of the fractions holds.", inEffect: true, onScreen: OnScreen.Higher);

    /// <summary>Three states of charge, from empty upwards.</summary>
    public static IReadOnlyList<ConfigurationKey<double>> DischargeSoc { get; } =
    [
        DischargeLimit(1, 10, "Lowest"),
        DischargeLimit(2, 20, "Second"),
        DischargeLimit(3, 30, "Highest"),
    ];

    /// <summary>Fractions from them downwards, in the same order.</summary>
    public static IReadOnlyList<ConfigurationKey<double>> DischargeSocFractions { get; } =
    [
        Fraction("DC_CURRENT_LIMIT1_FRACTION", 0.1, "DISCHARGE", "below DC_SOC_LIMIT1"),
        Fraction("DC_CURRENT_LIMIT2_FRACTION", 0.3, "DISCHARGE", "below DC_SOC_LIMIT2"),
        Fraction("DC_CURRENT_LIMIT3_FRACTION", 0.5, "DISCHARGE", "below DC_SOC_LIMIT3"),
    ];

    /// <summary>All of them, in the order of the files.</summary>
    internal static IReadOnlyList<ConfigurationKey> All => s_table.Keys;

    private static ConfigurationKey<double> ChargeLimit(int number, double standard, string which) => s_table.Number(
        FormattableString.Invariant($"CC_SOC_LIMIT{number}"),
        "%",
        0,
        100,
        standard,
        $"{which} of three states of charge above which the charge current is limited. CC_SOC_LIMIT1 to 3 go from high to low.",
        inEffect: true);

    private static ConfigurationKey<double> DischargeLimit(int number, double standard, string which) => s_table.Number(
        FormattableString.Invariant($"DC_SOC_LIMIT{number}"),
        "%",
        0,
        100,
        standard,
        $"{which} of three states of charge below which the discharge current is limited. DC_SOC_LIMIT1 to 3 go from low to high.",
        inEffect: true);

    private static ConfigurationKey<double> Fraction(string name, double standard, string direction, string where) => s_table.Number(
        name, "", 0, 1, standard, $"What is left of MAX_BATTERY_{direction}_CURRENT {where}, 0 to 1.", inEffect: true);
}
