using System.Globalization;
using BtBattery.Aggregation;
using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Plausibility;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Run;

namespace BtBattery.Driver.Publish;

/// <summary>
/// The whole published surface of one battery, in one table: path, digits, unit, source. Readable next to Victron's
/// D-Bus description; docs/dbus-paths.md explains it to people.
/// </summary>
public static class Surface
{
    /// <summary>
    /// No BMS in this program reports more cells in one frame. All of them are exported from the start, because a path
    /// must exist before the name is requested and the number of cells is not known then.
    /// </summary>
    public const int MostCells = 32;

    /// <summary>The rows.</summary>
    public static IReadOnlyList<SurfaceRow> Rows { get; } =
    [
        .. Identity(),
        .. Electrical(),
        .. Charge(),
        .. Cells(),
        .. Alarms(),
        .. Control(),
        .. Diagnostics(),
        .. Link(),
    ];

    private static IEnumerable<SurfaceRow> Identity() =>
    [
        SurfaceRow.Fact("/Mgmt/ProcessName", _ => "btbattery"),
        SurfaceRow.Fact("/Mgmt/ProcessVersion", turn => turn.Version),
        SurfaceRow.Fact("/Mgmt/Connection", turn => $"Bluetooth LE {turn.Address}: {turn.LinkText}"),

        // The voltage came over the air: systemcalc must not steer chargers by it (shared voltage sense).
        SurfaceRow.Fact("/Mgmt/InsecureConnection", _ => 1),
        SurfaceRow.Fact("/DeviceInstance", turn => turn.DeviceInstance),
        SurfaceRow.Fact("/ProductId", _ => 0, "0x"),
        SurfaceRow.Fact("/ProductName", _ => "BtBattery"),
        SurfaceRow.Fact("/FirmwareVersion", turn => turn.Battery.SoftwareVersion?.Value),
        SurfaceRow.Fact("/HardwareVersion", turn => turn.Battery.Hardware?.Value),
        SurfaceRow.Fact("/Serial", turn => turn.Address),
        SurfaceRow.Fact("/CustomName", turn => turn.CustomName, isWritable: true),
        SurfaceRow.Fact("/Connected", turn => turn.IsConnected ? 1 : 0),
    ];

    private static IEnumerable<SurfaceRow> Electrical() =>
    [
        SurfaceRow.Measured("/Dc/0/Voltage", 2, "V", turn => turn.Battery.Voltage),
        SurfaceRow.Measured("/Dc/0/Current", 2, "A", turn => turn.Battery.Current),
        SurfaceRow.Measured("/Dc/0/Power", 0, "W", turn => BatteryFigures.Power(turn.Battery)),
        SurfaceRow.Measured("/Dc/0/Temperature", 1, "°C", turn => BatteryFigures.MeanTemperature(turn.Battery)),
    ];

    private static IEnumerable<SurfaceRow> Charge() =>
    [
        SurfaceRow.Measured("/Soc", 1, "%", turn => turn.Battery.SocPercent),
        SurfaceRow.Measured("/Capacity", 1, "Ah", turn => turn.Battery.RemainingAh),
        SurfaceRow.Measured("/InstalledCapacity", 0, "Ah", turn => BatteryFigures.InstalledAh(turn.Battery)),
        SurfaceRow.Measured("/ConsumedAmphours", 1, "Ah", turn => BatteryFigures.ConsumedAh(turn.Battery)),
        SurfaceRow.Measured("/History/ChargeCycles", turn => turn.Battery.Cycles),
        SurfaceRow.Measured("/Balancing", turn => turn.Battery.Balancing?.Select(cells => cells.Contains(true) ? 1 : 0)),
        SurfaceRow.Measured("/Io/AllowToCharge", turn => turn.Battery.ChargeFetOn?.Select(isOn => isOn ? 1 : 0)),
        SurfaceRow.Measured("/Io/AllowToDischarge", turn => turn.Battery.DischargeFetOn?.Select(isOn => isOn ? 1 : 0)),
    ];

