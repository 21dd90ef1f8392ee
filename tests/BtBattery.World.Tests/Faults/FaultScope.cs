namespace BtBattery.World.Tests;

/// <summary>Which batteries there are in a <see cref="FaultTrial"/>, and which of them the fault hits.</summary>
public enum FaultScope
{
    /// <summary>There is one.</summary>
    OnlyOne,

    /// <summary>There are four, and it hits all of them at once.</summary>
    AllFour,

    /// <summary>There are four, and it hits the first; the others go on as if nothing had happened.</summary>
    OneOfFour,
}
