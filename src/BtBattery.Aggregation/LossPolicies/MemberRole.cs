namespace BtBattery.Aggregation.LossPolicies;

/// <summary>How a member is joined to its neighbours.</summary>
public enum MemberRole
{
    /// <summary>It is the bank.</summary>
    Only,

    /// <summary>In a string: without it nothing flows.</summary>
    Series,

    /// <summary>Beside others, on the same busbar.</summary>
    Parallel,
}
