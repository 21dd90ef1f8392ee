namespace BtBattery.World.Tests;

/// <summary>Settings on the screen where the settings service of Venus OS keeps them: also changed there, and while it does not answer.</summary>
public sealed class VenusScreenTests
{
    private const string Device = "/Settings/Devices/btbattery_a4c138000001";
    private const string Path = "/Settings/MaxBatteryChargeCurrent";
    private const string Overridden = "/Settings/Overridden/MaxBatteryChargeCurrent";
    private const string Kept = Device + "/MaxBatteryChargeCurrent";
    private const string KeptOverridden = Device + "/MaxBatteryChargeCurrentOverridden";

    [Fact]
    public void What_is_set_is_kept_by_the_service_and_what_others_set_there_is_obeyed_at_once()
    {
        using World world = Gx();
        using var settings = new FakeSettings(world);
        ServedBattery battery = Limited(world);
        Assert.Equal((-1, 0), (settings.Values[Kept].AsDouble(), settings.Values[KeptOverridden].AsInt32()));
        Assert.Equal(0, world.SetValue(battery, Path, 30));
        Assert.Equal((30, 1), (settings.Values[Kept].AsDouble(), settings.Values[KeptOverridden].AsInt32()));
        int writes = settings.Writes;

        settings.Set(Kept, 20.0);
        world.Advance(1);
        Assert.Equal((20, 20), (battery.Number(Path), battery.Number("/Info/MaxChargeCurrent")));

        // Looser than the file: the file holds, though nobody could be refused.
        settings.Set(Kept, 1000.0);
        world.Advance(1);
        Assert.Equal((50, 1), (battery.Number(Path), battery.Number(Overridden)));
        settings.Set(Kept, -1.0);
        world.Advance(1);
        Assert.Equal(50, battery.Number(Path));
        Assert.StartsWith("MAX_BATTERY_CHARGE_CURRENT was set on the screen to something that cannot be read", battery.Text("/Diagnostics/Configuration"), StringComparison.Ordinal);
        settings.Set(KeptOverridden, 0);
        world.Advance(1);
        Assert.Equal((50, 0, ""), (battery.Number(Path), battery.Number(Overridden), battery.Text("/Diagnostics/Configuration")));

        // Nothing of it was written back.
        Assert.Equal(writes + 4, settings.Writes);
        Assert.Equal(1, battery.Simulated.Counters.Connects);
        world.ThrowIfWrong();
    }

    [Fact]
    public void While_the_service_does_not_answer_a_write_is_refused_in_time_and_changes_nothing()
    {
        using World world = Gx();
        using var settings = new FakeSettings(world);
        ServedBattery battery = Limited(world);
        settings.Answers = false;
        TimeSpan began = world.Now;
        Task<int> write = world.Watcher.SetValueAsync(battery.ServiceName, Path, 20);
        world.AdvanceUntil(() => write.IsCompleted, TimeSpan.FromSeconds(3), "an answer");
        Assert.NotEqual(0, world.Result(write));
        Assert.InRange(world.Now - began, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        Assert.Equal((50, 0, 50), (battery.Number(Path), battery.Number(Overridden), battery.Number("/Info/MaxChargeCurrent")));

        settings.Answers = true;
        Assert.Equal(0, world.Finish(world.Watcher.SetValueAsync(battery.ServiceName, Path, 20)));
        world.Advance(1);
        Assert.Equal(20, battery.Number("/Info/MaxChargeCurrent"));
        world.ThrowIfWrong();
    }

    private static World Gx() => new(
        Scenarios.OneBattery, new WorldOptions { IsGx = true, Configuration = "MAX_BATTERY_CHARGE_CURRENT = 50\nMAX_BATTERY_DISCHARGE_CURRENT = 60" });

    private static ServedBattery Limited(World world)
    {
        world.AdvanceUntil(() => world.IsAllLive && world.Batteries[0].Number("/Info/MaxChargeCurrent") == 50, TimeSpan.FromMinutes(3), "limits");
        return world.Batteries[0];
    }
}
