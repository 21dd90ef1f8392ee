using BtBattery.Aggregation.Model;
using BtBattery.Bms;
using BtBattery.Bms.Conversations;
using BtBattery.Driver.Options;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Publish.Surfaces;
using BtBattery.Driver.Tests.Fakes;

namespace BtBattery.Driver.Tests.Publish;

/// <summary>From the raw protection bits of a frame to the alarm path, bit by bit, for every family.</summary>
public sealed class AlarmTests
{
    private const int BitsOfJbd = 16;
    private const int BitsOfDaly = 64;
    private const int BitsOfP81 = 32;

    /// <summary>By its name in the table of the protocol, what a bit is to raise; empty for what is told, but is no alarm.</summary>
    private static readonly Dictionary<string, string> s_jbd = new()
    {
        ["cell_overvoltage"] = "/Alarms/HighCellVoltage 2",
        ["cell_undervoltage"] = "/Alarms/LowCellVoltage 2",
        ["pack_overvoltage"] = "/Alarms/HighVoltage 2",
        ["pack_undervoltage"] = "/Alarms/LowVoltage 2",
        ["charge_overtemperature"] = "/Alarms/HighChargeTemperature 2",
        ["charge_undertemperature"] = "/Alarms/LowChargeTemperature 2",
        ["discharge_overtemperature"] = "/Alarms/HighTemperature 2",
        ["discharge_undertemperature"] = "/Alarms/LowTemperature 2",
        ["charge_overcurrent"] = "/Alarms/HighChargeCurrent 2",
        ["discharge_overcurrent"] = "/Alarms/HighDischargeCurrent 2",
        ["short_circuit"] = "/Alarms/InternalFailure 2",
        ["ic_error"] = "/Alarms/InternalFailure 2",
        ["mosfet_software_lock"] = "",
        ["charge_timeout"] = "/Alarms/InternalFailure 1",
        ["reserved_bit_14"] = "",
        ["reserved_bit_15"] = "",
    };

    /// <summary>The bits that both generations document. Those that nobody has named are called reserved.</summary>
    private static readonly Dictionary<string, string> s_daly = new()
    {
        ["cell_overvoltage_warning"] = "/Alarms/HighCellVoltage 1",
        ["cell_overvoltage_alarm"] = "/Alarms/HighCellVoltage 2",
        ["cell_undervoltage_warning"] = "/Alarms/LowCellVoltage 1",
        ["cell_undervoltage_alarm"] = "/Alarms/LowCellVoltage 2",
        ["pack_overvoltage_warning"] = "/Alarms/HighVoltage 1",
        ["pack_overvoltage_alarm"] = "/Alarms/HighVoltage 2",
        ["pack_undervoltage_warning"] = "/Alarms/LowVoltage 1",
        ["pack_undervoltage_alarm"] = "/Alarms/LowVoltage 2",
        ["charge_overtemperature_warning"] = "/Alarms/HighChargeTemperature 1",
        ["charge_overtemperature_alarm"] = "/Alarms/HighChargeTemperature 2",
        ["charge_undertemperature_warning"] = "/Alarms/LowChargeTemperature 1",
        ["charge_undertemperature_alarm"] = "/Alarms/LowChargeTemperature 2",
        ["discharge_overtemperature_warning"] = "/Alarms/HighTemperature 1",
        ["discharge_overtemperature_alarm"] = "/Alarms/HighTemperature 2",
        ["discharge_undertemperature_warning"] = "/Alarms/LowTemperature 1",
        ["discharge_undertemperature_alarm"] = "/Alarms/LowTemperature 2",
        ["charge_overcurrent_warning"] = "/Alarms/HighChargeCurrent 1",
        ["charge_overcurrent_alarm"] = "/Alarms/HighChargeCurrent 2",
        ["discharge_overcurrent_warning"] = "/Alarms/HighDischargeCurrent 1",
        ["discharge_overcurrent_alarm"] = "/Alarms/HighDischargeCurrent 2",
        ["soc_high_warning"] = "",
        ["soc_high_alarm"] = "",
        ["soc_low_warning"] = "/Alarms/LowSoc 1",
        ["soc_low_alarm"] = "/Alarms/LowSoc 2",
        ["cell_imbalance_warning"] = "/Alarms/CellImbalance 1",
        ["cell_imbalance_alarm"] = "/Alarms/CellImbalance 2",
        ["temperature_imbalance_warning"] = "/Alarms/HighTemperature 1",
        ["temperature_imbalance_alarm"] = "/Alarms/HighTemperature 1",
        ["charge_mos_overtemperature"] = "/Alarms/HighInternalTemperature 2",
        ["discharge_mos_overtemperature"] = "/Alarms/HighInternalTemperature 2",
        ["charge_mos_sensor_fault"] = "/Alarms/InternalFailure 1",
        ["discharge_mos_sensor_fault"] = "/Alarms/InternalFailure 1",
        ["charge_mos_stuck"] = "/Alarms/InternalFailure 2",
        ["discharge_mos_stuck"] = "/Alarms/InternalFailure 2",
        ["charge_mos_open"] = "/Alarms/InternalFailure 2",
        ["discharge_mos_open"] = "/Alarms/InternalFailure 2",
        ["afe_fault"] = "/Alarms/InternalFailure 2",
        ["cell_sense_fault"] = "/Alarms/InternalFailure 2",
        ["temperature_sensor_fault"] = "/Alarms/InternalFailure 1",
        ["eeprom_fault"] = "/Alarms/InternalFailure 2",
        ["rtc_fault"] = "",
        ["precharge_fault"] = "/Alarms/InternalFailure 1",
        ["vehicle_comm_fault"] = "/Alarms/InternalFailure 1",
        ["internal_comm_fault"] = "/Alarms/InternalFailure 1",
    };

