namespace BtBattery.Simulator.Physics;

/// <summary>
/// A BMS: when it opens its FETs, how it measures and how it balances. Its limits are compared with what it measures, not with
/// what is true.
/// </summary>
public sealed record BmsDescription
{
    /// <summary>In whose words it talks.</summary>
    public BmsBoard Board { get; init; } = BmsBoard.Jbd;

    /// <summary>V of the highest cell at which charging ends.</summary>
    public required double CellOvp { get; init; }

    /// <summary>V to which all cells have to come back.</summary>
    public required double CellOvpRelease { get; init; }

    /// <summary>V of the lowest cell at which discharging ends.</summary>
    public required double CellUvp { get; init; }

    /// <summary>V to which all cells have to come back.</summary>
    public required double CellUvpRelease { get; init; }

    /// <summary>V of the pack, per cell, at which charging ends; null = only cells are watched.</summary>
    public double? PackOvpPerCell { get; init; }

    /// <summary>V of the pack, per cell, at which discharging ends; null = only cells are watched.</summary>
    public double? PackUvpPerCell { get; init; }

    /// <summary>How long a cell or the pack is too high before the FET opens, and back before it closes.</summary>
    public TimeSpan OvpDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a cell or the pack is too low before the FET opens, and back before it closes.</summary>
    public TimeSpan UvpDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A at which charging ends; null = a fifth more than the maker of the pack allows.</summary>
    public double? ChargeOvercurrentAmps { get; init; }

    /// <summary>A at which discharging ends; null = a fifth more than the maker of the pack allows.</summary>
    public double? DischargeOvercurrentAmps { get; init; }

    /// <summary>A of either direction at which both FETs open at once; null = six times what the maker allows for discharging.</summary>
    public double? ShortCircuitAmps { get; init; }

    /// <summary>How long a current is too high before the FET opens.</summary>
    public TimeSpan OvercurrentDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the FET stays open after a current was too high.</summary>
    public TimeSpan OvercurrentRelease { get; init; } = TimeSpan.FromSeconds(32);

    /// <summary>°C below which it does not charge.</summary>
    public required double ChargeMinCelsius { get; init; }

    /// <summary>°C above which it does not charge.</summary>
    public required double ChargeMaxCelsius { get; init; }

    /// <summary>°C below which it does not discharge.</summary>
    public required double DischargeMinCelsius { get; init; }

    /// <summary>°C above which it does not discharge.</summary>
    public required double DischargeMaxCelsius { get; init; }

    /// <summary>K by which a temperature has to come back.</summary>
    public double CelsiusRelease { get; init; } = 5;

    /// <summary>How long a temperature is beyond before a FET opens, and back before it closes.</summary>
    public TimeSpan CelsiusDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>What it measures per A that flows: 1 = right, 1.1 = ten per cent too much.</summary>
    public double ShuntGain { get; init; } = 1;

    /// <summary>A that it measures while none flow.</summary>
    public double ShuntOffsetAmps { get; init; }

    /// <summary>A below which it measures 0.</summary>
    public double ShuntDeadBandAmps { get; init; }

    /// <summary>A between two readings; null = what its frames can say.</summary>
    public double? AmpsResolution { get; init; }

    /// <summary>V between two readings of a cell.</summary>
    public double VoltsResolution { get; init; } = 0.001;

    /// <summary>V by which each cell is measured too high, in wiring order; shorter = the others are right.</summary>
    public IReadOnlyList<double> CellErrors { get; init; } = [];

    /// <summary>Numbers of the cells at which its temperature sensors are, from 1; none = the first and the middle one.</summary>
    public IReadOnlyList<int> SensorCells { get; init; } = [];

    /// <summary>True if it measures its FETs, which only Daly boards can tell.</summary>
    public bool HasMosSensor { get; init; }

    /// <summary>°C of its FETs at which it opens them, if it measures them.</summary>
    public double MosMaxCelsius { get; init; } = 95;

    /// <summary>K by which each sensor is measured too high, in their order; shorter = the others are right.</summary>
    public IReadOnlyList<double> SensorErrors { get; init; } = [];

    /// <summary>True if the charge FET never conducts charge, whatever the BMS believes.</summary>
    public bool ChargeFetStuckOpen { get; init; }

    /// <summary>A taken from a cell that is balanced; 0 = it does not balance.</summary>
    public double BalanceAmps { get; init; }

    /// <summary>V above which a cell is balanced.</summary>
    public double BalanceFromVolts { get; init; }

    /// <summary>V by which a cell is above the lowest one while it is balanced.</summary>
    public double BalanceDifference { get; init; } = 0.015;

    /// <summary>True if it balances only while it measures a charge current.</summary>
    public bool BalanceOnlyWhileCharging { get; init; } = true;

    /// <summary>Ah that its SoC is counted in; null = the mean capacity of the cells, rounded to 1 Ah.</summary>
    public double? DesignAh { get; init; }

