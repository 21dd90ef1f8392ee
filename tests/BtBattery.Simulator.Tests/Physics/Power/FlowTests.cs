using BtBattery.Simulator.Physics.Power;

namespace BtBattery.Simulator.Tests.Physics.Power;

/// <summary>What a bank may rely on.</summary>
public sealed class FlowTests
{
    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    [InlineData(false, 60)]
    [InlineData(true, 60)]
    public void The_current_never_rises_with_the_voltage_and_there_is_one_at_which_it_is_0(bool feedsIn, double shoreAmps)
    {
        var system = new PowerSystem(
            new SystemDescription
            {
                Solar = new SolarDescription { PeakWatts = 1200, Clouds = 0.5 },
                Load = new LoadDescription { Profile = LoadProfile.Boat, AcWatts = 700 },
                Inverter = new InverterDescription { FeedsIn = feedsIn, ShoreAmps = shoreAmps, ShoreFromHour = 9, ShoreToHour = 15 },
            },
            seed: 3);
        var now = TimeSpan.Zero;
        double busVolts = 13;
        for (int second = 0; second < 20 * 3600; second += 30)
        {
            now += TimeSpan.FromSeconds(30);
            system.Step(now, new PublishedLimits(true, 14, second % 4000 / 50, second % 3000 / 30), busVolts);
            double last = double.PositiveInfinity;
            for (double volts = 0; volts < 20; volts += volts is > 13 and < 14.2 ? 0.0007 : 0.1)
            {
                double amps = system.AmpsAt(volts);
                Assert.InRange(amps, -1e4, last);
                last = amps;
            }

            Assert.True(system.AmpsAt(0) >= 0);
            Assert.True(last <= 0);
            busVolts = 12.5 + second % 1500 / 1000.0;
            system.Settle(busVolts);
        }
    }

    [Fact]
    public void Steps_of_five_seconds_come_to_nearly_the_same_day()
    {
        Assert.InRange(Stored(1) / Stored(5), 0.99, 1.01);

        static double Stored(int seconds)
        {
            var physics = new PhysicalBank(
                new BtBattery.Simulator.Physics.BankDescription { Packs = [Loop.Pack(0.4)] },
                new SystemDescription { Solar = new SolarDescription { PeakWatts = 400 }, Load = new LoadDescription { AcWatts = 60 } },
                seed: 1)
            {
                Limits = new PublishedLimits(true, 14, 60, 100),
            };
            var step = TimeSpan.FromSeconds(seconds);
            for (TimeSpan now = step; now <= TimeSpan.FromHours(24); now += step) physics.Step(now, step);
            return physics.Bank.StoredWh;
        }
    }
}
