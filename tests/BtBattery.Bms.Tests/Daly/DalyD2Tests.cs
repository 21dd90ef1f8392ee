using BtBattery.Aggregation.Model;
using BtBattery.Bms.Conversations;
using BtBattery.Bms.Framing;
using BtBattery.Bms.Tests.Conversations;

namespace BtBattery.Bms.Tests.Daly;

public class DalyD2Tests
{
    private const string AskStatus = "D2030000003ED7B9";
    private const string AskBalancing = "D203003E0009F7A3";
    private const string AskWideStatus = "D203000000505655";
    private const string AskSettings = "D20300800029965F";
    private const string AskVersion = "D20300A900208791";

    private readonly Line _line = new("daly-d2");

    [Fact]
    public void A_round_reads_the_status_and_the_block_behind_it()
    {
        Assert.Equal(AskStatus, _line.StartRound());
        _line.Read(DalyReply.D2Status());
        Assert.Equal(AskBalancing, _line.Next());
        _line.Read(DalyReply.D2Balancing());
        Assert.Equal(AskSettings, _line.Next());
        _line.Read(DalyReply.Registers(0xD2, [1050, .. new int[40]]));
        Assert.Equal(AskVersion, _line.Next());
        _line.Read(DalyReply.Registers(0xD2, new int[32]));
        Assert.Null(_line.Next());

        Assert.Equal(AskStatus, _line.StartRound());
        _line.Read(DalyReply.D2Status());
        Assert.Equal(AskBalancing, _line.Next());
        _line.Read(DalyReply.D2Balancing());
        Assert.Null(_line.Next());
    }

    [Fact]
    public void A_board_without_that_block_is_tried_with_80_registers()
    {
        _line.StartRound();
        _line.Read(DalyReply.D2Status());
        Assert.Equal(AskBalancing, _line.Next());
        Assert.Equal(AskWideStatus, _line.Next());
        BatterySnapshot wide = _line.Read(DalyReply.D2Status(r => (r[0x3E], r[0x42]) = (0b1010, 55), count: 80));
        Assert.Equal([false, true, false, true], wide.Balancing!.Value.Value);
        Assert.Equal(15.0, wide.MosTemperature!.Value.Value);
        Assert.Null(wide.BoardTemperature!.Value.Value);

        Assert.Equal(AskWideStatus, _line.StartRound());
    }

    [Fact]
    public void A_block_that_was_answered_before_may_miss_an_answer()
    {
        for (int round = 0; round < 6; round++)
        {
            _line.StartRound();
            _line.Read(DalyReply.D2Status());
            Assert.Equal(AskBalancing, _line.Next());
            if (round % 3 == 0)
                _line.Read(DalyReply.D2Balancing());
            else
                _line.Conversation.NoAnswer();
        }

        _line.StartRound();
        _line.Read(DalyReply.D2Status());
        Assert.Equal(AskBalancing, _line.Next());
        Assert.Equal(AskWideStatus, _line.Next());
    }

    [Fact]
    public void A_board_with_neither_is_read_by_its_62_registers()
    {
        _line.StartRound();
        _line.Read(DalyReply.D2Status());
        Assert.Equal([AskBalancing, AskWideStatus, AskSettings, AskVersion, null], Enumerable.Range(0, 5).Select(_ => _line.Next()));
        for (int round = 0; round < 3; round++)
        {
            Assert.Equal(AskStatus, _line.StartRound());
            _line.Read(DalyReply.D2Status());
            Assert.Null(_line.Next());
        }

        Assert.False(_line.Conversation.IsUnresponsive);
    }

    [Theory]
    [InlineData(30000, 0.0)]
    [InlineData(29975, -2.5)]
    [InlineData(30025, 2.5)]
    [InlineData(0, -3000.0)]
    public void Raw_values_above_30000_charge(int raw, double amps) =>
        Assert.Equal(amps, Status(r => r[0x29] = raw).Current!.Value.Value);

