namespace BtBattery.Bench.Tests;

public sealed class RefusedDirectionTests
{
    private static readonly PackSight s_shut = Made.Pack() with { ChargeFet = false, TellsChargeOpen = true };

    [Theory]
    [InlineData(11, 0)]
    [InlineData(20, 1)]
    public void Into_an_open_FET_nothing_is_promised_for_long(int seconds, int expected) =>
        Assert.Equal(expected, Made.Seen(new RefusedDirection(Made.Owner()), seconds, second => Made.Sight(second, s_shut)).Count);

    [Fact]
    public void Nothing_is_promised_by_0() =>
        Assert.Empty(Made.Seen(new RefusedDirection(Made.Owner()), 30, second => Made.Sight(second, s_shut).Limited(13.2, 0, 80)));

    [Fact]
    public void Discharging_is_looked_at_for_itself() => Assert.Single(Made.Seen(
        new RefusedDirection(Made.Owner()), 30, second => Made.Sight(second, Made.Pack() with { DischargeFet = false, TellsDischargeOpen = true }).Limited(13.2, 0, 80)));

    [Theory]
    [InlineData("1|2", 0)]
    [InlineData("1+2", 1)]
    public void In_parallel_another_way_is_enough(string topology, int expected) => Assert.Equal(
        expected, Made.Seen(new RefusedDirection(Made.Owner(2, topology)), 30, second => Made.Sight(second, s_shut, Made.Pack(2))).Count);

    [Fact]
    public void A_FET_of_which_the_BMS_does_not_know_is_nobodys_fault() => Assert.Empty(Made.Seen(
        new RefusedDirection(Made.Owner()), 30, second => Made.Sight(second, Made.Pack() with { ChargeFet = false })));

    [Fact]
    public void Neither_is_one_of_a_battery_that_is_not_heard() => Assert.Empty(Made.Seen(
        new RefusedDirection(Made.Owner()), 30, second => Made.Sight(second, s_shut with { Silence = TimeSpan.FromSeconds(10) })));
}
