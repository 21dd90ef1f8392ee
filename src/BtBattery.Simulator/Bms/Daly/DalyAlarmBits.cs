namespace BtBattery.Simulator.Bms;

/// <summary>
/// The alarms of Daly boards by name, in the order of their bits: register 0x3A bit 0 first, or byte 0 bit 0 of
/// command 0x98.
/// </summary>
internal static class DalyAlarmBits
{
    /// <summary>These have two bits each: a warning, then the alarm on which the board acts.</summary>
    private static readonly string[] Levelled =
    [
        "cell_overvoltage", "cell_undervoltage", "pack_overvoltage", "pack_undervoltage",
        "charge_overtemperature", "charge_undertemperature", "discharge_overtemperature", "discharge_undertemperature",
        "charge_overcurrent", "discharge_overcurrent", "soc_high", "soc_low", "cell_imbalance", "temperature_imbalance",
    ];

    private static readonly string[] Single =
    [
        "charge_mos_overtemperature", "discharge_mos_overtemperature", "charge_mos_sensor_fault", "discharge_mos_sensor_fault",
        "charge_mos_stuck", "discharge_mos_stuck", "charge_mos_open", "discharge_mos_open",
        "afe_fault", "cell_sense_fault", "temperature_sensor_fault", "eeprom_fault",
        "rtc_fault", "precharge_fault", "vehicle_comm_fault", "internal_comm_fault",
    ];

    /// <summary>Name to bit number.</summary>
    public static readonly IReadOnlyDictionary<string, int> Bits = Number();

    /// <summary>Eight bytes' worth of bits; number 16 r + b is bit b of register 0x3A + r.</summary>
    public static ulong Of(BatteryState state) => state.Protections.Aggregate(0ul, (bits, name) => bits | 1ul << Bits[name]);

    private static Dictionary<string, int> Number()
    {
        var bits = new Dictionary<string, int>();
        for (int i = 0; i < Levelled.Length; i++)
        {
            bits.Add(Levelled[i] + "_warning", 2 * i);
            bits.Add(Levelled[i] + "_alarm", 2 * i + 1);
        }
        // Registers 0x3A and 0x3B hold 32 bits, of which the last four are not used; the single ones begin with 0x3C.
        for (int i = 0; i < Single.Length; i++) bits.Add(Single[i], 32 + i);
        return bits;
    }
}
