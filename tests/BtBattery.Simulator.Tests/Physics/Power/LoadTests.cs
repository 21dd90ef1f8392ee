using BtBattery.Simulator.Physics.Power;

namespace BtBattery.Simulator.Tests.Physics.Power;

/// <summary>How the inverter follows DCL, and what is drawn in a day.</summary>
public sealed class LoadTests
{
    private static readonly SystemDescription s_night = Loop.Sunny(watts: 0, acWatts: 1000);

    [Fact]
    public void DCL_is_obeyed_one_cycle_after_it_was_published()
    {
        Loop loop = new Loop(s_night).Publish(13.9, 50, 200).Pass(10);
        Assert.InRange(loop.Bank.Amps, -90, -75);
        loop.Publish(13.9, 50, 30).Pass(6);
        Assert.Equal(-30, loop.Bank.Amps, 0.01);
        Assert.InRange(loop.System.LoadWattsServed, 300, 400);
    }

    [Fact]
    public void A_DCL_of_0_stops_the_inverter_and_is_counted_and_it_comes_back_by_itself()
    {
        Loop loop = new Loop(s_night).Publish(13.9, 50, 200).Pass(10).Publish(13.9, 50, 0).Pass(6);
        Assert.Equal((0, 0, 1), (loop.Bank.Amps, loop.System.LoadWattsServed, loop.System.InverterStops));
        loop.Publish(13.9, 50, 100).Pass(6);
        Assert.Equal(1000, loop.System.LoadWattsServed, 1);
    }

    [Fact]
    public void One_without_a_grid_may_look_only_whether_DCL_is_0()
    {
        SystemDescription described = s_night with { Inverter = s_night.Inverter with { ObeysDcl = false } };
        Loop loop = new Loop(described).Publish(13.9, 50, 30).Pass(20);
        Assert.InRange(loop.Bank.Amps, -90, -75);
        loop.Publish(13.9, 50, 0).Pass(6);
        Assert.Equal(0, loop.Bank.Amps);
    }

    [Fact]
    public void The_sun_is_not_counted_against_DCL()
    {
        Loop loop = new Loop(Loop.Sunny(watts: 600, acWatts: 1000)).Publish(13.9, 100, 20).Pass(60);
        Assert.InRange(loop.Bank.Amps, -21, -19);
        Assert.InRange(loop.System.LoadWattsServed, 780, 860);
    }

    [Fact]
    public void What_chargers_were_told_to_give_for_a_load_that_ended_is_known()
    {
        Loop loop = new Loop(Loop.Sunny(watts: 1500, acWatts: 600)).Publish(13.9, 20, 100).Pass(60);
        Assert.Equal(0, loop.System.LoadLagAmps, 0.2);
        Assert.InRange(loop.Bank.Amps, 19, 21);
        loop.System.FixedAcWatts = 0;
        (double most, double last) = (0, 0);
        loop.Pass(60, () =>
        {
            // Chargers follow what they are told within some seconds, and the next they are told is less.
            (most, last) = (Math.Max(most, loop.System.LoadLagAmps), loop.System.LoadLagAmps);
            Assert.InRange(loop.Bank.Amps, 0, 20 + most + 1);
        });
        Assert.InRange(most, 35, 55);
        Assert.Equal(0, last, 0.2);
        Assert.InRange(loop.Bank.Amps, 19, 21);
    }

    [Fact]
    public void Loads_on_direct_current_are_only_held_by_a_relay()
    {
        SystemDescription described = s_night with { Load = new LoadDescription { DcWatts = 130 } };
        Loop loop = new Loop(described).Publish(13.9, 50, 0).Pass(10);
        Assert.Equal(0, loop.Bank.Amps);
        loop = new Loop(described with { Load = described.Load with { HasDcRelay = false } }).Publish(13.9, 50, 0).Pass(10);
        Assert.InRange(loop.Bank.Amps, -11, -9);
    }

    [Fact]
    public void A_bank_that_opens_its_FETs_leaves_the_loads_in_the_dark()
    {
        Loop loop = new Loop(s_night).Publish(13.9, 50, 200).Pass(10);
        loop.Bank.Packs[0].Bms.AllowDischarge = false;
        loop.Pass(1);
        Assert.Equal(0, loop.System.LoadWattsServed, 1);
        Assert.Equal(0, loop.Bank.Amps, 6);
        loop.Bank.Packs[0].Bms.AllowDischarge = true;
        loop.Pass(3);
        Assert.Equal(1000, loop.System.LoadWattsServed, 1);
    }

    [Theory]
    [InlineData(LoadProfile.Household, 6500, 9500)]
    [InlineData(LoadProfile.Boat, 1400, 2400)]
    public void A_profile_draws_what_such_a_day_does(LoadProfile profile, double least, double most)
    {
        Assert.All(Enumerable.Range(1, 5), seed => Assert.InRange(DayOf(seed).Average(), least, most));

        IEnumerable<double> DayOf(int seed)
        {
            var loads = new Loads(new LoadDescription { Profile = profile }, new Random(seed));
            for (int second = 0; second < 4 * 86400; second += 5)
            {
                var now = TimeSpan.FromSeconds(second);
                loads.Step(now, DayTime.Hour(now, 0));
                yield return 24 * (loads.AcWatts + loads.DcWatts);
            }
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_day_and_another_one_another()
    {
        Assert.Equal(Trace(3), Trace(3));
        Assert.NotEqual(Trace(3), Trace(4));

        static List<(double, double)> Trace(int seed)
        {
            var trace = new List<(double, double)>();
            var loop = new Loop(
                new SystemDescription { Solar = new SolarDescription { PeakWatts = 900, Clouds = 0.4 }, Load = new LoadDescription { Profile = LoadProfile.Boat }, StartHour = 10 },
                seed: seed);
            loop.Publish(14, 60, 100).Pass(3600, () => trace.Add((loop.Bank.Volts, loop.Bank.Amps)));
            return trace;
        }
    }
}