    /// <summary>Learned capacity in Ah, which only JBD boards send; null = none.</summary>
    public double? FullAh { get; init; }

    /// <summary>Cycles that it counted before.</summary>
    public int Cycles { get; init; }

    /// <summary>Software version as its protocol prints it, for JBD two digits such as "8.0".</summary>
    public string Software { get; init; } = "";

    /// <summary>Hardware name; null = it does not answer that question.</summary>
    public string? Hardware { get; init; }

    /// <summary>By how much its SoC is too high at the start, as a part of 1.</summary>
    public double SocError { get; init; }

    /// <summary>V of the highest cell at which it sets its SoC to full, if it does not discharge.</summary>
    public required double FullCellVolts { get; init; }

    /// <summary>V of the lowest cell at which it sets its SoC to empty.</summary>
    public required double EmptyCellVolts { get; init; }

    /// <summary>A usual BMS for cells of <paramref name="chemistry"/>; sources in docs/bench.md.</summary>
    public static BmsDescription Usual(Chemistry chemistry) => chemistry switch
    {
        Chemistry.Lfp => new BmsDescription
        {
            CellOvp = 3.65, CellOvpRelease = 3.50, CellUvp = 2.50, CellUvpRelease = 2.75,
            PackOvpPerCell = 3.65, PackUvpPerCell = 2.50,
            ChargeMinCelsius = 0, ChargeMaxCelsius = 65, DischargeMinCelsius = -20, DischargeMaxCelsius = 75,
            BalanceAmps = 0.1, BalanceFromVolts = 3.40,
            FullCellVolts = 3.50, EmptyCellVolts = 2.60,
        },
        Chemistry.Nmc => new BmsDescription
        {
            CellOvp = 4.25, CellOvpRelease = 4.15, CellUvp = 2.80, CellUvpRelease = 3.10,
            PackOvpPerCell = 4.25, PackUvpPerCell = 2.80,
            ChargeMinCelsius = 0, ChargeMaxCelsius = 60, DischargeMinCelsius = -20, DischargeMaxCelsius = 70,
            BalanceAmps = 0.1, BalanceFromVolts = 4.00,
            FullCellVolts = 4.12, EmptyCellVolts = 3.00,
        },
        _ => throw new ArgumentOutOfRangeException(nameof(chemistry)),
    };

    /// <summary>What is wrong with it on a pack of <paramref name="cells"/> cells in one clause; null = nothing.</summary>
    internal string? Objection(int cells) =>
        (!(CellUvp > 0 && CellUvpRelease >= CellUvp && CellOvpRelease > CellUvpRelease && CellOvp >= CellOvpRelease)
            ? "cellUvp, cellUvpRelease, cellOvpRelease and cellOvp of a BMS rise in this order" : null)
        ?? (!(EmptyCellVolts < FullCellVolts) ? "fullCellVolts of a BMS is above emptyCellVolts" : null)
        ?? (!(ChargeOvercurrentAmps is null or > 0) || !(DischargeOvercurrentAmps is null or > 0) || !(ShortCircuitAmps is null or > 0)
            ? "the currents at which a BMS opens its FETs are above 0" : null)
        ?? (OvpDelay < TimeSpan.Zero || UvpDelay < TimeSpan.Zero || OvercurrentDelay < TimeSpan.Zero || OvercurrentRelease < TimeSpan.Zero
            || CelsiusDelay < TimeSpan.Zero || !(CelsiusRelease >= 0) ? "delays and releases of a BMS are not negative" : null)
        ?? (!(ChargeMinCelsius < ChargeMaxCelsius) || !(DischargeMinCelsius < DischargeMaxCelsius)
            ? "the lowest temperature of a BMS is below the highest" : null)
        ?? (!(ShuntGain > 0) || !(AmpsResolution is null or > 0) || !(VoltsResolution > 0) ? "gain and resolutions are above 0" : null)
        ?? (CellErrors.Count > cells ? $"there are more cellErrors than the {cells} cells" : null)
        ?? (SensorCells.Count > 8 || SensorCells.Any(cell => cell < 1 || cell > cells)
            ? $"sensorCells are up to eight numbers from 1 to {cells}" : null)
        ?? (SensorErrors.Count > Math.Max(SensorCells.Count, 2) ? "there are more sensorErrors than sensors" : null)
        ?? (!(BalanceAmps >= 0) ? "the balancing current is not negative" : null)
        ?? (FullAh is not null && Board != BmsBoard.Jbd ? "a Daly board has no learned capacity" : null)
        ?? (HasMosSensor && Board == BmsBoard.Jbd ? "a JBD board has no separate MOSFET sensor" : null)
        ?? (!(DesignAh is null or (> 0 and <= 655)) || !(FullAh is null or (> 0 and <= 655)) ? "a capacity is more than 0 and up to 655 Ah" : null);
}
