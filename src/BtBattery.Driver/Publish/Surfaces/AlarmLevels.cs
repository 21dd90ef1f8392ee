using BtBattery.Aggregation.Model;

namespace BtBattery.Driver.Publish.Surfaces;

/// <summary>How far protections of a battery went, as recordings show it that were made before alarms were decided.</summary>
internal static class AlarmLevels
{
    /// <summary>The gravest of the causes that is up in a battery; null where its BMS cannot tell of any of them.</summary>
    public static Measured<int>? Of(Turn turn, Protection[] causes) =>
        turn.Battery.Protections is { } active && causes.Any(turn.Status.Reports.Contains)
            ? new(active.Value.Where(up => causes.Contains(up.Protection)).Select(up => (int)up.Level).DefaultIfEmpty(0).Max(), active.At)
            : null;
}
