using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Tests.Merging;

/// <summary>Batteries in series. The names begin with the fault of the reference driver that must not come back.</summary>
public sealed class SeriesTests
{
    [Fact]
    public void Voltages_add_up_and_the_rest_is_that_of_the_weakest()
    {
        BankView bank = Banks.Merge("1+2", Banks.Healthy(amps: 10, remaining: 40), Banks.Healthy(amps: 10.4, remaining: 50, cellVolts: 3.31));

        Assert.Equal(26.44, bank.Voltage!.Value.Value, 9);
        Assert.Equal(10.2, bank.Current!.Value.Value, 9);
        Assert.Equal(26.44 * 10.2, BankFigures.Power(bank)!.Value.Value, 9);
        Assert.Equal(40, bank.SocPercent?.Value);
        Assert.Equal((8, 25.6), (bank.CellCount, bank.NominalVolts!.Value));
        Assert.Equal((2, 2, 0), (bank.Counted, bank.Online, bank.Offline));
    }

    [Fact]
    public void M1_a_lost_member_leaves_no_voltage_SoC_or_extremes_and_the_bank_keeps_its_cells()
    {
        BankView bank = Banks.Merge("1+2", Banks.Healthy(), Banks.Lost(Banks.Healthy()));

        Assert.False(bank.IsPresent);
        Assert.Null(bank.Voltage);
        Assert.Null(bank.Current);
        Assert.Null(bank.SocPercent);
        Assert.Null(bank.RemainingAh);
        Assert.Null(BankFigures.ConsumedAh(bank));
        Assert.Null(BankFigures.Power(bank));
        Assert.Null(bank.LowestCell);
        Assert.Null(bank.HighestCell);
        Assert.Null(bank.ColdestSensor);
        Assert.Null(BankFigures.MeanTemperature(bank));
        Assert.Equal(8, bank.CellCount);
        Assert.Equal(100, bank.InstalledAh?.Value);
        Assert.Equal((0, 1, 1), (bank.Counted, bank.Online, bank.Offline));
        Assert.Equal(3.3, bank.Parts[0].Member!.CellVoltage(4)?.Value);
        Assert.Null(bank.Parts[1].Member!.CellVoltage(4));
    }

    [Fact]
    public void M2_SoC_remaining_installed_and_usable_charge_agree()
    {
        BankView bank = Banks.Merge("1+2", Banks.Healthy(remaining: 90, installed: 200), Banks.Healthy(remaining: 80, installed: 100));

        Assert.Equal(45, bank.SocPercent?.Value);
        Assert.Equal(80, bank.RemainingAh?.Value);
        Assert.Equal(100, bank.InstalledAh?.Value);
        Assert.Equal(20, bank.HeadroomAh?.Value);
        Assert.Equal(100, BankFigures.UsableAh(bank)?.Value);
        Assert.Equal(-20, BankFigures.ConsumedAh(bank)?.Value);
    }

    [Fact]
    public void M2_a_string_filled_differently_gives_less_than_is_installed() =>
        Assert.Equal(60, BankFigures.UsableAh(Banks.Merge("1+2", Banks.Healthy(remaining: 30), Banks.Healthy(remaining: 70)))?.Value);

    [Fact]
    public void M3_one_wrong_shunt_of_three_does_not_move_the_current_and_is_told()
    {
        BankView bank = Banks.Merge("1+2+3", Banks.Healthy(amps: -20), Banks.Healthy(amps: 5), Banks.Healthy(amps: -20.2));

        Assert.Equal(-20, bank.Current?.Value);
        BankProblem problem = Assert.Single(BankCheck.Find(bank, BankTolerances.Default));
        Assert.Equal((BankProblemCodes.SeriesCurrents, false), (problem.Code, problem.IsRefused));
        Assert.Equal(
            "Bow shows -20.2 A and Starboard 5.0 A, and in series both carry the same: a current sensor is wrong, or they are not wired in series: then use -p.",
            problem.Text);
    }

    [Theory]
    [InlineData(0.9, null, true)]
    [InlineData(1.1, null, false)]
    [InlineData(1.1, 100.0, true)]
    [InlineData(5.1, 100.0, false)]
    public void M3_currents_may_differ_by_one_ampere_or_five_per_cent_of_the_range(double amps, double? range, bool isSound) => Assert.Equal(
        isSound,
        BankCheck.Find(Banks.Merge("1+2", Banks.Healthy(amps: 0), Banks.Healthy(amps: amps)), new BankTolerances { CurrentRangeAmps = range }).Count == 0);