    [Fact]
    public void Only_cells_and_sensors_that_are_fitted_are_read()
    {
        BatterySnapshot status = Status(r =>
        {
            Array.Fill(r, 3300, 0, 32);
            (r[1], r[0x31], r[0x32]) = (0, 3, 4);
            (r[0x20], r[0x21], r[0x22], r[0x23], r[0x24]) = (0, 40, 255, 165, 0x28);
        });
        Assert.Equal([3.3, 0.0, 3.3], status.CellVoltages!.Value.Value);
        Assert.Equal([-40.0, 0.0, null, 125.0], status.Temperatures!.Value.Value);
        Assert.Equal(3, status.CellCount!.Value.Value);
        Assert.Equal(4, status.TemperatureSensorCount!.Value.Value);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(33, 1)]
    [InlineData(65535, 1)]
    [InlineData(16, 9)]
    public void Impossible_counts_make_the_reply_unusable(int cells, int sensors)
    {
        _line.StartRound();
        Assert.Equal(ReplyOutcome.Incomplete, _line.Receive(DalyReply.D2Status(r => (r[0x31], r[0x32]) = (cells, sensors))).Outcome);
        Assert.Equal(1, _line.Conversation.Counters[BadFrame.Contents]);
    }

    [Fact]
    public void Every_number_of_cells_and_sensors_is_read()
    {
        for (int cells = 1; cells <= 32; cells++)
        {
            for (int sensors = 0; sensors <= 8; sensors++)
            {
                BatterySnapshot status = Status(r => (r[0x31], r[0x32]) = (cells, sensors));
                Assert.Equal(cells, status.CellVoltages!.Value.Value.Count);
                Assert.Equal(sensors, status.Temperatures!.Value.Value.Count);
            }
        }
    }

    [Theory]
    [InlineData(0, BatteryActivity.Idle)]
    [InlineData(1, BatteryActivity.Charging)]
    [InlineData(2, BatteryActivity.Discharging)]
    [InlineData(3, null)]
    public void The_state_is_what_the_board_says(int raw, BatteryActivity? activity) =>
        Assert.Equal(activity, Status(r => r[0x2F] = raw).Activity?.Value);

    [Fact]
    public void Nobody_knows_register_3D_so_it_is_shown_and_not_acted_on()
    {
        BatterySnapshot status = Status(r => r[0x3D] = 0x8004);
        Assert.Equal(
            [
                new ActiveProtection(Protection.ShortCircuit, ProtectionLevel.State, "short_circuit"),
                new ActiveProtection(Protection.Unknown, ProtectionLevel.State, "reserved_bit_7_7"),
            ],
            status.Protections!.Value.Value);
    }

    [Fact]
    public void A_reply_to_another_read_is_told_by_its_length()
    {
        _line.StartRound();
        Assert.Equal(ReplyOutcome.Incomplete, _line.Receive(DalyReply.D2Balancing()).Outcome);
        Assert.Equal(ReplyOutcome.Incomplete, _line.Receive(DalyReply.D2Status(count: 80)).Outcome);
        Assert.Equal(2, _line.Conversation.Counters[BadFrame.WrongReply]);
        _line.Read([.. DalyReply.D2Balancing(), .. DalyReply.D2Status(), .. DalyReply.D2Balancing()]);
    }

    [Fact]
    public void An_exception_is_a_refusal()
    {
        _line.StartRound();
        Assert.Equal(ReplyResult.Refused("exception_02"), _line.Receive(DalyReply.WithCrc(0xD2, 0x83, 0x02)));
    }

    [Fact]
    public void A_request_that_comes_back_is_an_echo()
    {
        Assert.Equal(ReplyResult.Refused("echo"), Receive(_line, AskStatus));

        static ReplyResult Receive(Line line, string request)
        {
            line.StartRound();
            return line.Receive(request);
        }
    }

    [Fact]
    public void Texts_of_the_version_are_told_apart_by_the_zeros_between_them()
    {
        byte[] texts = [.. "B002_111132_03\0\0E303-032DG-SMB"u8, .. new byte[34]];
        _line.StartRound();
        _line.Read(DalyReply.D2Status());
        Assert.Equal([AskBalancing, AskWideStatus, AskSettings, AskVersion], Enumerable.Range(0, 4).Select(_ => _line.Next()));
        BatterySnapshot version = _line.Read(DalyReply.WithCrc([0xD2, 0x03, 0x40, .. texts]));
        Assert.Equal("B002_111132_03", version.SoftwareVersion!.Value.Value);
        Assert.Equal("E303-032DG-SMB", version.Hardware!.Value.Value);
    }

    private static BatterySnapshot Status(Action<int[]> change)
    {
        var line = new Line("daly-d2");
        line.StartRound();
        return line.Read(DalyReply.D2Status(change));
    }
}
