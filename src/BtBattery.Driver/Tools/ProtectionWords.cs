using BtBattery.Aggregation.Model;

namespace BtBattery.Driver.Tools;

/// <summary>Protections for people, and as keys of the JSON output.</summary>
internal static class ProtectionWords
{
    private static readonly (Protection Protection, string Key, string Words)[] s_all =
    [
        (Protection.CellOvervoltage, "cell_overvoltage", "cell voltage too high"),
        (Protection.CellUndervoltage, "cell_undervoltage", "cell voltage too low"),
        (Protection.PackOvervoltage, "pack_overvoltage", "pack voltage too high"),
        (Protection.PackUndervoltage, "pack_undervoltage", "pack voltage too low"),
        (Protection.ChargeOvertemperature, "charge_overtemperature", "too hot to charge"),
        (Protection.ChargeUndertemperature, "charge_undertemperature", "too cold to charge"),
        (Protection.DischargeOvertemperature, "discharge_overtemperature", "too hot to discharge"),
        (Protection.DischargeUndertemperature, "discharge_undertemperature", "too cold to discharge"),
        (Protection.ChargeOvercurrent, "charge_overcurrent", "charge current too high"),
        (Protection.DischargeOvercurrent, "discharge_overcurrent", "discharge current too high"),
        (Protection.ShortCircuit, "short_circuit", "short circuit"),
        (Protection.FrontEndError, "front_end_error", "fault of the measuring chip"),
        (Protection.SoftwareLock, "software_lock", "a switch was turned off by command"),
        (Protection.ChargeTimeout, "charge_timeout", "charging took too long"),
        (Protection.SocHigh, "soc_high", "state of charge too high"),
        (Protection.SocLow, "soc_low", "state of charge too low"),
        (Protection.CellImbalance, "cell_imbalance", "cell voltages too far apart"),
        (Protection.TemperatureImbalance, "temperature_imbalance", "temperatures too far apart"),
        (Protection.PowerStageOvertemperature, "power_stage_overtemperature", "the power stage is too hot"),
        (Protection.InternalFault, "internal_fault", "fault inside the BMS"),
        (Protection.Unknown, "unknown", "a bit whose meaning is not known"),
    ];

    /// <summary>The key of a protection in JSON.</summary>
    public static string KeyOf(Protection protection) => Find(protection).Key;

    /// <summary>The protection of a key; <see cref="Protection.Unknown"/> for a key of a newer version.</summary>
    public static Protection Of(string key) =>
        Array.Find(s_all, row => row.Key == key) is { Words: not null } found ? found.Protection : Protection.Unknown;

    /// <summary>What happened, in words.</summary>
    public static string WordsOf(Protection protection) => Find(protection).Words;

    /// <summary>The key of a level in JSON.</summary>
    public static string KeyOf(ProtectionLevel level) => level switch
    {
        ProtectionLevel.State => "state",
        ProtectionLevel.Warning => "warning",
        _ => "alarm",
    };

    /// <summary>The level of a key; the gravest for a key of a newer version.</summary>
    public static ProtectionLevel LevelOf(string key) => key switch
    {
        "state" => ProtectionLevel.State,
        "warning" => ProtectionLevel.Warning,
        _ => ProtectionLevel.Alarm,
    };

    private static (Protection Protection, string Key, string Words) Find(Protection protection) =>
        Array.Find(s_all, row => row.Protection == protection);
}
