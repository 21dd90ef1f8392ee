using BtBattery.Simulator.Physics;

namespace BtBattery.Simulator.Tests.Physics;

/// <summary>When a BMS opens its FETs, and when it closes them again.</summary>
public sealed class GuardTests
{
    private static readonly BmsDescription Usual = BmsDescription.Usual(Chemistry.Lfp);

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    public void A_cell_that_is_too_high_ends_charging_after_the_delay_and_not_before(int delay)
    {
        BankModel bank = Packs.Bank("", Packs.Of(cells: 4, charge: 0.995, bms: Usual with { OvpDelay = TimeSpan.FromSeconds(delay) }));
        PackModel pack = bank.Packs[0];
        while (pack.Measured.Cells.Max() < 3.65) bank.Run(10, Packs.Second);
        for (int second = 1; second < delay; second++)
        {
            Assert.True(pack.ChargeFet);
            bank.Run(10, Packs.Second);
        }

        Assert.False(pack.ChargeFet);
        Assert.True(pack.DischargeFet);
        Assert.Contains("cell_overvoltage", pack.Protections);
        Assert.False(pack.Measured.ChargeFet);
        bank.Run(10, Packs.Second);
        Assert.Equal(0, pack.Amps);
    }

    [Fact]
    public void It_charges_again_when_all_cells_were_back_for_the_delay()
    {
        BankModel bank = Packs.Bank("", Packs.Of(cells: 4, charge: 0.99, ohms: 0.001));
        PackModel pack = bank.Packs[0];
        while (pack.ChargeFet) bank.Run(20, Packs.Second);

        double lastOpen = 0;
        while (!pack.ChargeFet)
        {
            lastOpen = pack.Measured.Cells.Max();
            bank.Run(0, Packs.Second);
        }

        Assert.InRange(lastOpen, 3.3, 3.50);
        Assert.Empty(pack.Protections);
    }

    [Fact]
    public void A_cell_that_is_too_low_ends_discharging_and_charging_brings_it_back()
    {
        BankModel bank = Packs.Bank("", Packs.Of(cells: 4, charge: 0.03));
        PackModel pack = bank.Packs[0];
        while (pack.DischargeFet) bank.Run(-20, Packs.Second);
        Assert.Contains("cell_undervoltage", pack.Protections);
        Assert.InRange(pack.Measured.Cells.Min(), 2.3, 2.5);

        bank.Run(-20, TimeSpan.FromSeconds(2));
        Assert.Equal(0, pack.Amps);
        bank.Run(10, TimeSpan.FromMinutes(10));

        Assert.True(pack.DischargeFet);
        Assert.True(pack.Measured.Cells.Min() > 2.75);
    }

    [Fact]
    public void A_current_that_is_too_high_for_less_than_the_delay_is_borne()
    {
        BankModel bank = Packs.Bank("", Packs.Of());
        for (int pulse = 0; pulse < 5; pulse++)
        {
            bank.Run(-130, TimeSpan.FromSeconds(9));
            bank.Run(-50, Packs.Second);
        }
        Assert.True(bank.Packs[0].DischargeFet);
        Assert.Equal(-50, bank.Amps, 6);
    }

    [Fact]
    public void A_current_that_is_too_high_opens_the_fet_for_its_time()
    {
        BankModel bank = Packs.Bank("", Packs.Of());
        PackModel pack = bank.Packs[0];
        bank.Run(-130, TimeSpan.FromSeconds(10));
        Assert.False(pack.DischargeFet);
        Assert.True(pack.ChargeFet);
        Assert.Equal(["discharge_overcurrent"], pack.Protections);

        bank.Run(-50, TimeSpan.FromSeconds(31));
        Assert.False(pack.DischargeFet);
        bank.Run(-50, TimeSpan.FromSeconds(2));
        Assert.True(pack.DischargeFet);
        Assert.Equal(-50, bank.Amps, 6);
    }

    [Fact]
    public void A_short_circuit_opens_both_at_once_and_is_counted()
    {
        BankModel bank = Packs.Bank("", Packs.Of(ohms: 0.0002) with { LeadOhms = 0.001 });
        PackModel pack = bank.Packs[0];

        bank.Run(-2000, Packs.Second);

        Assert.False(pack.ChargeFet || pack.DischargeFet);
        Assert.Contains("short_circuit", pack.Protections);
        Assert.Equal(1, pack.Measured.ErrorCounts[0]);
    }

