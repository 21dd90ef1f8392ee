namespace BtBattery.Aggregation.LossPolicies;

/// <summary>What a group of paths shows.</summary>
public enum Shown
{
    /// <summary>This member's readings, merged with those of the others.</summary>
    Readings,

    /// <summary>What the other members make without it.</summary>
    TheOthers,

    /// <summary>Invalid.</summary>
    Invalid,
}
