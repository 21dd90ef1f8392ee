using BtBattery.Aggregation.Model;
using BtBattery.Bms.Conversations;
using BtBattery.Bms.Framing;
using BtBattery.Bms.Tests.Conversations;

namespace BtBattery.Bms.Tests.Daly;

public class DalyA5Tests
{
    private readonly Line _line = new("daly-a5");

    [Fact]
    public void A_round_reads_counts_and_state_before_what_depends_on_them()
    {
        Answer(_line.StartRound(), 0x94, DalyReply.A5(0x94, 4, 1));
        Answer(_line.Next(), 0x93, DalyReply.A5(0x93, 0, 1, 1));
        Answer(_line.Next(), 0x90, DalyReply.A5(0x90, 0, 132, 0, 0, 0x75, 0x30));
        Answer(_line.Next(), 0x95, [.. DalyReply.A5Cells(1, 3300, 3301, 3302), .. DalyReply.A5Cells(2, 3303, 0x0FD7, 0xCB08)]);
        Answer(_line.Next(), 0x96, DalyReply.A5(0x96, 1, 60, 0x33));
        Answer(_line.Next(), 0x98, DalyReply.A5(0x98));
        Answer(_line.Next(), 0x97, DalyReply.A5(0x97));
        Answer(_line.Next(), 0x50, DalyReply.A5(0x50, 0, 1, 0x86, 0xA0));
        Answer(_line.Next(), 0x62, [.. DalyReply.A5(0x62, [1, .. "NR_1234"u8]), .. DalyReply.A5(0x62, [2, .. "5\0\0\0\0\0\0"u8])]);
        Answer(_line.Next(), 0x63, [.. DalyReply.A5(0x63, [1, .. "DL-BMS-"u8]), .. DalyReply.A5(0x63, [2, .. "R32-01E"u8])]);
        Assert.Null(_line.Next());
    }

    [Fact]
    public void Until_one_address_has_answered_the_tries_take_turns()
    {
        Assert.Equal("A580940800000000000000", _line.StartRound()[..22]);
        Assert.Equal("A540940800000000000000", _line.Next()![..22]);
        Assert.Equal("A580940800000000000000", _line.Next()![..22]);

        var other = new Line("daly-a5");
        other.StartRound();
        other.Next();
        other.Read(DalyReply.A5(0x94, 4, 1));
        Assert.StartsWith("A540", other.Next());
    }

    [Theory]
    [InlineData(30021, -2.1)]
    [InlineData(29979, 2.1)]
    [InlineData(30000, 0.0)]
    public void Raw_values_above_30000_discharge_unlike_in_the_newer_generations(int raw, double amps)
    {
        Start(4, 1);
        _line.Next();
        _line.Read(DalyReply.A5(0x93, 0));
        _line.Next();
        Assert.Equal(amps, _line.Read(DalyReply.A5(0x90, 0, 132, 0, 0, (byte)(raw >> 8), (byte)(raw & 0xFF))).Current!.Value.Value);
    }

    [Fact]
    public void Every_number_of_cells_is_read_from_any_number_of_frames()
    {
        for (int cells = 1; cells <= 48; cells++)
        {
            for (int frames = (cells + 2) / 3; frames <= 16; frames++)
            {
                byte[] reply = [.. Enumerable.Range(1, frames).SelectMany(n =>
                    DalyReply.A5Cells((byte)n, 3000 + 3 * n, 3001 + 3 * n, 3002 + 3 * n))];
                var line = AskForCells(cells);
                Assert.Equal(
                    Enumerable.Range(0, cells).Select(i => (double?)((3003 + i) / 1000.0)),
                    line.Read(reply).CellVoltages!.Value.Value);
            }
        }
    }

    [Fact]
    public void Frames_that_are_repeated_keep_their_numbers()
    {
        Line line = AskForCells(6);
        Assert.Equal(ReplyOutcome.Incomplete, line.Receive(DalyReply.A5Cells(1, 3300, 3301, 0)).Outcome);
        Assert.Equal(ReplyOutcome.Incomplete, line.Receive(DalyReply.A5Cells(1, 3300, 3301, 0)).Outcome);
        Assert.Equal(
            [3.3, 3.301, 0.0, 3.303, 3.304, 3.305],
            line.Read(DalyReply.A5Cells(2, 3303, 3304, 3305)).CellVoltages!.Value.Value);
    }

