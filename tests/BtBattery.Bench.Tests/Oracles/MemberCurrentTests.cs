namespace BtBattery.Bench.Tests;

public sealed class MemberCurrentTests
{
    [Theory]
    [InlineData(60, 13, 1)]
    [InlineData(60, 12, 0)]
    [InlineData(51, 100, 0)]
    [InlineData(-90, 13, 1)]
    [InlineData(-81, 100, 0)]
    public void More_than_its_limit_for_longer_than_the_system_and_the_readings_need_is_seen(double amps, int seconds, int expected) =>
        Assert.Equal(expected, Made.Seen(new MemberCurrent(Made.Owner(2)), seconds, second => Made.Sight(second, Made.Carrying(amps), Made.Pack(2))).Count);

    [Fact]
    public void A_spell_that_is_interrupted_begins_anew() => Assert.Empty(Made.Seen(
        new MemberCurrent(Made.Owner(2)), 100, second => Made.Sight(second, Made.Carrying(second % 10 == 0 ? 40 : 60), Made.Pack(2))));

    [Theory]
    [InlineData(60, 9, 0)]
    [InlineData(60, 7, 1)]
    [InlineData(-90, 9, 1)]
    public void What_the_system_tells_chargers_to_give_for_a_load_that_has_ended_is_not_ours(double amps, double lag, int expected) => Assert.Equal(
        expected, Made.Seen(new MemberCurrent(Made.Owner(2)), 60, second => Made.Sight(second, Made.Carrying(amps), Made.Pack(2)) with { System = new() { LoadLagAmps = lag } }).Count);

    [Fact]
    public void Its_limit_is_what_the_owners_curves_leave_of_it()
    {
        PackSight full = Made.Carrying(30) with { HighestVolts = 3.52 };
        PackSight cold = Made.Carrying(30) with { ColdestCelsius = 7 };
        PackSight nearlyFull = Made.Carrying(30) with { ShownSocPercent = 99.9 };
        PackSight empty = Made.Carrying(-30) with { LowestVolts = 2.75 };
        foreach (PackSight pack in new[] { full, cold, nearlyFull, empty })
        {
            Assert.Single(Made.Seen(new MemberCurrent(Made.Owner()), 14, second => Made.Sight(second, pack)));
        }
    }

    [Fact]
    public void What_a_BMS_says_a_little_wrongly_makes_nobody_guilty()
    {
        PackSight atStep = Made.Carrying(45) with { HighestVolts = 3.455 };
        PackSight wrongBoard = Made.Carrying(45) with { HighestVolts = 3.470, CellError = 0.015 };
        PackSight warmEnough = Made.Carrying(45) with { ColdestCelsius = 18.5 };
        foreach (PackSight pack in new[] { atStep, wrongBoard, warmEnough })
        {
            Assert.Empty(Made.Seen(new MemberCurrent(Made.Owner()), 60, second => Made.Sight(second, pack)));
        }
    }

    [Fact]
    public void What_its_own_shunt_hides_nobody_can_see() => Assert.Empty(Made.Seen(
        new MemberCurrent(Made.Owner(2)), 60, second => Made.Sight(second, Made.Carrying(55) with { ShownAmps = 49.5 }, Made.Pack(2))));

    [Fact]
    public void What_packs_drive_through_each_other_does_not_count() => Assert.Empty(Made.Seen(
        new MemberCurrent(Made.Owner(2)), 60, second => Made.Sight(second, Made.Carrying(70) with { AmpsAlone = 30 }, Made.Carrying(-30, 2))));

    [Fact]
    public void Chargers_that_do_not_obey_do_not_count() => Assert.Empty(Made.Seen(
        new MemberCurrent(Made.Owner()), 60, second => Made.Sight(second, Made.Carrying(60)).Limited(13.8, 50, 80)));
}
