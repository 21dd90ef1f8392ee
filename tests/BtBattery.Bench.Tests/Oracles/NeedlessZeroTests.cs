namespace BtBattery.Bench.Tests;

public sealed class NeedlessZeroTests
{
    [Fact]
    public void Nothing_to_discharge_with_without_a_reason_is_seen_at_once()
    {
        Violation seen = Assert.Single(Made.Seen(
            new NeedlessZero(Made.Owner()), 1, second => Made.Sight(second, Made.Pack()).Limited(13.8, 50, 0) with { Causes = ("a", "b", "Share") }));
        Assert.Equal("DCL is 0 (Share) although every battery answers and carries, and the lowest cell, 1 of battery 1, has 3.280 V.", seen.Text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1.0)]
    public void Invalid_and_little_are_not_nothing(double? dcl) =>
        Assert.Empty(Made.Seen(new NeedlessZero(Made.Owner()), 60, second => Made.Sight(second, Made.Pack()).Limited(13.8, 50, dcl)));

    [Theory]
    [InlineData(42, 0)]
    [InlineData(44, 1)]
    public void A_reason_holds_for_the_hold_and_the_reaction(int seconds, int expected)
    {
        PackSight[] reasons =
        [
            Made.Pack() with { LowestVolts = 2.79 }, Made.Pack() with { DischargeFet = false }, Made.Pack() with { ChargeFet = false },
            Made.Pack() with { Silence = TimeSpan.FromSeconds(7) }, Made.Pack() with { Silence = null }, Made.Pack() with { WarmestCelsius = 45 },
            Made.Pack() with { ColdestCelsius = -19 },
        ];
        foreach (PackSight reason in reasons)
        {
            Sight Limits(int second) => Made.Sight(second, second == 0 ? reason : Made.Pack()).Limited(13.8, 50, 0);
            Assert.Equal(expected, Made.Seen(new NeedlessZero(Made.Owner()), seconds, Limits).Count);
        }
    }
}
