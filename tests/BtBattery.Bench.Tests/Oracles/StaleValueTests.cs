namespace BtBattery.Bench.Tests;

public sealed class StaleValueTests
{
    [Theory]
    [InlineData(30.0, 0)]
    [InlineData(32.0, 1)]
    [InlineData(null, 0)]
    public void A_valid_value_older_than_its_deadline_is_seen(double? age, int expected) => Assert.Equal(
        expected,
        Made.Seen(new StaleValue(Made.Owner()), 10, second => Made.Sight(second, Made.Pack()) with { OldestValue = age is double known ? TimeSpan.FromSeconds(known) : null }).Count);

    [Fact]
    public void The_deadline_is_the_owners() => Assert.Single(Made.Seen(
        new StaleValue(Made.Owner(keys: "DATA_TIMEOUT = 10")), 10, second => Made.Sight(second, Made.Pack()) with { OldestValue = TimeSpan.FromSeconds(12) }));

    [Fact]
    public void What_the_world_reports_is_passed_on_once()
    {
        Violation seen = Assert.Single(Made.Seen(
            new StaleValue(Made.Owner()), 10, second => Made.Sight(second, Made.Pack()) with { Problems = second < 5 ? [] : ["/Soc = 50 is valid."] }));
        Assert.Equal((TimeSpan.FromSeconds(5), "/Soc = 50 is valid."), (seen.At, seen.Text));
    }
}
