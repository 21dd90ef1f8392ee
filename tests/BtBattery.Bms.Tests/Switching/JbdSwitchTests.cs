using BtBattery.Bms.Conversations;
using BtBattery.Bms.Tests.Conversations;
using BtBattery.Bms.Tests.Jbd;

namespace BtBattery.Bms.Tests.Switching;

public class JbdSwitchTests
{
    private const string AskPackInfo = "DDA50300FFFD77";
    private const string AskCells = "DDA50400FFFC77";
    private const string Acknowledged = "DDE10000000077";

    private readonly Line _line = new("jbd");

    private SwitchOutcome? Outcome => _line.Conversation.SwitchOutcome;

    [Theory]
    [InlineData(3, FetSwitch.Charge, false, "DD5AE1020001FF1C77")]
    [InlineData(3, FetSwitch.Discharge, false, "DD5AE1020002FF1B77")]
    [InlineData(2, FetSwitch.Charge, true, "DD5AE1020000FF1D77")]
    [InlineData(1, FetSwitch.Discharge, true, "DD5AE1020000FF1D77")]
    [InlineData(3, FetSwitch.Charge, true, "DD5AE1020000FF1D77")]
    [InlineData(1, FetSwitch.Charge, false, "DD5AE1020003FF1A77")]
    [InlineData(2, FetSwitch.Discharge, false, "DD5AE1020003FF1A77")]
    [InlineData(0, FetSwitch.Charge, true, "DD5AE1020002FF1B77")]
    [InlineData(0, FetSwitch.Discharge, true, "DD5AE1020001FF1C77")]
    public void One_fet_is_switched_and_the_other_stays_as_it_is(int fets, FetSwitch fet, bool on, string write)
    {
        ReadPackInfo(fets);
        Assert.Equal(SwitchAnswer.Accepted, _line.Conversation.RequestSwitch(fet, on));
        Assert.Equal(new SwitchOutcome(fet, on, SwitchState.Pending), Outcome);

        Assert.Equal(write, _line.Next());
        Assert.True(Outcome!.IsWritten);
        Assert.Equal(ReplyOutcome.Complete, _line.Receive(Acknowledged).Outcome);
        Assert.Equal(SwitchState.Pending, Outcome.State);

        // The state is asked again at once; then the round goes on where it was.
        Assert.Equal(AskPackInfo, _line.Next());
        int bit = fet == FetSwitch.Charge ? 1 : 2;
        _line.Read(PackInfo(on ? fets | bit : fets & ~bit));
        Assert.Equal((fet, on, SwitchState.Done), (Outcome!.Fet, Outcome.On, Outcome.State));
        Assert.Equal(AskCells, _line.Next());
    }

    [Fact]
    public void The_captured_conversation_of_the_vendor_app_is_repeated_without_its_second_write()
    {
        // syssi/esphome-jbd-bms, docs/pdus/JBD-SP04S034-L4S-200A-B-U_MOS.txt
        (FetSwitch Fet, bool On, string Write, int After)[] steps =
        [
            (FetSwitch.Charge, false, "DD5AE1020001FF1C77", 2),
            (FetSwitch.Charge, true, "DD5AE1020000FF1D77", 3),
            (FetSwitch.Discharge, false, "DD5AE1020002FF1B77", 1),
            (FetSwitch.Discharge, true, "DD5AE1020000FF1D77", 3),
        ];
        ReadPackInfo(3);
        foreach ((FetSwitch fet, bool on, string write, int after) in steps)
        {
            Assert.Equal(SwitchAnswer.Accepted, _line.Conversation.RequestSwitch(fet, on));
            Assert.Equal(write, _line.Next());
            _line.Receive(Acknowledged);
            Assert.Equal(AskPackInfo, _line.Next());
            _line.Read(PackInfo(after));
            Assert.Equal(SwitchState.Done, Outcome!.State);
        }
    }

    [Theory]
    [InlineData(0, FetSwitch.Charge, true, FetSwitch.Discharge)]
    [InlineData(1, FetSwitch.Charge, false, FetSwitch.Discharge)]
    [InlineData(2, FetSwitch.Discharge, false, FetSwitch.Charge)]
    [InlineData(3, FetSwitch.Charge, false, null)]
    [InlineData(2, FetSwitch.Charge, true, null)]
    [InlineData(1, FetSwitch.Discharge, true, null)]
    public void A_fet_that_was_off_is_held_off_and_the_owner_can_be_told(int fets, FetSwitch fet, bool on, FetSwitch? heldOff)
    {
        ReadPackInfo(fets);
        _line.Conversation.RequestSwitch(fet, on);
        _line.Next();
        Assert.Equal(heldOff, Outcome!.AlsoHeldOff);
    }

