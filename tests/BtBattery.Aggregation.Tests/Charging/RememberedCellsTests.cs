using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Tests.Charging;

public sealed class RememberedCellsTests
{
    [Fact]
    public void The_first_answer_is_remembered_and_what_comes_later_is_not_believed()
    {
        Assert.Equal((4, 4), RememberedCells.Decide(null, null, Banks.Healthy(cells: 4)));
        Assert.Equal((4, 4), RememberedCells.Decide(null, 4, Banks.Healthy(cells: 8)));
        Assert.Equal((4, 4), RememberedCells.Decide(null, 4, BatterySnapshot.Empty));
        Assert.Equal((null, null), RememberedCells.Decide(null, null, BatterySnapshot.Empty));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(33)]
    public void A_number_that_no_board_has_is_not_remembered(int cells) =>
        Assert.Equal((null, null), RememberedCells.Decide(null, null, Banks.Healthy(cells: cells)));

    [Fact]
    public void One_odd_answer_alone_is_not_remembered()
    {
        BatterySnapshot odd = Banks.Healthy(cells: 4) with { CellCount = new(8, Banks.Now) };
        Assert.Equal((null, null), RememberedCells.Decide(null, null, odd));
        Assert.Equal((null, null), RememberedCells.Decide(null, null, odd with { CellVoltages = null }));
    }

    [Fact]
    public void What_is_configured_holds_and_is_remembered_once_the_battery_agrees()
    {
        Assert.Equal((8, 4), RememberedCells.Decide(8, 4, BatterySnapshot.Empty));
        Assert.Equal((8, 4), RememberedCells.Decide(8, 4, Banks.Healthy(cells: 4)));
        Assert.Equal((8, 8), RememberedCells.Decide(8, 4, Banks.Healthy(cells: 8)));
        Assert.Equal((8, 8), RememberedCells.Decide(null, 8, Banks.Healthy(cells: 8)));
    }

    /// <summary>M-1 for one battery: charging voltages are those of the battery that is configured, whatever its BMS says today.</summary>
    [Fact]
    public void M1_A_battery_that_says_another_number_of_cells_is_refused_until_it_agrees()
    {
        (int? known, _) = RememberedCells.Decide(null, 4, Banks.Healthy(cells: 8));
        MemberView member = Banks.Members(Banks.Healthy(cells: 8))[0] with { KnownCellCount = known };
        BankView bank = BankMerge.Merge(Banks.Wiring("1"), [member]);
        BankProblem problem = Assert.Single(BankCheck.Find(bank, BankTolerances.Default));
        Assert.Equal((BankProblemCodes.CellCountChanged, true, 4), (problem.Code, problem.IsRefused, bank.CellCount));

        // Silence does not make it right.
        BankView silent = BankMerge.Merge(Banks.Wiring("1"), [member with { Snapshot = Banks.Lost(member.Snapshot) }]);
        Assert.Equal(BankProblemCodes.CellCountChanged, Assert.Single(BankCheck.Find(silent, BankTolerances.Default)).Code);
    }
}
