using BtBattery.Simulator.Bms;

namespace BtBattery.Bench;

/// <summary>What the reference driver has decoded of one battery: the last frames, however old they are.</summary>
internal sealed record ReferenceReading
{
    /// <summary>Shorter answers come in one notification, which the reference throws away when it is one with cells: 20 bytes less header and trailer.</summary>
    private const int MostCellsInOneNotification = 6;

    /// <summary>V of the pack.</summary>
    public required double Volts { get; init; }

    /// <summary>A, positive while charging.</summary>
    public double Amps { get; init; }

    /// <summary>Ah that it says it has when it is full.</summary>
    public double InstalledAh { get; init; }

    /// <summary>Ah left.</summary>
    public double RemainingAh { get; init; }

    /// <summary>%.</summary>
    public double SocPercent { get; init; }

    /// <summary>How many cells the pack info names.</summary>
    public required int CellCount { get; init; }

    /// <summary>V of each cell; empty from a pack info until the cells are told again.</summary>
    public IReadOnlyList<double> Cells { get; init; } = [];

    /// <summary>°C of the first two sensors.</summary>
    public IReadOnlyList<double> Celsius { get; init; } = [];

    /// <summary>True while its charge FET is closed.</summary>
    public bool ChargeFet { get; init; } = true;

    /// <summary>True while its discharge FET is closed.</summary>
    public bool DischargeFet { get; init; } = true;

    /// <summary>A pack info: the cells that were known are dropped with it.</summary>
    public static ReferenceReading OfPackInfo(BatteryState says) => new()
    {
        Volts = Math.Round(says.Voltage, 2),
        Amps = Math.Round(says.Current, 2),
        InstalledAh = says.DesignAh,
        RemainingAh = says.RemainingAh,
        SocPercent = Math.Round(says.Soc),
        CellCount = says.Cells.Count,
        Celsius = [.. says.Temperatures.Take(2).OfType<double>().Select(celsius => Math.Clamp(celsius, -20, 100))],
        ChargeFet = says.ChargeFet,
        DischargeFet = says.DischargeFet,
    };

    /// <summary>The cells that follow it. Of a small pack they are never heard.</summary>
    public ReferenceReading WithCells(BatteryState says) => says.Cells.Count <= MostCellsInOneNotification ? this : this with { Cells = says.Cells };
}
