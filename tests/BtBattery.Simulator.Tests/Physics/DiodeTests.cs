using BtBattery.Simulator.Physics;

namespace BtBattery.Simulator.Tests.Physics;

/// <summary>FETs that are open for one direction, and packs that exchange current by themselves.</summary>
public sealed class DiodeTests
{
    [Fact]
    public void A_pack_whose_charge_fet_is_open_discharges_through_the_diode_and_takes_no_charge()
    {
        BankModel bank = Packs.Bank("", Packs.Of());
        bank.Packs[0].Bms.AllowCharge = false;

        bank.Run(30, Packs.Second);
        Assert.Equal(0, bank.Amps);
        Assert.True(bank.Volts > bank.Packs[0].OpenVolts);

        bank.Run(-30, Packs.Second);
        Assert.Equal(-30, bank.Amps, 6);
        double withDiode = bank.Volts;
        bank.Packs[0].Bms.AllowCharge = true;
        bank.Run(-30, Packs.Second);
        Assert.Equal(0.6, bank.Volts - withDiode, 0.02);
    }

    [Fact]
    public void A_pack_whose_discharge_fet_is_open_takes_charge_and_gives_none()
    {
        BankModel bank = Packs.Bank("", Packs.Of());
        bank.Packs[0].Bms.AllowDischarge = false;

        bank.Run(-30, Packs.Second);
        Assert.Equal(0, bank.Amps);
        Assert.Equal(0, bank.Volts);

        bank.Run(30, Packs.Second);
        Assert.Equal(30, bank.Amps, 6);
    }

    [Fact]
    public void A_charge_fet_that_is_stuck_open_is_not_known_to_its_bms()
    {
        BankModel bank = Packs.Bank("1|2", Packs.Of(), Packs.Of(bms: BmsDescription.Usual(Chemistry.Lfp) with { ChargeFetStuckOpen = true }));

        bank.Run(30, Packs.Second);

        Assert.Equal(30, bank.Packs[0].Amps, 6);
        Assert.Equal(0, bank.Packs[1].Amps);
        Assert.False(bank.Packs[1].ChargeFet);
        Assert.True(bank.Packs[1].Measured.ChargeFet);
        Assert.Empty(bank.Packs[1].Protections);
    }

    [Fact]
    public void In_series_one_open_fet_stops_all_and_takes_the_voltage_that_is_left()
    {
        BankModel bank = Packs.Bank("1+2", Packs.Of(cells: 8), Packs.Of(cells: 8));
        bank.Packs[1].Bms.AllowCharge = false;

        for (int second = 0; second < 600; second++) bank.Step(Packs.Second, 20, new Packs.Flow(volts => Math.Min(50, (56 - volts) * 100)));

        Assert.All(bank.Packs, pack => Assert.Equal(0, pack.Amps, 6));
        Assert.Equal(56, bank.Volts, 3);
        Assert.Equal(bank.Packs[0].OpenVolts, bank.Packs[0].Volts, 3);
        Assert.Equal(bank.Volts, bank.Packs[0].Volts + bank.Packs[1].Volts, 6);
    }

    [Fact]
    public void Packs_that_reconnect_0_8_V_apart_exchange_current_until_they_are_together()
    {
        PackDescription high = Packs.Of(chemistry: Chemistry.Nmc, cells: 14, charge: 0.60);
        double lowCharge = OcvCurve.Of(Chemistry.Nmc).Charge(OcvCurve.Of(Chemistry.Nmc).Volts(0.60) - 0.8 / 14);
        PackDescription low = Packs.Of(chemistry: Chemistry.Nmc, cells: 14, charge: lowCharge);
        BankModel bank = Packs.Bank("1|2", high, low);
        PackModel away = bank.Packs[1];
        (away.Bms.AllowCharge, away.Bms.AllowDischarge) = (false, false);
        bank.Run(0, TimeSpan.FromMinutes(1));
        Assert.Equal(0, away.Amps);
        Assert.Equal(0.8, bank.Packs[0].OpenVolts - away.OpenVolts, 2);

        (away.Bms.AllowCharge, away.Bms.AllowDischarge) = (true, true);
        bank.Run(0, Packs.Second);

        // 0.8 V over two packs of 14 cells and their leads.
        Assert.InRange(away.Amps, 30, 45);
        Assert.Equal(-away.Amps, bank.Packs[0].Amps, 6);
        Assert.Equal(away.Amps, away.AmpsAlone, 6);
        Assert.Equal(0, bank.Amps, 6);

        bank.Run(0, TimeSpan.FromHours(12), TimeSpan.FromSeconds(5));
        Assert.Equal(bank.Packs[0].OpenVolts, away.OpenVolts, 0.02);
    }

    [Fact]
    public void What_packs_exchange_alone_is_told_apart_from_what_the_system_pushes()
    {
        BankModel bank = Packs.Bank("1|2", Packs.Of(charge: 0.3), Packs.Of(charge: 0.9));

        bank.Run(40, Packs.Second);

        double exchanged = bank.Packs[0].AmpsAlone;
        Assert.True(exchanged > 1);
        Assert.Equal(-exchanged, bank.Packs[1].AmpsAlone, 6);
        Assert.Equal(20, bank.Packs[0].Amps - exchanged, 0.5);
    }

    [Fact]
    public void A_bank_that_is_switched_off_stays_where_it_is()
    {
        BankModel bank = Packs.Bank("1|2", Packs.Of(), Packs.Of());
        foreach (PackModel pack in bank.Packs) pack.IsSwitchedOn = false;

        bank.Run(50, TimeSpan.FromHours(1));

        Assert.All(bank.Packs, pack => Assert.Equal(50, pack.Cells[0].Ah, 9));
        Assert.All(bank.Packs, pack => Assert.True(pack.Measured.ChargeFet && pack.Measured.DischargeFet));
    }
}
