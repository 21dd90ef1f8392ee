namespace BtBattery.Aggregation.LossPolicies;

/// <summary>What becomes of the current limit of a member in one direction.</summary>
public enum LimitAction
{
    /// <summary>What its own readings allow.</summary>
    Own,

    /// <summary>The same, and never more than it was.</summary>
    NotRising,

    /// <summary>A share of the last limit it had while it answered, becoming less with time.</summary>
    Shrinking,

    /// <summary>WAKE_CURRENT, or the least that was left of its last limit if that is less: enough for a board to notice a charger.</summary>
    WakeCurrent,

    /// <summary>Nothing, and the member still conducts: in parallel the others cannot have more either.</summary>
    Zero,

    /// <summary>Nothing, for its FET is open: a string cannot carry current; in parallel the others share what there is.</summary>
    Open,

    /// <summary>Nothing is claimed: while the bank has any limits this counts as nothing.</summary>
    Invalid,
}
