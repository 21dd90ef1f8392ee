using BtBattery.Aggregation.Alarms;
using BtBattery.Aggregation.CellMonitor;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Publish.Surfaces;

/// <summary>What the cell monitor shows of each battery, as it is published; its number is 0 where it is alone.</summary>
internal static class CellMonitorValues
{
    private static readonly string[] s_conditions = Enum.GetNames<CellCondition>();

    /// <summary>The places for alerts, from 1; the first is the newest.</summary>
    public static IEnumerable<(string Path, int Number)> Alerts(string pattern, BankPlan? plan) => CellPlaces.Numbered(pattern, CellAlerts.MostKept);

    /// <summary>An alert by its place; null if there were fewer.</summary>
    public static CellAlert? Alert(BankTurn turn, int place) => place <= turn.Outcome.CellAlerts.Last.Count ? turn.Outcome.CellAlerts.Last[place - 1] : null;

    /// <summary>Mean of its cells.</summary>
    public static Measured<double>? Mean(BankTurn turn, int number) => Cells(turn, number) is { } cells ? new(cells.Mean, cells.At) : null;

    /// <summary>The name of the cell furthest from it.</summary>
    public static Measured<string>? WorstCell(BankTurn turn, int number) =>
        Cells(turn, number) is { } cells ? new(CellNames.OfCell(members: 1, battery: 1, cells.Worst.Number), cells.At) : null;

    /// <summary>How far that is.</summary>
    public static Measured<double>? WorstDeviation(BankTurn turn, int number) => Cells(turn, number) is { } cells ? new(cells.WorstDeviation, cells.At) : null;

    /// <summary>What the battery does; null while that cannot be told.</summary>
    public static string? Condition(BankTurn turn, int number) => Of(turn, number)?.Condition.Condition is { } condition ? s_conditions[(int)condition] : null;

    /// <summary>What is shown of its history; null before the first turn.</summary>
    public static CellMonitorShown? Shown(BankTurn turn, int number) => Of(turn, number)?.Shown;

    private static BatteryCells? Cells(BankTurn turn, int number) => Of(turn, number)?.Cells;

    private static CellMonitorMemory? Of(BankTurn turn, int number) => turn.Outcome.CellMonitor?.Batteries[number == 0 ? 0 : number - 1];
}