    [Fact]
    public void Frames_of_one_try_are_no_part_of_the_answer_to_the_next_which_is_as_old_as_the_first()
    {
        Line line = AskForCells(6);
        MonotonicTime oldest = line.Now;
        line.Receive(DalyReply.A5Cells(1, 3300, 3301, 3302));
        line.Conversation.NoAnswer();
        line.Next();
        Assert.Equal(ReplyOutcome.Incomplete, line.Receive(DalyReply.A5Cells(2, 3303, 3304, 3305)).Outcome);
        Assert.Equal(ReplyOutcome.Incomplete, line.Receive(DalyReply.A5Cells(1, 3306, 3307, 3308)).Outcome);
        BatterySnapshot cells = line.Read(DalyReply.A5Cells(2, 3309, 3310, 3311));
        Assert.Equal([3.306, 3.307, 3.308, 3.309, 3.31, 3.311], cells.CellVoltages!.Value.Value);
        Assert.Equal(oldest, cells.CellVoltages!.Value.At);
    }

    [Fact]
    public void Frames_of_one_round_do_not_reach_the_next()
    {
        Line line = AskForCells(6);
        line.Receive(DalyReply.A5Cells(1, 3300, 3301, 3302));
        StartAndAskForCells(line, 6);
        Assert.Equal(ReplyOutcome.Incomplete, line.Receive(DalyReply.A5Cells(2, 3303, 3304, 3305)).Outcome);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(17)]
    [InlineData(255)]
    public void An_impossible_frame_number_is_not_used(byte number)
    {
        Line line = AskForCells(3);
        Assert.Equal(ReplyOutcome.Incomplete, line.Receive(DalyReply.A5Cells(number, 3300, 3301, 3302)).Outcome);
        Assert.Equal(1, line.Conversation.Counters[BadFrame.Contents]);
    }

    [Fact]
    public void A_board_without_sensors_is_not_asked_for_temperatures()
    {
        BatterySnapshot counts = Start(3, 0);
        Assert.Empty(counts.Temperatures!.Value.Value);
        var asked = new List<string?>();
        Answer(_line.Next(), 0x93, DalyReply.A5(0x93));
        Answer(_line.Next(), 0x90, DalyReply.A5(0x90, 0, 132, 0, 0, 0x75, 0x30));
        Answer(_line.Next(), 0x95, DalyReply.A5Cells(1, 3300, 3301, 3302));
        Assert.Equal("98", _line.Next()![4..6]);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(49, 1)]
    [InlineData(16, 17)]
    public void Impossible_counts_make_the_reply_unusable(byte cells, byte sensors)
    {
        _line.StartRound();
        Assert.Equal(ReplyOutcome.Incomplete, _line.Receive(DalyReply.A5(0x94, cells, sensors)).Outcome);
    }

    [Fact]
    public void Good_bytes_in_front_of_garbage_are_read()
    {
        Line line = AskForCells(16);
        byte[] good = [.. Enumerable.Range(1, 6).SelectMany(n => DalyReply.A5Cells((byte)n, 3300, 3300, 3300))];
        byte[] garbage = [.. Enumerable.Range(0, 122).Select(i => (byte)(i * 7 & 0xFF))];
        Assert.Equal(16, line.Read([.. good, .. garbage]).CellVoltages!.Value.Value.Count);
    }

    [Fact]
    public void A_reply_to_another_board_or_command_is_not_used()
    {
        _line.StartRound();
        byte[] other = DalyReply.A5(0x94, 4, 1);
        (other[1], other[12]) = (2, (byte)(other[12] + 1));
        Assert.Equal(ReplyOutcome.Incomplete, _line.Receive(other).Outcome);
        Assert.Equal(ReplyOutcome.Incomplete, _line.Receive(DalyReply.A5(0x90)).Outcome);
        Assert.Equal(2, _line.Conversation.Counters[BadFrame.WrongReply]);
        _line.Read(DalyReply.A5(0x94, 4, 1));
    }

    [Fact]
    public void A_request_that_comes_back_is_an_echo()
    {
        string request = _line.StartRound();
        Assert.Equal(ReplyResult.Refused("echo"), _line.Receive(request));
    }

    private static Line AskForCells(int cells)
    {
        var line = new Line("daly-a5");
        StartAndAskForCells(line, cells);
        return line;
    }

    private static void StartAndAskForCells(Line line, int cells)
    {
        line.StartRound();
        line.Read(DalyReply.A5(0x94, (byte)cells, 1));
        line.Next();
        line.Read(DalyReply.A5(0x93));
        line.Next();
        line.Read(DalyReply.A5(0x90, 0, 132, 0, 0, 0x75, 0x30));
        Assert.Equal("95", line.Next()![4..6]);
    }

    private BatterySnapshot Start(byte cells, byte sensors)
    {
        _line.StartRound();
        return _line.Read(DalyReply.A5(0x94, cells, sensors));
    }

    private void Answer(string? request, byte command, byte[] reply)
    {
        Assert.Equal(command, Convert.FromHexString(request!)[2]);
        _line.Read(reply);
    }
}