    private static IEnumerable<SurfaceRow> Cells()
    {
        yield return SurfaceRow.Measured("/System/MinCellVoltage", 3, "V", turn => CellFigures.LowestVoltage(turn.Battery)?.Select(cell => cell.Value));
        yield return SurfaceRow.Measured("/System/MinVoltageCellId", turn => CellFigures.LowestVoltage(turn.Battery)?.Select(cell => CellName(cell.Number)));
        yield return SurfaceRow.Measured("/System/MaxCellVoltage", 3, "V", turn => CellFigures.HighestVoltage(turn.Battery)?.Select(cell => cell.Value));
        yield return SurfaceRow.Measured("/System/MaxVoltageCellId", turn => CellFigures.HighestVoltage(turn.Battery)?.Select(cell => CellName(cell.Number)));
        yield return SurfaceRow.Measured("/System/MinCellTemperature", 1, "°C", turn => CellFigures.LowestTemperature(turn.Battery)?.Select(sensor => sensor.Value));
        yield return SurfaceRow.Measured("/System/MinTemperatureCellId", turn => CellFigures.LowestTemperature(turn.Battery)?.Select(sensor => SensorName(sensor.Number)));
        yield return SurfaceRow.Measured("/System/MaxCellTemperature", 1, "°C", turn => CellFigures.HighestTemperature(turn.Battery)?.Select(sensor => sensor.Value));
        yield return SurfaceRow.Measured("/System/MaxTemperatureCellId", turn => CellFigures.HighestTemperature(turn.Battery)?.Select(sensor => SensorName(sensor.Number)));
        yield return SurfaceRow.Measured("/System/NrOfCellsPerBattery", turn => turn.Battery.CellCount);
        yield return SurfaceRow.Fact("/System/NrOfModulesOnline", turn => turn.IsConnected ? 1 : 0);
        yield return SurfaceRow.Fact("/System/NrOfModulesOffline", turn => turn.IsConnected ? 0 : 1);
        yield return SurfaceRow.Measured("/System/NrOfModulesBlockingCharge", turn => turn.Battery.ChargeFetOn?.Select(isOn => isOn ? 0 : 1));
        yield return SurfaceRow.Measured("/System/NrOfModulesBlockingDischarge", turn => turn.Battery.DischargeFetOn?.Select(isOn => isOn ? 0 : 1));
        yield return SurfaceRow.Measured("/Voltages/Sum", 2, "V", turn => CellFigures.SumOfVoltages(turn.Battery));
        yield return SurfaceRow.Measured("/Voltages/Diff", 3, "V", turn => CellFigures.Spread(turn.Battery));
        for (int cell = 1; cell <= MostCells; cell++)
        {
            int number = cell;
            string name = number.ToString(CultureInfo.InvariantCulture);
            yield return SurfaceRow.Measured($"/Voltages/Cell{name}", 3, "V", turn => CellFigures.Voltage(turn.Battery, number));
            yield return SurfaceRow.Measured($"/Balances/Cell{name}", turn => CellFigures.IsBalancing(turn.Battery, number)?.Select(isOn => isOn ? 1 : 0));
        }
    }

    private static IEnumerable<SurfaceRow> Alarms() =>
    [
        Alarm("/Alarms/HighCellVoltage", Protection.CellOvervoltage),
        Alarm("/Alarms/LowCellVoltage", Protection.CellUndervoltage),
        Alarm("/Alarms/HighVoltage", Protection.PackOvervoltage),
        Alarm("/Alarms/LowVoltage", Protection.PackUndervoltage),
        Alarm("/Alarms/HighChargeTemperature", Protection.ChargeOvertemperature),
        Alarm("/Alarms/LowChargeTemperature", Protection.ChargeUndertemperature),
        Alarm("/Alarms/HighTemperature", Protection.DischargeOvertemperature, Protection.TemperatureImbalance),
        Alarm("/Alarms/LowTemperature", Protection.DischargeUndertemperature),
        Alarm("/Alarms/HighChargeCurrent", Protection.ChargeOvercurrent),
        Alarm("/Alarms/HighDischargeCurrent", Protection.DischargeOvercurrent),
        Alarm("/Alarms/LowSoc", Protection.SocLow),
        Alarm("/Alarms/CellImbalance", Protection.CellImbalance),
        Alarm("/Alarms/HighInternalTemperature", Protection.PowerStageOvertemperature),
        Alarm("/Alarms/InternalFailure", Protection.ShortCircuit, Protection.FrontEndError, Protection.ChargeTimeout, Protection.InternalFault),
        SurfaceRow.Fact(
            "/Alarms/BmsCable",
            turn => turn.Status.NeedsOwner || turn.UnaskedSilence > turn.LinkAlarmAfter ? 2 : turn.Silence > turn.LinkWarningAfter ? 1 : 0),
    ];

