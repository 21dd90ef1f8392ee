using BtBattery.Aggregation.Model;
using BtBattery.Bms.Conversations;
using BtBattery.Bms.Framing;
using BtBattery.Bms.Tests.Conversations;

namespace BtBattery.Bms.Tests.Jbd;

public class JbdConversationTests
{
    private const string AskPackInfo = "DDA50300FFFD77";
    private const string AskCells = "DDA50400FFFC77";
    private const string AskName = "DDA50500FFFB77";
    private const string AskAppKey = "FFAA15063030303030303B";
    private const string AskCounters = "DDA5AA00FF5677";

    private static readonly byte[] s_name = JbdReply.Frame(0x05, 0, [.. "JBD"u8]);
    private static readonly byte[] s_counters = JbdReply.Frame(0xAA, 0, new byte[24]);

    private readonly Line _line = new("jbd");

    [Fact]
    public void A_first_round_asks_everything_and_the_next_ones_what_changes()
    {
        Assert.Equal(AskPackInfo, _line.StartRound());
        _line.Read(JbdReply.PackInfo());
        Assert.Equal(AskCells, _line.Next());
        _line.Read(JbdReply.Cells(3300, 3301));
        Assert.Equal(AskName, _line.Next());
        _line.Read(s_name);
        Assert.Equal(AskCounters, _line.Next());
        _line.Read(s_counters);
        Assert.Null(_line.Next());

        AssertShortRound();
    }

    [Fact]
    public void Optional_questions_left_open_are_not_asked_again()
    {
        _line.StartRound();
        _line.Read(JbdReply.PackInfo());
        _line.Next();
        _line.Read(JbdReply.Cells(3300));
        Assert.Equal(AskName, _line.Next());
        _line.Conversation.NoAnswer();
        Assert.Equal(AskCounters, _line.Next());
        Assert.Equal(ReplyOutcome.Refused, _line.Receive(JbdReply.Frame(0xAA, 0x80)).Outcome);
        Assert.Null(_line.Next());

        for (int round = 0; round < 700; round++)
            AssertShortRound();
        Assert.False(_line.Conversation.IsUnresponsive);
    }

    [Fact]
    public void Counters_are_asked_again_after_a_while()
    {
        _line.StartRound();
        _line.Read(JbdReply.PackInfo());
        _line.Next();
        _line.Read(JbdReply.Cells(3300));
        _line.Next();
        _line.Read(s_name);
        _line.Next();
        _line.Read(s_counters);

        for (int round = 1; round < 300; round++)
            AssertShortRound();
        _line.StartRound();
        _line.Read(JbdReply.PackInfo());
        _line.Next();
        _line.Read(JbdReply.Cells(3300));
        Assert.Equal(AskCounters, _line.Next());
    }

