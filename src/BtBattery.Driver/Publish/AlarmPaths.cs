using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;

namespace BtBattery.Driver.Publish;

/// <summary>Which protections stand behind which alarm.</summary>
internal static class AlarmPaths
{
    /// <summary>Where a low state of charge is told: by the BMS, and by the driver by its own thresholds.</summary>
    public const string LowSoc = "/Alarms/LowSoc";

    /// <summary>What a BMS says of it.</summary>
    public static Protection[] LowSocCauses { get; } = [Protection.SocLow];

    /// <summary>Where a low voltage is told: by the BMS, and by the driver before cells stop the discharging.</summary>
    public const string LowVoltage = "/Alarms/LowVoltage";

    /// <summary>What a BMS says of it.</summary>
    public static Protection[] LowVoltageCauses { get; } = [Protection.PackUndervoltage];

    /// <summary>True for an alarm that the driver raises too, so that its row is among what is decided.</summary>
    public static bool IsDecided(string path) => path is LowSoc or LowVoltage;

    /// <summary>Path and causes; the gravest that is up is shown.</summary>
    public static IReadOnlyList<(string Path, Protection[] Causes)> All { get; } =
    [
        ("/Alarms/HighCellVoltage", [Protection.CellOvervoltage]),
        ("/Alarms/LowCellVoltage", [Protection.CellUndervoltage]),
        ("/Alarms/HighVoltage", [Protection.PackOvervoltage]),
        (LowVoltage, LowVoltageCauses),
        ("/Alarms/HighChargeTemperature", [Protection.ChargeOvertemperature]),
        ("/Alarms/LowChargeTemperature", [Protection.ChargeUndertemperature]),
        ("/Alarms/HighTemperature", [Protection.DischargeOvertemperature, Protection.TemperatureImbalance]),
        ("/Alarms/LowTemperature", [Protection.DischargeUndertemperature]),
        ("/Alarms/HighChargeCurrent", [Protection.ChargeOvercurrent]),
        ("/Alarms/HighDischargeCurrent", [Protection.DischargeOvercurrent]),
        (LowSoc, LowSocCauses),
        ("/Alarms/CellImbalance", [Protection.CellImbalance]),
        ("/Alarms/HighInternalTemperature", [Protection.PowerStageOvertemperature]),
        ("/Alarms/InternalFailure", [Protection.ShortCircuit, Protection.FrontEndError, Protection.ChargeTimeout, Protection.InternalFault]),
    ];

    /// <summary>The gravest of the causes that is up in a service; null where no BMS that is there can tell of any of them.</summary>
    public static Measured<int>? LevelOf(BankTurn turn, Protection[] causes) =>
        GravestProtection.Among(turn.Views, causes)?.Select(gravest => (int)(gravest.Level ?? ProtectionLevel.State));
}
