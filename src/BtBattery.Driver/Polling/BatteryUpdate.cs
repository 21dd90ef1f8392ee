using BtBattery.Aggregation.Model;
using BtBattery.Driver.Run;

namespace BtBattery.Driver.Polling;

/// <summary>What a poller tells the loop after a round, or when its link changed.</summary>
/// <param name="Snapshot">Everything known of the battery so far; every value carries its own age.</param>
/// <param name="Link">Where the link stands.</param>
/// <param name="Problem">Why there is no link, in words for people; null while there is one.</param>
public sealed record BatteryUpdate(BatterySnapshot Snapshot, LinkState Link, string? Problem) : ILoopEvent;
