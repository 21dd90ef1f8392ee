namespace BtBattery.World.Tests;

/// <summary>A single reading that would switch inverters off is confirmed or refuted without waiting for the next regular round.</summary>
public sealed class OddReadingTests
{
    private const string Dcl = "/Info/MaxDischargeCurrent";
    private const string Slow = "POLL_INTERVAL = 15\nMAX_BATTERY_CHARGE_CURRENT = 70\nMAX_BATTERY_DISCHARGE_CURRENT = 90";

    /// <summary>A quarter less than the interval, until it is asked with others again, and without the second that is waited for other answers.</summary>
    private const double LeastInterval = 10;

    private static readonly TimeSpan s_minutes = TimeSpan.FromMinutes(3);

    [Fact]
    public void One_that_is_refuted_stops_nothing_and_the_battery_is_asked_as_rarely_as_before()
    {
        using World world = Doubting();
        world.Inject("set 1 temp1=22.4");
        Assert.InRange(NextReading(world), 0.5, 3);
        for (int second = 0; second < 120; second++)
        {
            world.Advance(1);
            Assert.True(world.Drivers[0].Number(Dcl) >= 4.5);
        }

        Assert.Equal(90, world.Drivers[0].Number(Dcl));

        // What was asked for while that answer was under way is granted once more.
        NextReading(world);
        Assert.InRange(NextReading(world), LeastInterval, 15.5);
        world.ThrowIfWrong();
    }

    [Fact]
    public void One_that_is_confirmed_stops_discharging_long_before_the_next_round()
    {
        using World world = Doubting();
        Assert.InRange(NextReading(world), 0.5, 3);
        world.Advance(1);
        Assert.Equal((0, "Temperature"), (world.Drivers[0].Number(Dcl), world.Drivers[0].Text("/Diagnostics/Limits/DischargeCurrentCause")));

        // What was asked for while that answer was under way is granted once more.
        NextReading(world);
        Assert.InRange(NextReading(world), LeastInterval, 15.5);
        world.ThrowIfWrong();
    }

    /// <summary>A world whose battery has just said for the first time that one of its sensors is at 120 °C.</summary>
    private static World Doubting()
    {
        var world = new World(Scenarios.OneBattery, new WorldOptions { Configuration = Slow });
        world.AdvanceUntil(() => world.Drivers[0].Number(Dcl) is 90, s_minutes, "all is allowed");
        world.Inject("set 1 temp1=120");
        world.AdvanceUntil(() => world.Drivers[0].Number(Dcl) < 90, s_minutes, "doubted");
        Assert.Equal(4.5, world.Drivers[0].Number(Dcl));
        return world;
    }

    /// <summary>Seconds until the battery has answered in another round than the last.</summary>
    private static double NextReading(World world)
    {
        TimeSpan? last = world.Batteries[0].Simulated.Counters.LastRightReplyAt;
        TimeSpan from = world.Now;
        while (world.Batteries[0].Simulated.Counters.LastRightReplyAt == last)
        {
            Assert.True(world.Now - from < s_minutes, "It is not asked any more.");
            world.Advance(0.25);
        }

        // The other answers of this round.
        TimeSpan took = world.Now - from;
        world.Advance(1);
        return took.TotalSeconds;
    }
}
