using BtBattery.Aggregation.Charging.Members;
using BtBattery.Aggregation.Energy.Counting;
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

    /// <summary>Its sensors, and whether its cells are of another chemistry.</summary>
    public MemberLimitMemory? Readings { get; init; }

    /// <summary>Its state of charge, where that is counted.</summary>
    public SocMemory? Charge { get; init; }
}
