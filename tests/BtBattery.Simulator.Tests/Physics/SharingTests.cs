using BtBattery.Simulator.Physics;

namespace BtBattery.Simulator.Tests.Physics;

/// <summary>How packs share a current.</summary>
public sealed class SharingTests
{
    [Fact]
    public void In_series_the_current_is_one_and_the_voltages_add_up()
    {
        BankModel bank = Packs.Bank("1+2", Packs.Of(cells: 8), Packs.Of(cells: 8, charge: 0.7));

        bank.Run(10, Packs.Second);

        Assert.Equal(10, bank.Amps, 6);
        Assert.All(bank.Packs, pack => Assert.Equal(10, pack.Amps, 6));
        Assert.Equal(bank.Volts, bank.Packs[0].Volts + bank.Packs[1].Volts, 9);
    }

    [Fact]
    public void In_parallel_equal_packs_share_by_resistance()
    {
        PackDescription stiff = Packs.Of(ohms: 0.0004) with { LeadOhms = 0.002 };
        PackDescription soft = Packs.Of(ohms: 0.0012) with { LeadOhms = 0.006 };
        BankModel bank = Packs.Bank("1|2", stiff, soft);

        bank.Run(-80, Packs.Second);

        Assert.Equal(-80, bank.Amps, 6);
        Assert.Equal(3, bank.Packs[0].Amps / bank.Packs[1].Amps, 0.02);
        Assert.Equal(bank.Volts, bank.Packs[0].Volts, 9);
        Assert.Equal(bank.Volts, bank.Packs[1].Volts, 9);
    }

    [Theory]
    [InlineData("1|2|3|4")]
    [InlineData("1+2|3+4")]
    [InlineData("(1|2)+(3|4)")]
    [InlineData("1|2+3|4")]
    [InlineData("1+(2|3)+4")]
    public void Whatever_the_wiring_the_currents_of_a_joint_add_up(string wiring)
    {
        BankModel bank = Packs.Bank(wiring,
            Packs.Of(cells: 4, charge: 0.5, ohms: 0.001), Packs.Of(cells: 4, charge: 0.6, ohms: 0.003),
            Packs.Of(cells: 4, charge: 0.4, ohms: 0.002), Packs.Of(cells: 4, charge: 0.5, ohms: 0.0015));

        bank.Run(20, TimeSpan.FromMinutes(1));

        Assert.Equal(20, bank.Amps, 6);
        double[] amps = [.. bank.Packs.Select(pack => pack.Amps)];
        double joint = wiring switch
        {
            "1|2|3|4" => amps.Sum(),
            "1+2|3+4" => amps[0] + amps[2],
            "(1|2)+(3|4)" => amps[2] + amps[3],
            "1|2+3|4" => amps[0] + amps[1] + amps[3],
            _ => amps[1] + amps[2],
        };
        Assert.Equal(20, joint, 6);
    }
}
