namespace BtBattery.World.Tests;

/// <summary>Where the link stands, from the simulated radio to the bus.</summary>
public sealed class LinkStateTests
{
    [Fact]
    public void A_battery_that_falls_asleep_at_rest_is_presumed_asleep_and_wakes()
    {
        using var world = new World(Scenarios.OneBattery);
        ServedBattery battery = world.Batteries[0];
        world.Inject("set 1 current=0");
        world.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("live", battery.Text("/Diagnostics/Link/State"));
        Assert.StartsWith("hci0", battery.Text("/Diagnostics/Link/Adapter"), StringComparison.Ordinal);
        Assert.InRange(battery.Number("/Diagnostics/Link/Rssi") ?? 0, -65, -55);

        world.Inject("sleep 1");
        world.AdvanceUntil(() => battery.Text("/Diagnostics/Link/State") == "asleep", TimeSpan.FromMinutes(3), "presumed asleep");
        Assert.False(battery.IsLive);
        world.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal("asleep", battery.Text("/Diagnostics/Link/State"));
        Assert.Single(world.Log.Lines, line => line.Contains("asleep, presumably. To wake it, apply a load or a charger", StringComparison.Ordinal));

        // Heard more than ten minutes ago.
        Assert.Null(battery.Number("/Diagnostics/Link/Rssi"));

        world.Inject("wake 1");
        world.AdvanceUntil(() => battery.Text("/Diagnostics/Link/State") == "live", TimeSpan.FromMinutes(2), "live");
        Assert.Equal(1, battery.Number("/Diagnostics/Link/Reconnects"));
        world.ThrowIfWrong();
    }

    [Fact]
    public void One_that_vanishes_under_load_is_lost_and_not_asleep()
    {
        using var world = new World(Scenarios.OneBattery);
        world.Inject("set 1 current=-10");
        world.Advance(TimeSpan.FromMinutes(5));
        world.Inject("vanish 1");
        world.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal("lost", world.Batteries[0].Text("/Diagnostics/Link/State"));
        Assert.EndsWith("lost for over 10 min, trying again: phone app open, or out of range?", world.Batteries[0].Text("/Mgmt/Connection"), StringComparison.Ordinal);
        world.ThrowIfWrong();
    }

    [Fact]
    public void One_that_refuses_at_rest_but_is_heard_is_not_called_asleep()
    {
        using var world = new World(Scenarios.OneBattery);
        world.Inject("set 1 current=0");
        world.Advance(TimeSpan.FromMinutes(5));
        world.Inject("fault 1 refuse");
        world.Inject("drop 1");
        world.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("lost", world.Batteries[0].Text("/Diagnostics/Link/State"));
        world.ThrowIfWrong();
    }

    [Fact]
    public void An_adapter_that_is_off_is_named()
    {
        using var world = new World(Scenarios.OneBattery);
        world.Advance(TimeSpan.FromMinutes(2));
        world.Inject("adapter unplug");
        world.Advance(TimeSpan.FromMinutes(2));
        Assert.EndsWith("lost for over a minute (no Bluetooth adapter), trying again", world.Batteries[0].Text("/Mgmt/Connection"), StringComparison.Ordinal);
        world.ThrowIfWrong();
    }

    [Fact]
    public void Corrupt_answers_are_counted_and_told_with_the_hour()
    {
        using var world = new World(Scenarios.OneBattery);
        world.Inject("fault 1 corrupt=5");
        world.Advance(TimeSpan.FromMinutes(125));
        Assert.True(world.Batteries[0].Number("/Diagnostics/Link/BadFrames/Checksum") > 100);
        Assert.Contains(world.Log.Lines, line => line.Contains("Within an hour", StringComparison.Ordinal) && line.Contains("Checksum", StringComparison.Ordinal));
        world.ThrowIfWrong();
    }
}
