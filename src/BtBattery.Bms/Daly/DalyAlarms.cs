using System.Numerics;
using BtBattery.Aggregation.Model;

namespace BtBattery.Bms.Daly;

/// <summary>
/// The alarm bits: registers 0x3A–0x3D of d2, command 0x98 of a5. Both are the same list of 64 bits: bit b of register
/// 0x3A + r is number 16 r + b, bit b of byte n is number 8 n + b.
/// </summary>
/// <remarks>
/// Most conditions have two bits, first a warning, then the one on which the board acts. Reserved bits are named after
/// byte and bit and are never acted on. Source: docs/bms/daly.md.
/// </remarks>
internal static class DalyAlarms
{
    private const int UndocumentedFrom = 48;

    private static readonly ActiveProtection[] s_byBit = MakeTable();

    /// <summary>Everything the bits can tell.</summary>
    public static IReadOnlyList<Protection> Reported { get; } = [.. s_byBit.Select(bit => bit.Protection).Distinct()];

    /// <summary>The bits of a5, which documents its byte 6. Byte 7 is a fault code and is not among them.</summary>
    public static IReadOnlyList<ActiveProtection> DecodeA5(ulong bits) => Decode(bits & 0x00FF_FFFF_FFFF_FFFF, areLastBytesDocumented: true);

    /// <summary>The bits of d2, for which nobody has documented register 0x3D: its bits are shown, never acted on.</summary>
    public static IReadOnlyList<ActiveProtection> DecodeD2(ulong bits) => Decode(bits, areLastBytesDocumented: false);

    private static ActiveProtection[] Decode(ulong bits, bool areLastBytesDocumented)
    {
        if (bits == 0)
            return [];
        var active = new ActiveProtection[BitOperations.PopCount(bits)];
        int next = 0;
        for (int bit = 0; bit < s_byBit.Length; bit++)
        {
            if ((bits >> bit & 1) == 0)
                continue;
            ActiveProtection protection = s_byBit[bit];
            active[next++] = bit >= UndocumentedFrom && !areLastBytesDocumented
                ? protection with { Level = ProtectionLevel.State }
                : protection;
        }

        return active;
    }

    private static ActiveProtection[] MakeTable()
    {
        var table = new ActiveProtection[64];
        for (int bit = 0; bit < table.Length; bit++)
            table[bit] = new(Protection.Unknown, ProtectionLevel.State, $"reserved_bit_{bit / 8}_{bit % 8}");

        AddPair(0, Protection.CellOvervoltage, "cell_overvoltage");
        AddPair(2, Protection.CellUndervoltage, "cell_undervoltage");
        AddPair(4, Protection.PackOvervoltage, "pack_overvoltage");
        AddPair(6, Protection.PackUndervoltage, "pack_undervoltage");
        AddPair(8, Protection.ChargeOvertemperature, "charge_overtemperature");
        AddPair(10, Protection.ChargeUndertemperature, "charge_undertemperature");
        AddPair(12, Protection.DischargeOvertemperature, "discharge_overtemperature");
        AddPair(14, Protection.DischargeUndertemperature, "discharge_undertemperature");
        AddPair(16, Protection.ChargeOvercurrent, "charge_overcurrent");
        AddPair(18, Protection.DischargeOvercurrent, "discharge_overcurrent");
        // A full battery is no fault.
        Add(20, Protection.SocHigh, ProtectionLevel.State, "soc_high_warning");
        Add(21, Protection.SocHigh, ProtectionLevel.State, "soc_high_alarm");
        AddPair(22, Protection.SocLow, "soc_low");
        AddPair(24, Protection.CellImbalance, "cell_imbalance");
        // Sensors that differ are no reason to stop; the board's own limits are the bits above.
        Add(26, Protection.TemperatureImbalance, ProtectionLevel.Warning, "temperature_imbalance_warning");
        Add(27, Protection.TemperatureImbalance, ProtectionLevel.Warning, "temperature_imbalance_alarm");
        Add(32, Protection.PowerStageOvertemperature, ProtectionLevel.Alarm, "charge_mos_overtemperature");
        Add(33, Protection.PowerStageOvertemperature, ProtectionLevel.Alarm, "discharge_mos_overtemperature");
        Add(34, Protection.InternalFault, ProtectionLevel.Warning, "charge_mos_sensor_fault");
        Add(35, Protection.InternalFault, ProtectionLevel.Warning, "discharge_mos_sensor_fault");
        Add(36, Protection.InternalFault, ProtectionLevel.Alarm, "charge_mos_stuck");
        Add(37, Protection.InternalFault, ProtectionLevel.Alarm, "discharge_mos_stuck");
        Add(38, Protection.InternalFault, ProtectionLevel.Alarm, "charge_mos_open");
        Add(39, Protection.InternalFault, ProtectionLevel.Alarm, "discharge_mos_open");
        Add(40, Protection.FrontEndError, ProtectionLevel.Alarm, "afe_fault");
        Add(41, Protection.InternalFault, ProtectionLevel.Alarm, "cell_sense_fault");
        Add(42, Protection.InternalFault, ProtectionLevel.Warning, "temperature_sensor_fault");
        Add(43, Protection.InternalFault, ProtectionLevel.Alarm, "eeprom_fault");
        // A wrong clock harms no battery.
        Add(44, Protection.InternalFault, ProtectionLevel.State, "rtc_fault");
        Add(45, Protection.InternalFault, ProtectionLevel.Warning, "precharge_fault");
        Add(46, Protection.InternalFault, ProtectionLevel.Warning, "vehicle_comm_fault");
        Add(47, Protection.InternalFault, ProtectionLevel.Warning, "internal_comm_fault");
        Add(48, Protection.InternalFault, ProtectionLevel.Warning, "current_sensor_fault");
        Add(49, Protection.InternalFault, ProtectionLevel.Warning, "pack_voltage_sense_fault");
        Add(50, Protection.ShortCircuit, ProtectionLevel.Warning, "short_circuit");
        Add(51, Protection.InternalFault, ProtectionLevel.State, "low_voltage_charge_forbidden");
        return table;

        void Add(int bit, Protection protection, ProtectionLevel level, string name) => table[bit] = new(protection, level, name);

        void AddPair(int bit, Protection protection, string name)
        {
            Add(bit, protection, ProtectionLevel.Warning, name + "_warning");
            Add(bit + 1, protection, ProtectionLevel.Alarm, name + "_alarm");
        }
    }
}
