using System.Globalization;
using BtBattery.Aggregation;
using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Plausibility;
using BtBattery.Driver.Polling;
using Row = BtBattery.Driver.Publish.SurfaceRow<BtBattery.Driver.Publish.Turn>;

namespace BtBattery.Driver.Publish;

/// <summary>What is published of a battery, whether it is alone or in a bank: path, digits, unit, source.</summary>
internal static class BatterySurface
{
    /// <summary>The rows.</summary>
    public static IReadOnlyList<Row> Rows { get; } =
    [
        Row.Fact("/Mgmt/Connection", turn => $"Bluetooth LE {turn.Address}: {turn.LinkText}"),
        Row.Fact("/FirmwareVersion", turn => turn.Battery.SoftwareVersion?.Value),
        Row.Fact("/HardwareVersion", turn => turn.Battery.Hardware?.Value),
        Row.Fact("/Connected", turn => turn.IsConnected ? 1 : 0),
        .. Electrical(),
        .. Charge(),
        .. Cells(),
        .. AlarmPaths.All.Select(alarm => Alarm(alarm.Path, alarm.Causes)),
        .. Control(),
        .. Diagnostics(),
        .. Link(),
    ];

    private static IEnumerable<Row> Electrical() =>
    [
        Row.Measured("/Dc/0/Voltage", 2, "V", turn => turn.Battery.Voltage),
        Row.Measured("/Dc/0/Current", 2, "A", turn => turn.Battery.Current),
        Row.Measured("/Dc/0/Power", 0, "W", turn => BatteryFigures.Power(turn.Battery)),
        Row.Measured("/Dc/0/Temperature", 1, "°C", turn => BatteryFigures.MeanTemperature(turn.Battery)),
    ];

    private static IEnumerable<Row> Charge() =>
    [
        Row.Measured("/Soc", 1, "%", turn => turn.Battery.SocPercent),
        Row.Measured("/Capacity", 1, "Ah", turn => turn.Battery.RemainingAh),
        Row.Measured("/InstalledCapacity", 0, "Ah", turn => BatteryFigures.InstalledAh(turn.Battery)),
        Row.Measured("/ConsumedAmphours", 1, "Ah", turn => BatteryFigures.ConsumedAh(turn.Battery)),
        Row.Measured("/History/ChargeCycles", turn => turn.Battery.Cycles),
        Row.Measured("/Balancing", turn => turn.Battery.Balancing?.Select(cells => cells.Contains(true) ? 1 : 0)),
    ];

    private static IEnumerable<Row> Cells()
    {
        yield return Row.Measured("/System/MinCellVoltage", 3, "V", turn => CellFigures.LowestVoltage(turn.Battery)?.Select(cell => cell.Value));
        yield return Row.Measured("/System/MinVoltageCellId", turn => CellFigures.LowestVoltage(turn.Battery)?.Select(cell => CellName(cell.Number)));
        yield return Row.Measured("/System/MaxCellVoltage", 3, "V", turn => CellFigures.HighestVoltage(turn.Battery)?.Select(cell => cell.Value));
        yield return Row.Measured("/System/MaxVoltageCellId", turn => CellFigures.HighestVoltage(turn.Battery)?.Select(cell => CellName(cell.Number)));
        yield return Row.Measured("/System/MinCellTemperature", 1, "°C", turn => CellFigures.LowestTemperature(turn.Battery)?.Select(sensor => sensor.Value));
        yield return Row.Measured("/System/MinTemperatureCellId", turn => CellFigures.LowestTemperature(turn.Battery)?.Select(sensor => SensorName(sensor.Number)));
        yield return Row.Measured("/System/MaxCellTemperature", 1, "°C", turn => CellFigures.HighestTemperature(turn.Battery)?.Select(sensor => sensor.Value));
        yield return Row.Measured("/System/MaxTemperatureCellId", turn => CellFigures.HighestTemperature(turn.Battery)?.Select(sensor => SensorName(sensor.Number)));
        yield return Row.Measured("/System/NrOfCellsPerBattery", turn => turn.Battery.CellCount);
        yield return Row.Measured("/Voltages/Sum", 2, "V", turn => CellFigures.SumOfVoltages(turn.Battery));
        yield return Row.Measured("/Voltages/Diff", 3, "V", turn => CellFigures.Spread(turn.Battery));
        for (int cell = 1; cell <= Surface.MostCells; cell++)
        {
            int number = cell;
            string name = number.ToString(CultureInfo.InvariantCulture);
            yield return Row.Measured($"/Voltages/Cell{name}", 3, "V", turn => CellFigures.Voltage(turn.Battery, number));
            yield return Row.Measured($"/Balances/Cell{name}", turn => CellFigures.IsBalancing(turn.Battery, number)?.Select(isOn => isOn ? 1 : 0));
        }
    }

