namespace BtBattery.Bench.Tests;

public sealed class CellTooLowTests
{
    private static readonly PackSight s_low = Made.Carrying(-20) with { LowestVolts = 2.53, LowestCell = 2 };

    [Fact]
    public void A_cell_that_is_discharged_to_where_its_BMS_nearly_ends_it_is_seen()
    {
        Violation seen = Assert.Single(Made.Seen(new CellTooLow(Made.Owner()), 100, second => Made.Sight(second, s_low)));
        Assert.StartsWith("Battery 1: cell 2 has 2.530 V, +30 mV from where its BMS ends discharging, at -20.0 A", seen.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2.551, -20, 0)]
    [InlineData(2.53, -0.1, 0)]
    [InlineData(2.53, -20, -19)]
    public void A_cell_above_that_one_at_rest_and_one_that_another_pack_empties_are_not(double volts, double amps, double alone) =>
        Assert.Empty(Made.Seen(new CellTooLow(Made.Owner()), 100, second => Made.Sight(second, Made.Carrying(amps) with { LowestVolts = volts, AmpsAlone = alone })));

    [Theory]
    [InlineData(0.0)]
    [InlineData(10.0)]
    [InlineData(null)]
    public void A_load_that_takes_more_than_it_was_told_does_it_without_leave(double? dcl) =>
        Assert.Empty(Made.Seen(new CellTooLow(Made.Owner()), 100, second => Made.Sight(second, s_low).Limited(13.8, 50, dcl)));

    [Fact]
    public void An_owner_who_empties_cells_that_far_gets_it() => Assert.Empty(Made.Seen(
        new CellTooLow(Made.Owner(keys: "CELL_VOLTAGES_WHILE_DISCHARGING = 2.5, 2.6, 2.7, 2.8\nMIN_CELL_VOLTAGE = 2.6")), 100, second => Made.Sight(second, s_low)));
}
