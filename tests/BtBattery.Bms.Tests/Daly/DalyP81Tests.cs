using BtBattery.Aggregation.Model;
using BtBattery.Bms.Conversations;
using BtBattery.Bms.Tests.Conversations;

namespace BtBattery.Bms.Tests.Daly;

public class DalyP81Tests
{
    private readonly Line _line = new("daly-p81");

    [Fact]
    public void A_round_reads_the_state_before_the_current()
    {
        Assert.Equal("81030041003E8BCE", _line.StartRound());
        _line.Read(DalyReply.P81Status());
        Assert.Equal("8103000000405BFA", _line.Next());
        _line.Read(DalyReply.P81Pack());
        Assert.Equal("8103010000519A0A", _line.Next());
        Assert.Equal("81030178004A5A18", _line.Next());
        Assert.Null(_line.Next());

        _line.StartRound();
        _line.Read(DalyReply.P81Status());
        _line.Next();
        _line.Read(DalyReply.P81Pack());
        Assert.Null(_line.Next());
    }

    [Fact]
    public void Replies_come_from_another_unit_than_requests_go_to()
    {
        byte[] reply = DalyReply.P81Status();
        byte[] wrongUnit = DalyReply.WithCrc([0xD2, .. reply[1..^2]]);
        _line.StartRound();
        Assert.Equal(ReplyOutcome.Incomplete, _line.Receive(wrongUnit).Outcome);
        _line.Read(reply);
    }

    [Fact]
    public void A_request_that_comes_back_is_an_echo()
    {
        _line.StartRound();
        Assert.Equal(ReplyResult.Refused("echo"), _line.Receive("81030041003E8BCE"));
    }

    [Fact]
    public void Up_to_48_cells_are_read_and_balanced()
    {
        BatterySnapshot pack = Pack(r =>
        {
            for (int i = 0; i < 48; i++)
                r[i] = 3000 + i;
            r[0x3C] = 48;
        });
        Assert.Equal(Enumerable.Range(0, 48).Select(i => (double?)((3000 + i) / 1000.0)), pack.CellVoltages!.Value.Value);

        _line.StartRound();
        BatterySnapshot status = _line.Read(DalyReply.P81Status(r => (r[0x4F], r[0x50], r[0x51]) = (1, 2, 0x8000)));
        Assert.Equal([0, 17, 47], Enumerable.Range(0, 48).Where(i => status.Balancing!.Value.Value[i]));
    }

    [Theory]
    [InlineData(0x6D, 0x0001)]
    [InlineData(0x6E, 0x8000)]
    public void Alarms_whose_layout_nobody_knows_are_one_warning(int register, int bits)
    {
        _line.StartRound();
        Assert.Equal(
            [new ActiveProtection(Protection.InternalFault, ProtectionLevel.Warning, "internal_warning")],
            _line.Read(DalyReply.P81Status(r => r[register] = bits)).Protections!.Value.Value);
        _line.StartRound();
        Assert.Empty(_line.Read(DalyReply.P81Status()).Protections!.Value.Value);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(0xFF, null)]
    [InlineData(0xFFFF, null)]
    [InlineData(64, 24.0)]
    public void A_sensor_of_the_board_that_is_not_fitted_is_known_to_be_absent(int raw, double? celsius)
    {
        _line.StartRound();
        BatterySnapshot status = _line.Read(DalyReply.P81Status(r => (r[0x5A], r[0x5B]) = (raw, raw)));
        Assert.Equal(celsius, status.MosTemperature!.Value.Value);
        Assert.Equal(celsius, status.BoardTemperature!.Value.Value);
    }

    [Theory]
    [InlineData(29911, -8.9)]
    [InlineData(30037, 3.7)]
    public void Raw_values_above_30000_charge(int raw, double amps) =>
        Assert.Equal(amps, Pack(r => r[0x39] = raw).Current!.Value.Value);

    private static BatterySnapshot Pack(Action<int[]> change)
    {
        var line = new Line("daly-p81");
        line.StartRound();
        line.Read(DalyReply.P81Status());
        line.Next();
        return line.Read(DalyReply.P81Pack(change));
    }
}
