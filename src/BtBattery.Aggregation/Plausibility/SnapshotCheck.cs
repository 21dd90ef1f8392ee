using System.Globalization;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Plausibility;

/// <summary>Looks for contradictions inside one snapshot. Pure: the same snapshot gives the same answer.</summary>
public static class SnapshotCheck
{
    /// <summary>
    /// Values further apart in time are not compared: the current may have changed in between. We chose the length of
    /// the slowest poll round.
    /// </summary>
    public static readonly TimeSpan SameMoment = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The cells may differ from the pack by this share of it, or by <see cref="SumToleranceVolts"/>, whichever is more.
    /// We chose it: boards measure the pack behind their shunt and round to 0.1 V.
    /// </summary>
    public const double SumToleranceShare = 0.03;

    /// <summary>See <see cref="SumToleranceShare"/>.</summary>
    public const double SumToleranceVolts = 0.3;

    /// <summary>Currents below this, A, have no sign worth a remark (docs/bms/daly.md).</summary>
    public const double CurrentThreshold = 0.5;

    /// <summary>Every contradiction in <paramref name="snapshot"/>; empty if there is none.</summary>
    public static IReadOnlyList<Contradiction> Find(BatterySnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var found = new List<Contradiction>();
        AddCellCount(snapshot, found);
        AddCellSum(snapshot, found);
        AddCurrentSign(snapshot, found);
        if (snapshot.SocPercent is { Value: < 0 or > 100 } soc)
            found.Add(new(ContradictionCodes.Soc, Text($"The state of charge is {soc.Value} %.")));
        return found;
    }

    private static void AddCellCount(BatterySnapshot snapshot, List<Contradiction> found)
    {
        if (snapshot is { CellCount: { } count, CellVoltages: { } cells } && count.Value != cells.Value.Count)
            found.Add(new(ContradictionCodes.CellCount, Text($"The BMS counts {count.Value} cells and sends {cells.Value.Count} voltages.")));
    }

    private static void AddCellSum(BatterySnapshot snapshot, List<Contradiction> found)
    {
        if (snapshot is not { Voltage: { } pack, CellVoltages: { } cells } || !IsSameMoment(pack.At, cells.At))
            return;
        double sum = 0;
        foreach (double? cell in cells.Value)
        {
            if (cell is not { } volts)
                return;
            sum += volts;
        }

        if (Math.Abs(sum - pack.Value) > Math.Max(SumToleranceVolts, SumToleranceShare * pack.Value))
            found.Add(new(ContradictionCodes.CellSum, Text($"The cells add up to {sum:F2} V, the pack says {pack.Value:F2} V.")));
    }

    private static void AddCurrentSign(BatterySnapshot snapshot, List<Contradiction> found)
    {
        if (snapshot is not { Current: { } current, Activity: { } activity } || !IsSameMoment(current.At, activity.At))
            return;
        bool isContradiction = activity.Value switch
        {
            BatteryActivity.Charging => current.Value < -CurrentThreshold,
            BatteryActivity.Discharging => current.Value > CurrentThreshold,
            _ => false,
        };
        if (isContradiction)
        {
            string says = activity.Value == BatteryActivity.Charging ? "charging" : "discharging";
            found.Add(new(ContradictionCodes.CurrentSign, Text($"The BMS says it is {says} while the current is {current.Value:F1} A.")));
        }
    }

    private static bool IsSameMoment(MonotonicTime a, MonotonicTime b) => (a - b).Duration() <= SameMoment;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
