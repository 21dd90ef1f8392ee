using BtBattery.Aggregation.LossPolicies;

namespace BtBattery.Driver.State;

/// <summary>What is kept of a battery over restarts, whatever bank it is in.</summary>
public sealed record BatteryRecord
{
    /// <summary>Nothing is known.</summary>
    public static BatteryRecord Empty { get; } = new();

    /// <summary>How many cells it has.</summary>
    public CellsKept? Cells { get; init; }

    /// <summary>What it said last.</summary>
    public LastSeen? LastSeen { get; init; }
}
