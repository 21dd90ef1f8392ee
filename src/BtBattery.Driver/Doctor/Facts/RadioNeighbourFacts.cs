namespace BtBattery.Driver.Doctor.Facts;

/// <summary>What a running driver noticed of other programs on its radio.</summary>
public sealed record RadioNeighbourFacts
{
    /// <summary>Nothing.</summary>
    public static RadioNeighbourFacts None { get; } = new();

    /// <summary>The time from one moment at which all links are cut to the next; null unless that is regular.</summary>
    public TimeSpan? CutEvery { get; init; }

    /// <summary>True if another program was scanning when a battery was looked for.</summary>
    public bool IsScanned { get; init; }
}
