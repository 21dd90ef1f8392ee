namespace BtBattery.Bms.Conversations;

/// <summary>What the owner configured for one battery, as far as its protocol needs to know. Lives across reconnects.</summary>
public sealed record BmsOptions
{
    /// <summary>Nothing configured.</summary>
    public static BmsOptions Default => new();

    /// <summary>Turns the sign of the current round, for a shunt fitted the other way.</summary>
    /// <value>False.</value>
    public bool InvertCurrent { get; init; }

    /// <summary>What has been learned about the battery so far; hand the same one to every conversation with it.</summary>
    /// <value>An empty memory.</value>
    public BmsMemory Memory { get; init; } = new();
}
