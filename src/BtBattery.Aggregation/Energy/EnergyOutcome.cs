using BtBattery.Aggregation.Energy.Strings;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Energy;

/// <summary>What is worked out from charge and energy of a bank in one turn. Whoever publishes a measured value applies the deadline to its moment.</summary>
public sealed record EnergyOutcome
{
    /// <summary>Time until the bank is empty, s; null while it is charged or idle, or that cannot be told.</summary>
    public Measured<int>? TimeToGo { get; init; }

    /// <summary>Times until it has the states of charge of <see cref="EnergySettings.TimeToSocPoints"/>, in their order, s; negative for what is past.</summary>
    public required Measured<int>?[] TimesToSoc { get; init; }

    /// <summary>0 fine, 1 warning, 2 alarm; null while the state of charge is unknown, or nobody wants to be warned.</summary>
    public Measured<int>? LowSoc { get; init; }

    /// <summary>The middle of a bank in series; null if it has none or it is not wanted.</summary>
    public MidPoint? MidPoint { get; init; }

    /// <summary>Each joint in series, the outer ones first.</summary>
    public required StringFigures[] Strings { get; init; }

    /// <summary>What the owner has to mend.</summary>
    public required IReadOnlyList<BankProblem> Problems { get; init; }

    /// <summary>For the next turn; the history in it is also what is published.</summary>
    public required EnergyMemory Memory { get; init; }

    /// <summary>True if the memory is worth storing at once.</summary>
    public bool IsEvent { get; init; }
}
