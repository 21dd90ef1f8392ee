namespace BtBattery.Aggregation.Charging;

/// <summary>One thing that limits a current or a voltage. The least of all candidates is the limit.</summary>
/// <param name="Cause">What.</param>
/// <param name="Value">The most it leaves: A for a current, V for a voltage; never negative, always a number.</param>
/// <param name="Reading">What that comes from, in the unit of its cause: V, °C, %, or Ah of a capacity; null where it comes from no reading.</param>
/// <param name="Battery">Number of the battery it comes from, from 1; 0 for the bank.</param>
/// <param name="Number">Number of the cell or sensor, from 1; 0 for none.</param>
/// <param name="Note">More words for people where the numbers do not say it; null for none. Not made anew for each turn.</param>
public readonly record struct Candidate(LimitCause Cause, double Value, double? Reading = null, int Battery = 0, int Number = 0, string? Note = null);
