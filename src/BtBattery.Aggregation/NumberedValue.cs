namespace BtBattery.Aggregation;

/// <summary>A value of one cell or sensor, with its number from 1; the number never changes.</summary>
public readonly record struct NumberedValue(int Number, double Value);
