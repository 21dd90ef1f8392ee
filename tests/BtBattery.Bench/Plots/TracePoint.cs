using BtBattery.Simulator.Physics.Power;

namespace BtBattery.Bench;

/// <summary>What a plot shows of a moment.</summary>
/// <param name="Now">Since the start of the run.</param>
/// <param name="Volts">V of the bank.</param>
/// <param name="Amps">A into it.</param>
/// <param name="Published">What is allowed.</param>
/// <param name="Causes">Why.</param>
/// <param name="Packs">The packs, battery 1 first.</param>
internal sealed record TracePoint(
    TimeSpan Now, double Volts, double Amps, PublishedLimits Published, (string? Cvl, string? Ccl, string? Dcl) Causes, IReadOnlyList<PackPoint> Packs)
{
    public static TracePoint Of(Sight sight) => new(
        sight.Now,
        sight.Volts,
        sight.Amps,
        sight.Published,
        sight.Causes,
        [.. sight.Packs.Select(pack => new PackPoint(pack.LowestVolts, pack.HighestVolts, pack.Amps))]);
}

/// <summary>What a plot shows of a pack.</summary>
/// <param name="LowestVolts">V of its lowest cell.</param>
/// <param name="HighestVolts">V of its highest cell.</param>
/// <param name="Amps">A through it.</param>
internal readonly record struct PackPoint(double LowestVolts, double HighestVolts, double Amps);
