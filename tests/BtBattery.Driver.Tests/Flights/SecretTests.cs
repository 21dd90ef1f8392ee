using System.Globalization;
using System.Text;
using BtBattery.Driver.Options;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Tests.Fakes;

namespace BtBattery.Driver.Tests.Flights;

/// <summary>A recording may be shown to anybody: it tells neither the password nor the address, in no spelling.</summary>
public sealed class SecretTests
{
    private const string Address = "A4:C1:38:00:00:01";
    private const string Password = "zZ~9qX";
    private const byte RandomByte = 0x9C;

    // (address XOR password) + random byte, modulo 256: docs/bms/jbd.md.
    private static readonly byte[] s_encoded = [.. Convert.FromHexString("A4C138000001").Zip(Encoding.ASCII.GetBytes(Password), (a, p) => unchecked((byte)((a ^ p) + RandomByte)))];

    private static readonly string[] s_forbidden =
    [
        Password,
        Convert.ToHexString(Encoding.ASCII.GetBytes(Password)),
        Convert.ToHexString(s_encoded),
        "FFAA18",
        "FFAA1701",
        Address,
        Address.Replace(':', '_'),
        Address.Replace(':', '-'),
        "A4C138000001",
        "01000038C1A4",
        Convert.ToHexString(Encoding.ASCII.GetBytes("A4C138000001")),
        Convert.ToHexString(Encoding.ASCII.GetBytes("a4c138000001")),
        Convert.ToHexString(Encoding.ASCII.GetBytes(Address)),
    ];