    /// <summary>
    /// For a FET the first write arms, and the same write again within ten seconds switches; see <see cref="FetSwitchControl"/>. A release
    /// does no harm to the battery and is taken at once.
    /// </summary>
    private static IEnumerable<Row> Control() =>
    [
        Row.Measured(FetSwitchControl.ChargePath, turn => turn.Battery.ChargeFetOn?.Select(isOn => isOn ? 1 : 0), isWritable: true),
        Row.Measured(FetSwitchControl.DischargePath, turn => turn.Battery.DischargeFetOn?.Select(isOn => isOn ? 1 : 0), isWritable: true),
        Row.Fact(FetSwitchControl.StatePath, turn => turn.SwitchState),
        Row.Fact(PhoneRelease.MinutesPath, turn => turn.ReleaseMinutes, isWritable: true),
        Row.Fact(PhoneRelease.InfoPath, turn => turn.ReleaseInfo),
    ];

    private static IEnumerable<Row> Diagnostics() =>
    [
        Row.Fact("/Diagnostics/BmsType", turn => turn.Status.BmsType),
        Row.Fact("/Diagnostics/Problem", turn => turn.Problem),
        Row.Fact("/Diagnostics/ProblemCode", turn => turn.Status.ProblemCode ?? ""),
        Row.Fact("/Diagnostics/Link/Rung", turn => RecoveryWords.Of(turn.Status.Rung)),
        .. Enum.GetValues<RecoveryRung>().Select(rung =>
            Row.Fact($"/Diagnostics/Link/Count/{rung}", turn => turn.Status.RungsUsed.GetValueOrDefault(rung))),
        Contradictions("CellCount", ContradictionCodes.CellCount),
        Contradictions("CellSum", ContradictionCodes.CellSum),
        Contradictions("CurrentSign", ContradictionCodes.CurrentSign),
        Contradictions("CapacitySlope", ContradictionCodes.CapacitySlope),
        Contradictions("SocRange", ContradictionCodes.Soc),
    ];

    private static IEnumerable<Row> Link()
    {
        yield return Row.Fact("/Diagnostics/Link/State", turn => LinkWords.KeyOf(turn.Link));
        yield return Row.Fact("/Diagnostics/Link/Age", turn => turn.AgeSeconds);
        yield return Row.Fact("/Diagnostics/Link/Adapter", turn => turn.Status.Link.Adapter);
        yield return Row.Fact("/Diagnostics/Link/Rssi", turn => turn.Rssi);
        yield return Row.Fact("/Diagnostics/Link/Attempts", turn => turn.Status.Link.Attempts);
        yield return Row.Fact("/Diagnostics/Link/Reconnects", turn => turn.Status.Link.Reconnects);
        foreach (string reason in FrameTally.Reasons)
        {
            yield return Row.Fact("/Diagnostics/Link/BadFrames/" + reason, turn => turn.Status.Link.BadFrames.GetValueOrDefault(reason));
        }
    }

    private static Row Contradictions(string name, string code) =>
        Row.Fact("/Diagnostics/Contradictions/" + name, turn => turn.Status.Contradictions.GetValueOrDefault(code));

    /// <summary>The gravest of the causes that is up; invalid where the BMS cannot tell of any of them.</summary>
    private static Row Alarm(string path, Protection[] causes) =>
        Row.Measured(path, turn => causes.Any(turn.Status.Reports.Contains)
            ? turn.Battery.Protections?.Select(active => GravestLevel(active, causes))
            : null);

    private static int GravestLevel(IReadOnlyList<ActiveProtection> active, Protection[] causes)
    {
        int level = 0;
        foreach (ActiveProtection protection in active)
        {
            if (Array.IndexOf(causes, protection.Protection) >= 0)
            {
                level = Math.Max(level, (int)protection.Level);
            }
        }

        return level;
    }

    private static string CellName(int number) => "C" + number.ToString(CultureInfo.InvariantCulture);

    private static string SensorName(int number) => "T" + number.ToString(CultureInfo.InvariantCulture);
}
