namespace BtBattery.World.Tests;

/// <summary>What the world promises to notice, it notices.</summary>
public sealed class GuardTests
{
    [Fact]
    public void A_loop_that_hangs_is_told()
    {
        using World world = new(Scenarios.OneBattery);
        world.Advance(TimeSpan.FromMinutes(1));
        world.ThrowIfWrong();

        // The clock goes on, and nothing that waits for it gets to run.
        string? problem = null;
        for (int look = 0; look < 12 && problem is null; look++)
        {
            world.Time.Jump(TimeSpan.FromSeconds(5));
            problem = world.Drivers[0].LookAtLoops();
        }

        Assert.Contains(world.Batteries[0].ServiceName, problem);
        Assert.Contains("made no progress for 60 s", problem);
    }

    [Fact]
    public void A_process_that_stood_still_twice_is_not_taken_for_one_that_hangs()
    {
        using World world = new(Scenarios.TwoBatteries);
        world.Advance(TimeSpan.FromMinutes(1));
        for (int pause = 0; pause < 2; pause++)
        {
            world.StandStill(TimeSpan.FromSeconds(90));
            world.Advance(1);
        }

        world.AdvanceUntil(() => world.IsAllLive, TimeSpan.FromMinutes(2), "both live again");
        world.ThrowIfWrong();
    }

    [Fact]
    public void Work_that_leaves_the_thread_fails_the_test()
    {
        using var world = new World(Scenarios.OneBattery);
        var other = new Thread(() => { });
        other.Start();
        Assert.True(other.Join(TimeSpan.FromSeconds(10)));
        Exception noticed = Assert.ThrowsAny<Exception>(world.ThrowIfWrong);
        Assert.Contains("left the thread", noticed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_stays_valid_too_long_fails_the_test()
    {
        // The driver is told a deadline twice as long as the one the world checks.
        using var world = new World(Scenarios.OneBattery, new WorldOptions { Configuration = "DATA_TIMEOUT = 60" });
        world.AdvanceUntil(() => world.Batteries[0].IsLive, TimeSpan.FromMinutes(1), "live");
        world.ThrowIfWrong();
        world.Inject("silence 1");
        world.Advance(TimeSpan.FromSeconds(25));
        world.ThrowIfWrong();
        world.Advance(TimeSpan.FromSeconds(15));
        Assert.Contains("has been silent", Assert.ThrowsAny<Exception>(world.ThrowIfWrong).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_was_measured_long_ago_fails_the_test_however_it_came()
    {
        using var world = new World(Scenarios.OneBattery, new WorldOptions { HasClockwork = true, Deadline = TimeSpan.FromSeconds(10) });
        world.Advance(TimeSpan.FromMinutes(2));
        world.ThrowIfWrong();

        // The first answer to a question comes as the answer to one asked a quarter of a minute later.
        world.Inject("fault 1 delay=15");
        world.Advance(TimeSpan.FromMinutes(2));
        Assert.Contains("s old", Assert.ThrowsAny<Exception>(world.ThrowIfWrong).Message, StringComparison.Ordinal);
    }
}
