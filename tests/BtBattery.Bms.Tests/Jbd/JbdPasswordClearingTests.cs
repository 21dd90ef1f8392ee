using BtBattery.Bms.Jbd;

namespace BtBattery.Bms.Tests.Jbd;

public class JbdPasswordClearingTests
{
    private const string Frame = "DD5A09064A3142324434FE8A77";

    [Fact]
    public void The_request_is_the_known_frame() =>
        Assert.Equal(Frame, Convert.ToHexString(JbdPasswordClearing.Request.Bytes.Span));

    [Theory]
    [InlineData("DD090000000077", JbdClearingResult.Accepted, null)]
    [InlineData("00 DD 09000000 0077", JbdClearingResult.Accepted, null)]
    [InlineData("DD098000FF8077", JbdClearingResult.Refused, 0x80)]
    [InlineData("DD098100FF7F77", JbdClearingResult.Refused, 0x81)]
    [InlineData(Frame, JbdClearingResult.PairingNeeded, null)]
    [InlineData("", JbdClearingResult.Silent, null)]
    [InlineData("00", JbdClearingResult.Unintelligible, null)]
    [InlineData("DD0900000000", JbdClearingResult.Unintelligible, null)]
    [InlineData("DD090000000177", JbdClearingResult.Unintelligible, null)]
    [InlineData("DDE10000000077", JbdClearingResult.Unintelligible, null)]
    [InlineData("FFAA18010019", JbdClearingResult.Unintelligible, null)]
    [InlineData("DDE10000000077 DD090000000077", JbdClearingResult.Accepted, null)]
    public void Only_a_whole_checked_frame_of_this_register_says_anything(string arrived, JbdClearingResult result, int? status)
    {
        JbdClearingAnswer answer = Judge(arrived.Split(' '));
        Assert.Equal(new JbdClearingAnswer(result, (byte?)status), answer);
        Assert.Equal(result is not (JbdClearingResult.Silent or JbdClearingResult.Unintelligible), answer.IsFinal);

        string bytes = arrived.Replace(" ", null);
        Assert.Equal(answer, Judge([.. Enumerable.Range(0, bytes.Length / 2).Select(i => bytes.Substring(2 * i, 2))]));
    }

    [Fact]
    public void Any_amount_of_noise_before_the_answer_is_worked_off()
    {
        string noise = string.Concat(Enumerable.Repeat("DD5A00", 2000));
        Assert.Equal(JbdClearingResult.Accepted, Judge(noise, new string('0', 1200), "DD090000000077").Result);
    }

    private static JbdClearingAnswer Judge(params string[] notifications) =>
        JbdPasswordClearing.Judge(notifications.Select(hex => new ReadOnlyMemory<byte>(Convert.FromHexString(hex))));
}
