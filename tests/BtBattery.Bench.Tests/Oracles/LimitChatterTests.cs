namespace BtBattery.Bench.Tests;

public sealed class LimitChatterTests
{
    private static readonly SystemSight s_steady = new() { OfferedAmps = 40, WantedAmps = 0 };

    [Theory]
    [InlineData(40, 10, 1)]
    [InlineData(130, 10, 0)]
    [InlineData(40, 2, 0)]
    public void A_limit_that_goes_up_and_down_in_steady_conditions_is_seen(int period, double by, int expected) =>
        Assert.Equal(expected, Made.Seen(new LimitChatter(Made.Owner()), 4000, second => Chattering(second, period, by) with { System = s_steady }).Count);

    [Fact]
    public void Each_limit_is_looked_at()
    {
        IReadOnlyList<Violation> seen = Made.Seen(new LimitChatter(Made.Owner()), 4000, second => second / 10 % 2 == 0
            ? Made.Sight(second, Made.Pack()).Limited(13.8, 50, 80) : Made.Sight(second, Made.Pack()).Limited(13.6, 40, 70));
        Assert.Equal(["CVL", "CCL", "DCL"], seen.Select(each => each.Text[..3]));
    }

    [Fact]
    public void While_sun_and_loads_come_and_go_limits_may() => Assert.Empty(Made.Seen(
        new LimitChatter(Made.Owner()), 8000, second => Chattering(second, 40, 10) with { System = s_steady with { OfferedAmps = second / 600 % 2 == 0 ? 40 : 20 } }));

    [Fact]
    public void While_a_battery_is_late_or_a_FET_moves_limits_may()
    {
        Assert.Empty(Made.Seen(new LimitChatter(Made.Owner()), 8000, second => Chattering(second, 40, 10, Made.Pack() with { ChargeFet = second / 300 % 2 == 0 })));
        Assert.Empty(Made.Seen(
            new LimitChatter(Made.Owner()), 8000, second => Chattering(second, 40, 10, Made.Pack() with { Silence = TimeSpan.FromSeconds(second % 300 == 0 ? 7 : 1) })));
    }

    [Fact]
    public void A_limit_that_only_falls_does_not_turn() => Assert.Empty(Made.Seen(
        new LimitChatter(Made.Owner()), 4000, second => Made.Sight(second, Made.Pack()).Limited(13.8, 1000 - second / 4, 80)));

    private static Sight Chattering(int second, int period, double by, PackSight? pack = null) =>
        Made.Sight(second, pack ?? Made.Pack()).Limited(13.8, second % period < period / 2 ? 50 : 50 - by, 80);
}
