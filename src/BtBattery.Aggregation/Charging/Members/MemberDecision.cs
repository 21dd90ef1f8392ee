using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Charging.Members;

/// <summary>What was decided about one battery in one turn, from its own readings.</summary>
public sealed record MemberDecision
{
    /// <summary>What they allow.</summary>
    public required MemberLimits Limits { get; init; }

    /// <summary>What the next turn has to know.</summary>
    public required MemberLimitMemory Memory { get; init; }

    /// <summary>True while a reading awaits a second frame: the battery should be asked again at once.</summary>
    public bool AsksAgain => BelievedAt is not null;

    /// <summary>The moment at which that reading is believed in any case, so a turn is due then; null if none awaits a second frame.</summary>
    public required MonotonicTime? BelievedAt { get; init; }

    /// <summary>
    /// False while something that a rule needs has not been said a single time: the battery has only just begun to speak, and what is 0 for want of it will most likely
    /// not stay so.
    /// </summary>
    public required bool IsComplete { get; init; }

    /// <summary>True if a cell is so low that little discharging is left: in a turn before cells make the discharge limit 0, or in that turn.</summary>
    public required bool WarnsLowVoltage { get; init; }

    /// <summary>What withholds the charge voltage; null for nothing.</summary>
    public required BankProblem? Problem { get; init; }
}
