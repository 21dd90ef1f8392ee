using BtBattery.Aggregation.CellMonitor;
using BtBattery.Aggregation.Merging;
using FsCheck.Fluent;

namespace BtBattery.Aggregation.Tests.CellMonitor;

/// <summary>The cells of one battery beside each other.</summary>
public sealed class BatteryCellsTests
{
    [Fact]
    public void The_worst_cell_is_the_one_furthest_from_the_mean_and_not_the_one_furthest_from_another()
    {
        BatteryCells cells = Of(3.300, 3.300, 3.310, 3.250)!;
        Assert.Equal(3.290, cells.Mean, 9);
        Assert.Equal((4, 3), (cells.Worst.Number, cells.Highest.Number));
        Assert.Equal(-0.040, cells.WorstDeviation, 9);
        Assert.Equal(0.060, cells.Spread, 9);
        Assert.Equal(0.020, cells.Deviation(3), 9);
    }

    [Fact]
    public void One_cell_is_its_own_mean()
    {
        BatteryCells cells = Of(3.3)!;
        Assert.Equal((1, 0.0, 0.0), (cells.Worst.Number, cells.WorstDeviation, cells.Spread));
    }

    [Fact]
    public void While_one_cell_is_unknown_so_is_the_mean_of_all()
    {
        Assert.Null(Of(3.3, null, 3.3));
        Assert.Null(Of(null, null));
        Assert.Null(Of());

        // No cell has that.
        Assert.Null(Of(3.3, 65.535, 3.3));
    }

    [Fact]
    public void What_is_too_old_is_not_known()
    {
        MemberView member = Member(3.3, 3.4);
        Assert.NotNull(BatteryCells.Of(member, null));
        Assert.Null(BatteryCells.Of(member with { Now = Banks.Now + Banks.Deadline + TimeSpan.FromSeconds(1) }, null));
    }

    [Fact]
    public void Noise_makes_no_other_cell_the_worst()
    {
        BatteryCells cells = Of(3.300, 3.300, 3.320, 3.280)!;
        Assert.Equal(3, cells.Worst.Number);
        cells = BatteryCells.Of(Member(3.300, 3.300, 3.320, 3.279), cells)!;
        Assert.Equal(3, cells.Worst.Number);
        cells = BatteryCells.Of(Member(3.300, 3.300, 3.320, 3.275), cells)!;
        Assert.Equal((4, -0.02375), (cells.Worst.Number, Math.Round(cells.WorstDeviation, 5)));

        // Of a battery that has fewer cells by now it cannot be the same one.
        Assert.Equal(1, BatteryCells.Of(Member(3.300, 3.300), cells)!.Worst.Number);
    }

    [Fact]
    public void The_same_frame_is_looked_at_once()
    {
        MemberView member = Member(3.3, 3.4);
        BatteryCells? cells = BatteryCells.Of(member, null);
        Assert.Same(cells, BatteryCells.Of(member with { Now = Banks.Now + TimeSpan.FromSeconds(5) }, cells));
        Assert.NotSame(cells, BatteryCells.Of(Member(3.3, 3.4), cells));
    }

    [Fact]
    public void No_cell_is_further_from_the_mean_than_the_worst() => Laws.Hold(
        from cells in Gen.Choose(2500, 3650).ArrayOf()
        where cells.Length is > 0 and <= 32
        select cells,
        millivolts =>
        {
            BatteryCells cells = Of([.. millivolts.Select(volts => (double?)volts / 1000)])!;
            Assert.Equal(millivolts.Length, cells.Count);
            Assert.All(Enumerable.Range(1, cells.Count), number => Assert.True(Math.Abs(cells.Deviation(number)) <= Math.Abs(cells.WorstDeviation) + 1e-9));
            Assert.Equal(0, Enumerable.Range(1, cells.Count).Sum(cells.Deviation), 6);
            Assert.Equal((millivolts.Max() - millivolts.Min()) / 1000.0, cells.Spread, 9);
        });

    internal static MemberView Member(params double?[] volts) => Banks.Members([Banks.Healthy() with
    {
        CellVoltages = new(volts, Banks.Now), CellCount = new(volts.Length, Banks.Now),
    }])[0];

    private static BatteryCells? Of(params double?[] volts) => BatteryCells.Of(Member(volts), null);
}