    [Fact]
    public void Before_the_state_of_the_other_fet_is_known_nothing_is_accepted()
    {
        Assert.Equal(SwitchAnswer.StateUnknown, _line.Conversation.RequestSwitch(FetSwitch.Charge, false));
        Assert.Equal(AskPackInfo, _line.StartRound());
        Assert.Equal(SwitchAnswer.StateUnknown, _line.Conversation.RequestSwitch(FetSwitch.Charge, false));
        _line.Conversation.NoAnswer();
        Assert.Equal(AskPackInfo, _line.Next());
        Assert.Null(Outcome);
    }

    [Fact]
    public void The_other_fet_is_read_anew_in_the_round_of_the_write()
    {
        ReadPackInfo(3);
        _line.Conversation.RequestSwitch(FetSwitch.Charge, false);

        // Between the wish and the write a protection opens the discharge FET.
        Assert.Equal(AskPackInfo, _line.StartRound());
        _line.Conversation.NoAnswer();
        Assert.Equal(AskPackInfo, _line.Next());
        _line.Read(PackInfo(1));
        Assert.Equal("DD5AE1020003FF1A77", _line.Next());
        Assert.Equal(FetSwitch.Discharge, Outcome!.AlsoHeldOff);
    }

    [Fact]
    public void A_fet_that_is_off_already_is_switched_off_all_the_same()
    {
        // A protection may hold it today and let go of it tomorrow.
        ReadPackInfo(2);
        _line.Conversation.RequestSwitch(FetSwitch.Charge, false);
        ReadPackInfo(2);
        Assert.Equal(new SwitchOutcome(FetSwitch.Charge, false, SwitchState.Pending), Outcome);
        Assert.Equal("DD5AE1020001FF1C77", _line.Next());
    }

    [Fact]
    public void A_wish_at_the_end_of_a_round_is_written_before_the_round_is_over()
    {
        ReadPackInfo(3);
        while (_line.Next() is { } request)
        {
            if (request == AskCells)
                _line.Read(JbdReply.Cells(3300, 3301, 3302, 3303));
        }

        _line.Conversation.RequestSwitch(FetSwitch.Discharge, false);
        Assert.Equal("DD5AE1020002FF1B77", _line.Next());
        _line.Receive(Acknowledged);
        Assert.Equal(AskPackInfo, _line.Next());
        _line.Read(PackInfo(1));
        Assert.Equal(SwitchState.Done, Outcome!.State);
        Assert.Null(_line.Next());
    }

    [Theory]
    [InlineData("DDE18000FF8077", "status_80")]
    [InlineData("DDE18100FF7F77", "status_81")]
    [InlineData("DD5AE1020001FF1C77", "echo")]
    public void A_refusal_ends_it(string answer, string code)
    {
        SwitchChargeOff();
        Assert.Equal(ReplyResult.Refused(code), _line.Receive(answer));
        Assert.Equal((SwitchState.Refused, code), (Outcome!.State, Outcome.Code));
        AssertNothingIsWrittenAnyMore();
    }

    [Fact]
    public void An_answer_that_does_not_come_is_not_waited_for_twice()
    {
        SwitchChargeOff();
        _line.Conversation.NoAnswer();
        Assert.Equal(SwitchState.Unanswered, Outcome!.State);
        Assert.True(Outcome.IsWritten);

        // What the FET does now is shown, but does not turn silence into consent: a protection may hold it.
        Assert.Equal(AskPackInfo, _line.Next());
        _line.Read(PackInfo(2));
        Assert.Equal(SwitchState.Unanswered, Outcome.State);
        AssertNothingIsWrittenAnyMore();
    }

    [Fact]
    public void Only_the_whole_checked_acknowledgement_of_this_write_counts()
    {
        SwitchChargeOff();
        Assert.Equal(ReplyOutcome.Incomplete, _line.Receive(PackInfo(2)).Outcome);
        Assert.Equal(ReplyOutcome.Incomplete, _line.Receive("DDE10000000177").Outcome);
        Assert.Equal(ReplyOutcome.Incomplete, _line.Receive("DD010000000077").Outcome);
        Assert.Equal(SwitchState.Pending, Outcome!.State);
        Assert.Equal(ReplyOutcome.Incomplete, _line.Receive("DDE1000000").Outcome);
        Assert.Equal(ReplyOutcome.Complete, _line.Receive("0077").Outcome);
    }

    [Fact]
    public void A_write_cut_off_by_the_next_round_is_unanswered()
    {
        SwitchChargeOff();
        Assert.Equal(AskPackInfo, _line.StartRound());
        Assert.Equal(SwitchState.Unanswered, Outcome!.State);
    }