    [Fact]
    public void M3_currents_of_different_moments_are_not_compared()
    {
        BatterySnapshot before = Banks.Aged(Banks.Healthy(amps: 0), TimeSpan.FromSeconds(5));
        Assert.Empty(BankCheck.Find(Banks.Merge("1+2", before, Banks.Healthy(amps: 50)), BankTolerances.Default));
    }

    [Fact]
    public void M10_M11_members_are_counted_and_nothing_is_carried_over()
    {
        BatterySnapshot open = Banks.Healthy() with { ChargeFetOn = new(false, Banks.Now), Temperatures = null };
        BankView bank = Banks.Merge("1+2+3", open, open, Banks.Healthy());

        Assert.Equal((2, 0), (bank.BlockingCharge, bank.BlockingDischarge));
        Assert.Equal(false, bank.ChargeFetOn?.Value);
        Assert.Equal(true, bank.DischargeFetOn?.Value);
        Assert.False(bank.ConductsCharge);
        Assert.Null(bank.ColdestSensor);
    }

    [Fact]
    public void M12_the_charge_through_a_string_is_counted_once_and_consumed_is_never_positive()
    {
        BankView bank = Banks.Merge("1+2", Banks.Healthy(remaining: 110), Banks.Healthy(remaining: 120));

        Assert.Equal(110, bank.RemainingAh?.Value);
        Assert.Equal(0, BankFigures.ConsumedAh(bank)?.Value);
        Assert.Equal(7, bank.Cycles?.Value);
    }

    [Fact]
    public void M13_a_member_that_never_answered_is_missing_not_left_out()
    {
        BankView bank = Banks.Merge("1+2", Banks.Healthy(), BatterySnapshot.Empty);

        Assert.Equal((1, 1), (bank.Online, bank.Offline));
        Assert.Null(bank.Voltage);
        Assert.Null(bank.CellCount);
        Assert.Null(bank.InstalledAh);
    }

    [Fact]
    public void F1_a_merged_value_is_as_old_as_the_oldest_reading_it_came_from()
    {
        MonotonicTime older = new(Banks.Now.SinceOrigin - TimeSpan.FromSeconds(7));
        BankView bank = Banks.Merge("1+2", Banks.Healthy(), Banks.Healthy(cellVolts: 3.2, at: older));

        Assert.All(
            [bank.Voltage!.Value.At, bank.SocPercent!.Value.At, bank.Current!.Value.At, bank.HighestCell!.Value.At, bank.WarmestSensor!.Value.At,
                BankFigures.Power(bank)!.Value.At, BankFigures.MeanTemperature(bank)!.Value.At, bank.ChargeFetOn!.Value.At, bank.Cycles!.Value.At],
            at => Assert.Equal(older, at));
    }

    [Fact]
    public void F7_the_coldest_of_all_sensors_survives()
    {
        BatterySnapshot frozen = Banks.Healthy() with { Temperatures = new([20.0, 21.0, -4.0], Banks.Now) };
        BankView bank = Banks.Merge("1+2", Banks.Healthy(), frozen);

        Assert.Equal(new MemberValue(2, 3, -4), bank.ColdestSensor?.Value);
        Assert.Equal(new MemberValue(1, 2, 22), bank.WarmestSensor?.Value);
        Assert.Equal((20 + 22 + 20 + 21 - 4) / 5.0, BankFigures.MeanTemperature(bank)?.Value);
    }

    [Fact]
    public void A_cell_that_did_not_arrive_leaves_no_extremes_but_a_voltage()
    {
        BankView bank = Banks.Merge("1+2", Banks.Healthy(), Banks.Healthy() with { CellVoltages = new([3.3, null, 3.3, 3.3], Banks.Now) });

        Assert.Null(bank.HighestCell);
        Assert.NotNull(bank.Voltage);
    }

    [Fact]
    public void Cells_keep_battery_and_number()
    {
        BatterySnapshot uneven = Banks.Healthy() with { CellVoltages = new([3.3, 3.31, 3.2, 3.3], Banks.Now) };
        BankView bank = Banks.Merge("2+1", Banks.Healthy(), uneven);

        Assert.Equal(new MemberValue(2, 3, 3.2), bank.LowestCell?.Value);
        Assert.Equal(new MemberValue(2, 2, 3.31), bank.HighestCell?.Value);
        Assert.Equal("B2C3", CellNames.OfCell(2, 2, 3));
        Assert.Equal("C3", CellNames.OfCell(1, 1, 3));
        Assert.Equal("B4T8", CellNames.OfSensor(4, 4, 8));
        Assert.Equal("B4C40", CellNames.OfCell(4, 4, 40));
        Assert.Equal(0.11, BankFigures.CellSpread(bank)!.Value.Value, 9);
    }
}
