using BtBattery.Aggregation.Model;
using BtBattery.Bms.Framing;
using BtBattery.Bms.Jbd;

namespace BtBattery.Bms.Tests.Jbd;

public class JbdPackInfoTests
{
    private static readonly MonotonicTime s_at = new(TimeSpan.FromSeconds(5));

    [Fact]
    public void Every_value_carries_the_moment_of_its_frame()
    {
        BatterySnapshot readings = Decode();
        Assert.Equal(s_at, readings.Voltage!.Value.At);
        Assert.Equal(s_at, readings.Balancing!.Value.At);
        Assert.Equal(s_at, readings.ProductionDate!.Value.At);
    }

    [Theory]
    [InlineData(0, 0.0)]
    [InlineData(1, 0.01)]
    [InlineData(-1, -0.01)]
    [InlineData(-287, -2.87)]
    [InlineData(32767, 327.67)]
    [InlineData(-32768, -327.68)]
    public void Current_is_signed_and_positive_while_charging(int raw, double amps)
    {
        Assert.Equal(amps, Decode(p => p.Current = raw).Current!.Value.Value);
        double inverted = JbdPackInfo.Decode(Payload(p => p.Current = raw), s_at, invertCurrent: true).Current!.Value.Value;
        Assert.Equal(-amps, inverted);
        Assert.False(double.IsNegative(inverted) && inverted == 0, "minus zero would be printed as -0");
    }

    [Fact]
    public void Numbers_keep_their_printed_digits()
    {
        BatterySnapshot readings = Decode(p => (p.Voltage, p.Remaining, p.Design) = (1320, 65535, 31247));
        Assert.Equal("13.2", readings.Voltage!.Value.Value.ToString());
        Assert.Equal("655.35", readings.RemainingAh!.Value.Value.ToString());
        Assert.Equal("312.47", readings.DesignAh!.Value.Value.ToString());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    public void Any_number_of_sensors_is_read_in_order(int sensors)
    {
        int[] raw = [.. Enumerable.Range(0, sensors).Select(i => 2731 + 10 * i)];
        BatterySnapshot readings = Decode(p => p.Temperatures = raw);
        Assert.Equal(sensors, readings.TemperatureSensorCount!.Value.Value);
        Assert.Equal(Enumerable.Range(0, sensors).Select(i => (double?)i), readings.Temperatures!.Value.Value);
    }

    [Fact]
    public void A_sensor_out_of_range_is_absent_and_keeps_its_place()
    {
        BatterySnapshot readings = Decode(p => p.Temperatures = [2331, 2330, 0, 0xFFFF, 3981, 3982, 2731]);
        Assert.Equal([-40.0, null, null, null, 125.0, null, 0.0], readings.Temperatures!.Value.Value);
    }

    [Theory]
    [InlineData(8, null)]
    [InlineData(9, 312.47)]
    [InlineData(12, 312.47)]
    public void Full_capacity_comes_from_a_whole_trailing_part_only(int trailing, double? expected)
    {
        byte[] bytes = [0, 0, 0, 0x7A, 0x0F, 0x40, 0xAE, 0x81, 0x10, 1, 2, 3];
        BatterySnapshot readings = Decode(p => (p.Temperatures, p.Trailing) = ([2731, 2741, 2751], bytes[..trailing]));
        Assert.Equal(expected, readings.FullAh?.Value);
        Assert.Equal(3, readings.Temperatures!.Value.Value.Count);
    }

    [Fact]
    public void A_capacity_of_zero_is_not_known()
    {
        BatterySnapshot readings = Decode(p => (p.Design, p.Trailing) = (0, new byte[9]));
        Assert.Null(readings.DesignAh);
        Assert.Null(readings.FullAh);
    }

    [Theory]
    [InlineData(22 << 9 | 3 << 5 | 28, "2022-03-28")]
    [InlineData(24 << 9 | 2 << 5 | 29, "2024-02-29")]
    [InlineData(23 << 9 | 2 << 5 | 29, null)]
    [InlineData(22 << 9 | 13 << 5 | 1, null)]
    [InlineData(22 << 9 | 4 << 5 | 31, null)]
    [InlineData(0, null)]
    [InlineData(0xFFFF, null)]
    public void Only_a_real_date_is_a_production_date(int raw, string? expected) =>
        Assert.Equal(expected, Decode(p => p.Date = raw).ProductionDate?.Value.ToString("yyyy-MM-dd"));

    [Theory]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(32)]
    public void Balancing_has_exactly_one_flag_per_cell(int cells)
    {
        BatterySnapshot readings = Decode(p => (p.Cells, p.Balance1To16, p.Balance17To32) = (cells, 0xFFFF, 0xFFFF));
        Assert.Equal(Enumerable.Repeat(true, cells), readings.Balancing!.Value.Value);
    }

