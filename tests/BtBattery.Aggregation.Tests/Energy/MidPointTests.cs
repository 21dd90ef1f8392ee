using BtBattery.Aggregation.Energy;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Tests.Energy;

public sealed class MidPointTests
{
    private static readonly TimeSpan s_sameMoment = TimeSpan.FromSeconds(4);

    /// <summary>Two halves of 13.2 V and 13.6 V: the middle is at 13.2 V, and the halves differ by 0.4 of 26.8 V.</summary>
    [Fact]
    public void The_middle_of_two_batteries_is_where_the_first_ends()
    {
        MidPoint? middle = Of("1+2", Banks.Healthy(cellVolts: 3.3), Banks.Healthy(cellVolts: 3.4));
        Assert.Equal(13.2, middle!.Value.Voltage.Value, 9);
        Assert.Equal(100 * 0.4 / 26.8, middle.Value.DeviationPercent!.Value.Value, 9);
    }

    [Fact]
    public void Halves_may_have_several_parts_and_unequal_ones_if_their_cells_add_up()
    {
        BatterySnapshot four = Banks.Healthy();
        Assert.Equal(26.4, Of("1+2+3+4", four, four, four, four)!.Value.Voltage.Value, 9);
        Assert.Equal(26.4, Of("1+2+3", Banks.Healthy(cells: 8), four, four)!.Value.Voltage.Value, 9);
        Assert.Equal(13.2, Of("(1|2)+(3|4)", four, four, four, four)!.Value.Voltage.Value, 9);
    }

    [Fact]
    public void Nothing_else_has_a_middle()
    {
        BatterySnapshot four = Banks.Healthy();
        Assert.Null(Of("1", four));
        Assert.Null(Of("1|2", four, four));
        Assert.Null(Of("(1+2)|(3+4)", four, four, four, four));
        Assert.Null(Of("1+2+3", four, four, four));
        Assert.Null(Of("1+2", four, Banks.Healthy(cells: 8)));
        Assert.Null(Of("1+2", four, Banks.Lost(four)));
        Assert.Null(Of("1+2", four, four with { CellCount = null }));
    }

    [Fact]
    public void Halves_of_another_chemistry_are_not_equal()
    {
        MemberView[] members = Banks.Members(Banks.Healthy(), Banks.Healthy());
        members[1] = members[1] with { NominalCellVolts = 3.6 };
        Assert.Null(MidPoint.Of(BankMerge.Merge(Banks.Wiring("1+2"), members), s_sameMoment));
        members[1] = members[1] with { NominalCellVolts = null };
        Assert.NotNull(MidPoint.Of(BankMerge.Merge(Banks.Wiring("1+2"), members), s_sameMoment));
    }

    [Fact]
    public void Halves_that_were_measured_at_different_moments_are_not_compared()
    {
        MidPoint? middle = Of("1+2", Banks.Aged(Banks.Healthy(), TimeSpan.FromSeconds(5)), Banks.Healthy());
        Assert.NotNull(middle);
        Assert.Null(middle.Value.DeviationPercent);
        Assert.NotNull(Of("1+2", Banks.Aged(Banks.Healthy(), s_sameMoment), Banks.Healthy())!.Value.DeviationPercent);
    }

    private static MidPoint? Of(string wiring, params BatterySnapshot[] batteries) => MidPoint.Of(Banks.Merge(wiring, batteries), s_sameMoment);
}
