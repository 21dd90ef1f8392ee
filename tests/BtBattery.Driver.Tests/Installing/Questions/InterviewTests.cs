using BtBattery.Driver.Configuration.Keys;
using BtBattery.Driver.Installing;
using BtBattery.Driver.Installing.Questions;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Tests.Installing.Questions;

public sealed class InterviewTests : IDisposable
{
    private static readonly BatteryAddress s_battery = BatteryAddress.TryParse("A4:C1:38:00:00:01", out BatteryAddress address) ? address : default;

    private readonly StringWriter _output = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public void Enter_takes_what_stands_in_brackets()
    {
        Assert.Equal(new("LFP", null, null, null), Ask("\n\n\n\n"));
        Assert.Contains("[LFP]", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("[half the Ah that its BMS says, 70 at most]", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Currents_are_proposed_from_the_capacity()
    {
        Assert.Equal(new("Li-ion", "105", "52", "90"), Ask("nmc\n105\n\n\n"));
        Assert.Matches(@"charge it at most\?.*\[52\].*drawn from it at most\? \[90\]", _output.ToString().ReplaceLineEndings(" "));
    }

    [Fact]
    public void What_cannot_be_is_asked_again_with_the_reason()
    {
        Assert.Equal(new("LTO", "100", "30", "90"), Ask("lead\nlto\nmany\n100\n5000\n30\n90\n"));
        Assert.Contains("That cannot be: give one of LFP, Li-ion, LTO.", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("That cannot be: give a number from 0 to 2000 A.", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_answers_for_one_battery_are_proposed_for_the_next()
    {
        var first = new BatteryAnswers("LFP", "280", "100", "200");

        Assert.Equal(first, Ask("\n\n\n\n", first));
        Assert.Equal(new("LFP", "100", "50", "90"), Ask("\n100\n\n\n", first));
        Assert.Equal(new("LFP", null, null, null), Ask("\n\n\n\n", new("LFP", null, "100", "200")));
    }

    [Fact]
    public void What_is_written_of_a_battery_is_proposed_before_all_else() =>
        Assert.Equal(new("LFP", "280", "20", "90"), Ask("\n280\n\n\n", new("LFP", "280", "100", null), known: new(null, null, "20", null)));

    [Fact]
    public void What_was_given_is_not_asked()
    {
        Assert.Equal(new("LFP", "100", "30", "90"), Ask("\n\n", BatteryAnswers.None, new(null, "100", "30", null)));
        Assert.DoesNotContain("Ah does it have", _output.ToString(), StringComparison.Ordinal);
        Assert.Equal(new("LFP", "100", "30", "40"), new Interview(new("lfp", "100", "30", "40"), false, null).Ask(s_battery, BatteryAnswers.None, BatteryAnswers.None));
    }

    [Fact]
    public void Proposals_are_taken_without_asking_and_leave_open_what_nobody_knows()
    {
        Assert.Equal(new("LFP", null, null, null), new Interview(BatteryAnswers.None, true, null).Ask(s_battery, BatteryAnswers.None, BatteryAnswers.None));
        Assert.Equal(new("LFP", "280.5", "70", "90"), new Interview(new(null, "280.5", null, null), true, null).Ask(s_battery, BatteryAnswers.None, BatteryAnswers.None));
    }

    [Fact]
    public void Where_nobody_is_asked_another_battery_may_be_a_smaller_one()
    {
        var before = new BatteryAnswers("LTO", "280", "140", "200");

        Assert.Equal(new("LTO", null, null, null), new Interview(BatteryAnswers.None, true, null).Ask(s_battery, BatteryAnswers.None, before));
        Assert.Equal(new("LTO", "20", "10", "20"), new Interview(new(null, "20", null, null), true, null).Ask(s_battery, BatteryAnswers.None, before));
        Assert.Equal(new("LTO", null, null, null), new Interview(BatteryAnswers.None, true, null).Ask(s_battery, BatteryAnswers.None, before with { Capacity = null }));
    }

    [Fact]
    public void Where_nobody_can_answer_it_is_refused_with_a_sentence()
    {
        RefusalException refusal = Assert.Throws<RefusalException>(() => new Interview(new("LFP", null, "30", null), false, null).Ask(s_battery, BatteryAnswers.None, BatteryAnswers.None));
        Assert.Equal(2, refusal.ExitCode);
        Assert.Contains("--defaults", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_option_that_is_no_answer_and_a_terminal_that_goes_are_refused()
    {
        Assert.Equal(
            "--capacity lots: give a number from 0.1 to 10000 Ah.",
            Assert.Throws<RefusalException>(() => new Interview(new(null, "lots", null, null), true, null).Ask(s_battery, BatteryAnswers.None, BatteryAnswers.None)).Message);
        Assert.Contains("nothing was changed", Assert.Throws<RefusalException>(() => Ask("LFP\n")).Message, StringComparison.Ordinal);
    }

    /// <summary>A proposal never allows more than the driver would without an answer.</summary>
    [Theory]
    [InlineData("0.5", "0", "0")]
    [InlineData("79.9", "39", "79")]
    [InlineData("10000", "70", "90")]
    public void A_proposal_is_never_above_the_rule(string capacity, string charge, string discharge) =>
        Assert.Equal((charge, discharge), (Interview.Proposal(capacity, 0.5, CurrentKeys.MaxCharge), Interview.Proposal(capacity, 1, CurrentKeys.MaxDischarge)));

    private BatteryAnswers Ask(string typed, BatteryAnswers? before = null, BatteryAnswers? given = null, BatteryAnswers? known = null) =>
        new Interview(given ?? BatteryAnswers.None, false, new Terminal(new StringReader(typed), _output)).Ask(s_battery, known ?? BatteryAnswers.None, before ?? BatteryAnswers.None);
}
