using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Charging;

/// <summary>What <see cref="ProblemWatch"/> remembers from one turn to the next; of value to the same process only.</summary>
/// <param name="Traces">Problems that were found lately, in the order in which they came.</param>
public sealed record ProblemMemory(IReadOnlyList<ProblemTrace> Traces)
{
    /// <summary>Nothing was found lately.</summary>
    public static ProblemMemory Empty { get; } = new([]);
}

/// <summary>One problem that was found lately.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Index">Which of those with the same code, from 0.</param>
/// <param name="IsRefused">As it was found last.</param>
/// <param name="Text">As it is told: not longer than <see cref="ProblemWatch.LongestText"/>.</param>
/// <param name="TextAt">When that text was made.</param>
/// <param name="Since">Since when it has been there, without a turn in which it was not.</param>
/// <param name="AbsentSince">Since when it has been gone; null while it is there, and where it cannot be known.</param>
/// <param name="IsTold">True once it is told.</param>
public sealed record ProblemTrace(
    string Code, int Index, bool IsRefused, string Text, MonotonicTime TextAt, MonotonicTime Since, MonotonicTime? AbsentSince, bool IsTold);
