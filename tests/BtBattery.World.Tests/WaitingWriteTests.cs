namespace BtBattery.World.Tests;

/// <summary>Who writes may have to wait, for a settings service that hangs for example; who reads does not.</summary>
public sealed class WaitingWriteTests
{
    private const int Writes = 20;

    private static readonly string[] s_names = ["One", "Two", "Three"];

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(25);

    [Fact]
    public void Reads_do_not_wait_behind_writes_and_every_write_is_answered_in_time()
    {
        using var world = new World(Scenarios.OneBattery, new WorldOptions { Configuration = "SETTINGS = venus" });
        using var settings = new FakeSettings(world);
        ServedBattery battery = world.Batteries[0];
        world.AdvanceUntil(() => world.IsAllLive, TimeSpan.FromMinutes(2), "live");

        settings.Answers = false;
        Task<int>[] writes = [.. Enumerable.Range(1, Writes).Select(number => world.Watcher.SetValueAsync(battery.ServiceName, "/CustomName", $"Name {number}"))];
        TimeSpan before = world.Now;
        Assert.NotNull(world.GetItems(battery)["/Dc/0/Voltage"]);
        Assert.Equal(before, world.Now);

        // Some wait; what would have to wait for longer than a client does is refused at once.
        Assert.Equal(Writes - 8, writes.Count(write => write.IsCompleted));
        world.Advance(s_patience);
        Assert.All(writes, write => Assert.Equal(2, world.Result(write)));

        settings.Answers = true;
        Assert.Equal(0, world.SetValue(battery, "/CustomName", "Starboard"));
        Assert.Equal("Starboard", battery.Text("/CustomName"));
        world.ThrowIfWrong();
    }

    [Fact]
    public void Writes_are_taken_in_their_order()
    {
        using var world = new World(Scenarios.OneBattery);
        ServedBattery battery = world.Batteries[0];
        Task<int>[] writes = [.. s_names.Select(name => world.Watcher.SetValueAsync(battery.ServiceName, "/CustomName", name))];
        world.Advance(1);
        Assert.All(writes, write => Assert.Equal(0, world.Result(write)));
        Assert.Equal("Three", battery.Text("/CustomName"));
        Assert.Equal(
            s_names, world.Watcher.History.Where(change => change.Items.ContainsKey("/CustomName")).Select(change => change.Items["/CustomName"]!.Value.AsString()));
        world.ThrowIfWrong();
    }
}
