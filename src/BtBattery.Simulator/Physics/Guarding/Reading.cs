namespace BtBattery.Simulator.Physics.Guarding;

/// <summary>What a BMS measured, with its errors.</summary>
/// <param name="HighestCell">V.</param>
/// <param name="LowestCell">V.</param>
/// <param name="PackVolts">V, the sum of its cells.</param>
/// <param name="Amps">A, positive = charging; before it is rounded for its frames.</param>
/// <param name="HighestCelsius">°C of the warmest sensor.</param>
/// <param name="LowestCelsius">°C of the coldest sensor.</param>
/// <param name="MosCelsius">°C of its FETs; null = it has no sensor there.</param>
internal readonly record struct Reading(
    double HighestCell, double LowestCell, double PackVolts, double Amps, double HighestCelsius, double LowestCelsius, double? MosCelsius);