    [Theory]
    [InlineData(0x0001, 0x0000, 0)]
    [InlineData(0x8000, 0x0000, 15)]
    [InlineData(0x0000, 0x0001, 16)]
    [InlineData(0x0000, 0x8000, 31)]
    public void The_low_bit_of_each_balancing_word_is_its_first_cell(int low, int high, int cell)
    {
        BatterySnapshot readings = Decode(p => (p.Cells, p.Balance1To16, p.Balance17To32) = (32, low, high));
        Assert.Equal([cell], Enumerable.Range(0, 32).Where(i => readings.Balancing!.Value.Value[i]));
    }

    [Fact]
    public void A_board_with_more_than_32_cells_has_flags_for_the_first_32()
    {
        BatterySnapshot readings = Decode(p => p.Cells = 40);
        Assert.Equal(32, readings.Balancing!.Value.Value.Count);
        Assert.Equal(40, readings.CellCount!.Value.Value);
    }

    public static TheoryData<int, Protection, ProtectionLevel, string> ProtectionBits => new()
    {
        { 0, Protection.CellOvervoltage, ProtectionLevel.Alarm, "cell_overvoltage" },
        { 1, Protection.CellUndervoltage, ProtectionLevel.Alarm, "cell_undervoltage" },
        { 2, Protection.PackOvervoltage, ProtectionLevel.Alarm, "pack_overvoltage" },
        { 3, Protection.PackUndervoltage, ProtectionLevel.Alarm, "pack_undervoltage" },
        { 4, Protection.ChargeOvertemperature, ProtectionLevel.Alarm, "charge_overtemperature" },
        { 5, Protection.ChargeUndertemperature, ProtectionLevel.Alarm, "charge_undertemperature" },
        { 6, Protection.DischargeOvertemperature, ProtectionLevel.Alarm, "discharge_overtemperature" },
        { 7, Protection.DischargeUndertemperature, ProtectionLevel.Alarm, "discharge_undertemperature" },
        { 8, Protection.ChargeOvercurrent, ProtectionLevel.Alarm, "charge_overcurrent" },
        { 9, Protection.DischargeOvercurrent, ProtectionLevel.Alarm, "discharge_overcurrent" },
        { 10, Protection.ShortCircuit, ProtectionLevel.Alarm, "short_circuit" },
        { 11, Protection.FrontEndError, ProtectionLevel.Alarm, "ic_error" },
        { 12, Protection.SoftwareLock, ProtectionLevel.State, "mosfet_software_lock" },
        { 13, Protection.ChargeTimeout, ProtectionLevel.Warning, "charge_timeout" },
        { 14, Protection.Unknown, ProtectionLevel.State, "reserved_bit_14" },
        { 15, Protection.Unknown, ProtectionLevel.State, "reserved_bit_15" },
    };

    [Theory]
    [MemberData(nameof(ProtectionBits))]
    public void Each_protection_bit_stands_for_itself(int bit, Protection protection, ProtectionLevel level, string name)
    {
        ActiveProtection wanted = new(protection, level, name);
        Assert.Equal([wanted], Decode(p => p.Protection = 1 << bit).Protections!.Value.Value);
        Assert.Equal(wanted, Decode(p => p.Protection = 0xFFFF).Protections!.Value.Value[bit]);
        Assert.DoesNotContain(wanted, Decode(p => p.Protection = 0xFFFF ^ 1 << bit).Protections!.Value.Value);
    }

    [Fact]
    public void A_payload_shorter_than_its_fields_is_refused()
    {
        byte[] whole = Payload(p => p.Temperatures = [2731, 2731]);
        for (int length = 0; length < whole.Length; length++)
        {
            byte[] cut = whole[..length];
            Assert.Throws<MalformedReplyException>(() => JbdPackInfo.Decode(cut, s_at));
        }
    }

    [Fact]
    public void Cells_keep_their_place_whatever_they_read()
    {
        byte[] frame = JbdReply.Cells(3300, 0, 65535, 3299);
        BatterySnapshot readings = JbdCells.Decode(JbdFrames.Payload(frame), s_at);
        Assert.Equal([3.3, 0.0, 65.535, 3.299], readings.CellVoltages!.Value.Value);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public void Half_a_cell_is_refused(int length) =>
        Assert.Throws<MalformedReplyException>(() => JbdCells.Decode(new byte[length], s_at));

    [Fact]
    public void A_name_is_printable_text()
    {
        Assert.Equal("JBD-4S", JbdName.Decode("JBD-4S\0\0"u8, s_at).Hardware?.Value);
        Assert.Null(JbdName.Decode("\0"u8, s_at).Hardware);
        Assert.Throws<MalformedReplyException>(() => JbdName.Decode([0x4A, 0x07], s_at));
    }

    private static BatterySnapshot Decode(Action<JbdReply.Pack>? change = null) => JbdPackInfo.Decode(Payload(change), s_at);

    private static byte[] Payload(Action<JbdReply.Pack>? change) => JbdReply.PackInfo(change)[4..^3];
}
