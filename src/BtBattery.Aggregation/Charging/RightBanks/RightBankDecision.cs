using BtBattery.Aggregation.Merging;

namespace BtBattery.Aggregation.Charging.RightBanks;

/// <summary>What <see cref="RightBank"/> decides.</summary>
/// <param name="Problem">What the owner has to look at; null for nothing.</param>
/// <param name="Memory">For the next turn.</param>
public readonly record struct RightBankDecision(BankProblem? Problem, RightBankMemory Memory)
{
    /// <summary>Where it stands.</summary>
    public RightBankState State => Memory.State;

    /// <summary>False while no limits may be given.</summary>
    public bool AllowsLimits => State is RightBankState.Unchecked or RightBankState.Agreed;

    /// <summary>True once nothing is waited for, so that devices need to be asked only now and then.</summary>
    public bool IsSettled => State == RightBankState.Agreed;
}
