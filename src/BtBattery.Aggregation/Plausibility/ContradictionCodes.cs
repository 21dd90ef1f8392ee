namespace BtBattery.Aggregation.Plausibility;

/// <summary>Codes of <see cref="Contradiction.Code"/>.</summary>
public static class ContradictionCodes
{
    /// <summary>The number of cell voltages differs from the cell count.</summary>
    public const string CellCount = "cell_count";

    /// <summary>The sum of the cells differs from the pack voltage.</summary>
    public const string CellSum = "cell_sum";

    /// <summary>The direction of the current differs from the state.</summary>
    public const string CurrentSign = "current_sign";

    /// <summary>Remaining capacity falls while charge flows in, or the other way round.</summary>
    public const string CapacitySlope = "capacity_slope";

    /// <summary>The state of charge lies outside 0–100 %.</summary>
    public const string Soc = "soc_range";
}
