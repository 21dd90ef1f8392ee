using BtBattery.Aggregation;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Publish.Surfaces;

/// <summary>Where dbus-btbattery shows the batteries of a bank, with COMPATIBILITY_PATHS: <c>/Parallel/Battery/A4_C1_38_00_00_01/…</c>.</summary>
internal static class CompatiblePlaces
{
    /// <summary>The path itself, of a bank.</summary>
    public static IEnumerable<(string Path, int Number)> OfBank(string pattern, BankPlan? plan) => plan is { HasCompatibilityPaths: true } ? [(pattern, 0)] : [];

    /// <summary>Of each battery; the number is the battery's, from 1.</summary>
    public static IEnumerable<(string Path, int Number)> OfEach(string pattern, BankPlan? plan) => plan is not { HasCompatibilityPaths: true }
        ? []
        : plan.Members.Select((member, index) => (pattern.Replace("<id>", member.Address.ToString().Replace(':', '_'), StringComparison.Ordinal), index + 1));

    /// <summary>Of each cell of each battery; the number is that of <see cref="CellPlaces.OfEach"/>.</summary>
    public static IEnumerable<(string Path, int Number)> OfCells(string pattern, BankPlan? plan) =>
        OfEach(pattern, plan).SelectMany(battery => CellPlaces.OfOne(battery.Path, battery.Number));

    /// <summary>The lowest cell of a battery, V.</summary>
    public static Measured<double>? Lowest(BankTurn turn, int number) => Fresh(turn, number, battery => CellFigures.LowestVoltage(battery)?.Select(cell => cell.Value));

    /// <summary>The highest cell of a battery, V.</summary>
    public static Measured<double>? Highest(BankTurn turn, int number) => Fresh(turn, number, battery => CellFigures.HighestVoltage(battery)?.Select(cell => cell.Value));

    /// <summary>Mean of the cells of a battery, V.</summary>
    public static Measured<double>? Mean(BankTurn turn, int number) =>
        Fresh(turn, number, battery => CellFigures.SumOfVoltages(battery)?.Select(sum => sum / battery.CellVoltages!.Value.Value.Count));

    /// <summary>Highest less lowest cell of a battery, V.</summary>
    public static Measured<double>? Spread(BankTurn turn, int number) => Fresh(turn, number, CellFigures.Spread);

    private static Measured<double>? Fresh(BankTurn turn, int number, Func<BatterySnapshot, Measured<double>?> read)
    {
        MemberView member = turn.Views[number - 1];
        return member.Fresh(read(member.Snapshot));
    }
}
