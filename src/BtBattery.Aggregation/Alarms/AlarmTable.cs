using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Alarms;

/// <summary>Every alarm: which protections of a BMS raise it, and what the driver watches itself. docs/alarms.md explains it to owners.</summary>
public static class AlarmTable
{
    /// <summary>The rows, in the order of <see cref="Alarm"/>.</summary>
    public static IReadOnlyList<AlarmRule> Rules { get; } =
    [
        new(Alarm.HighCellVoltage, [Protection.CellOvervoltage]) { Own = OwnReadings.HighCell, Delay = TimeSpan.FromSeconds(10) },
        new(Alarm.LowCellVoltage, [Protection.CellUndervoltage]) { Own = OwnReadings.LowCell, Delay = TimeSpan.FromSeconds(10) },
        new(Alarm.HighVoltage, [Protection.PackOvervoltage]),

        // Raised as well while a cell is so low that little discharging is left: AlarmFacts.LowVoltageWarnings.
        new(Alarm.LowVoltage, [Protection.PackUndervoltage]),
        new(Alarm.HighChargeTemperature, [Protection.ChargeOvertemperature]) { Own = OwnReadings.TooHotToCharge, Delay = TimeSpan.FromSeconds(30) },
        new(Alarm.LowChargeTemperature, [Protection.ChargeUndertemperature]) { Own = OwnReadings.TooColdToCharge, Delay = TimeSpan.FromSeconds(30) },
        new(Alarm.HighTemperature, [Protection.DischargeOvertemperature, Protection.TemperatureImbalance])
        {
            Own = OwnReadings.TooHotToDischarge, Delay = TimeSpan.FromSeconds(30),
        },
        new(Alarm.LowTemperature, [Protection.DischargeUndertemperature]) { Own = OwnReadings.TooColdToDischarge, Delay = TimeSpan.FromSeconds(30) },
        new(Alarm.HighChargeCurrent, [Protection.ChargeOvercurrent]) { Own = OwnReadings.ChargeCurrent, Delay = TimeSpan.FromMinutes(1) },
        new(Alarm.HighDischargeCurrent, [Protection.DischargeOvercurrent]) { Own = OwnReadings.DischargeCurrent, Delay = TimeSpan.FromMinutes(1) },

        // Of a bank also by SOC_LOW_WARNING and SOC_LOW_ALARM: AlarmFacts.LowSoc.
        new(Alarm.LowSoc, [Protection.SocLow]),

        // For as long as CELL_IMBALANCE_DELAY says.
        new(Alarm.CellImbalance, [Protection.CellImbalance]) { Own = OwnReadings.Imbalance },
        new(Alarm.HighInternalTemperature, [Protection.PowerStageOvertemperature]) { Own = OwnReadings.TooHotPowerStage, Delay = TimeSpan.FromSeconds(30) },
        new(Alarm.InternalFailure, [Protection.ShortCircuit, Protection.FrontEndError, Protection.ChargeTimeout, Protection.InternalFault]),
    ];

    /// <summary>Protections that raise no alarm: states that somebody chose, a full battery, and bits that nobody has named.</summary>
    public static IReadOnlyList<Protection> WithoutAlarm { get; } = [Protection.SoftwareLock, Protection.SocHigh, Protection.Unknown];
}
