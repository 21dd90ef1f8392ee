using BtBattery.Aggregation.Model;
using BtBattery.Bms.Conversations;
using BtBattery.Bms.Daly;
using BtBattery.Bms.Tests.Conversations;

namespace BtBattery.Bms.Tests.Daly;

public class CurrentSignTests
{
    private readonly BmsOptions _options = new();

    [Fact]
    public void Three_contradictions_in_a_row_turn_the_sign_and_it_stays_turned()
    {
        var sign = new CurrentSign(_options);
        Assert.Equal([-20.0, -20.0, 20.0, 20.0], Enumerable.Range(0, 4).Select(_ => sign.Apply(-200, BatteryActivity.Charging)));
        Assert.True(_options.Memory.IsCurrentSignFlipped);
        Assert.Equal(-5.0, sign.Apply(50, BatteryActivity.Discharging));
        Assert.Equal(-0.3, sign.Apply(3, BatteryActivity.Idle));
    }

    [Fact]
    public void An_agreement_in_between_starts_the_count_again()
    {
        var sign = new CurrentSign(_options);
        sign.Apply(-200, BatteryActivity.Charging);
        sign.Apply(-200, BatteryActivity.Charging);
        sign.Apply(-200, BatteryActivity.Discharging);
        sign.Apply(-200, BatteryActivity.Charging);
        Assert.Equal(-20.0, sign.Apply(-200, BatteryActivity.Charging));
        Assert.False(_options.Memory.IsCurrentSignFlipped);
    }

    [Theory]
    [InlineData(-5, BatteryActivity.Charging)]
    [InlineData(5, BatteryActivity.Discharging)]
    [InlineData(-200, BatteryActivity.Discharging)]
    [InlineData(200, BatteryActivity.Charging)]
    [InlineData(200, BatteryActivity.Idle)]
    [InlineData(-200, null)]
    public void Small_currents_and_states_that_fit_prove_nothing(int tenths, BatteryActivity? activity)
    {
        var sign = new CurrentSign(_options);
        for (int i = 0; i < 10; i++)
            Assert.Equal(tenths / 10.0, sign.Apply(tenths, activity));
    }

    [Fact]
    public void What_was_learned_survives_a_reconnect_and_can_be_unlearned()
    {
        var sign = new CurrentSign(_options);
        for (int i = 0; i < 3; i++)
            sign.Apply(-200, BatteryActivity.Charging);

        var reconnected = new CurrentSign(_options);
        Assert.Equal(20.0, reconnected.Apply(-200, BatteryActivity.Charging));
        for (int i = 0; i < 3; i++)
            reconnected.Apply(200, BatteryActivity.Charging);
        Assert.False(_options.Memory.IsCurrentSignFlipped);
    }

    [Fact]
    public void The_owner_may_turn_the_sign()
    {
        var sign = new CurrentSign(new BmsOptions { InvertCurrent = true });
        Assert.Equal(2.0, sign.Apply(-20, null));
        Assert.False(double.IsNegative(sign.Apply(0, null)));
    }

    [Fact]
    public void A_board_wired_the_other_way_round_is_found_out_while_polling()
    {
        var line = new Line("daly-d2", _options);
        double[] amps = [.. Enumerable.Range(0, 4).Select(_ =>
        {
            line.StartRound();
            return line.Read(DalyReply.D2Status(r => (r[0x29], r[0x2F]) = (30100, 2))).Current!.Value.Value;
        })];
        Assert.Equal([10.0, 10.0, -10.0, -10.0], amps);
        Assert.True(line.Conversation.IsCurrentSignCorrected);
    }
}
