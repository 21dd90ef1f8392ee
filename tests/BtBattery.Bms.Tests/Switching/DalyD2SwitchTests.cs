using BtBattery.Bms.Conversations;
using BtBattery.Bms.Framing;
using BtBattery.Bms.Tests.Conversations;
using BtBattery.Bms.Tests.Daly;

namespace BtBattery.Bms.Tests.Switching;

public class DalyD2SwitchTests
{
    private const string AskStatus = "D2030000003ED7B9";
    private const string AskBalancing = "D203003E0009F7A3";
    private const string ChargeOff = "D20600A500008A4A";

    private readonly Line _line = new("daly-d2");

    private SwitchOutcome? Outcome => _line.Conversation.SwitchOutcome;

    [Theory]
    [InlineData(FetSwitch.Charge, true, "D20600A500014B8A")]
    [InlineData(FetSwitch.Charge, false, ChargeOff)]
    [InlineData(FetSwitch.Discharge, true, "D20600A60001BB8A")]
    [InlineData(FetSwitch.Discharge, false, "D20600A600007A4A")]
    public void One_fet_is_switched_and_its_state_read_back(FetSwitch fet, bool on, string write)
    {
        int before = on ? 0 : 1;
        ReadStatus(before, before);
        Assert.Equal(SwitchAnswer.Accepted, _line.Conversation.RequestSwitch(fet, on));
        Assert.Equal(write, _line.Next());
        Assert.Equal(ReplyOutcome.Complete, _line.Receive(write).Outcome);
        Assert.Equal(new SwitchOutcome(fet, on, SwitchState.Pending) { IsWritten = true }, Outcome);

        Assert.Equal(AskStatus, _line.Next());
        _line.Read(fet == FetSwitch.Charge ? Status(1 - before, before) : Status(before, 1 - before));
        Assert.Equal(SwitchState.Done, Outcome!.State);
        Assert.Equal(AskBalancing, _line.Next());
    }

    [Fact]
    public void Between_rounds_the_write_comes_first_and_the_status_once()
    {
        ReadStatus(1, 1);
        _line.Conversation.RequestSwitch(FetSwitch.Charge, false);
        Assert.Equal(ChargeOff, _line.StartRound());
        _line.Receive(ChargeOff);
        Assert.Equal(AskStatus, _line.Next());
        _line.Read(Status(0, 1));
        Assert.Equal(SwitchState.Done, Outcome!.State);
        Assert.Equal(AskBalancing, _line.Next());
    }

    [Fact]
    public void An_echo_with_a_bad_checksum_is_no_answer_so_the_write_leaves_once_more()
    {
        SwitchChargeOff();
        // Damaged as in tests/vectors/daly-d2-write-echo-corrupted.json: the value is right, the checksum is not.
        Assert.Equal(ReplyOutcome.Incomplete, _line.Receive("D20600A500008B4A").Outcome);
        Assert.Equal(1, _line.Conversation.Counters[BadFrame.Checksum]);
        Assert.Equal(ChargeOff, _line.Next());
        Assert.Equal(SwitchState.Pending, Outcome!.State);
        Assert.Equal(ReplyOutcome.Complete, _line.Receive(ChargeOff).Outcome);
        Assert.Equal(AskStatus, _line.Next());
        _line.Read(Status(0, 1));
        Assert.Equal(SwitchState.Done, Outcome.State);
    }

    [Fact]
    public void The_recorded_echoes_are_judged_as_recorded()
    {
        var recording = Vectors.VectorFile.Load("daly-d2-write-echo-corrupted.json").Recording;
        ReplyOutcome[] outcomes =
        [
            .. recording.Exchanges.Select(exchange =>
            {
                _line.Conversation.Await(exchange.Request, default);
                return _line.Receive(exchange.Notifications.Single().ToArray()).Outcome;
            }),
        ];
        Assert.Equal([ReplyOutcome.Incomplete, ReplyOutcome.Complete], outcomes);
    }