    [Fact]
    public void Cold_ends_charging_until_it_is_warmer_than_the_release()
    {
        BankModel bank = Packs.Bank("", Packs.Of(cells: 4) with { Celsius = 3, ThermalResistance = 0.02 });
        PackModel pack = bank.Packs[0];
        bank.Run(5, TimeSpan.FromHours(1), ambient: -10);
        Assert.False(pack.ChargeFet);
        Assert.True(pack.DischargeFet);
        Assert.Contains("charge_undertemperature", pack.Protections);

        double closedAt = double.NaN;
        for (int second = 0; second < 3600 && double.IsNaN(closedAt); second++)
        {
            bank.Run(0, Packs.Second, ambient: 20);
            if (pack.ChargeFet) closedAt = pack.Cells.Min(cell => cell.Celsius);
        }

        Assert.Equal(5, closedAt, 0.2);
    }

    [Fact]
    public void Heat_ends_charging_before_it_ends_discharging()
    {
        BankModel bank = Packs.Bank("", Packs.Of(cells: 4) with { Celsius = 60, ThermalResistance = 0.02 });
        PackModel pack = bank.Packs[0];
        while (pack.ChargeFet) bank.Run(0, Packs.Second, ambient: 90);
        Assert.InRange(pack.Celsius, 65, 65.5);
        Assert.True(pack.DischargeFet);

        while (pack.DischargeFet) bank.Run(0, Packs.Second, ambient: 90);
        Assert.InRange(pack.Celsius, 75, 75.5);
    }

    [Fact]
    public void Fets_that_carry_a_current_through_a_diode_become_hot_and_a_daly_board_opens_them()
    {
        BankModel bank = Packs.Bank("", Packs.Of(cells: 16, charge: 0.9, bms: Usual with { Board = BmsBoard.Daly, HasMosSensor = true }));
        PackModel pack = bank.Packs[0];
        bank.Run(-95, TimeSpan.FromMinutes(10));
        double closed = pack.Measured.MosTemperature!.Value;
        Assert.InRange(closed, 25, 40);

        pack.Bms.AllowCharge = false;
        bank.Run(-95, TimeSpan.FromMinutes(5));
        Assert.True(pack.Measured.MosTemperature > closed + 30);
        while (pack.DischargeFet) bank.Run(-95, Packs.Second, ambient: 60);

        Assert.Contains("discharge_mos_overtemperature", pack.Protections);
        Assert.Equal(95, pack.MosCelsius, 1.0);
    }

    [Fact]
    public void It_is_guided_by_what_it_measures()
    {
        double[] errors = [0, 0.05];
        BankModel bank = Packs.Bank("", Packs.Of(cells: 4, charge: 0.995, bms: Usual with { CellErrors = errors }));
        PackModel pack = bank.Packs[0];

        while (pack.ChargeFet) bank.Run(10, Packs.Second);

        Assert.True(pack.Cells.Max(cell => cell.Volts) < 3.65);
        Assert.Equal(0.05, pack.Measured.Cells[1] - pack.Measured.Cells[0], 0.005);
    }

    [Fact]
    public void A_fet_that_somebody_switched_off_stays_open_and_is_told_as_such()
    {
        PackModel pack = Packs.Bank("", Packs.Of()).Packs[0];
        pack.Bms.AllowDischarge = false;
        Assert.Equal(["mosfet_software_lock"], pack.Protections);
        Assert.False(pack.Measured.DischargeFet);
        Assert.True(pack.Measured.ChargeFet);

        pack.Bms.AllowCharge = false;
        Assert.False(pack.Measured.ChargeFet);
    }

    [Theory]
    [InlineData(BmsBoard.Daly, "cell_undervoltage_alarm")]
    [InlineData(BmsBoard.DalyWithoutAlarms, null)]
    public void Protections_have_the_names_of_the_board(BmsBoard board, string? name)
    {
        BankModel bank = Packs.Bank("", Packs.Of(cells: 4, charge: 0.03, bms: Usual with { Board = board, PackUvpPerCell = null }));

        while (bank.Packs[0].DischargeFet) bank.Run(-20, Packs.Second);

        Assert.Equal(name is null ? [] : [name], bank.Packs[0].Protections);
        Assert.Empty(bank.Packs[0].Measured.ErrorCounts);
    }
}
