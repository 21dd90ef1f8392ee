using BtBattery.Simulator.Physics;

namespace BtBattery.Simulator.Tests.Physics;

/// <summary>What a cell does while it is charged, discharged and left alone.</summary>
public sealed class CellTests
{
    [Fact]
    public void Charge_is_the_current_times_the_time()
    {
        BankModel bank = Packs.Bank("", Packs.Of(cells: 4, charge: 0.2));

        bank.Run(25, TimeSpan.FromHours(2));

        Assert.All(bank.Packs[0].Cells, cell => Assert.Equal(70, cell.Ah, 6));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void What_was_put_in_is_stored_or_became_heat(int seconds)
    {
        // Without a case around it all heat stays in the pack, and its temperature says how much there was.
        PackDescription pack = Packs.Of(cells: 8, charge: 0.3) with { HeatCapacity = 20_000, ThermalResistance = 1e9 };
        BankModel bank = Packs.Bank("", pack with { LeadOhms = 0 });
        double before = bank.StoredWh, put = 0;
        var step = TimeSpan.FromSeconds(seconds);
        foreach (double amps in (double[])[50, -80, 20])
        {
            var flow = new Packs.Flow(_ => amps);
            for (TimeSpan now = TimeSpan.Zero; now < TimeSpan.FromMinutes(20); now += step)
            {
                bank.Step(step, 20, flow);
                put += bank.Volts * bank.Amps * step.TotalHours;
            }
        }
        bank.Run(0, TimeSpan.FromHours(1));

        double heat = (bank.Packs[0].Celsius - 20) * 20_000 / 3600;
        Assert.True(heat > 5);
        Assert.Equal(put, bank.StoredWh - before + heat, 0.02 * heat);
    }

    [Fact]
    public void The_voltage_relaxes_with_its_time()
    {
        BankModel bank = Packs.Bank("", Packs.Of(cells: 1, ohms: 0.001));
        CellModel cell = bank.Packs[0].Cells[0];
        bank.Run(50, TimeSpan.FromMinutes(30));
        Assert.Equal(0.100 * Factor(cell), cell.Volts - cell.OpenVolts, 0.001);

        bank.Run(0, TimeSpan.FromSeconds(180));

        Assert.Equal(0.050 * Factor(cell) * Math.Exp(-1), cell.Volts - cell.OpenVolts, 0.001);

        static double Factor(CellModel cell) => cell.Ohms / cell.Description.Ohms;
    }

    [Fact]
    public void A_full_cell_of_lfp_falls_to_its_rest_voltage_within_an_hour()
    {
        PackDescription pack = Packs.Of(cells: 1, charge: 0.95);
        BankModel bank = Packs.Bank("", pack);
        CellModel cell = bank.Packs[0].Cells[0];
        while (cell.Volts < 3.6) bank.Run(20, Packs.Second);
        Assert.InRange(cell.Charge, 0.985, 1.005);

        bank.Run(0, TimeSpan.FromHours(1));

        Assert.InRange(cell.Volts, 3.37, 3.45);
    }

    [Fact]
    public void A_full_cell_of_lfp_gives_current_at_once()
    {
        BankModel bank = Packs.Bank("", Packs.Of(cells: 1, charge: 0.95));
        CellModel cell = bank.Packs[0].Cells[0];
        while (cell.Volts < 3.6) bank.Run(20, Packs.Second);

        bank.Run(-50, TimeSpan.FromMinutes(3));

        Assert.InRange(cell.Volts, 3.2, 3.35);
    }

    [Fact]
    public void Leakage_empties_a_cell_that_nobody_uses()
    {
        PackDescription pack = Packs.Of(cells: 2, charge: 0.5);
        BankModel bank = Packs.Bank("", pack with { Cells = [pack.Cells[0] with { LeakageAmps = 0.1 }, pack.Cells[1]] });

        bank.Run(0, TimeSpan.FromHours(10), TimeSpan.FromSeconds(5));

        Assert.Equal(49, bank.Packs[0].Cells[0].Ah, 6);
        Assert.Equal(50, bank.Packs[0].Cells[1].Ah, 6);
    }

    [Fact]
    public void In_the_cold_the_resistance_is_about_double()
    {
        PackDescription pack = Packs.Of(cells: 4);
        double warm = Packs.Bank("", pack with { Celsius = 25 }).Packs[0].Cells[0].Ohms;
        double cold = Packs.Bank("", pack with { Celsius = 0 }).Packs[0].Cells[0].Ohms;

        Assert.Equal(pack.Cells[0].Ohms, warm, 9);
        Assert.InRange(cold / warm, 1.8, 2.3);
    }

    [Fact]
    public void A_cell_of_more_resistance_is_the_warmest_and_all_cool_down_to_the_air()
    {
        PackDescription pack = Packs.Of(cells: 16, charge: 0.9);
        BankModel bank = Packs.Bank("", pack with { Cells = [.. pack.Cells.Select((cell, place) => cell with { Ohms = place == 5 ? 0.002 : 0.0005 })] });

        bank.Run(-80, TimeSpan.FromMinutes(45));

        IReadOnlyList<CellModel> cells = bank.Packs[0].Cells;
        Assert.All(cells, cell => Assert.True(cell == cells[5] || cell.Celsius < cells[5].Celsius));
        Assert.InRange(bank.Packs[0].Celsius, 20.5, 40);

        bank.Run(0, TimeSpan.FromDays(2), TimeSpan.FromSeconds(5), ambient: 10);

        Assert.All(cells, cell => Assert.Equal(10, cell.Celsius, 0.1));
    }
}
