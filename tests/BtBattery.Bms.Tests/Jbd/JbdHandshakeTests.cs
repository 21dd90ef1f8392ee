using BtBattery.Bms.Conversations;
using BtBattery.Bms.Tests.Conversations;

namespace BtBattery.Bms.Tests.Jbd;

public class JbdHandshakeTests
{
    private const string AskAppKey = "FFAA15063030303030303B";
    private const string AskRandom = "FFAA170017";
    private const string AskPackInfo = "DDA50300FFFD77";
    private const string GoOn = "FFAA15010016";
    private const string Random24 = "FFAA1701243C";
    private const string Right = "FFAA18010019";
    private const string Wrong = "FFAA1801011A";

    private static BmsOptions WithPassword => new() { Address = "10:A5:62:32:75:36", Password = "123456" };

    [Fact]
    public void A_board_that_hangs_up_on_a_wrong_password_is_offered_it_three_times_only()
    {
        var options = new BmsOptions { Address = "A4:C1:37:04:2D:BE", Password = "111111" };
        int offers = 0;
        BmsVerdict? verdict = null;
        for (int connection = 0; connection < 6; connection++)
        {
            BmsConversation conversation = BmsCatalog.Find("jbd")!.Start(options);
            conversation.StartRound();
            bool hasHungUp = false;
            while (!hasHungUp && conversation.NextRequest(default) is { } request)
            {
                switch (Convert.ToHexStringLower(request.Bytes.Span)[4..6])
                {
                    case "15":
                        conversation.Receive(Convert.FromHexString("ffaa15010016"), default);
                        break;
                    case "17":
                        conversation.Receive(Convert.FromHexString("ffaa17012139"), default);
                        break;
                    case "18":
                        offers++;
                        hasHungUp = true;
                        break;
                    default:
                        conversation.NoAnswer();
                        break;
                }
            }

            verdict = conversation.Verdict;
        }

        Assert.Equal(3, offers);
        Assert.Equal(BmsVerdictKind.PasswordWrong, verdict?.Kind);
    }

    [Fact]
    public void A_configured_password_is_offered_before_the_first_question()
    {
        var line = new Line("jbd", WithPassword);
        Assert.Equal(AskAppKey, line.StartRound());
        line.Receive(GoOn);
        Assert.Equal(AskRandom, line.Next());
        line.Receive(Random24);
        Assert.Equal("FFAA180645BB752A642445", line.Next());
        line.Receive(Right);

        BmsRequest packInfo = line.Conversation.NextRequest(line.Now)!;
        Assert.Equal(AskPackInfo, Convert.ToHexString(packInfo.Bytes.Span));
        Assert.Equal(TimeSpan.FromMilliseconds(300), packInfo.PauseBefore);
        line.Read(JbdReply.PackInfo());
        Assert.Equal(TimeSpan.Zero, line.Conversation.NextRequest(line.Now)!.PauseBefore);
        Assert.Null(line.Conversation.Verdict);
    }

    [Fact]
    public void The_answer_to_the_random_byte_wraps_at_256()
    {
        // Recorded with the wrong password 111111 (tests/vectors/jbd-auth-rejected.json).
        var line = new Line("jbd", new BmsOptions { Address = "A4:C1:37:04:2D:BE", Password = "111111" });
        line.StartRound();
        line.Receive(GoOn);
        line.Next();
        line.Receive("FFAA17012139");
        Assert.Equal("FFAA1806B61127563DB04F", line.Next());
    }

    [Fact]
    public void Once_let_in_the_board_is_not_asked_again_on_this_connection()
    {
        var line = new Line("jbd", WithPassword);
        Admit(line);
        line.Next();
        line.Read(JbdReply.PackInfo());
        Assert.Equal(AskPackInfo, line.StartRound());
    }

    [Fact]
    public void A_board_without_handshake_is_read_as_usual()
    {
        var line = new Line("jbd", WithPassword);
        Assert.Equal(AskAppKey, line.StartRound());
        line.Conversation.NoAnswer();
        Assert.Equal(AskPackInfo, line.Next());
        line.Read(JbdReply.PackInfo());
        Assert.Equal(AskPackInfo, line.StartRound());
    }

    [Fact]
    public void A_board_without_a_password_set_is_read_as_usual()
    {
        var line = new Line("jbd", WithPassword);
        line.StartRound();
        line.Receive("FFAA15010218");
        Assert.Equal(AskPackInfo, line.Next());
    }

