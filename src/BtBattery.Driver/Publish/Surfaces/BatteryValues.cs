using BtBattery.Aggregation;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;
using BtBattery.Bms;
using BtBattery.Driver.Options;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Run;

namespace BtBattery.Driver.Publish.Surfaces;

/// <summary>Of the values of one battery those that take more than a few words to work out.</summary>
internal static class BatteryValues
{
    /// <summary>Every step against a link without data; its number is that of <see cref="RecoveryRung"/>.</summary>
    public static IEnumerable<(string Path, int Number)> Rungs(string pattern, BankPlan? plan) =>
        Enum.GetValues<RecoveryRung>().Select(rung => (pattern.Replace("<rung>", rung.ToString(), StringComparison.Ordinal), (int)rung));

    /// <summary>Every reason for which something that was received is not used; its number is the place in <see cref="FrameTally.Reasons"/>.</summary>
    public static IEnumerable<(string Path, int Number)> BadFrameReasons(string pattern, BankPlan? plan) =>
        FrameTally.Reasons.Select((reason, index) => (pattern.Replace("<reason>", reason, StringComparison.Ordinal), index));

    /// <summary>The name of a cell: <c>C7</c>.</summary>
    public static Measured<string>? CellName(Measured<NumberedValue>? cell) => cell is { } found ? new(CellNames.OfCell(members: 1, battery: 1, found.Value.Number), found.At) : null;

    /// <summary>The name of a temperature sensor: <c>T2</c>.</summary>
    public static Measured<string>? SensorName(Measured<NumberedValue>? sensor) => sensor is { } found ? new(CellNames.OfSensor(members: 1, battery: 1, found.Value.Number), found.At) : null;

    /// <summary>How often the battery contradicted itself in that.</summary>
    public static int Contradictions(Turn turn, string code) => turn.Status.Contradictions.GetValueOrDefault(code);

    /// <summary>What it speaks, once it has answered; null before.</summary>
    public static BmsFamily? Family(Turn turn) => turn.Status.BmsType is { } type ? BmsCatalog.Find(type) : null;

    /// <summary>The name it has over Bluetooth; null before it was heard.</summary>
    public static string? ReportedName(Turn turn) => turn.Remarks[RemarkTopic.ReportedName] is { Length: > 0 } name ? name : null;
}
