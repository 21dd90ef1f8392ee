using BtBattery.Aggregation.Model;
using BtBattery.Bms.Conversations;
using BtBattery.Bms.Recognition;
using BtBattery.Bms.Tests.Daly;
using BtBattery.Bms.Tests.Jbd;

namespace BtBattery.Bms.Tests.Recognition;

public class BmsRecognitionTests
{
    private static readonly GattProfile s_ff00 = GattProfile.Of(0xFF00, 0xFF01, 0xFF02);
    private static readonly GattProfile s_fff0 = GattProfile.Of(0xFFF0, 0xFFF1, 0xFFF2);

    public static TheoryData<string, byte[]> Answers => new()
    {
        { "jbd", JbdReply.PackInfo() },
        { "daly-d2", DalyReply.D2Status() },
        { "daly-p81", DalyReply.P81Pack() },
        { "daly-a5", DalyReply.A5(0x94, 4, 1) },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public void A_checked_answer_proves_the_family_wherever_it_lives(string family, byte[] answer)
    {
        foreach (GattProfile profile in new[] { s_ff00, s_fff0 })
        {
            var recognition = new BmsRecognition([profile], new DeviceHints());
            Assert.Contains(family, Ask(recognition, probe => probe.Family.Id == family ? answer : []));
            Assert.Equal(family, recognition.Found?.Id);
            Assert.Equal(profile, recognition.FoundProfile);
            Assert.Null(recognition.Verdict);
        }
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public void A_name_alone_proves_nothing(string family, byte[] answer)
    {
        foreach (string name in new[] { "JBD-SP04S034", "DL-41181201189F", "Garden" })
        {
            var recognition = new BmsRecognition([s_ff00], new DeviceHints(name));
            Ask(recognition, probe => probe.Family.Id == family ? answer : []);
            Assert.Equal(family, recognition.Found?.Id);
        }
    }

    [Theory]
    [InlineData(null, null, null, null, "jbd,daly-d2,daly-p81,daly-a5")]
    [InlineData("JBD-1", null, null, null, "jbd,daly-d2,daly-p81,daly-a5")]
    [InlineData("DL-1", null, null, null, "daly-d2,daly-p81,daly-a5,jbd")]
    [InlineData("DL-1", "A5:C2:37:00:00:01", null, null, "daly-d2,daly-p81,daly-a5,jbd")]
    [InlineData(null, null, 0x0102, null, "daly-d2,daly-p81,daly-a5,jbd")]
    [InlineData(null, "a5:c2:37:00:00:01", null, null, "jbd,daly-d2,daly-p81,daly-a5")]
    [InlineData("JBD-1", null, null, "daly-a5", "daly-a5,jbd,daly-d2,daly-p81")]
    public void Hints_only_order_the_attempts(string? name, string? address, int? maker, string? remembered, string order)
    {
        var hints = new DeviceHints(name, address, maker is { } id ? [(ushort)id] : null, remembered);
        Assert.Equal(order, string.Join(',', BmsRecognition.InOrder(hints).Select(f => f.Id)));
    }

    [Fact]
    public void Each_question_is_asked_twice_and_the_handshake_last()
    {
        var recognition = new BmsRecognition([s_ff00], new DeviceHints("DL-1"));
        Assert.Equal(
            [
                "D2030000003ED7B9", "8103000000405BFA", "A58094080000000000000000C1", "A5409408000000000000000081", "DDA50300FFFD77",
                "D2030000003ED7B9", "8103000000405BFA", "A58094080000000000000000C1", "A5409408000000000000000081", "DDA50300FFFD77",
                "FFAA15063030303030303B",
            ],
            AskBytes(recognition));
        Assert.Equal(BmsVerdictKind.NoAnswer, recognition.Verdict?.Kind);
    }

    [Fact]
    public void A_late_answer_counts_while_another_family_is_asked()
    {
        var recognition = new BmsRecognition([s_fff0], new DeviceHints());
        Ask(recognition, probe => probe.Family.Id == "daly-a5" ? DalyReply.D2Status() : []);
        Assert.Equal("daly-d2", recognition.Found?.Id);
    }

    [Fact]
    public void A_board_that_wants_a_password_is_recognised_by_asking_for_it()
    {
        var recognition = new BmsRecognition([s_ff00], new DeviceHints());
        Ask(recognition, probe => probe.Request.Name == "application key" ? Convert.FromHexString("FFAA15010016") : []);
        Assert.Equal("jbd", recognition.Found?.Id);
    }

    [Fact]
    public void An_echo_means_pairing_and_ends_the_questions()
    {
        var recognition = new BmsRecognition([s_ff00], new DeviceHints());
        Assert.Single(Ask(recognition, probe => probe.Request.Bytes.ToArray()));
        Assert.Equal(BmsVerdictKind.PairingNeeded, recognition.Verdict?.Kind);
    }

    [Fact]
    public void A_damaged_answer_proves_nothing()
    {
        byte[] damaged = JbdReply.PackInfo();
        damaged[10] ^= 1;
        var recognition = new BmsRecognition([s_ff00], new DeviceHints());
        Ask(recognition, _ => damaged);
        Assert.Null(recognition.Found);
        Assert.Equal(BmsVerdictKind.UnknownVariant, recognition.Verdict?.Kind);
        Assert.Contains(Convert.ToHexStringLower(damaged), recognition.Verdict!.Text);
    }

    [Fact]
    public void A_device_without_a_known_service_is_left_alone()
    {
        var recognition = new BmsRecognition([GattProfile.Of(0x180F, 0x2A19, 0x2A19)], new DeviceHints("JBD-1"));
        Assert.Null(recognition.Next());
        Assert.Equal(BmsVerdictKind.NoService, recognition.Verdict?.Kind);
    }

    [Fact]
    public void A_name_of_an_unsupported_board_explains_its_silence()
    {
        var recognition = new BmsRecognition([s_ff00], new DeviceHints("JBD-UP16S020-A"));
        Ask(recognition, _ => Convert.FromHexString("0178"));
        Assert.Equal(BmsVerdictKind.Unsupported, recognition.Verdict?.Kind);
        Assert.Contains("JBD-UP16S020-A", recognition.Verdict!.Text);
    }

    private static List<string> Ask(BmsRecognition recognition, Func<BmsProbe, byte[]> answer)
    {
        var asked = new List<string>();
        while (recognition.Next() is { } probe)
        {
            Assert.True(probe.Request.Timeout > TimeSpan.Zero);
            asked.Add(probe.Family.Id);
            if (answer(probe) is { Length: > 0 } bytes)
                recognition.Receive(bytes, default(MonotonicTime));
        }

        return asked;
    }

    private static List<string> AskBytes(BmsRecognition recognition)
    {
        var asked = new List<string>();
        while (recognition.Next() is { } probe)
            asked.Add(Convert.ToHexString(probe.Request.Bytes.Span));
        return asked;
    }
}
