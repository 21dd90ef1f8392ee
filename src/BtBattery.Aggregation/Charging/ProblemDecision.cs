using BtBattery.Aggregation.Merging;

namespace BtBattery.Aggregation.Charging;

/// <summary>Which problems count in this turn.</summary>
/// <param name="Told">Refusals first; empty if all is well.</param>
/// <param name="Memory">For the next turn.</param>
public sealed record ProblemDecision(IReadOnlyList<BankProblem> Told, ProblemMemory Memory)
{
    /// <summary>True if the bank gets no limits.</summary>
    public bool IsRefused => Told.Count > 0 && Told[0].IsRefused;
}
