using BtBattery.Aggregation.Model;
using BtBattery.Bms.Conversations;
using BtBattery.Bms.Tests.Requests;

namespace BtBattery.Bms.Tests.Conversations;

/// <summary>
/// A conversation that is restored from its notes between two rounds goes on as the one it was noted from: it asks the same
/// and reads the same. It is told no secrets, only what they came to.
/// </summary>
public class NotesTests
{
    private const int Rounds = 40;

    public static TheoryData<string, int, string?, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int, string?, int>();
            foreach (BmsFamily family in BmsCatalog.Families)
            {
                foreach (Temper temper in Enum.GetValues<Temper>())
                {
                    cases.Add(family.Id, (int)temper, null, -1);
                }

                cases.Add(family.Id, (int)Temper.Moody, "123456", 0);
            }

            foreach (int answer in (int[])[0, 1, 2, 9])
                cases.Add("jbd", (int)Temper.Willing, "123456", answer);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_restored_conversation_goes_on_as_the_one_it_was_noted_from(string familyId, int temper, string? password, int appKeyAnswer)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var chance = new Random(seed);
            var board = new ScriptedBoard((Temper)temper, chance)
            {
                HasExtras = seed % 3 != 0,
                HasWideStatus = seed % 2 == 0,
                A5Address = seed % 4 < 2 ? (byte)0x40 : (byte)0x80,
                AppKeyAnswer = appKeyAnswer < 0 ? null : (byte)appKeyAnswer,
                IsPasswordRight = seed % 5 != 0,
            };
            Follow(BmsCatalog.Find(familyId)!, password, board, chance);
        }
    }

    [Fact]
    public void Notes_of_something_else_are_refused()
    {
        BmsConversation conversation = BmsCatalog.Find("jbd")!.Start(BmsOptions.Default);
        Assert.Throws<FormatException>(() => conversation.Restore(new Dictionary<string, string> { ["good"] = "many" }));
        Assert.Throws<FormatException>(() => conversation.Restore(new Dictionary<string, string> { ["switching.fet"] = "Neither" }));
    }

    [Fact]
    public void An_answer_to_a_secret_that_cannot_be_is_refused()
    {
        BmsOptions options = Options("123456");
        BmsConversation conversation = BmsCatalog.Find("jbd")!.Start(options);
        conversation.StartRound();
        Assert.True(conversation.NextRequest(default) is { IsSecret: true });
        Assert.Throws<FormatException>(() => conversation.TakeSecretAnswer("given"));
        Assert.Throws<FormatException>(() => conversation.TakeSecretAnswer("result_"));
        Assert.Throws<FormatException>(() => conversation.TakeSecretAnswer("open sesame"));
        Assert.Equal(ReplyOutcome.Complete, conversation.TakeSecretAnswer("result_00").Outcome);
        Assert.True(conversation.NextRequest(default) is { IsSecret: true, Name: "random byte" });
    }

    private static void Follow(BmsFamily family, string? password, ScriptedBoard board, Random chance)
    {
        BmsOptions options = Options(password);
        BmsConversation original = family.Start(options);
        BmsOptions otherOptions = Options(password is null ? null : "zzzzzz");
        for (int round = 0; round < Rounds && !original.IsUnresponsive; round++)
        {
            otherOptions.Memory.Restore(options.Memory.TakeNotes());
            otherOptions.OpenQuestions.Restore(options.OpenQuestions.TakeNotes());
            BmsConversation restored = family.Start(otherOptions);
            restored.Restore(original.TakeNotes());

            if (chance.Next(4) == 0)
            {
                (FetSwitch fet, bool on) = (chance.Next(2) == 0 ? FetSwitch.Charge : FetSwitch.Discharge, chance.Next(2) == 0);
                Assert.Equal(original.RequestSwitch(fet, on), restored.RequestSwitch(fet, on));
            }

            original.StartRound();
            restored.StartRound();
            RunRound(original, restored, board, new MonotonicTime(TimeSpan.FromSeconds(round)));
            Assert.Equal(original.IsUnresponsive, restored.IsUnresponsive);
            Assert.Equal(original.SwitchOutcome, restored.SwitchOutcome);
            Assert.Equal(original.IsCurrentSignCorrected, restored.IsCurrentSignCorrected);
            Assert.Equal(options.Memory.TakeNotes(), otherOptions.Memory.TakeNotes());
            Assert.Equal(original.TakeNotes(), restored.TakeNotes());
        }
    }

    private static void RunRound(BmsConversation original, BmsConversation restored, ScriptedBoard board, MonotonicTime at)
    {
        while (true)
        {
            BmsRequest? asked = original.NextRequest(at);
            BmsRequest? askedAgain = restored.NextRequest(at);
            Assert.Equal(asked?.Name, askedAgain?.Name);
            if (asked is null)
                return;

            Assert.Equal(asked.PauseBefore, askedAgain!.PauseBefore);
            if (!asked.IsSecret)
                Assert.Equal(Convert.ToHexString(asked.Bytes.Span), Convert.ToHexString(askedAgain.Bytes.Span));

            byte[] reply = board.Answer(asked.Bytes.ToArray());
            ReplyResult result = reply.Length == 0 ? ReplyResult.Incomplete : original.Receive(reply, at);
            ReplyResult again = Hand(original, restored, asked, reply, result, at);
            Assert.Equal((result.Outcome, result.Code), (again.Outcome, again.Code));
            Assert.Equal(result.Readings?.Voltage, again.Readings?.Voltage);
            Assert.Equal(result.Readings?.Current, again.Readings?.Current);
            Assert.Equal(result.Readings?.CellVoltages?.Value, again.Readings?.CellVoltages?.Value);
            Assert.Equal(result.Readings?.Balancing?.Value, again.Readings?.Balancing?.Value);
            if (result.Outcome == ReplyOutcome.Incomplete)
            {
                original.NoAnswer();
                restored.NoAnswer();
            }
        }
    }

    /// <summary>As a recording does: no secret, and of what comes after one only what was an answer.</summary>
    private static ReplyResult Hand(
        BmsConversation original, BmsConversation restored, BmsRequest asked, byte[] reply, ReplyResult result, MonotonicTime at)
    {
        if (result.Outcome == ReplyOutcome.Incomplete)
            return original.HasSecrets || reply.Length == 0 ? ReplyResult.Incomplete : restored.Receive(reply, at);
        if (asked.IsSecret)
            return restored.TakeSecretAnswer(original.SecretAnswer!);
        return restored.Receive(original.HasSecrets ? original.LastAnswer : reply, at);
    }

    private static BmsOptions Options(string? password) => new() { Address = "10:A5:62:32:75:36", Password = password };
}
