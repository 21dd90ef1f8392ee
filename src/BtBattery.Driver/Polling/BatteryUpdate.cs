using BtBattery.Aggregation.Model;
using BtBattery.Bms.Conversations;

namespace BtBattery.Driver.Polling;

/// <summary>What a poller tells the loop after a round, or when its link changed.</summary>
/// <param name="Snapshot">Everything known of the battery so far; every value carries its own age.</param>
/// <param name="Status">Where the link stands and what is odd about the battery.</param>
public sealed record BatteryUpdate(BatterySnapshot Snapshot, BatteryStatus Status)
{
    /// <summary>What the battery made clear, when that is why there is no data; else null.</summary>
    public BmsVerdictKind? Verdict { get; init; }

    /// <summary>The last question about the pack voltage that was answered, with its answer; null before the first.</summary>
    public Exchange? LastExchange { get; init; }
}
