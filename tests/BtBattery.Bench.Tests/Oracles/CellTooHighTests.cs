namespace BtBattery.Bench.Tests;

public sealed class CellTooHighTests
{
    private static readonly PackSight s_high = Made.Carrying(20) with { HighestVolts = 3.635, HighestCell = 3 };

    [Fact]
    public void A_cell_that_is_charged_to_where_its_BMS_nearly_ends_it_is_seen_once()
    {
        Violation seen = Assert.Single(Made.Seen(new CellTooHigh(Made.Owner()), 100, second => Made.Sight(second, s_high)));
        Assert.Equal(TimeSpan.Zero, seen.At);
        Assert.Equal(
            "Battery 1: cell 3 has 3.635 V, -15 mV from where its BMS ends charging, at 20.0 A; allowed were CVL 13.80 V, CCL 50.0 A, DCL 80.0 A.", seen.Text);
    }

    [Fact]
    public void Below_that_it_is_silent() =>
        Assert.Empty(Made.Seen(new CellTooHigh(Made.Owner()), 100, second => Made.Sight(second, s_high with { HighestVolts = 3.629 })));

    [Fact]
    public void A_cell_at_rest_is_nobodys_doing() =>
        Assert.Empty(Made.Seen(new CellTooHigh(Made.Owner()), 100, second => Made.Sight(second, s_high with { Amps = 0.1 })));

    [Fact]
    public void Current_that_another_pack_drives_does_not_count()
    {
        PackSight driven = s_high with { AmpsAlone = 18 };
        Assert.Empty(Made.Seen(new CellTooHigh(Made.Owner(2)), 100, second => Made.Sight(second, driven, Made.Carrying(-18, 2))));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(null)]
    [InlineData(15.0)]
    public void Chargers_that_give_more_than_they_were_told_do_it_without_leave(double? ccl) =>
        Assert.Empty(Made.Seen(new CellTooHigh(Made.Owner()), 100, second => Made.Sight(second, s_high).Limited(13.8, ccl, 80)));

    [Theory]
    [InlineData(13.0, 1)]
    [InlineData(12.6, 0)]
    public void Where_the_sun_feeds_in_the_charge_voltage_is_the_leave(double cvl, int expected)
    {
        Sight Sunny(int second) => Made.Sight(second, s_high).Limited(cvl, 0, 80) with { System = new() { FeedsIn = true } };
        Assert.Equal(expected, Made.Seen(new CellTooHigh(Made.Owner()), 100, Sunny).Count);
    }

    [Fact]
    public void An_owner_who_wants_such_cells_gets_them() => Assert.Empty(Made.Seen(
        new CellTooHigh(Made.Owner(keys: "MAX_CELL_VOLTAGE = 3.64")), 100, second => Made.Sight(second, s_high)));

    [Fact]
    public void The_worst_of_a_spell_is_told_and_a_later_spell_is_another()
    {
        IReadOnlyList<Violation> seen = Made.Seen(new CellTooHigh(Made.Owner()), 2000, second => second switch
        {
            < 50 => Made.Sight(second, s_high with { HighestVolts = 3.640 }),
            60 => Made.Sight(second, s_high with { HighestVolts = 3.660 }),
            1900 => Made.Sight(second, s_high),
            _ => Made.Sight(second, Made.Pack()),
        });
        Assert.Equal([TimeSpan.Zero, TimeSpan.FromSeconds(1900)], seen.Select(each => each.At));
        Assert.Contains("3.660 V", seen[0].Text, StringComparison.Ordinal);
    }
}
