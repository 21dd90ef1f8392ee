using BtBattery.Aggregation.Model;
using BtBattery.Bms;
using BtBattery.Bms.Conversations;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Publish.Surfaces;
using BtBattery.Driver.Tests.Fakes;

namespace BtBattery.Driver.Tests.Publish;

/// <summary>From the raw protection bits of a frame to the alarm path, bit by bit.</summary>
public sealed class AlarmTests
{
    private static readonly string[] s_jbd =
    [
        "/Alarms/HighCellVoltage 2", "/Alarms/LowCellVoltage 2", "/Alarms/HighVoltage 2", "/Alarms/LowVoltage 2", "/Alarms/HighChargeTemperature 2",
        "/Alarms/LowChargeTemperature 2", "/Alarms/HighTemperature 2", "/Alarms/LowTemperature 2", "/Alarms/HighChargeCurrent 2",
        "/Alarms/HighDischargeCurrent 2", "/Alarms/InternalFailure 2", "/Alarms/InternalFailure 2", "", "/Alarms/InternalFailure 1", "", "",
    ];

    // Bits of registers 3A, 3B, 3C as docs/bms/daly.md lists them; "" = told, but no alarm.
    private static readonly string[] s_dalyD2 =
    [
        "/Alarms/HighCellVoltage 1", "/Alarms/HighCellVoltage 2", "/Alarms/LowCellVoltage 1", "/Alarms/LowCellVoltage 2", "/Alarms/HighVoltage 1",
        "/Alarms/HighVoltage 2", "/Alarms/LowVoltage 1", "/Alarms/LowVoltage 2", "/Alarms/HighChargeTemperature 1", "/Alarms/HighChargeTemperature 2",
        "/Alarms/LowChargeTemperature 1", "/Alarms/LowChargeTemperature 2", "/Alarms/HighTemperature 1", "/Alarms/HighTemperature 2",
        "/Alarms/LowTemperature 1", "/Alarms/LowTemperature 2", "/Alarms/HighChargeCurrent 1", "/Alarms/HighChargeCurrent 2",
        "/Alarms/HighDischargeCurrent 1", "/Alarms/HighDischargeCurrent 2", "", "", "/Alarms/LowSoc 1", "/Alarms/LowSoc 2",
        "/Alarms/CellImbalance 1", "/Alarms/CellImbalance 2", "/Alarms/HighTemperature 1", "/Alarms/HighTemperature 1", "", "", "", "",
        "/Alarms/HighInternalTemperature 2", "/Alarms/HighInternalTemperature 2", "/Alarms/InternalFailure 1", "/Alarms/InternalFailure 1",
        "/Alarms/InternalFailure 2", "/Alarms/InternalFailure 2", "/Alarms/InternalFailure 2", "/Alarms/InternalFailure 2", "/Alarms/InternalFailure 2",
        "/Alarms/InternalFailure 2", "/Alarms/InternalFailure 1", "/Alarms/InternalFailure 2", "", "/Alarms/InternalFailure 1",
        "/Alarms/InternalFailure 1", "/Alarms/InternalFailure 1",
    ];

    public static TheoryData<string, int, string> Bits()
    {
        var bits = new TheoryData<string, int, string>();
        for (int bit = 0; bit < s_jbd.Length; bit++)
        {
            bits.Add("jbd", bit, s_jbd[bit]);
        }

        for (int bit = 0; bit < s_dalyD2.Length; bit++)
        {
            bits.Add("daly-d2", bit, s_dalyD2[bit]);
        }

        return bits;
    }

    [Theory]
    [MemberData(nameof(Bits))]
    public void A_bit_in_the_frame_raises_its_alarm_and_no_other(string family, int bit, string expected)
    {
        BmsFamily bms = BmsCatalog.Find(family)!;
        BatterySnapshot battery = family == "jbd" ? Answer(bms, JbdFrame((ushort)(1 << bit))) : Answer(bms, DalyFrame(bit));
        string[] raised = [.. Raised(bms, battery)];

        Assert.Equal(expected.Length == 0 ? [] : [expected], raised);
    }

    [Fact]
    public void What_a_board_cannot_tell_is_not_supported_rather_than_fine()
    {
        BmsFamily jbd = BmsCatalog.Find("jbd")!;
        var tree = new ItemTree(Surface.OfBattery);
        tree.Update(CreateTurn(jbd, Answer(jbd, JbdFrame(0))));

        Assert.Equal(0, tree.Find("/Alarms/HighCellVoltage")!.Value.AsInteger);
        Assert.True(tree.Find("/Alarms/HighCellVoltage")!.Value.IsValid);
        Assert.False(tree.Find("/Alarms/LowSoc")!.Value.IsValid);
        Assert.False(tree.Find("/Alarms/CellImbalance")!.Value.IsValid);
    }

    private static IEnumerable<string> Raised(BmsFamily family, BatterySnapshot battery)
    {
        var tree = new ItemTree(Surface.OfBattery);
        tree.Update(CreateTurn(family, battery));
        return tree.Items
            .Where(item => item.Path.StartsWith("/Alarms/", StringComparison.Ordinal) && item.Value is { IsValid: true, AsInteger: > 0 })
            .Select(item => $"{item.Path} {item.Value.AsInteger}");
    }

    private static BankTurn CreateTurn(BmsFamily family, BatterySnapshot battery) =>
        BankTurns.Of(battery, new BatteryStatus { BmsType = family.Id, Reports = family.Reports });

    /// <summary>Asks the family's first question and gives it that answer.</summary>
    private static BatterySnapshot Answer(BmsFamily family, byte[] frame)
    {
        BmsConversation conversation = family.Start(new BmsOptions());
        conversation.StartRound();
        Assert.NotNull(conversation.NextRequest(default));
        BatterySnapshot? readings = conversation.Receive(frame, default).Readings;
        Assert.NotNull(readings);
        return readings;
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

    private static byte[] DalyFrame(int bit)
    {
        byte[] frame = new byte[129];
        (frame[0], frame[1], frame[2]) = (0xD2, 0x03, 124);
        Set(0x00, 3300);
        Set(0x01, 3300);
        Set(0x28, 66);
        Set(0x29, 30000);
        Set(0x2A, 500);
        Set(0x30, 1000);
        Set(0x31, 2);
        int register = 0x3A + bit / 16;
        Set(register, (ushort)(1 << (bit % 16)));
        ushort crc = 0xFFFF;
        for (int i = 0; i < 127; i++)
        {
            crc ^= frame[i];
            for (int shift = 0; shift < 8; shift++)
            {
                crc = (ushort)((crc & 1) != 0 ? crc >> 1 ^ 0xA001 : crc >> 1);
            }
        }

        (frame[127], frame[128]) = ((byte)(crc & 0xFF), (byte)(crc >> 8));
        return frame;

        void Set(int register, ushort value) => (frame[3 + 2 * register], frame[4 + 2 * register]) = ((byte)(value >> 8), (byte)(value & 0xFF));
    }
}
