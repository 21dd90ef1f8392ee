namespace BtBattery.Driver.Configuration.Keys;

/// <summary>Keys of batteries in series that drift apart.</summary>
public static class SeriesKeys
{
    private static readonly KeyTable s_table = new(new KeyGroup(
        "series",
        "Batteries in series",
        KeyScope.Bank,
        "When batteries in series count as drifted apart, which they cannot mend themselves. It is told with what to do, and limits nothing (docs/energy.md)."));

    /// <summary>Difference of SoC that is told.</summary>
    public static ConfigurationKey<double> SocDifference { get; } = s_table.Number(
        "SERIES_SOC_DIFFERENCE",
        "%",
        0,
        100,
        10,
        "Difference between the highest and the lowest state of charge in a string that is told, if capacity is lost by it. 0 looks for none.",
        inEffect: true,
        onScreen: OnScreen.Override);

    /// <summary>Share of the capacity out of use that is told.</summary>
    public static ConfigurationKey<double> CapacityLoss { get; } = s_table.Number(
        "SERIES_CAPACITY_LOSS",
        "%",
        0,
        100,
        10,
        "How much of its smallest battery a string may lose because its batteries are filled differently, before it is told. 0 looks for none.",
        inEffect: true,
        onScreen: OnScreen.Override);

    /// <summary>Difference of cell voltages at rest that is told.</summary>
    public static ConfigurationKey<double> VoltageDifference { get; } = s_table.Number(
        "SERIES_VOLTAGE_DIFFERENCE",
        "V",
        0,
        1,
        0.03,
        "Difference between the mean cell voltages of the batteries in a string that is told, after a quarter of an hour of rest. 0 looks for none.",
        "Default: ours. On the flat part of the curve of LFP cells it is about a quarter of the charge.",
        inEffect: true,
        onScreen: OnScreen.Override);

    /// <summary>For how long a difference has to stay.</summary>
    public static ConfigurationKey<double> Delay { get; } = s_table.Number(
        "SERIES_DELAY_SEC",
        "s",
        0,
        86400,
        600,
        "For so long a difference has to stay before it is told; to be over, it has to stay below 80 % of that for as long.",
        inEffect: true,
        onScreen: OnScreen.Override);

    /// <summary>All of them, in the order of the files.</summary>
    internal static IReadOnlyList<ConfigurationKey> All => s_table.Keys;
}
