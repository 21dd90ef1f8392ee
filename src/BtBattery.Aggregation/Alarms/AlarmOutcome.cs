using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Alarms;

/// <summary>What is shown of alarms in one turn.</summary>
/// <param name="Memory">For the next turn; what is shown stands in it.</param>
/// <param name="NextChange">The moment at which something of it changes although nothing happens; null for never.</param>
public readonly record struct AlarmOutcome(AlarmMemory Memory, MonotonicTime? NextChange)
{
    /// <summary>The level of an alarm of the bank: 0 fine, 1 warning, 2 alarm; null where nobody can tell.</summary>
    public int? OfBank(Alarm alarm) => Find(Memory?.Bank, alarm);

    /// <summary>The same of a battery.</summary>
    /// <param name="number">Its number, from 1.</param>
    /// <param name="alarm">Which.</param>
    public int? OfMember(int number, Alarm alarm) => Memory is { } memory && number <= memory.Members.Count ? Find(memory.Members[number - 1], alarm) : null;

    private static int? Find(IReadOnlyList<AlarmState>? states, Alarm alarm) => states is { } known && (int)alarm < known.Count ? known[(int)alarm].Shown : null;
}
