using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Tests;

public sealed class CellFiguresTests
{
    private static readonly MonotonicTime s_at = new(TimeSpan.FromSeconds(3));

    [Fact]
    public void Extremes_name_their_cell_and_the_first_of_equals()
    {
        BatterySnapshot battery = Cells(3.3, 3.4, 3.2, 3.4, 3.2);

        Assert.Equal(new NumberedValue(3, 3.2), CellFigures.LowestVoltage(battery)?.Value);
        Assert.Equal(new NumberedValue(2, 3.4), CellFigures.HighestVoltage(battery)?.Value);
        Assert.Equal(0.2, CellFigures.Spread(battery)!.Value.Value, 9);
        Assert.Equal(16.5, CellFigures.SumOfVoltages(battery)!.Value.Value, 9);
        Assert.Equal(s_at, CellFigures.Spread(battery)!.Value.At);
    }

    [Fact]
    public void A_dead_cell_is_the_lowest_cell() =>
        Assert.Equal(new NumberedValue(2, 0), CellFigures.LowestVoltage(Cells(3.3, 0, 3.3))?.Value);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void One_unknown_cell_makes_extremes_and_sum_unknown(int unknown)
    {
        double?[] cells = [3.3, 3.3, 3.3];
        cells[unknown] = null;
        BatterySnapshot battery = Cells(cells);

        Assert.Null(CellFigures.LowestVoltage(battery));
        Assert.Null(CellFigures.HighestVoltage(battery));
        Assert.Null(CellFigures.SumOfVoltages(battery));
        Assert.Null(CellFigures.Spread(battery));
        Assert.Null(CellFigures.Voltage(battery, unknown + 1));
        Assert.Equal(3.3, CellFigures.Voltage(battery, (unknown + 1) % 3 + 1)?.Value);
    }

    [Fact]
    public void Nothing_known_is_nothing_known()
    {
        Assert.Null(CellFigures.LowestVoltage(BatterySnapshot.Empty));
        Assert.Null(CellFigures.SumOfVoltages(Cells()));
        Assert.Null(CellFigures.Voltage(Cells(3.3), 2));
        Assert.Null(CellFigures.IsBalancing(BatterySnapshot.Empty, 1));
    }

    [Fact]
    public void Sensors_that_are_not_fitted_are_left_out()
    {
        var battery = new BatterySnapshot { Temperatures = new([null, 21.5, -3.0, null], s_at) };

        Assert.Equal(new NumberedValue(3, -3.0), CellFigures.LowestTemperature(battery)?.Value);
        Assert.Equal(new NumberedValue(2, 21.5), CellFigures.HighestTemperature(battery)?.Value);
        Assert.Equal(9.25, BatteryFigures.MeanTemperature(battery)?.Value);
        Assert.Null(BatteryFigures.MeanTemperature(new BatterySnapshot { Temperatures = new([null], s_at) }));
    }

    private static BatterySnapshot Cells(params double?[] cells) => new() { CellVoltages = new(cells, s_at) };
}
