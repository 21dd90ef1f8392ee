using BtBattery.Aggregation.Model;
using BtBattery.Bms.Daly;

namespace BtBattery.Bms.Tests.Daly;

public class DalyAlarmTests
{
    /// <summary>Register, bit, condition, level and name as in docs/bms/daly.md.</summary>
    public static TheoryData<int, int, Protection, ProtectionLevel, string> Bits
    {
        get
        {
            var rows = new TheoryData<int, int, Protection, ProtectionLevel, string>
            {
                { 0x3B, 4, Protection.SocHigh, ProtectionLevel.State, "soc_high_warning" },
                { 0x3B, 5, Protection.SocHigh, ProtectionLevel.State, "soc_high_alarm" },
                { 0x3B, 10, Protection.TemperatureImbalance, ProtectionLevel.Warning, "temperature_imbalance_warning" },
                { 0x3B, 11, Protection.TemperatureImbalance, ProtectionLevel.Warning, "temperature_imbalance_alarm" },
                { 0x3B, 12, Protection.Unknown, ProtectionLevel.State, "reserved_bit_3_4" },
                { 0x3C, 0, Protection.PowerStageOvertemperature, ProtectionLevel.Alarm, "charge_mos_overtemperature" },
                { 0x3C, 1, Protection.PowerStageOvertemperature, ProtectionLevel.Alarm, "discharge_mos_overtemperature" },
                { 0x3C, 2, Protection.InternalFault, ProtectionLevel.Warning, "charge_mos_sensor_fault" },
                { 0x3C, 3, Protection.InternalFault, ProtectionLevel.Warning, "discharge_mos_sensor_fault" },
                { 0x3C, 4, Protection.InternalFault, ProtectionLevel.Alarm, "charge_mos_stuck" },
                { 0x3C, 5, Protection.InternalFault, ProtectionLevel.Alarm, "discharge_mos_stuck" },
                { 0x3C, 6, Protection.InternalFault, ProtectionLevel.Alarm, "charge_mos_open" },
                { 0x3C, 7, Protection.InternalFault, ProtectionLevel.Alarm, "discharge_mos_open" },
                { 0x3C, 8, Protection.FrontEndError, ProtectionLevel.Alarm, "afe_fault" },
                { 0x3C, 9, Protection.InternalFault, ProtectionLevel.Alarm, "cell_sense_fault" },
                { 0x3C, 10, Protection.InternalFault, ProtectionLevel.Warning, "temperature_sensor_fault" },
                { 0x3C, 11, Protection.InternalFault, ProtectionLevel.Alarm, "eeprom_fault" },
                { 0x3C, 12, Protection.InternalFault, ProtectionLevel.State, "rtc_fault" },
                { 0x3C, 13, Protection.InternalFault, ProtectionLevel.Warning, "precharge_fault" },
                { 0x3C, 14, Protection.InternalFault, ProtectionLevel.Warning, "vehicle_comm_fault" },
                { 0x3C, 15, Protection.InternalFault, ProtectionLevel.Warning, "internal_comm_fault" },
            };
            AddPair(0x3A, 0, Protection.CellOvervoltage, "cell_overvoltage");
            AddPair(0x3A, 2, Protection.CellUndervoltage, "cell_undervoltage");
            AddPair(0x3A, 4, Protection.PackOvervoltage, "pack_overvoltage");
            AddPair(0x3A, 6, Protection.PackUndervoltage, "pack_undervoltage");
            AddPair(0x3A, 8, Protection.ChargeOvertemperature, "charge_overtemperature");
            AddPair(0x3A, 10, Protection.ChargeUndertemperature, "charge_undertemperature");
            AddPair(0x3A, 12, Protection.DischargeOvertemperature, "discharge_overtemperature");
            AddPair(0x3A, 14, Protection.DischargeUndertemperature, "discharge_undertemperature");
            AddPair(0x3B, 0, Protection.ChargeOvercurrent, "charge_overcurrent");
            AddPair(0x3B, 2, Protection.DischargeOvercurrent, "discharge_overcurrent");
            AddPair(0x3B, 6, Protection.SocLow, "soc_low");
            AddPair(0x3B, 8, Protection.CellImbalance, "cell_imbalance");
            return rows;

            void AddPair(int register, int bit, Protection protection, string name)
            {
                rows.Add(register, bit, protection, ProtectionLevel.Warning, name + "_warning");
                rows.Add(register, bit + 1, protection, ProtectionLevel.Alarm, name + "_alarm");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Bits))]
    public void Each_bit_stands_for_itself_in_both_generations(
        int register, int bit, Protection protection, ProtectionLevel level, string name)
    {
        ulong bits = 1UL << 16 * (register - 0x3A) + bit;
        ActiveProtection wanted = new(protection, level, name);
        Assert.Equal([wanted], DalyAlarms.DecodeD2(bits));
        Assert.Equal([wanted], DalyAlarms.DecodeA5(bits));
        Assert.DoesNotContain(wanted, DalyAlarms.DecodeD2(~bits));
    }

    [Fact]
    public void All_bits_together_keep_their_order()
    {
        IReadOnlyList<ActiveProtection> all = DalyAlarms.DecodeD2(ulong.MaxValue);
        Assert.Equal(64, all.Select(p => p.Name).Distinct().Count());
        Assert.Equal("cell_overvoltage_warning", all[0].Name);
        Assert.Equal("reserved_bit_7_7", all[63].Name);
    }

    [Fact]
    public void The_fault_code_of_a5_is_no_bit()
    {
        Assert.Empty(DalyAlarms.DecodeA5(0xFF00_0000_0000_0000));
        Assert.Equal(
            [new ActiveProtection(Protection.ShortCircuit, ProtectionLevel.Warning, "short_circuit")],
            DalyAlarms.DecodeA5(0x0004_0000_0000_0000));
    }
}
