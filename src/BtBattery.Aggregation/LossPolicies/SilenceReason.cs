namespace BtBattery.Aggregation.LossPolicies;

/// <summary>Why a member is silent, as far as that is known.</summary>
public enum SilenceReason
{
    /// <summary>Nobody knows.</summary>
    Unexplained,

    /// <summary>Its link was lent to a tool of the owner.</summary>
    Released,

    /// <summary>It falls silent time and again, and came back each time.</summary>
    Intermittent,

    /// <summary>It had been idle for so long that its board went to sleep.</summary>
    Asleep,
}
