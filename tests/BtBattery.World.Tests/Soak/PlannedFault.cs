namespace BtBattery.World.Tests;

/// <summary>One fault of a soak.</summary>
/// <param name="Fault">Which.</param>
/// <param name="Victim">Number of the battery at which it begins, from 0.</param>
/// <param name="At">When it begins, counted from the first moment at which faults begin.</param>
/// <param name="Lasts">Until it ends.</param>
internal sealed record PlannedFault(Fault Fault, int Victim, TimeSpan At, TimeSpan Lasts)
{
    public TimeSpan End => At + Lasts;
}
