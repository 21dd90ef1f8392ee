using BtBattery.Simulator.Physics;
using FsCheck;
using FsCheck.Fluent;

namespace BtBattery.Simulator.Tests.Physics;

/// <summary>The laws of Kirchhoff in any bank of up to four packs, whatever its FETs do and whatever is connected to it.</summary>
public sealed class NetworkTests
{
    private static readonly string[] Wirings =
        ["1|2|3|4", "1+2+3+4", "1+2|3+4", "(1|2)+(3|4)", "1|2+3|4", "1+(2|3)+4", "(1+2|3)+4", "((1|2)+3)|4", "1+(2|3+4)"];

    private static readonly Arbitrary<Situation> Situations = (
        from wiring in Gen.Elements(Wirings)
        from charges in Gen.Choose(0, 1000).ArrayOf(4)
        from ohms in Gen.Choose(2, 40).ArrayOf(4)
        from fets in Gen.Choose(0, 3).ArrayOf(4)
        from amps in Gen.Choose(-1500, 1500)
        from droop in Gen.Elements(0, 1, 100, 5000)
        from jump in Gen.Choose(-5, 5)
        from seconds in Gen.Elements(1, 5)
        select new Situation(wiring, charges, ohms, fets, amps / 10.0, droop, jump, seconds)).ToArbitrary();

    [Fact]
    public void At_each_joint_currents_add_up_and_along_each_string_voltages_do() => Check((bank, flow, situation) =>
    {
        Judge(bank, situation.Wiring);
    });

    [Fact]
    public void The_bank_takes_what_it_is_offered() => Check((bank, flow, situation) =>
    {
        double offered = flow.AmpsAt(bank.Volts);
        // At a jump of the flow, and at the ends of what is looked at, the bank is between the two sides of it.
        double above = flow.AmpsAt(bank.Volts + 1e-6), below = flow.AmpsAt(bank.Volts - 1e-6);
        bool isAtEnd = bank.Volts is <= 0 or >= 1000;
        Assert.True(isAtEnd || Math.Abs(offered - bank.Amps) < 1e-3 || (above - 1e-3 <= bank.Amps && bank.Amps <= below + 1e-3),
            $"{situation}: offered {offered}, taken {bank.Amps} at {bank.Volts} V");
    });

    [Fact]
    public void No_current_flows_against_a_fet() => Check((bank, flow, situation) =>
    {
        for (int pack = 0; pack < 4; pack++)
        {
            // As the FETs were in the step; at its end a BMS may have opened more.
            Assert.True(situation.MayCharge[pack] || bank.Packs[pack].Amps <= 0, situation.ToString());
            Assert.True(situation.MayDischarge[pack] || bank.Packs[pack].Amps >= 0, situation.ToString());
        }
    });

    [Theory]
    [InlineData("1+", "wants the number of a pack at character 3")]
    [InlineData("1+2)", "wants a + or | at character 4")]
    [InlineData("(1+2", "wants a ) at character 5")]
    [InlineData("1+3", "there is no pack 3, there are 2")]
    [InlineData("1+1", "pack 1 is twice in the wiring")]
    [InlineData("1", "pack 2 is not in the wiring")]
    public void A_wiring_that_cannot_be_is_refused_with_the_reason(string wiring, string reason)
    {
        var problem = Assert.Throws<FormatException>(() => Packs.Bank(wiring, Packs.Of(), Packs.Of()));
        Assert.Contains(reason, problem.Message, StringComparison.Ordinal);
    }

    private static void Check(Action<BankModel, IPowerFlow, Situation> judge) =>
        Prop.ForAll(Situations, situation =>
        {
            BankModel bank = situation.Bank();
            double nominal = bank.Volts;
            IPowerFlow flow = situation.Flow(nominal);
            for (int round = 0; round < 3; round++)
            {
                situation.SetFets(bank, round);
                bank.Step(TimeSpan.FromSeconds(situation.Seconds), 20, flow);
                judge(bank, flow, situation);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    /// <summary>Reads the wiring once more, by itself, and adds up what the packs say.</summary>
    private static void Judge(BankModel bank, string wiring)
    {
        int at = 0;
        (double volts, double amps) = Joint();
        Assert.Equal(bank.Volts, volts, 1e-6);
        Assert.Equal(bank.Amps, amps, 1e-6);

        (double, double) Joint()
        {
            (double volts, double amps) = String();
            while (at < wiring.Length && wiring[at] == '|')
            {
                at++;
                (double otherVolts, double otherAmps) = String();
                Assert.Equal(volts, otherVolts, 1e-6);
                amps += otherAmps;
            }
            return (volts, amps);
        }

        (double, double) String()
        {
            (double volts, double amps) = Part();
            while (at < wiring.Length && wiring[at] == '+')
            {
                at++;
                (double otherVolts, double otherAmps) = Part();
                Assert.Equal(amps, otherAmps, 1e-6);
                volts += otherVolts;
            }
            return (volts, amps);
        }

        (double, double) Part()
        {
            if (wiring[at] != '(') return (bank.Packs[wiring[at] - '1'].Volts, bank.Packs[wiring[at++] - '1'].Amps);
            at++;
            (double, double) inner = Joint();
            at++;
            return inner;
        }
    }

    /// <summary>A bank, what its FETs do, and what is connected to it.</summary>
    public sealed record Situation(string Wiring, int[] Charges, int[] TenthsOfMilliohms, int[] Fets, double Amps, int Droop, int Jump, int Seconds)
    {
        internal bool[] MayCharge { get; } = new bool[4];

        internal bool[] MayDischarge { get; } = new bool[4];

        internal BankModel Bank() => Packs.Bank(Wiring, [.. Enumerable.Range(0, 4).Select(pack =>
            Packs.Of(cells: 4, charge: Charges[pack] / 1000.0, ohms: TenthsOfMilliohms[pack] / 10_000.0))]);

        internal void SetFets(BankModel bank, int round)
        {
            for (int pack = 0; pack < 4; pack++)
            {
                int fets = Fets[(pack + round) % 4];
                (bank.Packs[pack].Bms.AllowCharge, bank.Packs[pack].Bms.AllowDischarge) = ((fets & 1) == 0, (fets & 2) == 0);
                (MayCharge[pack], MayDischarge[pack]) = (bank.Packs[pack].ChargeFet, bank.Packs[pack].DischargeFet);
            }
        }

        /// <summary>A current that falls with the voltage, with a jump a little off the present voltage.</summary>
        internal IPowerFlow Flow(double nominal) => new Packs.Flow(volts =>
            Amps - Droop * (volts - nominal) - (Jump != 0 && volts > nominal + Jump / 10.0 ? 30 : 0));

        public override string ToString() =>
            $"{Wiring} charges {string.Join(',', Charges)} ohms {string.Join(',', TenthsOfMilliohms)} fets {string.Join(',', Fets)} "
            + $"{Amps} A droop {Droop} jump {Jump} step {Seconds}";
    }
}
