namespace BtBattery.Aggregation.LossPolicies;

/// <summary>What counts more when a battery falls silent; the owner's choice.</summary>
public enum LossPolicy
{
    /// <summary>Stop early.</summary>
    Cautious,

    /// <summary>The middle way.</summary>
    Balanced,

    /// <summary>Keep the loads supplied as long as it is defensible; charging stops as with the others.</summary>
    KeepSailing,
}
