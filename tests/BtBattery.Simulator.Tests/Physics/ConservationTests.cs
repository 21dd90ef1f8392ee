using BtBattery.Simulator.Physics;
using FsCheck;
using FsCheck.Fluent;

namespace BtBattery.Simulator.Tests.Physics;

/// <summary>Nothing comes from nowhere, in any bank that is charged and discharged at random while its BMSs open FETs and balance.</summary>
public sealed class ConservationTests
{
    private static readonly Arbitrary<Profile> Profiles = (
        from wiring in Gen.Elements("1", "1|2", "1+2", "1|2|3", "(1|2)+3")
        from chemistry in Gen.Elements(Chemistry.Lfp, Chemistry.Nmc)
        from charges in Gen.Choose(5, 1000).ArrayOf(3)
        from amps in Gen.Choose(-120, 120).ArrayOf(6)
        from seconds in Gen.Elements(1, 2, 5)
        select new Profile(wiring, chemistry, charges, amps, seconds)).ToArbitrary();

    [Fact]
    public void What_is_in_a_cell_is_what_went_through_it_less_its_leakage() => Prop.ForAll(Profiles, profile =>
    {
        BankModel bank = profile.Bank();
        CellModel[] cells = [.. bank.Packs.SelectMany(pack => pack.Cells)];
        double[] expected = [.. cells.Select(cell => cell.Ah)];
        profile.Run(bank, () =>
        {
            foreach (PackModel pack in bank.Packs)
                Assert.All(pack.Cells, cell => Assert.True(cell.Amps <= pack.Amps + 1e-12, "a balancer took current from outside"));
            for (int i = 0; i < cells.Length; i++) expected[i] += (cells[i].Amps - Profile.LeakageAmps) * profile.Seconds / 3600.0;
        });

        for (int i = 0; i < cells.Length; i++) Assert.Equal(expected[i], cells[i].Ah, 1e-9);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void From_rest_to_rest_no_more_is_stored_than_was_put_in() => Prop.ForAll(Profiles, profile =>
    {
        BankModel bank = profile.Bank();
        // Packs that are apart settle first: what they lose by that is not the matter here.
        bank.Run(0, TimeSpan.FromHours(1), TimeSpan.FromSeconds(5));
        double before = bank.StoredWh, put = 0, inPacks = 0;
        profile.Run(bank, () =>
        {
            put += bank.Volts * bank.Amps * profile.Seconds / 3600.0;
            inPacks += bank.Packs.Sum(pack => pack.Volts * pack.Amps) * profile.Seconds / 3600.0;
        });

        Assert.Equal(put, inPacks, 1e-3);
        Assert.True(bank.StoredWh - before <= put + 1e-3, $"{profile}: {put} Wh went in, {bank.StoredWh - before} Wh are stored");
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    /// <summary>A bank and a current for each of six times two minutes, with a rest behind each.</summary>
    public sealed record Profile(string Wiring, Chemistry Chemistry, int[] Charges, int[] Amps, int Seconds)
    {
        public const double LeakageAmps = 0.01;

        internal BankModel Bank()
        {
            BmsDescription bms = BmsDescription.Usual(Chemistry) with { BalanceOnlyWhileCharging = false, BalanceFromVolts = 3.2 };
            PackDescription[] packs = [.. Enumerable.Range(0, Wiring.Count(char.IsAsciiDigit)).Select(pack =>
            {
                PackDescription one = Packs.Of(cells: 4, charge: Charges[pack] / 1000.0, chemistry: Chemistry, bms: bms);
                return one with
                {
                    Cells = [.. one.Cells.Select((cell, place) => cell with
                    {
                        LeakageAmps = LeakageAmps, Ohms = cell.Ohms * (place + pack + 1), Charge = cell.Charge * (1 - 0.02 * place),
                    })],
                };
            })];
            return Packs.Bank(Wiring, packs);
        }

        internal void Run(BankModel bank, Action afterStep)
        {
            var step = TimeSpan.FromSeconds(Seconds);
            foreach (double amps in Amps.SelectMany(amps => (double[])[amps, 0]).Append(0))
            {
                var flow = new Packs.Flow(_ => amps);
                for (int second = 0; second < 120; second += Seconds)
                {
                    bank.Step(step, 20, flow);
                    afterStep();
                }
            }
        }

        public override string ToString() =>
            $"{Wiring} {Chemistry} charges {string.Join(',', Charges)} amps {string.Join(',', Amps)} step {Seconds}";
    }
}
