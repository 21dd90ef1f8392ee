using System.Runtime.CompilerServices;

namespace BtBattery.Aggregation.Charging.Members;

/// <summary>The candidates of one direction while they are found: they become an array of their own once it is known how many there are.</summary>
internal struct CandidateList
{
    private Room _room;
    private int _count;

    public void Add(in Candidate candidate) => _room[_count++] = candidate;

    public Limit ToLimit() => Limit.Of(((ReadOnlySpan<Candidate>)_room)[.._count].ToArray());

    /// <summary>One for each rule: configured, not configured, cells, sensors, power stage, state of charge, protections.</summary>
    [InlineArray(7)]
    private struct Room
    {
        private Candidate _first;
    }
}