    [Fact]
    public void A_required_question_is_asked_three_times_and_then_the_connection_is_dead()
    {
        _line.StartRound();
        _line.Conversation.NoAnswer();
        Assert.Equal(AskPackInfo, _line.Next());
        _line.Conversation.NoAnswer();
        Assert.Equal(AskAppKey, _line.Next());
        _line.Conversation.NoAnswer();
        Assert.Equal(AskPackInfo, _line.Next());
        Assert.False(_line.Conversation.IsUnresponsive);
        _line.Conversation.NoAnswer();
        Assert.True(_line.Conversation.IsUnresponsive);
        Assert.Null(_line.Next());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void After_something_was_done_about_a_dead_connection_one_question_shows_whether_it_helped(bool helps)
    {
        _line.StartRound();
        _line.Read(JbdReply.PackInfo());
        AskInVain();
        Assert.True(_line.Conversation.IsUnresponsive);

        Assert.True(_line.Conversation.TryOnceMore());
        Assert.False(_line.Conversation.IsUnresponsive);
        Assert.Equal(AskPackInfo, _line.StartRound());
        if (!helps)
        {
            _line.Conversation.NoAnswer();
            Assert.True(_line.Conversation.IsUnresponsive);
            Assert.Null(_line.Next());
            return;
        }

        _line.Read(JbdReply.PackInfo());
        AskInVain();
        Assert.True(_line.Conversation.IsUnresponsive);

        void AskInVain()
        {
            // All three tries, each time.
            for (int tries = 0; tries < BmsConversation.Tries; tries++)
            {
                Assert.Equal(AskCells, _line.Next());
                Assert.False(_line.Conversation.IsUnresponsive);
                _line.Conversation.NoAnswer();
            }
        }
    }

    [Fact]
    public void Asking_on_without_an_answer_counts_as_no_answer()
    {
        Assert.Equal(AskPackInfo, _line.StartRound());
        Assert.Equal(AskPackInfo, _line.Next());
        Assert.Equal(AskAppKey, _line.Next());
        Assert.Equal(AskPackInfo, _line.Next());
        Assert.Null(_line.Next());
        Assert.True(_line.Conversation.IsUnresponsive);
    }

    [Fact]
    public void A_late_reply_to_an_earlier_request_is_not_used()
    {
        _line.StartRound();
        _line.Read(JbdReply.PackInfo());
        Assert.Equal(AskCells, _line.Next());
        Assert.Equal(ReplyOutcome.Incomplete, _line.Receive(JbdReply.PackInfo(p => p.Voltage = 1)).Outcome);
        Assert.Equal(1, _line.Conversation.Counters[BadFrame.WrongReply]);
        Assert.NotNull(_line.Read(JbdReply.Cells(3300)).CellVoltages);
    }

    [Fact]
    public void A_late_reply_glued_to_the_right_one_does_not_hide_it()
    {
        _line.StartRound();
        _line.Read(JbdReply.PackInfo());
        _line.Next();
        BatterySnapshot readings = _line.Read([.. JbdReply.PackInfo(), .. JbdReply.Cells(3300, 3301), .. JbdReply.Cells(1, 2)]);
        Assert.Equal([3.3, 3.301], readings.CellVoltages!.Value.Value);
        Assert.Null(readings.Voltage);
    }

    [Fact]
    public void What_nobody_asked_for_is_not_used()
    {
        Assert.Equal(ReplyOutcome.Incomplete, _line.Receive(JbdReply.PackInfo()).Outcome);
        Assert.Equal(1, _line.Conversation.Counters[BadFrame.Unsolicited]);

        _line.StartRound();
        _line.Read(JbdReply.PackInfo());
        Assert.Equal(ReplyOutcome.Incomplete, _line.Receive(JbdReply.PackInfo()).Outcome);
        Assert.Equal(2, _line.Conversation.Counters[BadFrame.Unsolicited]);
    }

    [Fact]
    public void A_reply_to_another_program_is_not_used()
    {
        _line.StartRound();
        Assert.Equal(ReplyOutcome.Incomplete, _line.Receive(JbdReply.Frame(0xE1, 0)).Outcome);
        Assert.Equal(ReplyOutcome.Incomplete, _line.Receive(JbdReply.Frame(0x24, 0x81)).Outcome);
        Assert.Equal(ReplyOutcome.Incomplete, _line.Receive("FFAA15010016").Outcome);
        _line.Read(JbdReply.PackInfo());
    }

    [Fact]
    public void Half_a_frame_from_before_the_deadline_is_forgotten()
    {
        byte[] frame = JbdReply.PackInfo();
        _line.StartRound();
        _line.Receive(frame[..20]);
        _line.Conversation.NoAnswer();
        _line.Next();
        Assert.Equal(1, _line.Conversation.Counters[BadFrame.Unfinished]);
        Assert.Equal(ReplyOutcome.Incomplete, _line.Receive(frame[20..]).Outcome);
        _line.Read(frame);
    }

    [Fact]
    public void A_new_conversation_knows_nothing_of_the_old_connection()
    {
        byte[] frame = JbdReply.PackInfo();
        _line.StartRound();
        _line.Receive(frame[..20]);

        var reconnected = new Line("jbd");
        reconnected.StartRound();
        Assert.Equal(ReplyOutcome.Incomplete, reconnected.Receive(frame[20..]).Outcome);
    }

    [Fact]
    public void A_false_length_holds_the_line_for_one_request_only()
    {
        _line.StartRound();
        Assert.Equal(ReplyOutcome.Incomplete, _line.Receive([0xDD, 0x03, 0x00, 0xFF, .. JbdReply.PackInfo()]).Outcome);
        _line.Conversation.NoAnswer();
        _line.Next();
        _line.Read(JbdReply.PackInfo());
    }

    [Fact]
    public void An_error_status_is_a_refusal_and_not_data()
    {
        _line.StartRound();
        ReplyResult result = _line.Receive(JbdReply.Frame(0x03, 0x80));
        Assert.Equal(ReplyResult.Refused("status_80"), result);
        Assert.Equal(1, _line.Conversation.Counters[BadFrame.Refused]);
        Assert.Equal(0, _line.Conversation.Counters.Good);
    }

    [Fact]
    public void An_error_status_with_a_payload_is_not_data_either()
    {
        _line.StartRound();
        byte[] payload = JbdReply.PackInfo()[4..^3];
        Assert.Equal(ReplyResult.Refused("status_81"), _line.Receive(JbdReply.Frame(0x03, 0x81, payload)));
    }

    [Theory]
    [InlineData(AskPackInfo)]
    [InlineData("00" + AskPackInfo)]
    public void A_request_that_comes_back_is_an_echo(string notification)
    {
        _line.StartRound();
        Assert.Equal(ReplyResult.Refused("echo"), _line.Receive(notification));
        Assert.Equal(1, _line.Conversation.Counters[BadFrame.Echo]);
    }

    [Fact]
    public void A_reply_of_the_wrong_shape_is_counted_and_not_used()
    {
        _line.StartRound();
        Assert.Equal(ReplyOutcome.Incomplete, _line.Receive(JbdReply.Frame(0x03, 0)).Outcome);
        Assert.Equal(ReplyOutcome.Incomplete, _line.Receive(JbdReply.Frame(0x03, 0, new byte[22])).Outcome);
        Assert.Equal(2, _line.Conversation.Counters[BadFrame.Contents]);
    }

    [Fact]
    public void Bytes_of_the_frame_marks_inside_the_payload_change_nothing()
    {
        int[] marks = [0xDD77, 0x77DD, 0xDD03, 0xDD04, 0x7777, 0xDDDD, 0xDDA5, 0x0077];
        byte[] frame = JbdReply.Cells(marks);
        for (int size = 1; size <= frame.Length; size++)
        {
            var line = new Line("jbd");
            line.StartRound();
            line.Read(JbdReply.PackInfo());
            line.Next();
            ReplyResult result = default;
            foreach (byte[] piece in frame.Chunk(size))
                result = line.Receive(piece);
            Assert.Equal(marks.Select(mark => (double?)(mark / 1000.0)), result.Readings!.CellVoltages!.Value.Value);
        }
    }

    [Fact]
    public void Every_number_of_cells_from_3_to_32_is_read()
    {
        for (int cells = 3; cells <= 32; cells++)
        {
            int[] millivolts = [.. Enumerable.Range(0, cells).Select(i => 3300 + i)];
            var line = new Line("jbd");
            line.StartRound();
            Assert.Equal(cells, line.Read(JbdReply.PackInfo(p => p.Cells = cells)).CellCount!.Value.Value);
            line.Next();
            Assert.Equal(millivolts.Select(mv => (double?)(mv / 1000.0)), line.Read(JbdReply.Cells(millivolts)).CellVoltages!.Value.Value);
        }
    }

    [Fact]
    public void A_cell_count_that_differs_from_pack_info_stays_visible()
    {
        _line.StartRound();
        BatterySnapshot pack = _line.Read(JbdReply.PackInfo(p => p.Cells = 4));
        _line.Next();
        BatterySnapshot both = pack.UpdatedWith(_line.Read(JbdReply.Cells(3300, 3301, 3302)));
        Assert.Equal(4, both.CellCount!.Value.Value);
        Assert.Equal(3, both.CellVoltages!.Value.Value.Count);
    }

    [Fact]
    public void A_value_is_as_old_as_the_question()
    {
        byte[] frame = JbdReply.PackInfo();
        _line.StartRound();
        MonotonicTime asked = _line.Now;
        _line.Receive(frame[..20]);
        BatterySnapshot readings = _line.Read(frame[20..]);
        Assert.Equal(asked, readings.Voltage!.Value.At);
    }

    [Fact]
    public void An_inverted_shunt_turns_the_sign_round()
    {
        var line = new Line("jbd", new BmsOptions { InvertCurrent = true });
        line.StartRound();
        Assert.Equal(-2.5, line.Read(JbdReply.PackInfo(p => p.Current = 250)).Current!.Value.Value);
    }

    [Fact]
    public void A_notification_longer_than_the_buffer_is_worked_off()
    {
        _line.StartRound();
        byte[] noise = Enumerable.Repeat((byte)0xDD, 5000).ToArray();
        _line.Read([.. noise, .. new byte[300], .. JbdReply.PackInfo()]);
    }

    private void AssertShortRound()
    {
        Assert.Equal(AskPackInfo, _line.StartRound());
        _line.Read(JbdReply.PackInfo());
        Assert.Equal(AskCells, _line.Next());
        _line.Read(JbdReply.Cells(3300, 3301));
        Assert.Null(_line.Next());
    }
}
