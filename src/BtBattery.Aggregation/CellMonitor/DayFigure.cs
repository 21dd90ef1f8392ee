namespace BtBattery.Aggregation.CellMonitor;

/// <summary>How far apart the cells of a battery were on one day, in one condition.</summary>
/// <param name="Day">Days since 1970, UTC.</param>
/// <param name="Spread">Median of highest less lowest cell, mV.</param>
/// <param name="LowestCell">The cell that was lowest on the whole, from 1.</param>
/// <param name="Lowest">By how much it was from the mean of all, mV; never positive.</param>
/// <param name="HighestCell">The cell that was highest on the whole, from 1.</param>
/// <param name="Highest">By how much it was from the mean of all, mV; never negative.</param>
public readonly record struct DayFigure(int Day, int Spread, int LowestCell, int Lowest, int HighestCell, int Highest);
