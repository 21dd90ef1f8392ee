using BtBattery.Bms.Conversations;
using BtBattery.Bms.Tests.Conversations;
using BtBattery.Bms.Tests.Daly;

namespace BtBattery.Bms.Tests.Switching;

public class DalyA5SwitchTests
{
    private const string ChargeOff = "A580DA08000000000000000007";

    private readonly Line _line = new("daly-a5");

    private SwitchOutcome? Outcome => _line.Conversation.SwitchOutcome;

    [Theory]
    [InlineData(FetSwitch.Charge, true, "A580DA08010000000000000008", 0xDA)]
    [InlineData(FetSwitch.Charge, false, ChargeOff, 0xDA)]
    [InlineData(FetSwitch.Discharge, true, "A580D908010000000000000007", 0xD9)]
    [InlineData(FetSwitch.Discharge, false, "A580D908000000000000000006", 0xD9)]
    public void One_fet_is_switched_and_its_state_read_back(FetSwitch fet, bool on, string write, int command)
    {
        byte before = on ? (byte)0 : (byte)1;
        byte after = (byte)(1 - before);
        ReadState(before, before);
        Assert.Equal(SwitchAnswer.Accepted, _line.Conversation.RequestSwitch(fet, on));
        BmsRequest request = _line.Conversation.NextRequest(_line.Now)!;
        Assert.Equal(write, Convert.ToHexString(request.Bytes.Span));
        Assert.Equal(TimeSpan.FromMilliseconds(20), request.PauseBefore);
        Assert.Equal(ReplyOutcome.Complete, _line.Receive(DalyReply.A5((byte)command, after)).Outcome);
        Assert.Equal(new SwitchOutcome(fet, on, SwitchState.Pending) { IsWritten = true }, Outcome);

        AssertAsks(0x93, _line.Next());
        _line.Read(fet == FetSwitch.Charge ? DalyReply.A5(0x93, 0, after, before) : DalyReply.A5(0x93, 0, before, after));
        Assert.Equal(SwitchState.Done, Outcome!.State);
        AssertAsks(0x90, _line.Next());
    }

    [Fact]
    public void The_write_goes_to_the_address_that_answered()
    {
        _line.StartRound();
        Assert.StartsWith("A540", _line.Next());
        _line.Read(DalyReply.A5(0x94, 4, 1));
        _line.Next();
        _line.Read(DalyReply.A5(0x93, 0, 1, 1));
        _line.Conversation.RequestSwitch(FetSwitch.Discharge, false);
        Assert.Equal("A540D9080000000000000000C6", _line.Next());
    }

    [Fact]
    public void The_write_leaves_once()
    {
        SwitchChargeOff();
        AssertAsks(0x93, _line.Next());
        Assert.Equal(SwitchState.Unanswered, Outcome!.State);
        _line.Read(DalyReply.A5(0x93, 0, 0, 1));
        Assert.Equal(SwitchState.Unanswered, Outcome.State);
        AssertAsks(0x90, _line.Next());
        AssertAsks(0x94, _line.StartRound());
    }

    [Fact]
    public void An_answer_to_another_command_or_with_a_bad_sum_is_none()
    {
        SwitchChargeOff();
        Assert.Equal(ReplyOutcome.Incomplete, _line.Receive(DalyReply.A5(0xD9)).Outcome);
        byte[] damaged = DalyReply.A5(0xDA);
        damaged[^1] ^= 1;
        Assert.Equal(ReplyOutcome.Incomplete, _line.Receive(damaged).Outcome);
        Assert.Equal(SwitchState.Pending, Outcome!.State);
    }

    [Fact]
    public void A_write_that_comes_back_unchanged_is_refused()
    {
        // The echo carries the address of the request, which no board has in an answer.
        SwitchChargeOff();
        Assert.Equal(ReplyResult.Refused("echo"), _line.Receive(ChargeOff));
        Assert.Equal((SwitchState.Refused, "echo"), (Outcome!.State, Outcome.Code));
    }

    [Fact]
    public void A_state_that_does_not_follow_is_reported()
    {
        SwitchChargeOff();
        _line.Receive(DalyReply.A5(0xDA));
        _line.Next();
        _line.Read(DalyReply.A5(0x93, 0, 1, 1));
        Assert.Equal(SwitchState.Pending, Outcome!.State);
        ReadState(1, 1);
        Assert.Equal(SwitchState.ReadBackDiffers, Outcome.State);
    }

    [Fact]
    public void Nothing_is_written_before_the_state_is_known()
    {
        _line.StartRound();
        _line.Read(DalyReply.A5(0x94, 4, 1));
        Assert.Equal(SwitchAnswer.StateUnknown, _line.Conversation.RequestSwitch(FetSwitch.Charge, true));
        AssertAsks(0x93, _line.Next());
    }

    private static void AssertAsks(byte command, string? request)
    {
        byte[] bytes = Convert.FromHexString(request!);
        Assert.Equal((0xA5, command), (bytes[0], bytes[2]));
    }

    private void ReadState(byte charge, byte discharge)
    {
        AssertAsks(0x94, _line.StartRound());
        _line.Read(DalyReply.A5(0x94, 4, 1));
        AssertAsks(0x93, _line.Next());
        _line.Read(DalyReply.A5(0x93, 0, charge, discharge));
    }

    private void SwitchChargeOff()
    {
        ReadState(1, 1);
        Assert.Equal(SwitchAnswer.Accepted, _line.Conversation.RequestSwitch(FetSwitch.Charge, false));
        Assert.Equal(ChargeOff, _line.Next());
    }
}
