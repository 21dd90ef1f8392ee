namespace BtBattery.Aggregation.Merging;

/// <summary>A value of one cell or sensor of a bank. It keeps both numbers through every merge.</summary>
/// <param name="Battery">Number of the battery, from 1.</param>
/// <param name="Number">Number of the cell or sensor within that battery, from 1.</param>
/// <param name="Value">V for a cell, °C for a sensor.</param>
public readonly record struct MemberValue(int Battery, int Number, double Value);
