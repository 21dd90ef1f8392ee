using Xunit.Abstractions;

namespace BtBattery.World.Tests;

/// <summary>What grows while nothing happens.</summary>
[Collection(Alone.Name)]
public sealed class GrowthTests(ITestOutputHelper output)
{
    [Fact]
    public void Half_a_day_leaves_nothing_behind()
    {
        long started = TimeProvider.System.GetTimestamp();
        using var world = new World(Scenarios.OneBattery, new WorldOptions { HasClockwork = true, KeepsHistory = false });
        world.Advance(TimeSpan.FromMinutes(10));
        Growth before = world.Measure();
        world.Advance(TimeSpan.FromHours(12));
        Growth after = world.Measure();
        output.WriteLine($"{world.Now} in {TimeProvider.System.GetElapsedTime(started).TotalSeconds:F1} s; {before}; {after}");
        Assert.Equal(before with { Memory = 0 }, after with { Memory = 0 });
        Assert.InRange(after.Memory - before.Memory, long.MinValue, 500_000);
        Assert.InRange(world.LargestAge, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4));

        // Where settings are kept, on the bus, the adapter, the protocol, connected: nothing else happened.
        Assert.Equal(5, world.Log.Count);
        world.ThrowIfWrong();
    }
}
