namespace BtBattery.Aggregation.Merging;

/// <summary>Codes of <see cref="BankProblem.Code"/>.</summary>
public static class BankProblemCodes
{
    /// <summary>A battery now says another number of cells than the one that is configured or remembered.</summary>
    public const string CellCountChanged = "cell_count_changed";

    /// <summary>Parts in parallel have different numbers of cells.</summary>
    public const string ParallelCellCounts = "parallel_cell_counts";

    /// <summary>Parts in parallel have different nominal voltages: another chemistry.</summary>
    public const string ParallelNominalVoltages = "parallel_nominal_voltages";

    /// <summary>Parts in series show different currents.</summary>
    public const string SeriesCurrents = "series_currents";

    /// <summary>Parts in parallel that conduct show different voltages.</summary>
    public const string ParallelVoltages = "parallel_voltages";

    /// <summary>Parts in parallel have different states of charge.</summary>
    public const string ParallelSoc = "parallel_soc";

    /// <summary>Other devices measure a voltage that the bank, as it is configured, does not have.</summary>
    public const string WrongBank = "wrong_bank";

    /// <summary>Other devices, which agreed at first, measure another voltage than the batteries.</summary>
    public const string VoltageDiffers = "voltage_differs";

    /// <summary>The cells of a battery are outside of what their chemistry bears.</summary>
    public const string Chemistry = "chemistry";

    /// <summary>Parts in parallel do not share the current as their capacities would let expect.</summary>
    public const string ParallelCurrents = "parallel_currents";

    /// <summary>Parts of a string are charged differently, or their voltages at rest differ.</summary>
    public const string SeriesUnbalanced = "series_unbalanced";
}
