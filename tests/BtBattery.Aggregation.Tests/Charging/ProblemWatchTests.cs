using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Tests.Charging;

public sealed class ProblemWatchTests
{
    private static readonly BankProblem s_warning = new(BankProblemCodes.SeriesCurrents, false, "Port shows 1.0 A and Starboard 3.0 A");

    private static readonly BankProblem s_refusal = new(BankProblemCodes.CellCountChanged, true, "Port has 4 cells and now says 5");

    private ProblemMemory _memory = ProblemMemory.Empty;
    private MonotonicTime _now = new(TimeSpan.FromHours(1));

    [Fact]
    public void A_difference_is_told_once_it_stayed_and_no_more_once_it_stayed_away()
    {
        Assert.Empty(After(0, s_warning));
        Assert.Empty(After(9.9, s_warning));
        Assert.Equal([s_warning], After(0.1, s_warning));
        Assert.Equal([s_warning], After(0));
        Assert.Equal([s_warning], After(29.9));
        Assert.Empty(After(0.1));
        Assert.Same(ProblemMemory.Empty, _memory);
    }

    [Fact]
    public void A_step_of_the_load_is_not_told()
    {
        for (int i = 0; i < 20; i++)
        {
            Assert.Empty(After(2, s_warning));
            Assert.Empty(After(6, s_warning));
            Assert.Empty(After(2));
        }
    }

    [Fact]
    public void What_comes_and_goes_after_it_was_told_stays_told()
    {
        After(0, s_warning);
        After(10, s_warning);
        for (int i = 0; i < 10; i++)
        {
            Assert.Equal([s_warning], After(20));
            Assert.Equal([s_warning], After(5, s_warning));
        }
    }

    [Fact]
    public void A_refusal_counts_at_once_and_comes_first()
    {
        After(0, s_warning);
        Assert.Equal([s_refusal, s_warning], After(10, s_warning, s_refusal));
        Assert.True(ProblemWatch.Decide([s_refusal], true, ProblemMemory.Empty, _now).IsRefused);
        Assert.False(ProblemWatch.Decide([s_warning], true, ProblemMemory.Empty, _now).IsRefused);
    }

    [Fact]
    public void A_refusal_does_not_end_by_silence()
    {
        After(0, s_refusal);
        for (int i = 0; i < 100; i++)
        {
            Assert.Equal([s_refusal], After(10, isWhole: false));
        }

        Assert.Equal([s_refusal], After(10, isWhole: true));
        Assert.Equal([s_refusal], After(29.9, isWhole: true));
        Assert.Empty(After(0.1, isWhole: true));
    }

    [Fact]
    public void Numbers_in_a_text_are_renewed_once_a_minute()
    {
        After(0, s_warning);
        Assert.Equal("at 10 s", Assert.Single(After(10, s_warning with { Text = "at 10 s" })).Text);
        Assert.Equal("at 10 s", Assert.Single(After(59, s_warning with { Text = "at 69 s" })).Text);
        Assert.Equal("at 70 s", Assert.Single(After(1, s_warning with { Text = "at 70 s" })).Text);
    }

    [Fact]
    public void Two_of_one_kind_are_two()
    {
        BankProblem other = s_warning with { Text = "Bow shows 1.0 A and Stern 3.0 A" };
        After(0, s_warning);
        After(5, s_warning, other);
        Assert.Equal([s_warning], After(5, s_warning, other));
        Assert.Equal([s_warning, other], After(5, s_warning, other));
    }

    [Fact]
    public void A_text_is_not_longer_than_a_screen_bears()
    {
        BankProblem problem = Assert.Single(After(0, s_refusal with { Text = new string('x', 1000) }));
        Assert.Equal(ProblemWatch.LongestText, problem.Text.Length);
        Assert.EndsWith("x…", problem.Text, StringComparison.Ordinal);
    }

    private IReadOnlyList<BankProblem> After(double seconds, params BankProblem[] found) => After(seconds, true, found);

    private IReadOnlyList<BankProblem> After(double seconds, bool isWhole, params BankProblem[] found)
    {
        _now += TimeSpan.FromSeconds(seconds);
        ProblemDecision decision = ProblemWatch.Decide(found, isWhole, _memory, _now);
        _memory = decision.Memory;
        return decision.Told;
    }
}
