using BtBattery.Aggregation.Model;
using BtBattery.Bms.Conversations;
using BtBattery.Bms.Framing;
using BtBattery.Bms.Tests.Conversations;
using BtBattery.Bms.Tests.Daly;
using BtBattery.Bms.Tests.Jbd;
using FsCheck;
using FsCheck.Fluent;

namespace BtBattery.Bms.Tests.LateAnswers;

/// <summary>No value is older than it claims, however late its answer comes; and what was lost is found out again.</summary>
public class LateAnswerTests
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(400).WithReplay(20261121, 3);

    public static TheoryData<string> Kinds => ["jbd", "daly-d2", "daly-d2-wide", "daly-p81", "daly-a5", "acme"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void No_value_was_measured_before_it_claims(string kind)
    {
        int readings = 0;
        Check.One(s_config, Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), chances =>
        {
            var talk = new SlowTalk(kind);
            int used = 0;
            for (int round = 0; round < 30; round++)
                talk.Round(_ => used < chances.Length ? Fate.Of(chances[used++]) : Fate.Good);
            readings += talk.Readings;
            return talk.Complaint is null ? true : throw new InvalidOperationException(talk.Complaint);
        }));
        Assert.True(readings > 1000, $"only {readings} readings");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void No_value_was_measured_before_it_claims_on_a_link_that_stays_bad(string kind)
    {
        for (int seed = 0; seed < 40; seed++)
        {
            var chance = new Random(seed);
            byte mildness = (byte)(seed % 2 == 0 ? 0xFF : 0x3F);
            var talk = new SlowTalk(kind);
            for (int round = 0; round < 60; round++)
                talk.Round(_ => Fate.Of((byte)(chance.Next(256) & mildness)));
            Assert.True(talk.Complaint is null, $"seed {seed}: {talk.Complaint}");
        }
    }

    [Theory]
    [InlineData("jbd", 1)]
    [InlineData("jbd", 2)]
    [InlineData("daly-d2", 1)]
    [InlineData("daly-d2-wide", 1)]
    [InlineData("daly-p81", 2)]
    [InlineData("daly-a5", 4)]
    public void A_lost_answer_makes_values_look_older_than_they_are_for_one_round_at_most(string kind, int which)
    {
        var talk = new SlowTalk(kind);
        talk.Round(_ => Fate.Good);
        int asked = 0;
        talk.Round(_ => ++asked == which ? Fate.Lost : Fate.Good);
        talk.Round(_ => Fate.Good);
        for (int round = 0; round < 5; round++)
        {
            talk.Round(_ => Fate.Good);
            Assert.Equal(TimeSpan.Zero, talk.LastLag);
        }

        Assert.Equal(0, talk.LinksLagging);
    }

    [Fact]
    public void Where_nothing_clears_up_a_lost_answer_the_link_is_ended_after_a_few_rounds()
    {
        var talk = new SlowTalk("acme");
        talk.Round(_ => Fate.Good);
        int asked = 0;
        talk.Round(_ => asked++ == 0 ? Fate.Lost : Fate.Good);
        Assert.InRange(talk.LastLag, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(2));
        for (int round = 0; round < BmsConversation.RoundsInDoubtAllowed - 2; round++)
        {
            talk.Round(_ => Fate.Good);
            Assert.InRange(talk.LastLag, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(2));
        }

        Assert.Equal(0, talk.LinksLagging);
        talk.Round(_ => Fate.Good);
        Assert.Equal(1, talk.LinksLagging);
        talk.Round(_ => Fate.Good);
        Assert.Equal(TimeSpan.Zero, talk.LastLag);
    }

    [Fact]
    public void An_answer_to_a_question_that_was_asked_twice_is_as_old_as_the_first()
    {
        var line = new Line("jbd");
        line.StartRound();
        MonotonicTime first = line.Now;
        line.Conversation.NoAnswer();
        line.Next();
        MonotonicTime second = line.Now;
        Assert.Equal(first, line.Read(JbdReply.PackInfo()).Voltage!.Value.At);

        // The second answer comes while something else is asked: it is not used, and no question is left over.
        line.Next();
        MonotonicTime third = line.Now;
        Assert.Equal(ReplyOutcome.Incomplete, line.Receive(JbdReply.PackInfo(pack => pack.Voltage = 1)).Outcome);
        Assert.Equal(third, line.Read(JbdReply.Cells(3300)).CellVoltages!.Value.At);
        Assert.True(second > first && third > second);
        Assert.Equal(0, line.Conversation.Questions.Count);
    }

    [Fact]
    public void An_answer_of_another_kind_proves_that_nothing_before_it_is_still_to_come()
    {
        var line = new Line("jbd");
        line.StartRound();
        line.Conversation.NoAnswer();
        line.Next();
        line.Read(JbdReply.PackInfo());
        Assert.Equal(1, line.Conversation.Questions.Count);
        line.Next();
        line.Read(JbdReply.Cells(3300));
        Assert.Equal(0, line.Conversation.Questions.Count);
    }

    [Fact]
    public void What_arrives_before_the_request_is_written_is_no_answer_to_it()
    {
        var line = new Line("jbd");
        line.StartRound();
        line.Conversation.NoAnswer();
        line.Next();
        MonotonicTime asked = line.Now;
        line.Conversation.Overhear(JbdReply.PackInfo(), line.Now);
        Assert.Equal(1, line.Conversation.Questions.Count);
        Assert.Equal(ReplyOutcome.Incomplete, line.Receive(JbdReply.PackInfo()).Outcome);
        Assert.Equal(asked, line.Read(JbdReply.PackInfo(pack => pack.Voltage++)).Voltage!.Value.At);
    }

    [Fact]
    public void A_late_answer_is_found_out_while_nothing_is_asked_however_the_radio_cut_it()
    {
        var line = new Line("jbd");
        byte[] late = JbdReply.PackInfo();
        line.StartRound();
        line.Conversation.NoAnswer();
        line.Conversation.Overhear(late.AsSpan(0, 20), line.Now);
        Assert.Equal(1, line.Conversation.Questions.Count);
        line.Conversation.Overhear(late.AsSpan(20), line.Now);
        Assert.Equal(0, line.Conversation.Questions.Count);
    }

    [Fact]
    public void What_was_asked_on_a_link_is_known_to_the_next_conversation_on_it()
    {
        var options = new BmsOptions();
        var before = new Line("jbd", options);
        before.StartRound();
        var line = new Line("jbd", options);
        line.StartRound();
        line.Read(JbdReply.PackInfo());
        Assert.Equal(1, line.Conversation.Questions.Count);
    }

    [Fact]
    public void Questions_that_are_noted_and_restored_are_the_same()
    {
        var questions = new OpenQuestions();
        Assert.True(questions.TryAdd(new byte[] { 1, 2 }, new MonotonicTime(TimeSpan.FromTicks(7))));
        Assert.True(questions.TryAdd(new byte[] { 3 }, new MonotonicTime(TimeSpan.FromTicks(8))));
        questions.Last = AnswerMark.Of([4, 5], new MonotonicTime(TimeSpan.FromTicks(9)));
        var restored = new OpenQuestions();
        restored.Restore(questions.TakeNotes());
        Assert.Equal(questions.TakeNotes(), restored.TakeNotes());
        Assert.True(restored.MayRepeat([4, 5], new MonotonicTime(TimeSpan.FromTicks(10))));
        Assert.False(restored.MayRepeat([4, 6], new MonotonicTime(TimeSpan.FromTicks(10))));
        Assert.Throws<FormatException>(() => restored.Restore(new Dictionary<string, string> { ["0"] = "7" }));
    }

    [Fact]
    public void More_questions_than_can_be_listed_make_nothing_look_newer()
    {
        var options = new BmsOptions();
        for (int i = 0; i < OpenQuestions.Capacity; i++)
            options.OpenQuestions.TryAdd(new byte[] { 1 }, default);
        var line = new Line("jbd", options);
        line.StartRound();
        Assert.Equal(ReplyOutcome.Incomplete, line.Receive(JbdReply.PackInfo()).Outcome);
    }

    [Fact]
    public void Frames_behind_those_that_were_needed_are_no_fault()
    {
        var line = new Line("daly-a5");
        line.StartRound();
        line.Read(DalyReply.A5(0x94, 3, 0));
        line.Next();
        line.Read(DalyReply.A5(0x93));
        line.Next();
        line.Read(DalyReply.A5(0x90));
        line.Next();
        line.Read(DalyReply.A5Cells(1, 1, 1, 1));
        line.Next();
        line.Receive(DalyReply.A5Cells(2, 1, 1, 1));
        line.Conversation.Overhear(DalyReply.A5Cells(3, 1, 1, 1), line.Now);
        Assert.Equal(0, line.Conversation.Counters[BadFrame.WrongReply]);
        line.Read(DalyReply.A5(0x98));
        line.Next();
        line.Receive(DalyReply.A5Cells(2, 1, 1, 1));
        Assert.Equal(1, line.Conversation.Counters[BadFrame.WrongReply]);
    }

    [Fact]
    public void The_end_of_one_series_and_the_beginning_of_the_next_are_no_answer()
    {
        var line = new Line("daly-a5");
        line.StartRound();
        line.Read(DalyReply.A5(0x94, 6, 0));
        line.Next();
        line.Read(DalyReply.A5(0x93));
        line.Next();
        line.Read(DalyReply.A5(0x90));
        line.Next();
        Assert.Equal(ReplyOutcome.Incomplete, line.Receive(DalyReply.A5Cells(2, 1, 1, 1)).Outcome);
        Assert.Equal(ReplyOutcome.Incomplete, line.Receive(DalyReply.A5Cells(1, 2, 2, 2)).Outcome);
        Assert.All(line.Read(DalyReply.A5Cells(2, 2, 2, 2)).CellVoltages!.Value.Value, volts => Assert.Equal(0.002, volts));
    }
}
