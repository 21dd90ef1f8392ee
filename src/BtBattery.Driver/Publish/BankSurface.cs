using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Wiring;
using BtBattery.Driver.Run;
using Row = BtBattery.Driver.Publish.SurfaceRow<BtBattery.Driver.Publish.BankTurn>;

namespace BtBattery.Driver.Publish;

/// <summary>What is published of a bank of several batteries at the root of its service: path, digits, unit, source.</summary>
internal static class BankSurface
{
    /// <summary>The rows of which the values are counted by the driver where the owner wants that.</summary>
    public static IReadOnlyList<Row> Counted { get; } =
    [
        Row.Measured("/Soc", 1, "%", turn => turn.Outcome.View.SocPercent),
        Row.Measured("/Capacity", 1, "Ah", turn => turn.Outcome.View.RemainingAh),
        Row.Measured("/ConsumedAmphours", 1, "Ah", turn => BankFigures.ConsumedAh(turn.Outcome.View)),
    ];

    /// <summary>The rows.</summary>
    /// <param name="wiring">How the bank is wired; a battery alone has other rows.</param>
    public static IEnumerable<Row> RowsOf(BankNode wiring) =>
    [
        .. Identity(),
        .. Electrical(),
        .. Charge(),
        .. Extremes(),
        .. Modules(),
        .. BankCells.RowsOf(wiring),
        .. AlarmPaths.All.Where(alarm => !AlarmPaths.IsDecided(alarm.Path)).Select(alarm => Alarm(alarm.Path, alarm.Causes)),
        .. Diagnostics(),
    ];

    private static IEnumerable<Row> Identity() =>
    [
        Row.Fact("/Mgmt/Connection", turn => BankWords.Connection(turn)),
        Row.Fact("/Serial", turn => turn.Id),
        Row.Fact(DriverState.CustomNamePath, turn => turn.CustomName, isWritable: true),
        Row.Fact("/FirmwareVersion", turn => BankWords.Each(turn.Members, member => member.Battery.SoftwareVersion?.Value)),
        Row.Fact("/HardwareVersion", turn => BankWords.Each(turn.Members, member => member.Battery.Hardware?.Value)),
        Row.Fact("/Connected", turn => turn.Outcome.View.IsPresent ? 1 : 0),
    ];

    private static IEnumerable<Row> Electrical() =>
    [
        Row.Measured("/Dc/0/Voltage", 2, "V", turn => turn.Outcome.View.Voltage),
        Row.Measured("/Dc/0/Current", 2, "A", turn => turn.Outcome.View.Current),
        Row.Measured("/Dc/0/Power", 0, "W", turn => BankFigures.Power(turn.Outcome.View)),
        Row.Measured("/Dc/0/Temperature", 1, "°C", turn => BankFigures.MeanTemperature(turn.Outcome.View)),
    ];

    private static IEnumerable<Row> Charge() =>
    [
        .. Counted,
        Row.Fact("/InstalledCapacity", 0, "Ah", turn => turn.Outcome.View.InstalledAh?.Value),
        Row.Measured("/History/ChargeCycles", turn => turn.Outcome.View.Cycles),
        Row.Measured("/Balancing", turn => turn.Outcome.View.Balancing?.Select(isOn => isOn ? 1 : 0)),
    ];

    private static IEnumerable<Row> Extremes() =>
    [
        Value("/System/MinCellVoltage", 3, "V", view => view.LowestCell),
        Name("/System/MinVoltageCellId", view => view.LowestCell, CellNames.OfCell),
        Value("/System/MaxCellVoltage", 3, "V", view => view.HighestCell),
        Name("/System/MaxVoltageCellId", view => view.HighestCell, CellNames.OfCell),
        Value("/System/MinCellTemperature", 1, "°C", view => view.ColdestSensor),
        Name("/System/MinTemperatureCellId", view => view.ColdestSensor, CellNames.OfSensor),
        Value("/System/MaxCellTemperature", 1, "°C", view => view.WarmestSensor),
        Name("/System/MaxTemperatureCellId", view => view.WarmestSensor, CellNames.OfSensor),
    ];

    private static IEnumerable<Row> Modules() =>
    [
        Row.Fact("/System/NrOfCellsPerBattery", turn => turn.Outcome.View.CellCount),
        Row.Fact("/System/NrOfModulesOnline", turn => turn.Outcome.View.Online),
        Row.Fact("/System/NrOfModulesOffline", turn => turn.Outcome.View.Offline),
        Row.Fact("/System/NrOfModulesBlockingCharge", turn => turn.Outcome.View is { Online: > 0 } view ? view.BlockingCharge : null),
        Row.Fact("/System/NrOfModulesBlockingDischarge", turn => turn.Outcome.View is { Online: > 0 } view ? view.BlockingDischarge : null),
    ];

    private static IEnumerable<Row> Diagnostics() =>
    [
        Row.Fact("/Diagnostics/Problem", turn => BankWords.Problems(turn)),
        Row.Fact("/Diagnostics/ProblemCode", turn => turn.Members.Select(member => member.Status.ProblemCode).FirstOrDefault(code => code is not null) ?? ""),
        Row.Fact("/Diagnostics/Bank/Wiring", turn => BankWords.Wiring(turn.Outcome.View.Wiring)),
        Row.Fact("/Diagnostics/Bank/Reconnect", turn => string.Join(' ', turn.Outcome.Risks.Select(risk => risk.Text))),
        Row.Fact("/Diagnostics/Bank/Counted", turn => turn.Outcome.View.Counted),
    ];

    private static Row Value(string path, int decimals, string unit, Func<BankView, Measured<MemberValue>?> extreme) =>
        Row.Measured(path, decimals, unit, turn => extreme(turn.Outcome.View)?.Select(found => found.Value));

    private static Row Name(string path, Func<BankView, Measured<MemberValue>?> extreme, Func<int, int, int, string> name) =>
        Row.Measured(path, turn => extreme(turn.Outcome.View) is { } found ? found.Select(value => name(turn.Members.Count, value.Battery, value.Number)) : null);

    private static Row Alarm(string path, Protection[] causes) =>
        Row.Measured(path, turn => AlarmPaths.LevelOf(turn, causes));
}
