using System.Globalization;

namespace BtBattery.Aggregation.CellMonitor;

/// <summary>What a battery and its cells are called in sentences: by its number, as in the names of cells (<c>B2C7</c>); alone it needs none.</summary>
/// <param name="Members">How many batteries the bank has.</param>
/// <param name="Number">Its number, from 1.</param>
internal readonly record struct BatteryName(int Members, int Number)
{
    /// <summary>All of its cells, at the beginning of a sentence.</summary>
    public string Cells => Members == 1 ? "Cells" : string.Create(CultureInfo.InvariantCulture, $"B{Number}'s cells");

    /// <summary>One of them, at the beginning of a sentence.</summary>
    /// <param name="cell">Its number, from 1.</param>
    public string Cell(int cell) => Members == 1
        ? string.Create(CultureInfo.InvariantCulture, $"Cell {cell}")
        : string.Create(CultureInfo.InvariantCulture, $"B{Number} cell {cell}");
}
