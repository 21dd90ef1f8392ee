namespace BtBattery.Aggregation.LossPolicies;

/// <summary>Why a member is silent, as far as that is known.</summary>
public enum SilenceReason
{
    /// <summary>Nobody knows.</summary>
    Unexplained,

    /// <summary>Its link was lent to a tool, or given to a phone, because the owner wanted it.</summary>
    Released,

    /// <summary>There is a link for each reading and none in between, because the owner wants it; the last reading was not in time.</summary>
    Intermittent,

    /// <summary>It had been idle for so long that its board went to sleep.</summary>
    Asleep,
}
