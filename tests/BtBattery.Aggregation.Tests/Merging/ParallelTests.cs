using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Tests.Merging;

/// <summary>Batteries in parallel. The names begin with the fault of the reference driver that must not come back.</summary>
public sealed class ParallelTests
{
    private static readonly BatterySnapshot s_open =
        Banks.Healthy(remaining: 0, cellVolts: 3.0) with { ChargeFetOn = new(false, Banks.Now), DischargeFetOn = new(false, Banks.Now) };

    [Fact]
    public void Currents_and_charges_add_up_and_the_voltage_is_the_mean()
    {
        BankView bank = Banks.Merge("1|2", Banks.Healthy(amps: 10, remaining: 20, cellVolts: 3.30), Banks.Healthy(amps: 30, remaining: 180, installed: 300, cellVolts: 3.31));

        Assert.Equal(13.22, bank.Voltage!.Value.Value, 9);
        Assert.Equal(40, bank.Current?.Value);
        Assert.Equal(200, bank.RemainingAh?.Value);
        Assert.Equal(400, bank.InstalledAh?.Value);
        Assert.Equal(50, bank.SocPercent!.Value.Value, 9);
        Assert.Equal(-200, BankFigures.ConsumedAh(bank)?.Value);
        Assert.Equal((4, 12.8), (bank.CellCount, bank.NominalVolts!.Value));
    }

    [Fact]
    public void M4_extremes_are_those_of_all_members_with_their_names()
    {
        BatterySnapshot second = Banks.Healthy() with { CellVoltages = new([3.3, 3.2, 3.3, 3.55], Banks.Now) };
        BankView bank = Banks.Merge("1|2", Banks.Healthy(), second);

        Assert.Equal(new MemberValue(2, 2, 3.2), bank.LowestCell?.Value);
        Assert.Equal(new MemberValue(2, 4, 3.55), bank.HighestCell?.Value);
    }

    [Fact]
    public void M4_the_cells_of_an_open_member_count_too() =>
        Assert.Equal(1, Banks.Merge("1|2", s_open, Banks.Healthy()).LowestCell?.Value.Battery);

    [Fact]
    public void M6_a_blocked_member_does_not_drag_the_bank_down()
    {
        BankView bank = Banks.Merge("1|2", Banks.Healthy(remaining: 80), s_open);

        Assert.Equal(80, bank.SocPercent?.Value);
        Assert.Equal(80, bank.RemainingAh?.Value);
        Assert.Equal(-20, BankFigures.ConsumedAh(bank)?.Value);
        Assert.Equal(200, bank.InstalledAh?.Value);
        Assert.Equal(13.2, bank.Voltage!.Value.Value, 9);
        Assert.Equal((1, 2, 1, 1), (bank.Counted, bank.Online, bank.BlockingCharge, bank.BlockingDischarge));
    }

    [Fact]
    public void M6_a_lost_member_is_left_out_and_counted_and_stays_installed()
    {
        BankView bank = Banks.Merge("1|2", Banks.Healthy(amps: 5, remaining: 80), Banks.Lost(Banks.Healthy(amps: 5, remaining: 20)));

        Assert.True(bank.IsPresent);
        Assert.Equal(80, bank.SocPercent?.Value);
        Assert.Equal(80, bank.RemainingAh?.Value);
        Assert.Equal(-20, BankFigures.ConsumedAh(bank)?.Value);
        Assert.Equal(200, bank.InstalledAh?.Value);
        Assert.Equal(5, bank.Current?.Value);
        Assert.Equal((1, 1, 1), (bank.Counted, bank.Online, bank.Offline));
        Assert.Equal(1, bank.HighestCell?.Value.Battery);
    }

    [Fact]
    public void Silence_is_no_open_FET()
    {
        BankView bank = Banks.Merge("1|2", Banks.Healthy(), Banks.Lost(Banks.Healthy()));
        Assert.True(bank.Parts[1].ConductsCharge && bank.Parts[1].ConductsDischarge);
        Assert.True(Banks.Merge("1|2", Banks.Healthy(), BatterySnapshot.Empty).Parts[1].ConductsCharge);

        BankView open = Banks.Merge("1|2", Banks.Healthy(), Banks.Lost(s_open));
        Assert.False(open.Parts[1].IsConnected);
        Assert.Equal(0, open.BlockingCharge);
    }

