namespace BtBattery.World.Tests;

/// <summary>
/// Boards that answer late, twice or not at all, and then fall silent: what was published last is no longer valid when it is older than the
/// deadline, reckoned from the moment it was measured and not from the moment it arrived.
/// </summary>
public sealed class LateAnswerTests
{
    public static TheoryData<string> Faults =>
    [
        "delay=1.2", "delay=1.9", "delay=3", "delay=5", "delay=1.4 lose=3", "delay=1.9 duplicate=2", "delay=0.9 lose=4 duplicate=3", "lose=5 corrupt=7",
        "delay=0.9 foreign=2",
    ];

    [Theory]
    [MemberData(nameof(Faults))]
    public void No_kind_of_battery_has_a_value_on_the_bus_that_is_older_than_its_deadline(string fault)
    {
        using var world = new World(Scenarios.FourKinds, new WorldOptions { HasClockwork = true });
        world.AdvanceUntil(() => world.IsAllLive, TimeSpan.FromMinutes(2), "live");
        for (int times = 0; times < 4; times++)
        {
            InjectAll(world, fault);

            // The silence begins at another moment of the round each time.
            world.Advance(60 + times * 0.7);
            InjectAll(world, "silent");
            world.Advance(50);
            Assert.All(world.Batteries, battery => Assert.Null(battery.Number("/Voltages/Cell1")));
            for (int battery = 1; battery <= 4; battery++)
            {
                world.Inject($"restore {battery}");
            }

            world.AdvanceUntil(() => world.IsAllLive, TimeSpan.FromMinutes(2), "live again");
        }

        // Nothing of it is left over: values are as new as they were before.
        world.Advance(30);
        Assert.All(world.Batteries, battery => Assert.NotNull(battery.Number("/Voltages/Cell1")));
        world.ThrowIfWrong();
    }

    [Fact]
    public void A_battery_that_answers_five_seconds_late_is_read_all_the_same()
    {
        using var world = new World(Scenarios.OneBattery, new WorldOptions { HasClockwork = true });
        world.AdvanceUntil(() => world.IsAllLive, TimeSpan.FromMinutes(1), "live");
        world.Inject("fault 1 delay=5");
        world.Advance(15);
        int gaps = 0;
        for (int second = 0; second < 600; second++)
        {
            world.Advance(1);
            gaps += world.Batteries[0].Number("/Voltages/Cell1") is null ? 1 : 0;
        }

        Assert.Equal(0, gaps);
        world.ThrowIfWrong();
    }

    private static void InjectAll(World world, string faults)
    {
        for (int battery = 1; battery <= 4; battery++)
        {
            world.Inject($"fault {battery} {faults}");
        }
    }
}
