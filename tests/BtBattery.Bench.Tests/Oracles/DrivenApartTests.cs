namespace BtBattery.Bench.Tests;

public sealed class DrivenApartTests
{
    [Theory]
    [InlineData(12.8, 20, 1)]
    [InlineData(12.8, -20, 0)]
    [InlineData(13.6, -20, 1)]
    [InlineData(13.6, 20, 0)]
    [InlineData(13.0, 20, 0)]
    public void Others_are_not_driven_further_away(double off, double amps, int expected) => Assert.Equal(expected, Seen(second => Made.Sight(second, Off(off), Other(amps))));

    [Fact]
    public void What_a_current_lifts_the_others_by_does_not_stand_apart() =>
        Assert.Equal(0, Seen(second => Made.Sight(second, Off(13.0), Other(20) with { CellSumVolts = 13.6 })));

    [Fact]
    public void A_current_without_leave_does_not_count() => Assert.Equal(0, Seen(second => Made.Sight(second, Off(12.8), Other(20)).Limited(13.8, 0, 0)));

    [Fact]
    public void One_that_does_not_say_that_it_is_off_does_not_count() =>
        Assert.Equal(0, Seen(second => Made.Sight(second, Off(12.8) with { TellsChargeOpen = false, TellsDischargeOpen = false }, Other(20))));

    [Fact]
    public void In_series_nothing_stands_apart() => Assert.Empty(Made.Seen(
        new DrivenApart(Made.Owner(2, "1+2")), 30, second => Made.Sight(second, Off(12.8), Other(20))));

    private static PackSight Off(double volts) => Made.Pack() with
    {
        RestVolts = volts, ChargeFet = false, DischargeFet = false, TellsChargeOpen = true, TellsDischargeOpen = true,
    };

    private static PackSight Other(double amps) => Made.Carrying(amps, 2) with { RestVolts = 13.2 };

    private static int Seen(Func<int, Sight> sight) => Made.Seen(new DrivenApart(Made.Owner(2)), 30, sight).Count;
}