    [Fact]
    public void A_board_with_a_password_is_played_again_without_it()
    {
        using var story = new DriverStory(new BatterySettings { Password = Password });
        GuardedBoard(story.Battery, passwordResult: 0);
        story.Start();
        story.Advance(60);
        story.Battery.Drop();
        story.Advance(20);

        Assert.Contains(story.Battery.Requests, request => request.StartsWith("ffaa18", StringComparison.Ordinal) && request.Contains(Convert.ToHexStringLower(s_encoded), StringComparison.Ordinal));
        Replayed replayed = PlayHarmless(story);
        Assert.Contains(replayed.Turns, turn => turn.Changes.Any(change => change.Key == "/Dc/0/Voltage" && change.Value.IsValid));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void A_wrong_password_is_played_again_until_it_is_offered_no_more(int result)
    {
        using var story = new DriverStory(new BatterySettings { Password = Password });
        GuardedBoard(story.Battery, passwordResult: result);
        story.Start();
        story.Advance(1800);

        Assert.Contains("refused the password", story.Bus.Text("/Diagnostics/Problem"), StringComparison.Ordinal);
        PlayHarmless(story);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(9)]
    public void Every_answer_to_the_application_key_is_played_again(int result)
    {
        using var story = new DriverStory(new BatterySettings { Password = Password });
        GuardedBoard(story.Battery, passwordResult: 0, appKeyResult: result);
        story.Start();
        story.Advance(300);

        PlayHarmless(story);
    }

    /// <summary>Bytes that come late arrive while something harmless is asked.</summary>
    [Fact]
    public void Late_echoes_of_the_handshake_stay_out()
    {
        using var story = new DriverStory(new BatterySettings { Password = Password, BmsType = "jbd" });
        GuardedBoard(story.Battery, passwordResult: 0);
        Action<string> board = story.Battery.OnWrite!;
        string? password = null;
        story.Battery.OnWrite = request =>
        {
            password = request.StartsWith("ffaa18", StringComparison.Ordinal) ? request : password;
            if (request == "dda50300fffd77" && password is not null)
            {
                story.Battery.Notify(password[..8]);
                story.Battery.Notify(password[8..]);
                story.Battery.Notify(Auth(0x17, RandomByte));
            }

            board(request);
        };
        story.Battery.Answers["dda50300fffd77"] = [FakeBattery.PackInfo[..40], FakeBattery.PackInfo[40..]];
        story.Start();
        story.Advance(60);

        Assert.NotNull(password);
        Assert.Equal(26.53, story.Bus.Number("/Dc/0/Voltage"));
        PlayHarmless(story);
    }

    [Fact]
    public void A_board_that_tells_its_address_as_its_name_is_played_again_under_its_pseudonym()
    {
        using var story = new DriverStory();
        story.Battery.Answers["dda50500fffb77"] = [NameReply("JBD-A4C138000001")];
        story.Start();
        story.Advance(20);

        Assert.Equal("JBD-A4C138000001", story.Bus.Text("/HardwareVersion"));
        Replayed replayed = PlayHarmless(story);
        Assert.Contains(replayed.Turns, turn => turn.Changes.Any(change => change is { Key: "/HardwareVersion", Value.AsText: "JBD-BA77E4000001" }));
    }

    [Fact]
    public void A_name_with_an_address_that_is_not_its_own_is_played_again_under_a_pseudonym()
    {
        using var story = new DriverStory();
        story.Battery.Answers["dda50500fffb77"] = [NameReply("DL-40F0A1B20002")];
        story.Start();
        story.Advance(20);

        Assert.Equal("DL-40F0A1B20002", story.Bus.Text("/HardwareVersion"));
        Replayed replayed = PlayHarmless(story);
        Assert.Contains(replayed.Turns, turn => turn.Changes.Any(change => change is { Key: "/HardwareVersion", Value.AsText: "DL-DE71CE000001" }));
    }

    [Fact]
    public void Log_lines_and_names_show_pseudonyms_and_custom_names_stay()
    {
        using var story = new DriverStory();
        story.Battery.ConnectFails = new(Driver.Links.LinkProblem.NotSeen, "a4:c1:38:00:00:01 was not seen by 00:1A:7D:DA:71:13, but 40-d2-a1-00-00-02 was (DL-40D2A1000002, DL-40F0A1B20003, service 0000ff00-0000-1000-8000-00805f9b34fb).");
        story.Start();
        story.Finish(story.Bus.WriteAsync("/CustomName", ItemValue.Of("My boat (A4C138000001)")));
        story.Advance(5);

        string recording = Encoding.UTF8.GetString(story.Member.Recorder.Save());
        Assert.Contains("ba:77:e4:00:00:01 was not seen by DE:71:CE:00:00:01, but de-71-ce-00-00-02 was (DL-DE71CE000002, DL-DE71CE000003, service 0000ff00-0000-1000-8000-00805f9b34fb).", recording, StringComparison.Ordinal);
        Assert.Contains("My boat (BA77E4000001)", recording, StringComparison.Ordinal);
        PlayHarmless(story);
    }

    private static Replayed PlayHarmless(DriverStory story)
    {
        byte[] recording = story.Member.Recorder.Save();
        string text = Encoding.UTF8.GetString(recording);
        Assert.All(s_forbidden, secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));

        Replayed replayed = Replayed.Of(recording);
        Assert.Empty(replayed.Differences);
        Assert.True(replayed.Turns.Count > 1);
        return replayed;
    }

    /// <summary>Answers nothing before the handshake was held on this connection.</summary>
    private static void GuardedBoard(FakeBattery battery, int passwordResult, int appKeyResult = 0)
    {
        var open = new Dictionary<string, string[]>(battery.Answers);
        battery.Answers.Clear();
        battery.OnWrite = request =>
        {
            switch (request[..Math.Min(6, request.Length)])
            {
                case "ffaa15":
                    battery.Notify(Auth(0x15, (byte)appKeyResult));
                    break;
                case "ffaa17":
                    battery.Notify(Auth(0x17, RandomByte));
                    break;
                case "ffaa18":
                    battery.Notify(Auth(0x18, (byte)passwordResult));
                    break;
            }

            bool opens = request.StartsWith("ffaa18", StringComparison.Ordinal) && passwordResult == 0;
            foreach ((string asked, string[] answer) in open.Where(_ => opens))
            {
                battery.Answers[asked] = answer;
            }
        };
    }

    private static string Auth(byte command, byte result) =>
        string.Create(CultureInfo.InvariantCulture, $"ffaa{command:x2}01{result:x2}{unchecked((byte)(command + 1 + result)):x2}");

    private static string NameReply(string name)
    {
        byte[] payload = Encoding.ASCII.GetBytes(name);
        int sum = 0x10000 - payload.Length - payload.Sum(value => value);
        return $"dd0500{payload.Length:x2}{Convert.ToHexStringLower(payload)}{sum:x4}77";
    }
}
