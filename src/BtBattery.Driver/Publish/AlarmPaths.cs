using BtBattery.Aggregation.Model;

namespace BtBattery.Driver.Publish;

/// <summary>Which protections stand behind which alarm.</summary>
internal static class AlarmPaths
{
    /// <summary>Path and causes; the gravest that is up is shown.</summary>
    public static IReadOnlyList<(string Path, Protection[] Causes)> All { get; } =
    [
        ("/Alarms/HighCellVoltage", [Protection.CellOvervoltage]),
        ("/Alarms/LowCellVoltage", [Protection.CellUndervoltage]),
        ("/Alarms/HighVoltage", [Protection.PackOvervoltage]),
        ("/Alarms/LowVoltage", [Protection.PackUndervoltage]),
        ("/Alarms/HighChargeTemperature", [Protection.ChargeOvertemperature]),
        ("/Alarms/LowChargeTemperature", [Protection.ChargeUndertemperature]),
        ("/Alarms/HighTemperature", [Protection.DischargeOvertemperature, Protection.TemperatureImbalance]),
        ("/Alarms/LowTemperature", [Protection.DischargeUndertemperature]),
        ("/Alarms/HighChargeCurrent", [Protection.ChargeOvercurrent]),
        ("/Alarms/HighDischargeCurrent", [Protection.DischargeOvercurrent]),
        ("/Alarms/LowSoc", [Protection.SocLow]),
        ("/Alarms/CellImbalance", [Protection.CellImbalance]),
        ("/Alarms/HighInternalTemperature", [Protection.PowerStageOvertemperature]),
        ("/Alarms/InternalFailure", [Protection.ShortCircuit, Protection.FrontEndError, Protection.ChargeTimeout, Protection.InternalFault]),
    ];
}
