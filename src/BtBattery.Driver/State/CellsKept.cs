namespace BtBattery.Driver.State;

/// <summary>How many cells a battery said it has when it was first heard.</summary>
/// <param name="Count">Cells in series.</param>
public sealed record CellsKept(int Count);
