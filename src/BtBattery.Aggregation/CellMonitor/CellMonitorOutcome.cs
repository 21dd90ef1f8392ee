using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.CellMonitor;

/// <summary>What the cell monitor shows in one turn.</summary>
/// <param name="Batteries">Each battery; battery 1 first.</param>
/// <param name="Worst">
/// The cell furthest from the mean of its own battery, with by how much, V; of the bank. Null while the extremes of the bank are unknown, by the rule of its wiring, or a
/// battery that is there does not show all of its cells: then it might be one that is not known.
/// </param>
/// <param name="Sentence">About the bank, in words.</param>
public sealed record CellMonitorOutcome(CellMonitorMemory[] Batteries, Measured<MemberValue>? Worst, string Sentence)
{
    /// <summary>When the next number of a battery is due; null before the first of any.</summary>
    /// <param name="now">The moment of this turn.</param>
    public MonotonicTime? NextMinute(MonotonicTime now)
    {
        MonotonicTime? next = null;
        for (int i = 0; i < Batteries.Length && next is null; i++)
        {
            // They are due together.
            next = Batteries[i].History.NextMinute(now);
        }

        return next;
    }
}
