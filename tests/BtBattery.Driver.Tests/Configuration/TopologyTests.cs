using BtBattery.Aggregation.Wiring;
using BtBattery.Driver.Configuration;

namespace BtBattery.Driver.Tests.Configuration;

public sealed class TopologyTests
{
    private const string Names = $"[{Setup.First}]\nNAME = A\n[{Setup.Second}]\nNAME = B\n[{Setup.Third}]\nNAME = C 3\n[{Setup.Fourth}]\nNAME = d\n";
    private static readonly string[] s_four = [Setup.First, Setup.Second, Setup.Third, Setup.Fourth];

    [Theory]
    [InlineData("series", "1+2+3+4")]
    [InlineData("Parallel", "1|2|3|4")]
    [InlineData("(A+B)|(C 3+D)", "(1+2)|(3+4)")]
    [InlineData(" ( a + b ) | ( c 3 + D ) ", "(1+2)|(3+4)")]
    [InlineData("(A|B)+(C 3|D)", "(1|2)+(3|4)")]
    [InlineData("A+B+C 3+D", "1+2+3+4")]
    [InlineData("(A+B)+(C 3+D)", "1+2+3+4")]
    [InlineData("A+B|C 3+D", "(1+2)|(3+4)")]
    [InlineData("((A))|(((B)|(C 3))|D)", "1|2|3|4")]
    [InlineData("D+(C 3|(B+a4:c1:38:00:00:01))", "4+(3|(2+1))")]
    public void A_wiring_names_every_battery_once(string text, string expected)
    {
        DriverConfiguration configuration = Setup.Load($"[BANK]\nTOPOLOGY = {text}\n{Names}", s_four);
        Assert.Empty(configuration.Findings);
        string wiring = s_four.Index().Aggregate(configuration.Wiring!.ToString()!, (shown, battery) => shown.Replace(battery.Item, $"{battery.Index + 1}", StringComparison.Ordinal));
        Assert.Equal(expected, wiring);
        Assert.Equal(s_four.Order(), configuration.Wiring.Members.Select(member => member.Address).Order());
    }

    [Theory]
    [InlineData("(A+B)|(C 3+D", "the '(' of character 7 has no ')' at the end.")]
    [InlineData("A++B", "a battery is missing at character 3, before '+B'.")]
    [InlineData("A+B+C 3", "A4:C1:38:00:00:04 (d) is missing; name each battery once.")]
    [InlineData("A+B+C 3+D+A", "A4:C1:38:00:00:01 (A) stands there twice; name each battery once.")]
    [InlineData(
        "A+B+C 3+E",
        "'E' is none of the batteries; they are A4:C1:38:00:00:01 (A), A4:C1:38:00:00:02 (B), A4:C1:38:00:00:03 (C 3), A4:C1:38:00:00:04 (d).")]
    [InlineData(
        "A+B+C 3+A4:C1:38:00:00:05",
        "'A4:C1:38:00:00:05' is none of the batteries; they are A4:C1:38:00:00:01 (A), A4:C1:38:00:00:02 (B), A4:C1:38:00:00:03 (C 3), A4:C1:38:00:00:04 (d).")]
    public void Else_it_is_told_what_is_wrong(string text, string advice)
    {
        Finding finding = Assert.Single(Setup.Load($"[BANK]\nTOPOLOGY = {text}\n{Names}", s_four).Findings);
        Assert.Equal((FindingCodes.BadTopology, 2, "BANK"), (finding.Code, finding.Line, finding.Section));
        Assert.EndsWith(": " + advice, finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_two_batteries_have_cannot_be_used() => Assert.Contains(
        "'A' is the name of more than one battery; use their addresses.",
        Setup.Load("[DEFAULT]\nNAME = A\n[BANK]\nTOPOLOGY = A+A\n", Setup.First, Setup.Second).Findings[^1].Message,
        StringComparison.Ordinal);

    [Fact]
    public void One_battery_is_a_bank_of_one_whatever_the_words()
    {
        Assert.IsType<BankMember>(Setup.Load("").Wiring);
        Assert.IsType<BankMember>(Setup.Load("[BANK]\nTOPOLOGY = parallel\n").Wiring);
        Assert.IsType<BankMember>(Setup.Load($"[BANK]\nTOPOLOGY = ({Setup.First})\n").Wiring);
    }

    [Fact]
    public void Depth_is_bounded() =>
        Assert.Equal(FindingCodes.BadTopology, Assert.Single(Setup.Load($"[BANK]\nTOPOLOGY = {new string('(', 100_000)}\n").Findings).Code);
}