    [Fact]
    public void The_state_may_lag_by_one_reading_and_no_more()
    {
        foreach (bool follows in new[] { true, false })
        {
            var line = new Line("jbd");
            line.StartRound();
            line.Read(PackInfo(3));
            line.Conversation.RequestSwitch(FetSwitch.Charge, false);
            line.Next();
            line.Receive(Acknowledged);
            Assert.Equal(AskPackInfo, line.Next());
            line.Read(PackInfo(3));
            Assert.Equal(SwitchState.Pending, line.Conversation.SwitchOutcome!.State);

            Assert.Equal(AskPackInfo, line.StartRound());
            line.Read(PackInfo(follows ? 2 : 3));
            Assert.Equal(follows ? SwitchState.Done : SwitchState.ReadBackDiffers, line.Conversation.SwitchOutcome.State);
            Assert.Equal(AskCells, line.Next());
        }
    }

    [Fact]
    public void A_state_that_is_not_read_back_at_once_is_read_by_the_next_round()
    {
        SwitchChargeOff();
        _line.Receive(Acknowledged);
        Assert.Equal(AskPackInfo, _line.Next());
        _line.Conversation.NoAnswer();
        Assert.Equal(AskCells, _line.Next());
        Assert.Equal(AskPackInfo, _line.StartRound());
        _line.Read(PackInfo(2));
        Assert.Equal(SwitchState.Done, Outcome!.State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_board_that_goes_silent_leaves_it_unanswered(bool isWritten)
    {
        ReadPackInfo(3);
        _line.Conversation.RequestSwitch(FetSwitch.Charge, false);
        if (isWritten)
        {
            _line.Next();
            _line.Receive(Acknowledged);
        }

        for (string? request = _line.StartRound(); request is not null; request = _line.Next())
            Assert.Equal(AskPackInfo, request);
        Assert.True(_line.Conversation.IsUnresponsive);
        Assert.Equal((SwitchState.Unanswered, isWritten), (Outcome!.State, Outcome.IsWritten));
        Assert.Equal(SwitchAnswer.StateUnknown, _line.Conversation.RequestSwitch(FetSwitch.Charge, false));
        Assert.Null(_line.Next());
    }

    [Fact]
    public void A_wish_dies_with_its_connection()
    {
        var options = new BmsOptions();
        var first = new Line("jbd", options);
        first.StartRound();
        first.Read(PackInfo(3));
        first.Conversation.RequestSwitch(FetSwitch.Charge, false);

        options.OpenQuestions.Clear();
        var second = new Line("jbd", options);
        Assert.Null(second.Conversation.SwitchOutcome);
        Assert.Equal(AskPackInfo, second.StartRound());
        second.Read(PackInfo(3));
        Assert.Equal(AskCells, second.Next());
    }

    [Fact]
    public void One_wish_at_a_time()
    {
        SwitchChargeOff();
        SwitchOutcome before = Outcome!;
        Assert.Equal(SwitchAnswer.Busy, _line.Conversation.RequestSwitch(FetSwitch.Discharge, false));
        Assert.Same(before, Outcome);
        _line.Receive(Acknowledged);
        _line.Next();
        _line.Read(PackInfo(2));

        // What became of it stays until the next one is accepted.
        _line.StartRound();
        _line.Read(PackInfo(3));
        Assert.Equal(before with { State = SwitchState.Done }, Outcome);
        Assert.Equal(SwitchAnswer.Accepted, _line.Conversation.RequestSwitch(FetSwitch.Discharge, false));
        Assert.Equal(new SwitchOutcome(FetSwitch.Discharge, false, SwitchState.Pending), Outcome);
    }

    [Fact]
    public void A_question_under_way_keeps_its_tries()
    {
        ReadPackInfo(3);
        Assert.Equal(AskCells, _line.Next());
        _line.Conversation.RequestSwitch(FetSwitch.Charge, false);
        _line.Conversation.NoAnswer();
        Assert.Equal("DD5AE1020001FF1C77", _line.Next());
        Assert.Equal(AskPackInfo, _line.Next());
        Assert.Equal([AskCells, AskCells, null], Enumerable.Range(0, 3).Select(_ => _line.Next()));
    }

    private static byte[] PackInfo(int fets) => JbdReply.PackInfo(pack => pack.Fets = fets);

    private void ReadPackInfo(int fets)
    {
        Assert.Equal(AskPackInfo, _line.StartRound());
        _line.Read(PackInfo(fets));
    }

    private void SwitchChargeOff()
    {
        ReadPackInfo(3);
        Assert.Equal(SwitchAnswer.Accepted, _line.Conversation.RequestSwitch(FetSwitch.Charge, false));
        Assert.Equal("DD5AE1020001FF1C77", _line.Next());
    }

    private void AssertNothingIsWrittenAnyMore()
    {
        for (int round = 0; round < 5; round++)
        {
            for (string? request = _line.StartRound(); request is not null; request = _line.Next())
            {
                Assert.StartsWith("DDA5", request);
                if (request == AskPackInfo)
                    _line.Read(PackInfo(3));
                else if (request == AskCells)
                    _line.Read(JbdReply.Cells(3300, 3301, 3302, 3303));
            }
        }
    }
}