    [Fact]
    public void The_write_leaves_at_most_twice()
    {
        SwitchChargeOff();
        Assert.Equal(ChargeOff, _line.Next());
        Assert.Equal(AskStatus, _line.Next());
        Assert.Equal(SwitchState.Unanswered, Outcome!.State);

        // Not even a state that reads as wanted turns silence into consent.
        _line.Read(Status(0, 1));
        Assert.Equal(SwitchState.Unanswered, Outcome.State);
        for (int round = 0; round < 5; round++)
        {
            for (string? request = _line.StartRound(); request is not null; request = _line.Next())
            {
                Assert.StartsWith("D203", request);
                if (request == AskStatus)
                    _line.Read(Status(1, 1));
            }
        }
    }

    [Theory]
    [InlineData("D20600A500014B8A")]
    [InlineData("D20600A600007A4A")]
    [InlineData("D21000A50000")]
    public void Another_echo_is_no_answer(string echo)
    {
        SwitchChargeOff();
        if (echo.Length == 12)
            echo = Convert.ToHexString(DalyReply.WithCrc(Convert.FromHexString(echo)));
        Assert.Equal(ReplyOutcome.Incomplete, _line.Receive(echo).Outcome);
        Assert.Equal(1, _line.Conversation.Counters[BadFrame.WrongReply]);
        Assert.Equal(SwitchState.Pending, Outcome!.State);
    }

    [Fact]
    public void A_refusal_ends_it()
    {
        SwitchChargeOff();
        Assert.Equal(ReplyResult.Refused("exception_02"), _line.Receive(DalyReply.WithCrc(0xD2, 0x86, 0x02)));
        Assert.Equal((SwitchState.Refused, "exception_02"), (Outcome!.State, Outcome.Code));
        Assert.Equal(AskBalancing, _line.Next());
    }

    [Fact]
    public void A_state_that_does_not_follow_is_reported()
    {
        SwitchChargeOff();
        _line.Receive(ChargeOff);
        _line.Next();
        _line.Read(Status(1, 1));
        Assert.Equal(SwitchState.Pending, Outcome!.State);
        _line.StartRound();
        _line.Read(Status(1, 1));
        Assert.Equal(SwitchState.ReadBackDiffers, Outcome.State);
    }

    [Fact]
    public void Nothing_is_written_to_a_board_that_has_not_answered_yet()
    {
        Assert.Equal(SwitchAnswer.StateUnknown, _line.Conversation.RequestSwitch(FetSwitch.Charge, true));
        Assert.Equal(AskStatus, _line.StartRound());
    }

    [Fact]
    public void A_p81_board_cannot_be_switched()
    {
        var line = new Line("daly-p81");
        line.StartRound();
        line.Read(DalyReply.P81Status());
        foreach (FetSwitch fet in Enum.GetValues<FetSwitch>())
        {
            Assert.Equal(SwitchAnswer.NotSupported, line.Conversation.RequestSwitch(fet, true));
            Assert.Equal(SwitchAnswer.NotSupported, line.Conversation.RequestSwitch(fet, false));
        }

        Assert.Null(line.Conversation.SwitchOutcome);
        Assert.Equal("8103000000405BFA", line.Next());
    }

    [Theory]
    [InlineData("jbd", true)]
    [InlineData("daly-d2", true)]
    [InlineData("daly-a5", true)]
    [InlineData("daly-p81", false)]
    public void A_family_says_whether_it_can_be_switched(string id, bool canSwitch)
    {
        BmsFamily family = BmsCatalog.Find(id)!;
        Assert.Equal(canSwitch, family.CanSwitch);
        SwitchAnswer beforeAnyAnswer = family.Start(new BmsOptions()).RequestSwitch(FetSwitch.Charge, true);
        Assert.Equal(canSwitch ? SwitchAnswer.StateUnknown : SwitchAnswer.NotSupported, beforeAnyAnswer);
    }

    private static byte[] Status(int charge, int discharge) => DalyReply.D2Status(r => (r[0x35], r[0x36]) = (charge, discharge));

    private void ReadStatus(int charge, int discharge)
    {
        Assert.Equal(AskStatus, _line.StartRound());
        _line.Read(Status(charge, discharge));
    }

    private void SwitchChargeOff()
    {
        ReadStatus(1, 1);
        Assert.Equal(SwitchAnswer.Accepted, _line.Conversation.RequestSwitch(FetSwitch.Charge, false));
        Assert.Equal(ChargeOff, _line.Next());
    }
}