    [Fact]
    public void M8_voltages_are_compared_only_among_members_that_conduct()
    {
        Assert.Empty(BankCheck.Find(Banks.Merge("1|2", Banks.Healthy(), s_open), BankTolerances.Default));

        BankProblem problem = Assert.Single(BankCheck.Find(Banks.Merge("1|2", Banks.Healthy(), Banks.Healthy(cellVolts: 3.4)), BankTolerances.Default));
        Assert.Equal(BankProblemCodes.ParallelVoltages, problem.Code);
        Assert.StartsWith("Port shows 13.20 V and Starboard 13.60 V", problem.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void M8_states_of_charge_too()
    {
        BankView bank = Banks.Merge("1|2", Banks.Healthy(remaining: 40), Banks.Healthy(remaining: 51));
        Assert.Equal(BankProblemCodes.ParallelSoc, Assert.Single(BankCheck.Find(bank, BankTolerances.Default)).Code);
        Assert.Empty(BankCheck.Find(bank, new BankTolerances { ParallelSocPercent = 11 }));
        Assert.Empty(BankCheck.Find(bank, new BankTolerances { ParallelSocPercent = null }));
    }

    [Fact]
    public void M10_M12_blocking_members_are_counted_and_any_open_way_is_a_way()
    {
        BatterySnapshot noCharge = Banks.Healthy() with { ChargeFetOn = new(false, Banks.Now) };
        BankView bank = Banks.Merge("1|2|3", noCharge, noCharge, Banks.Healthy() with { ChargeFetOn = null });

        Assert.Equal((2, 0), (bank.BlockingCharge, bank.BlockingDischarge));
        Assert.Null(bank.ChargeFetOn);
        Assert.True(bank.ConductsCharge);
        Assert.Equal(true, bank.DischargeFetOn?.Value);
        Assert.Equal(false, Banks.Merge("1|2", noCharge, noCharge).ChargeFetOn?.Value);
        Assert.Equal(true, Banks.Merge("1|2", Banks.Healthy(), BatterySnapshot.Empty).ChargeFetOn?.Value);
    }

    [Fact]
    public void M14_different_cell_counts_are_refused_with_both_numbers()
    {
        BankView bank = Banks.Merge("1|2", Banks.Healthy(cells: 16), Banks.Healthy(cells: 15, cellVolts: 3.52));

        BankProblem problem = Assert.Single(BankCheck.Find(bank, BankTolerances.Default));
        Assert.Equal((BankProblemCodes.ParallelCellCounts, true), (problem.Code, problem.IsRefused));
        Assert.Equal(
            "Port has 16 cells and Starboard has 15: parts in parallel need the same number of cells. Correct TOPOLOGY, or separate them.", problem.Text);
        Assert.Null(bank.CellCount);
    }

    [Fact]
    public void M14_different_chemistries_are_refused_with_both_voltages()
    {
        MemberView[] members = Banks.Members(Banks.Healthy(), Banks.Healthy());
        members[1] = members[1] with { NominalCellVolts = 3.65 };

        BankProblem problem = Assert.Single(BankCheck.Find(BankMerge.Merge(Banks.Wiring("1|2"), members), BankTolerances.Default));
        Assert.Empty(BankCheck.Find(BankMerge.Merge(Banks.Wiring("1+2"), members), BankTolerances.Default));
        Assert.Equal((BankProblemCodes.ParallelNominalVoltages, true), (problem.Code, problem.IsRefused));
        Assert.StartsWith("Port is a 12.8 V battery and Starboard one of 14.6 V", problem.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void M14_strings_are_compared_as_wholes()
    {
        BankView bank = Banks.Merge("(1+2)|(3+4)", Banks.Healthy(cells: 8), Banks.Healthy(cells: 4), Banks.Healthy(cells: 4), Banks.Healthy(cells: 4));
        Assert.StartsWith("Port+Starboard has 12 cells and Bow+Stern has 8", BankCheck.Find(bank, BankTolerances.Default)[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_count_that_disagrees_with_what_is_known_is_refused()
    {
        MemberView member = Banks.Members(Banks.Healthy())[0] with { KnownCellCount = 8 };
        BankView bank = BankMerge.Merge(Banks.Wiring("1"), [member]);

        BankProblem problem = Assert.Single(BankCheck.Find(bank, BankTolerances.Default));
        Assert.Equal((BankProblemCodes.CellCountChanged, true, 8), (problem.Code, problem.IsRefused, bank.CellCount));
        Assert.StartsWith("Port has 8 cells as configured or as it said at first, and now says 4", problem.Text, StringComparison.Ordinal);
    }

    /// <summary>Of 100 Ah and 300 Ah the second carries three times as much; then both are equally busy, whichever way it flows.</summary>
    [Theory]
    [InlineData(10, 30, false)]
    [InlineData(-10, -30, false)]
    [InlineData(-10, -25, false)]
    [InlineData(-10, -23, true)]
    [InlineData(10, 23, true)]
    [InlineData(-20, -20, true)]
    [InlineData(6, -6, true)]
    [InlineData(1.6, 4.9, false)]
    [InlineData(-0.1, -4.9, false)]
    public void M9_currents_are_compared_with_what_the_capacities_let_expect(double first, double second, bool isTold)
    {
        BankView bank = Banks.Merge("1|2", Banks.Healthy(amps: first), Banks.Healthy(amps: second, remaining: 150, installed: 300));
        Assert.Equal(isTold, BankCheck.Find(bank, BankTolerances.Default).Any(problem => problem is { Code: BankProblemCodes.ParallelCurrents, IsRefused: false }));
    }

    [Fact]
    public void M9_the_text_names_the_busy_one_and_the_idle_one()
    {
        BankProblem problem = Assert.Single(BankCheck.Find(Banks.Merge("1|2", Banks.Healthy(amps: -4), Banks.Healthy(amps: -20)), BankTolerances.Default));
        Assert.StartsWith("Starboard carries -20.0 A and Port -4.0 A", problem.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void M9_a_part_that_is_open_or_was_measured_at_another_moment_is_not_compared()
    {
        BatterySnapshot busy = Banks.Healthy(amps: -20);
        Assert.Empty(BankCheck.Find(Banks.Merge("1|2", busy, Banks.Healthy() with { DischargeFetOn = new(false, Banks.Now) }), BankTolerances.Default));
        Assert.Empty(BankCheck.Find(Banks.Merge("1|2", busy, Banks.Aged(Banks.Healthy(), TimeSpan.FromSeconds(5))), BankTolerances.Default));
        Assert.Empty(BankCheck.Find(Banks.Merge("1|2", busy, Banks.Healthy() with { FullAh = null }), BankTolerances.Default));
    }
}
