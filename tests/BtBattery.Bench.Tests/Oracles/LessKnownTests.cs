namespace BtBattery.Bench.Tests;

public sealed class LessKnownTests
{
    [Theory]
    [InlineData(50, 0)]
    [InlineData(51, 1)]
    public void While_an_answer_is_late_no_limit_rises(double later, int expected) =>
        Assert.Equal(expected, Seen(30, second => Made.Sight(second, Silent(second)).Limited(13.2, second < 20 ? 50 : later, 40)));

    [Fact]
    public void What_has_fallen_does_not_come_back() =>
        Assert.Equal(1, Seen(30, second => Made.Sight(second, Silent(second)).Limited(13.2, second is > 12 and < 20 ? 30 : 50, 40)));

    [Theory]
    [InlineData(25, 0)]
    [InlineData(30, 1)]
    public void Once_readings_do_not_hold_no_more_than_the_share_of_the_policy_is_left(double held, int expected) =>
        Assert.Equal(expected, Seen(60, second => Made.Sight(second, Silent(second)).Limited(13.2, second < 30 ? 50 : held, second < 30 ? 20 : 10)));

    [Theory]
    [InlineData(3.44, 10, 1)]
    [InlineData(3.44, 0, 0)]
    [InlineData(3.38, 10, 0)]
    public void One_that_was_nearly_full_gets_nothing_then(double highest, double held, int expected) => Assert.Equal(expected, Seen(60, second =>
        Made.Sight(second, Silent(second) with { HighestVolts = highest }).Limited(13.2, second < 30 ? 50 : held, second < 30 ? 20 : Math.Min(held, 5))));

    [Fact]
    public void One_that_answers_may_be_allowed_more() =>
        Assert.Equal(0, Seen(30, second => Made.Sight(second, Made.Pack()).Limited(13.2, second, second)));

    [Fact]
    public void Of_batteries_in_parallel_nothing_is_said() => Assert.Empty(Made.Seen(
        new LessKnown(Made.Owner(2)), 30, second => Made.Sight(second, Silent(second), Made.Pack(2)).Limited(13.2, second, second)));

    private static PackSight Silent(int second) => Made.Pack() with { Silence = TimeSpan.FromSeconds(second) };

    private static int Seen(int seconds, Func<int, Sight> sight) => Made.Seen(new LessKnown(Made.Owner()), seconds, sight).Count;
}