    /// <summary>The last register, which only the oldest generation documents; in the newer one its bits are shown and raise nothing.</summary>
    private static readonly Dictionary<string, string> s_lastOfA5 = new()
    {
        ["current_sensor_fault"] = "/Alarms/InternalFailure 1",
        ["pack_voltage_sense_fault"] = "/Alarms/InternalFailure 1",
        ["short_circuit"] = "/Alarms/InternalFailure 1",
        ["low_voltage_charge_forbidden"] = "",
    };

    private static readonly Dictionary<string, string> s_p81 = new() { ["internal_warning"] = "/Alarms/InternalFailure 1" };

    public static TheoryData<string, int> Bits()
    {
        var bits = new TheoryData<string, int>();
        foreach ((string family, int count) in (ReadOnlySpan<(string, int)>)[("jbd", BitsOfJbd), ("daly-d2", BitsOfDaly), ("daly-a5", BitsOfDaly), ("daly-p81", BitsOfP81)])
        {
            for (int bit = 0; bit < count; bit++)
            {
                bits.Add(family, bit);
            }
        }

        return bits;
    }

    [Theory]
    [MemberData(nameof(Bits))]
    public void A_bit_in_the_frame_raises_its_alarm_and_no_other(string family, int bit)
    {
        BmsFamily bms = BmsCatalog.Find(family)!;
        BatterySnapshot battery = Answer(bms, bit);
        ActiveProtection? active = battery.Protections!.Value.Value.Cast<ActiveProtection?>().SingleOrDefault();

        // The last byte of the oldest generation is a fault code.
        Assert.Equal(family == "daly-a5" && bit >= 56, active is null);
        string expected = active is { } up ? Expected(family, up.Name) : "";
        Assert.Equal(expected.Length == 0 ? [] : [expected], Raised(bms, battery));
    }

    [Fact]
    public void Every_case_has_its_bit()
    {
        foreach ((string family, Dictionary<string, string>[] cases) in
            (ReadOnlySpan<(string, Dictionary<string, string>[])>)[("jbd", [s_jbd]), ("daly-d2", [s_daly]), ("daly-a5", [s_daly, s_lastOfA5]), ("daly-p81", [s_p81])])
        {
            string[] names = [.. Bits().Where(row => (string)row[0] == family).SelectMany(row => NamesOf(family, (int)row[1]))];
            Assert.Empty(cases.SelectMany(table => table.Keys).Except(names));
        }
    }

    [Fact]
    public void What_a_board_cannot_tell_is_not_supported_rather_than_fine()
    {
        BmsFamily jbd = BmsCatalog.Find("jbd")!;
        ItemTree tree = Show(jbd, Answer(jbd, JbdFrame(0)));

        Assert.Equal(0, tree.Find("/Alarms/HighCellVoltage")!.Value.AsInteger);
        Assert.True(tree.Find("/Alarms/HighCellVoltage")!.Value.IsValid);
        Assert.False(tree.Find("/Alarms/HighInternalTemperature")!.Value.IsValid);
        Assert.False(tree.Find("/Alarms/CellImbalance")!.Value.IsValid);
    }

    /// <summary>A bit that the table of the decoder names has to have a case here; one that it calls reserved raises nothing.</summary>
    private static string Expected(string family, string name)
    {
        if (family == "jbd")
        {
            return s_jbd[name];
        }

        return family == "daly-p81" ? s_p81[name]
            : name.StartsWith("reserved_bit_", StringComparison.Ordinal) ? ""
            : s_daly.TryGetValue(name, out string? path) ? path
            : family == "daly-a5" ? s_lastOfA5[name]
            : s_lastOfA5.ContainsKey(name) ? ""
            : throw new KeyNotFoundException(name);
    }

    private static IEnumerable<string> NamesOf(string family, int bit) => Answer(BmsCatalog.Find(family)!, bit).Protections!.Value.Value.Select(up => up.Name);