    [Fact]
    public void Three_refusals_over_all_connections_end_the_attempts()
    {
        BmsOptions options = WithPassword;
        for (int attempt = 1; attempt <= 3; attempt++)
        {
            var line = new Line("jbd", options);
            Assert.Equal(AskAppKey, line.StartRound());
            line.Receive(GoOn);
            line.Next();
            line.Receive(Random24);
            line.Next();
            Assert.Equal(ReplyResult.Refused("auth_rejected"), line.Receive(Wrong));
            Assert.Null(line.Next());
            Assert.True(line.Conversation.IsUnresponsive);
            Assert.Equal(attempt == 3 ? BmsVerdictKind.PasswordWrong : null, line.Conversation.Verdict?.Kind);
        }

        // From now on no password leaves the program, whatever the board does.
        for (int connection = 0; connection < 5; connection++)
        {
            var line = new Line("jbd", options);
            Assert.Equal(AskPackInfo, line.StartRound());
            Assert.Equal(AskPackInfo, line.Next());
            Assert.Equal(AskAppKey, line.Next());
            line.Receive(GoOn);
            Assert.Null(line.Next());
            Assert.Equal(BmsVerdictKind.PasswordWrong, line.Conversation.Verdict?.Kind);
        }
    }

    [Fact]
    public void A_password_left_unanswered_counts_as_an_attempt()
    {
        BmsOptions options = WithPassword;
        for (int attempt = 0; attempt < 3; attempt++)
        {
            var line = new Line("jbd", options);
            line.StartRound();
            line.Receive(GoOn);
            line.Next();
            line.Receive(Random24);
            line.Next();
            line.Conversation.NoAnswer();
        }

        Assert.Equal(3, options.Memory.FailedPasswordAttempts);
        Assert.Equal(AskPackInfo, new Line("jbd", options).StartRound());
    }

    [Fact]
    public void An_accepted_password_clears_the_count()
    {
        BmsOptions options = WithPassword;
        options.Memory.FailedPasswordAttempts = 2;
        Admit(new Line("jbd", options));
        Assert.Equal(0, options.Memory.FailedPasswordAttempts);
    }

    [Fact]
    public void A_silent_board_is_asked_whether_it_wants_a_password()
    {
        var line = new Line("jbd");
        Assert.Equal(AskPackInfo, line.StartRound());
        Assert.Equal(AskPackInfo, line.Next());
        Assert.Equal(AskAppKey, line.Next());
        line.Receive(GoOn);
        Assert.Null(line.Next());
        Assert.True(line.Conversation.IsUnresponsive);
        Assert.Equal(BmsVerdictKind.PasswordNeeded, line.Conversation.Verdict?.Kind);
    }

    [Fact]
    public void A_board_that_is_only_silent_gets_its_third_try()
    {
        var line = new Line("jbd");
        line.StartRound();
        line.Next();
        Assert.Equal(AskAppKey, line.Next());
        Assert.Equal(AskPackInfo, line.Next());
        Assert.Null(line.Next());
        Assert.True(line.Conversation.IsUnresponsive);
        Assert.Null(line.Conversation.Verdict);
    }

    [Fact]
    public void A_board_that_has_answered_wants_no_password()
    {
        var line = new Line("jbd");
        line.StartRound();
        line.Read(JbdReply.PackInfo());
        const string askCells = "DDA50400FFFC77";
        Assert.Equal([askCells, askCells, askCells, null], Enumerable.Range(0, 4).Select(_ => line.Next()));
    }

    [Fact]
    public void A_refused_application_key_is_not_a_wrong_password()
    {
        BmsOptions options = WithPassword;
        var line = new Line("jbd", options);
        line.StartRound();
        line.Receive("FFAA15010117");
        Assert.Equal(BmsVerdictKind.Unsupported, line.Conversation.Verdict?.Kind);
        Assert.Equal(0, options.Memory.FailedPasswordAttempts);
    }

    [Theory]
    [InlineData("12345", false)]
    [InlineData("1234567", false)]
    [InlineData("12345é", false)]
    [InlineData("12345\n", false)]
    [InlineData("aB3 5~", true)]
    public void A_password_is_six_printable_characters(string text, bool isPassword) =>
        Assert.Equal(isPassword, BmsOptions.IsPassword(text));

    [Fact]
    public void A_password_cannot_end_up_in_a_log() => Assert.DoesNotContain("123456", $"{WithPassword}");

    [Fact]
    public void An_echoing_board_wants_to_be_paired()
    {
        var line = new Line("jbd");
        for (string? request = line.StartRound(); request is not null; request = line.Next())
            line.Receive(request);
        Assert.True(line.Conversation.IsUnresponsive);
        Assert.Equal(BmsVerdictKind.PairingNeeded, line.Conversation.Verdict?.Kind);
    }

    [Fact]
    public void A_board_that_answers_something_else_is_an_unknown_variant()
    {
        var line = new Line("jbd");
        for (string? request = line.StartRound(); request is not null; request = line.Next())
            line.Receive("0178020400");
        Assert.Equal(BmsVerdictKind.UnknownVariant, line.Conversation.Verdict?.Kind);
        Assert.Contains("0178020400", line.Conversation.Verdict!.Text);
    }

    private static void Admit(Line line)
    {
        line.StartRound();
        line.Receive(GoOn);
        line.Next();
        line.Receive(Random24);
        line.Next();
        line.Receive(Right);
    }
}
