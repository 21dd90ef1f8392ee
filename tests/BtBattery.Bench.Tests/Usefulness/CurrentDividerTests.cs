using BtBattery.Simulator.Physics;

namespace BtBattery.Bench.Tests;

public sealed class CurrentDividerTests
{
    /// <summary>A charger that gives the same at any voltage.</summary>
    private sealed class Steady(double amps) : IPowerFlow
    {
        public double AmpsAt(double busVolts) => amps;
    }

    [Theory]
    [InlineData("1|2|3", 60)]
    [InlineData("1|2|3", -60)]
    [InlineData("1+2+3", 20)]
    [InlineData("(1+2)|(3+4)", 40)]
    [InlineData("(1|2)+(3|4)", -40)]
    public void It_divides_as_the_bank_does(string wiring, double amps)
    {
        int packs = wiring.Count(char.IsAsciiDigit);
        var bank = new BankModel(new()
        {
            Packs = [.. Enumerable.Range(1, packs).Select(number => PerfectControllerTests.Pack(resistance: number, charge: 0.4 + 0.02 * number))],
            Wiring = wiring,
        });

        // The model looks at the end of a step, so a short one is compared.
        for (int second = 0; second < 100; second++)
        {
            bank.Step(TimeSpan.FromSeconds(0.01), 20, new Steady(amps));
        }

        var divider = new CurrentDivider(bank);
        divider.Look();
        Assert.True(divider.Divide(amps));
        Assert.Equal(bank.Volts, divider.Volts, 3);
        Assert.All(bank.Packs.Zip(divider.Amps), pack => Assert.Equal(pack.First.Amps, pack.Second, 1));
    }

    [Fact]
    public void A_pack_whose_FET_is_open_is_left_out()
    {
        var bank = new BankModel(new() { Packs = [PerfectControllerTests.Pack(), PerfectControllerTests.Pack()], Wiring = "1|2" });
        bank.Packs[0].Bms.AllowCharge = false;
        var divider = new CurrentDivider(bank);
        divider.Look();
        Assert.True(divider.Divide(20));
        Assert.Equal([0, 20], divider.Amps.Select(amps => Math.Round(amps, 6)));
        Assert.True(divider.Divide(-20));
        Assert.Equal([-10, -10], divider.Amps.Select(amps => Math.Round(amps, 6)));
        bank.Packs[1].Bms.AllowCharge = false;
        Assert.False(divider.Divide(20));
    }
}
