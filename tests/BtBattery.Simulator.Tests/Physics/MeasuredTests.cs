using BtBattery.Simulator.Bms;
using BtBattery.Simulator.Physics;
using FsCheck;
using FsCheck.Fluent;

namespace BtBattery.Simulator.Tests.Physics;

/// <summary>What a BMS says of its pack.</summary>
public sealed class MeasuredTests
{
    private static readonly BmsDescription Usual = BmsDescription.Usual(Chemistry.Lfp);

    [Fact]
    public void Its_frames_can_hold_whatever_happens_to_the_pack()
    {
        var situations = (
            from board in Gen.Elements(BmsBoard.Jbd, BmsBoard.Daly, BmsBoard.DalyWithoutAlarms)
            from chemistry in Gen.Elements(Chemistry.Lfp, Chemistry.Nmc)
            from charge in Gen.Choose(0, 1000)
            from capacity in Gen.Choose(1, 6000)
            from celsius in Gen.Choose(-40, 80)
            from amps in Gen.Choose(-8000, 8000)
            from gain in Gen.Choose(1, 20)
            from error in Gen.Choose(-5000, 5000)
            select (board, chemistry, charge, capacity, celsius, amps, gain, error)).ToArbitrary();
        Prop.ForAll(situations, situation =>
        {
            var bms = BmsDescription.Usual(situation.chemistry) with
            {
                Board = situation.board,
                ShuntGain = situation.gain / 10.0,
                ShuntOffsetAmps = 0.123,
                CellErrors = [situation.error / 1000.0],
                BalanceOnlyWhileCharging = false,
                SensorErrors = [situation.error / 100.0],
                HasMosSensor = situation.board == BmsBoard.Daly,
            };
            BankModel bank = Packs.Bank("", Packs.Of(
                cells: 16, charge: situation.charge / 1000.0, capacityAh: situation.capacity / 10.0, chemistry: situation.chemistry, bms: bms)
                with { Celsius = situation.celsius });
            BatteryState state = bank.Packs[0].Measured;
            foreach (int minute in (int[])[0, 1, 2])
            {
                bank.Run(situation.amps / 10.0, TimeSpan.FromMinutes(minute));
                state = bank.Packs[0].Measured;
                foreach ((IBms board, BatteryState said) in Boards(situation.board, state)) Assert.Null(board.Objection(said));
            }
            Assert.Equal(16, state.Cells.Count);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

        static (IBms, BatteryState)[] Boards(BmsBoard board, BatteryState state)
        {
            var pack = new SimulatedPack(state);
            return board switch
            {
                BmsBoard.Jbd => [(new JbdBoard(pack), state)],
                // The oldest generation has no sensor at its FETs.
                BmsBoard.Daly => [(new DalyD2Board(pack), state), (new DalyA5Board(pack), state with { MosTemperature = null })],
                _ => [(new DalyP81Board(pack), state)],
            };
        }
    }

    [Fact]
    public void It_is_the_same_object_until_something_in_it_changes()
    {
        BankModel bank = Packs.Bank("", Packs.Of());
        bank.Run(0, TimeSpan.FromHours(2));
        BatteryState rested = bank.Packs[0].Measured;
        bank.Run(0, TimeSpan.FromMinutes(1));
        Assert.Same(rested, bank.Packs[0].Measured);

        bank.Run(0.01, Packs.Second);

        Assert.NotSame(rested, bank.Packs[0].Measured);
        Assert.Equal(0.01, bank.Packs[0].Measured.Current);
    }

    [Fact]
    public void Its_shunt_errs_and_rounds()
    {
        PackDescription With(BmsDescription bms) => Packs.Of(bms: bms);
        double Of(BmsDescription bms, double amps)
        {
            BankModel bank = Packs.Bank("", With(bms));
            bank.Run(amps, Packs.Second);
            return bank.Packs[0].Measured.Current;
        }

        Assert.Equal(11.3, Of(Usual with { ShuntGain = 1.1, ShuntOffsetAmps = 0.3 }, 10));
        Assert.Equal(-7.77, Of(Usual, -7.774));
        Assert.Equal(-7.8, Of(Usual with { Board = BmsBoard.Daly }, -7.774));
        Assert.Equal(10.25, Of(Usual with { AmpsResolution = 0.25 }, 10.2));
        Assert.Equal(0, Of(Usual with { ShuntDeadBandAmps = 0.5 }, 0.49));
    }

    [Fact]
    public void Its_soc_is_counted_by_its_wrong_shunt()
    {
        BankModel bank = Packs.Bank("", Packs.Of(charge: 0.5, bms: Usual with { ShuntGain = 1.1, SocError = 0.05 }));

        bank.Run(-20, TimeSpan.FromHours(1));

        Assert.Equal(55 - 22, bank.Packs[0].Measured.RemainingAh, 2);
        Assert.Equal(33, bank.Packs[0].Measured.Soc);
        Assert.Equal(30, bank.Packs[0].Cells[0].Ah, 6);
    }

    [Fact]
    public void Its_soc_is_put_right_at_full_and_at_empty()
    {
        BankModel bank = Packs.Bank("", Packs.Of(cells: 4, charge: 0.9, bms: Usual with { SocError = -0.4 }));
        PackModel pack = bank.Packs[0];
        while (pack.ChargeFet) bank.Run(20, Packs.Second);
        bank.Run(0, TimeSpan.FromSeconds(10));
        Assert.Equal(100, pack.Measured.Soc);

        bank = Packs.Bank("", Packs.Of(cells: 4, charge: 0.1, bms: Usual with { SocError = 0.4 }));
        pack = bank.Packs[0];
        while (pack.Cells[0].Volts > 2.60) bank.Run(-20, Packs.Second);
        Assert.True(pack.Measured.Soc > 30);
        bank.Run(-20, TimeSpan.FromSeconds(12));
        Assert.Equal(0, pack.Measured.Soc);
    }

    [Fact]
    public void It_balances_the_cells_that_are_above_the_others_while_it_charges()
    {
        PackDescription pack = Packs.Of(cells: 4, charge: 0.96, bms: Usual with { BalanceAmps = 0.5, CellOvp = 4, PackOvpPerCell = null });
        BankModel bank = Packs.Bank("", pack with { Cells = [pack.Cells[0], pack.Cells[1] with { Charge = 0.985 }, pack.Cells[2], pack.Cells[3]] });
        IReadOnlyList<CellModel> cells = bank.Packs[0].Cells;
        double before = cells[1].Ah - cells[0].Ah;
        bank.Run(-10, TimeSpan.FromMinutes(1));
        Assert.Empty(bank.Packs[0].Measured.Balancing);

        var flow = new Packs.Flow(volts => Math.Clamp((4 * 3.45 - volts) * 200, 0, 10));
        for (int second = 0; second < 3600; second++) bank.Step(Packs.Second, 20, flow);

        Assert.Equal([2], bank.Packs[0].Measured.Balancing);
        Assert.InRange(before - (cells[1].Ah - cells[0].Ah), 0.3, 0.5);
    }

    [Fact]
    public void Cycles_are_counted_by_what_was_discharged()
    {
        BankModel bank = Packs.Bank("", Packs.Of(capacityAh: 10, charge: 0.8, bms: Usual with { Cycles = 7 }));
        for (int round = 0; round < 6; round++)
        {
            bank.Run(-5.1, TimeSpan.FromHours(1), TimeSpan.FromSeconds(5));
            bank.Run(5.1, TimeSpan.FromHours(1), TimeSpan.FromSeconds(5));
        }

        Assert.Equal(10, bank.Packs[0].Measured.Cycles);
    }
}
