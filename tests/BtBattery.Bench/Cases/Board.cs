namespace BtBattery.Bench;

/// <summary>The board of a battery, as a scenario names it.</summary>
/// <param name="Bms">"jbd" or "daly".</param>
/// <param name="Variant">"d2", "p81", "a5" …; null for the usual one.</param>
internal sealed record Board(string Bms, string? Variant);
