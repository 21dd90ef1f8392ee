namespace BtBattery.Bench.Tests;

public sealed class InrushTests
{
    [Fact]
    public void What_packs_drive_through_each_other_is_told_and_not_counted()
    {
        var oracle = new Inrush(Made.Owner(2));
        PackSight full = Made.Carrying(-120) with { AmpsAlone = -120 };
        PackSight empty = Made.Carrying(120, 2) with { AmpsAlone = 120 };
        Assert.Empty(Made.Seen(oracle, 10, second => Made.Sight(second, full, empty)));
        Assert.Equal(
            ["00:00:00: packs drive -120 A through battery 1 among each other; 80 A are its limit.", "00:00:00: packs drive 120 A through battery 2 among each other; 50 A are its limit."],
            ((IOracle)oracle).Notes);
    }

    [Fact]
    public void What_chargers_drive_is_none_of_it()
    {
        var oracle = new Inrush(Made.Owner());
        Made.Seen(oracle, 10, second => Made.Sight(second, Made.Carrying(120)));
        Assert.Empty(((IOracle)oracle).Notes);
    }
}
