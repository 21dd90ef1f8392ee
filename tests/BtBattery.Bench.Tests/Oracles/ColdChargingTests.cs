namespace BtBattery.Bench.Tests;

public sealed class ColdChargingTests
{
    [Theory]
    [InlineData(-3, 20, 5, 14, 1)]
    [InlineData(-3, 20, 5, 12, 0)]
    [InlineData(-1, 20, 5, 60, 0)]
    [InlineData(-3, 20, 0.1, 60, 0)]
    [InlineData(-3, 20, 0.9, 60, 0)]
    [InlineData(-3, 20, 1.2, 14, 1)]
    [InlineData(20, 58, 5, 14, 1)]
    [InlineData(20, 56, 5, 60, 0)]
    public void A_cell_that_is_charged_in_frost_or_heat_is_seen(double coldest, double warmest, double amps, int seconds, int expected) => Assert.Equal(
        expected,
        Made.Seen(new ColdCharging(Made.Owner()), seconds, second => Made.Sight(second, Made.Carrying(amps) with { ColdestCelsius = coldest, WarmestCelsius = warmest })).Count);

    /// <summary>Where the charge voltage alone is followed, it has to be found.</summary>
    [Theory]
    [InlineData(0.04, 58, 0)]
    [InlineData(0.04, 62, 1)]
    [InlineData(0.4, 17, 0)]
    [InlineData(0.4, 20, 1)]
    [InlineData(0.4, 70, 1)]
    public void Where_the_sun_feeds_in_it_has_a_minute_and_two_thousandths_of_the_capacity(double part, int seconds, int expected) => Assert.Equal(
        expected,
        Made.Seen(new ColdCharging(Made.Owner()), seconds, second => Made.Sight(second, Made.Carrying(part * 100) with { ColdestCelsius = -5 }) with { System = new() { FeedsIn = true } }).Count);

    [Fact]
    public void Without_leave_it_is_not() => Assert.Empty(Made.Seen(
        new ColdCharging(Made.Owner()), 60, second => Made.Sight(second, Made.Carrying(5) with { ColdestCelsius = -5 }).Limited(13.2, 0, 80)));

    [Fact]
    public void An_owner_who_switched_the_rule_off_has_no_such_temperature() => Assert.Empty(Made.Seen(
        new ColdCharging(Made.Owner(keys: "CCCM_T_ENABLE = False")), 60, second => Made.Sight(second, Made.Carrying(5) with { ColdestCelsius = -5 })));
}