    /// <summary>
    /// For a FET the first write arms, and the same write again within ten seconds switches; see <see cref="FetSwitchControl"/>. A release
    /// does no harm to the battery and is taken at once.
    /// </summary>
    private static IEnumerable<SurfaceRow> Control() =>
    [
        SurfaceRow.Measured(FetSwitchControl.ChargePath, turn => turn.Battery.ChargeFetOn?.Select(isOn => isOn ? 1 : 0), isWritable: true),
        SurfaceRow.Measured(FetSwitchControl.DischargePath, turn => turn.Battery.DischargeFetOn?.Select(isOn => isOn ? 1 : 0), isWritable: true),
        SurfaceRow.Fact(FetSwitchControl.StatePath, turn => turn.SwitchState),
        SurfaceRow.Fact(PhoneRelease.MinutesPath, turn => turn.ReleaseMinutes, isWritable: true),
        SurfaceRow.Fact(PhoneRelease.InfoPath, turn => turn.ReleaseInfo),
    ];

    private static IEnumerable<SurfaceRow> Diagnostics() =>
    [
        SurfaceRow.Fact("/Diagnostics/BmsType", turn => turn.Status.BmsType),
        SurfaceRow.Fact("/Diagnostics/Problem", turn => turn.Problem),
        SurfaceRow.Fact("/Diagnostics/ProblemCode", turn => turn.Status.ProblemCode ?? ""),
        SurfaceRow.Fact("/Diagnostics/Link/Rung", turn => RecoveryWords.Of(turn.Status.Rung)),
        .. Enum.GetValues<RecoveryRung>().Select(rung =>
            SurfaceRow.Fact($"/Diagnostics/Link/Count/{rung}", turn => turn.Status.RungsUsed.GetValueOrDefault(rung))),
        SurfaceRow.Fact("/Diagnostics/Configuration", turn => turn.Remarks.Join(RemarkTopic.Configuration, RemarkTopic.Protection)),
        SurfaceRow.Fact("/Diagnostics/Advice", turn => turn.Remarks[RemarkTopic.Advice]),
        SurfaceRow.Fact("/Diagnostics/AdviceCode", turn => turn.Remarks[RemarkTopic.AdviceCode]),
        Contradictions("CellCount", ContradictionCodes.CellCount),
        Contradictions("CellSum", ContradictionCodes.CellSum),
        Contradictions("CurrentSign", ContradictionCodes.CurrentSign),
        Contradictions("CapacitySlope", ContradictionCodes.CapacitySlope),
        Contradictions("SocRange", ContradictionCodes.Soc),
    ];

    private static IEnumerable<SurfaceRow> Link()
    {
        yield return SurfaceRow.Fact("/Diagnostics/Link/State", turn => LinkWords.KeyOf(turn.Link));
        yield return SurfaceRow.Fact("/Diagnostics/Link/Age", turn => turn.AgeSeconds);
        yield return SurfaceRow.Fact("/Diagnostics/Link/Adapter", turn => turn.Status.Link.Adapter);
        yield return SurfaceRow.Fact("/Diagnostics/Link/Rssi", turn => turn.Rssi);
        yield return SurfaceRow.Fact("/Diagnostics/Link/Attempts", turn => turn.Status.Link.Attempts);
        yield return SurfaceRow.Fact("/Diagnostics/Link/Reconnects", turn => turn.Status.Link.Reconnects);
        foreach (string reason in FrameTally.Reasons)
        {
            yield return SurfaceRow.Fact("/Diagnostics/Link/BadFrames/" + reason, turn => turn.Status.Link.BadFrames.GetValueOrDefault(reason));
        }
    }

    private static SurfaceRow Contradictions(string name, string code) =>
        SurfaceRow.Fact("/Diagnostics/Contradictions/" + name, turn => turn.Status.Contradictions.GetValueOrDefault(code));

    /// <summary>The gravest of the causes that is up; invalid where the BMS cannot tell of any of them.</summary>
    private static SurfaceRow Alarm(string path, params Protection[] causes) =>
        SurfaceRow.Measured(path, turn => causes.Any(turn.Status.Reports.Contains)
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
