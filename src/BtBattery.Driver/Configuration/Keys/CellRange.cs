namespace BtBattery.Driver.Configuration.Keys;

/// <summary>The voltages that a cell of some chemistry bears.</summary>
/// <param name="Name">As it is written in the files.</param>
/// <param name="LowestVolts">Never to be discharged below.</param>
/// <param name="HighestVolts">Never to be charged above.</param>
public sealed record CellRange(string Name, double LowestVolts, double HighestVolts)
{
    /// <summary>
    /// The range of a chemistry. Upper ends: the operating ranges in Battery University BU-205, "Types of Lithium-ion" (LFP 3.65 V, NMC 4.20 V, LTO
    /// 2.85 V). Lower ends: the lowest discharge cut-off that makers of such cells commonly allow (LFP 2.0 V below freezing, NMC 2.5 V, LTO 1.5 V).
    /// </summary>
    public static CellRange Of(Chemistry chemistry) => chemistry switch
    {
        Chemistry.LiIon => s_liIon,
        Chemistry.Lto => s_lto,
        _ => s_lfp,
    };

    private static readonly CellRange s_lfp = new("LFP", 2.0, 3.65);
    private static readonly CellRange s_liIon = new("Li-ion", 2.5, 4.2);
    private static readonly CellRange s_lto = new("LTO", 1.5, 2.85);
}
