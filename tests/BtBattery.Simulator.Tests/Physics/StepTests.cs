using BtBattery.Simulator.Physics;

namespace BtBattery.Simulator.Tests.Physics;

/// <summary>Steps of any usual length give the same day, bit for bit each time, and cost nothing but arithmetic.</summary>
public sealed class StepTests
{
    [Fact]
    public void The_same_steps_give_the_same_bits() => Assert.Equal(Day(Packs.Second, hours: 3), Day(Packs.Second, hours: 3));

    [Fact]
    public void Steps_of_5_s_are_stable_and_end_where_steps_of_1_s_do()
    {
        double[] fine = Day(Packs.Second, hours: 24), coarse = Day(TimeSpan.FromSeconds(5), hours: 24);

        Assert.Equal(fine.Length, coarse.Length);
        for (int i = 0; i < fine.Length; i++) Assert.Equal(fine[i], coarse[i], 0.05);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Stiff_packs_of_little_capacity_do_not_swing_against_each_other(int seconds)
    {
        PackDescription Small(double charge) => Packs.Of(cells: 4, charge: charge, capacityAh: 5, ohms: 0.0002) with
        {
            LeadOhms = 0.0001, MaxChargeAmps = 1000, MaxDischargeAmps = 1000,
        };
        BankModel bank = Packs.Bank("1|2", Small(0.990), Small(0.996));
        double last = double.MaxValue;
        for (int step = 0; step < 200; step++)
        {
            bank.Run(0, TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(seconds));
            Assert.True(bank.Packs[0].Amps >= -1e-6, $"step {step}: {bank.Packs[0].Amps} A against the difference");
            Assert.True(bank.Packs[0].Amps <= last + 1e-6, $"step {step}: the current grew to {bank.Packs[0].Amps} A");
            last = bank.Packs[0].Amps;
        }
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        BankModel bank = Packs.Bank("(1|2)+(3|4)", Packs.Of(), Packs.Of(charge: 0.6), Packs.Of(), Packs.Of(ohms: 0.001));
        var sun = new Sun(bank.Volts);
        for (int second = 0; second < 100; second++) bank.Step(Packs.Second, 20, sun);
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int second = 0; second < 1000; second++)
        {
            sun.Hour += 0.01;
            bank.Step(Packs.Second, 20, sun);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    /// <summary>A day with sun and a load that comes and goes: what cells hold, their temperatures, and what the BMSs count.</summary>
    private static double[] Day(TimeSpan step, int hours)
    {
        BmsDescription bms = BmsDescription.Usual(Chemistry.Lfp) with { ShuntGain = 1.03, ShuntOffsetAmps = -0.2 };
        PackDescription good = Packs.Of(charge: 0.5), weak = Packs.Of(charge: 0.45, capacityAh: 80, ohms: 0.001, bms: bms);
        BankModel bank = Packs.Bank("1|2", good, weak with { Cells = [.. weak.Cells.Take(15), weak.Cells[15] with { CapacityAh = 70, LeakageAmps = 0.02 }] });
        var sun = new Sun(bank.Volts);
        for (TimeSpan now = TimeSpan.Zero; now < TimeSpan.FromHours(hours); now += step)
        {
            sun.Hour = now.TotalHours;
            bank.Step(step, 15, sun);
        }
        return [bank.Volts, bank.StoredWh / 1000, .. bank.Packs.SelectMany(pack => pack.Cells.SelectMany(cell => (double[])[cell.Ah, cell.Volts, cell.Celsius])
            .Append(pack.Bms.Soc))];
    }

    private sealed class Sun(double volts) : IPowerFlow
    {
        private readonly double _most = volts * 1.04;

        public double Hour { get; set; }

        public double AmpsAt(double busVolts)
        {
            double offered = Math.Max(0, Math.Sin((Hour % 24 - 6) / 12 * Math.PI)) * 60;
            return Math.Min(offered, Math.Max(0, (_most - busVolts) * 100)) - (Hour * 60 % 60 < 10 ? 25 : 8);
        }
    }
}
