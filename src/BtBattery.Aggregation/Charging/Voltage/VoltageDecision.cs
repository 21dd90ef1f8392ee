namespace BtBattery.Aggregation.Charging.Voltage;

/// <summary>What is decided about the charge voltage of a bank in one turn.</summary>
/// <param name="Limit">CVL, V. Never 0 in place of what is not known: it is invalid then.</param>
/// <param name="Stage">Where charging stands; <see cref="ChargeStage.Unknown"/> while the limit is invalid.</param>
/// <param name="LowVolts">MIN_CELL_VOLTAGE for every cell, V, in parallel the highest of the parts; null while their number is not known.</param>
/// <param name="Memory">To be given back in the next turn.</param>
public sealed record VoltageDecision(Limit Limit, ChargeStage Stage, double? LowVolts, ChargeVoltageMemory Memory);
