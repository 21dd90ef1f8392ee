using BtBattery.Simulator.Physics.Power;

namespace BtBattery.Bench;

/// <summary>A second of a run, after everything that happened in it.</summary>
/// <param name="Now">Time since the start of the run.</param>
/// <param name="Case">What is run.</param>
/// <param name="Physics">The bank as it is.</param>
/// <param name="Published">What it is allowed at this moment.</param>
/// <param name="Controller">Who allows it.</param>
internal readonly record struct Moment(TimeSpan Now, BankCase Case, PhysicalBank Physics, PublishedLimits Published, IController Controller);