    private static string[] Raised(BmsFamily family, BatterySnapshot battery) =>
    [
        .. Show(family, battery).Items
            .Where(item => item.Path.StartsWith("/Alarms/", StringComparison.Ordinal) && item.Value is { IsValid: true, AsInteger: > 0 })
            .Select(item => $"{item.Path} {item.Value.AsInteger}"),
    ];

    private static ItemTree Show(BmsFamily family, BatterySnapshot battery)
    {
        var tree = new ItemTree(Surface.Of(BankPlan.Watching(BankTurns.Options)));
        tree.Update(BankTurns.Of(battery, new BatteryStatus { BmsType = family.Id, Reports = family.Reports }));
        return tree;
    }

    private static BatterySnapshot Answer(BmsFamily family, int bit) => family.Id switch
    {
        "jbd" => Answer(family, JbdFrame((ushort)(1 << bit))),
        "daly-d2" => Answer(family, Registers(0xD2, 62, 0x3A + (bit / 16), (ushort)(1 << (bit % 16)))),
        "daly-p81" => Answer(family, Registers(0x51, 0x3E, 0x6D - 0x41 + (bit / 16), (ushort)(1 << (bit % 16)))),
        _ => AnswerA5(family, bit),
    };

    /// <summary>Asks the family's first question and gives it that answer.</summary>
    private static BatterySnapshot Answer(BmsFamily family, byte[] frame)
    {
        BmsConversation conversation = family.Start(new BmsOptions());
        conversation.StartRound();
        Assert.NotNull(conversation.NextRequest(default));
        BatterySnapshot? readings = conversation.Receive(frame, default).Readings;
        Assert.NotNull(readings);
        return readings with { Voltage = readings.Voltage ?? new(13.2, default) };
    }

    /// <summary>The alarms of the oldest generation are a question of their own, after four others.</summary>
    private static BatterySnapshot AnswerA5(BmsFamily family, int bit)
    {
        BmsConversation conversation = family.Start(new BmsOptions());
        conversation.StartRound();
        for (int at = 0; at < 20; at++)
        {
            var now = new MonotonicTime(TimeSpan.FromMilliseconds(-300 * (20 - at)));
            BmsRequest? request = conversation.NextRequest(now);
            Assert.NotNull(request);
            byte command = request.Bytes.Span[2];
            byte[] data = command switch
            {
                0x94 => [4, 1],
                0x90 => [0, 132, 0, 0, 0x75, 0x30],
                0x98 => BitConverter.GetBytes(1UL << bit),
                _ => [1],
            };
            byte[] frames = command == 0x95 ? [.. A5(command, [1, 12, 228, 12, 228, 12, 228]), .. A5(command, [2, 12, 228])] : A5(command, data);
            BatterySnapshot? readings = conversation.Receive(frames, now).Readings;
            if (command == 0x98)
            {
                return readings! with { Voltage = new(13.2, default) };
            }
        }

        throw new InvalidOperationException("It never asked for its alarms.");
    }

    private static byte[] A5(byte command, byte[] data)
    {
        byte[] frame = [0xA5, 0x01, command, 8, .. data, .. new byte[8 - data.Length]];
        return [.. frame, (byte)(frame.Sum(part => part) & 0xFF)];
    }

    private static byte[] JbdFrame(ushort protection)
    {
        byte[] frame = Convert.FromHexString("dd03001b0a5dffe416f817700001290700000000000016620308020ada0adbf98777");
        (frame[20], frame[21]) = ((byte)(protection >> 8), (byte)(protection & 0xFF));
        int sum = 0x10000;
        for (int i = 2; i < frame.Length - 3; i++)
        {
            sum -= frame[i];
        }

        (frame[^3], frame[^2]) = ((byte)(sum >> 8 & 0xFF), (byte)(sum & 0xFF));
        return frame;
    }

    /// <summary>The status reply of a newer Daly with 4 cells, with one more register set.</summary>
    private static byte[] Registers(byte unit, int count, int index, ushort value)
    {
        ushort[] registers = new ushort[count];
        if (unit == 0xD2)
        {
            (registers[0], registers[1], registers[0x28], registers[0x29], registers[0x2A]) = (3300, 3300, 66, 30000, 500);
            (registers[0x30], registers[0x31]) = (1000, 2);
        }

        registers[index] = value;
        byte[] frame = [unit, 0x03, (byte)(2 * count), .. registers.SelectMany(register => (byte[])[(byte)(register >> 8), (byte)(register & 0xFF)])];
        ushort crc = 0xFFFF;
        foreach (byte part in frame)
        {
            crc ^= part;
            for (int shift = 0; shift < 8; shift++)
            {
                crc = (ushort)((crc & 1) != 0 ? crc >> 1 ^ 0xA001 : crc >> 1);
            }
        }

        return [.. frame, (byte)(crc & 0xFF), (byte)(crc >> 8)];
    }
}
