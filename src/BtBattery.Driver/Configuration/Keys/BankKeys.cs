using BtBattery.Aggregation.LossPolicies;
using BtBattery.Aggregation.Wiring;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Configuration.Keys;

/// <summary>Keys of the bank: which batteries, how they are wired, what is made of their differences.</summary>
public static class BankKeys
{
    /// <summary>One adapter and one bank have room for no more.</summary>
    public const int MostBatteries = BankNode.MostMembers;

    private static readonly KeyTable s_table = new(new KeyGroup(
        "bank", "The bank", KeyScope.Bank, "Which batteries there are and how they belong together."));

    /// <summary>The batteries; the command line wins.</summary>
    public static ConfigurationKey<IReadOnlyList<BatteryAddress>> Batteries { get; } = s_table.Addresses(
        "BATTERIES",
        MostBatteries,
        "The batteries to serve, in their order. With this, the command line needs no address; addresses given there are used instead of these.",
        inEffect: true);

    /// <summary>How they are wired.</summary>
    public static ConfigurationKey<TopologyExpression> Topology { get; } = s_table.Wiring(
        "TOPOLOGY",
        TopologyExpression.Series,
        "How several batteries are wired: all in series, all in parallel, or an expression of their names or addresses in which + is series and | is parallel, "
        + "such as (A+B)|(C+D); + binds tighter than |. -s, -p and --topology on the command line win.",
        inEffect: true);

    /// <summary>What counts more when a battery falls silent.</summary>
    public static ConfigurationKey<LossPolicy> LossPolicy { get; } = s_table.Choice(
        "LOSS_POLICY",
        Aggregation.LossPolicies.LossPolicy.Balanced,
        [
            (Aggregation.LossPolicies.LossPolicy.Cautious, ["cautious"]),
            (Aggregation.LossPolicies.LossPolicy.Balanced, ["balanced"]),
            (Aggregation.LossPolicies.LossPolicy.KeepSailing, ["keep_sailing", "keep-sailing", "keep sailing"]),
        ],
        "What counts more when a battery falls silent: stopping early ('cautious') or keeping the loads supplied as long as it is defensible ('keep_sailing'). "
        + "No choice charges a battery that cannot be seen.",
        inEffect: true,
        onScreen: OnScreen.Override);

    /// <summary>Whether the service tells chargers what they may do.</summary>
    public static ConfigurationKey<bool> PublishLimits { get; } = s_table.Bool(
        "PUBLISH_LIMITS",
        true,
        "False to monitor only: chargers and inverters are never told what they may do, and DVCC does not take the service for a BMS. Only then may readings be further apart "
        + "than DATA_TIMEOUT.",
        inEffect: true);

    /// <summary>Whether differences of SoC in parallel are looked for.</summary>
    public static ConfigurationKey<bool> SocImbalanceDetection { get; } = s_table.Bool(
        "SOC_IMBALANCE_DETECTION_ENABLE",
        true,
        "Looks for batteries in parallel whose states of charge differ by more than SOC_IMBALANCE_THRESHOLD.",
        inEffect: true,
        onScreen: OnScreen.Override);

    /// <summary>Difference of SoC in parallel that is told.</summary>
    public static ConfigurationKey<double> SocImbalanceThreshold { get; } = s_table.Number(
        "SOC_IMBALANCE_THRESHOLD",
        "%",
        0,
        100,
        10,
        "Difference between the highest and the lowest state of charge of batteries in parallel that is told.",
        inEffect: true,
        onScreen: OnScreen.Override);

    /// <summary>Whether a mid-point voltage is shown.</summary>
    public static ConfigurationKey<bool> Midpoint { get; } = s_table.Bool(
        "MIDPOINT_ENABLE",
        false,
        "Shows the voltage in the middle of a bank in series that has two equal halves, made of batteries that were measured, and how far the halves differ.",
        inEffect: true);

    /// <summary>All of them, in the order of the files.</summary>
    internal static IReadOnlyList<ConfigurationKey> All => s_table.Keys;
}
