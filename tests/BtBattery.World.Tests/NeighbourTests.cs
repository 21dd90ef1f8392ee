namespace BtBattery.World.Tests;

/// <summary>Other programs on the radio: they are recognised, the setting to change is named, and the batteries are served meanwhile.</summary>
public sealed class NeighbourTests
{
    private const string PhoneSetting = "; disturbed, switch off Settings > Connectivity > Bluetooth";

    [Fact]
    public void All_links_cut_every_minute_are_told_with_what_to_do_until_it_ends()
    {
        using var world = new World(Scenarios.TwoBatteries, new WorldOptions { HasClockwork = true });
        world.Advance(TimeSpan.FromMinutes(1));
        world.Inject("disconnect-all every=60");
        world.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("", world.Drivers[0].Text("/Diagnostics/AdviceCode"));

        // Six strokes, and two minutes at whose looks it is still so.
        world.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal("links_cut", world.Drivers[0].Text("/Diagnostics/AdviceCode"));
        Assert.Contains("switch off Settings > Connectivity > Bluetooth", world.Drivers[0].Text("/Diagnostics/Advice"), StringComparison.Ordinal);
        Assert.EndsWith(PhoneSetting, world.Drivers[0].Text("/Mgmt/Connection"), StringComparison.Ordinal);
        Assert.All(world.Batteries, battery =>
        {
            Assert.EndsWith(PhoneSetting, battery.Text("/Mgmt/Connection"), StringComparison.Ordinal);
            Assert.True(battery.IsLive);
        });
        world.Advance(TimeSpan.FromHours(1));
        Assert.Single(world.Log.Lines, line => line.Contains("[links_cut]", StringComparison.Ordinal));

        world.Inject("disconnect-all off");
        world.Advance(TimeSpan.FromMinutes(7));
        Assert.Equal("", world.Drivers[0].Text("/Diagnostics/AdviceCode"));
        Assert.Equal("Bluetooth LE: 2 batteries in parallel, live", world.Drivers[0].Text("/Mgmt/Connection"));
        Assert.All(world.Batteries, battery => Assert.Equal($"Bluetooth LE {battery.Address}: live", battery.Text("/Mgmt/Connection")));
        Assert.Single(world.Log.Lines, line => line.Contains("No longer so, or not known any more: links_cut.", StringComparison.Ordinal));
        world.ThrowIfWrong();
    }

    [Fact]
    public void A_single_battery_is_enough_and_the_setting_that_is_on_is_named()
    {
        using var world = new World(Scenarios.OneBattery);
        using var settings = new FakeSettings(world, ("/Settings/Services/Bluetooth", 1), ("/Settings/Services/BleSensors", 0));
        world.Inject("disconnect-all every=60");
        world.Advance(TimeSpan.FromMinutes(12));
        Assert.Equal("phone_server_in_the_way", world.Batteries[0].Text("/Diagnostics/AdviceCode"));
        Assert.EndsWith(PhoneSetting, world.Batteries[0].Text("/Mgmt/Connection"), StringComparison.Ordinal);
        world.ThrowIfWrong();
    }

    [Fact]
    public void A_setting_that_is_on_and_does_no_harm_is_not_mentioned()
    {
        using var world = new World(Scenarios.OneBattery);
        using var settings = new FakeSettings(world, ("/Settings/Services/Bluetooth", 1), ("/Settings/Services/BleSensors", 1));
        world.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("", world.Batteries[0].Text("/Diagnostics/AdviceCode"));
        world.ThrowIfWrong();
    }

    [Fact]
    public void One_battery_that_drops_every_minute_while_the_other_stays_is_no_rhythm_of_somebody_else()
    {
        using var world = new World(Scenarios.TwoBatteries);
        world.Advance(TimeSpan.FromMinutes(1));
        for (int minute = 0; minute < 20; minute++)
        {
            world.Inject("drop 1");
            world.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.DoesNotContain(world.Log.Lines, line => line.Contains("[links_cut]", StringComparison.Ordinal));
        world.ThrowIfWrong();
    }

    [Fact]
    public void A_scan_behind_the_back_of_BlueZ_is_told_and_taken_back()
    {
        using var world = new World(Scenarios.OneBattery);
        world.Advance(TimeSpan.FromMinutes(1));
        world.Inject("foreign-scan on");

        // What BlueZ does not know any more has to be looked for.
        world.Inject("remove 1");
        world.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("foreign_scan", world.Batteries[0].Text("/Diagnostics/AdviceCode"));
        Assert.EndsWith("; disturbed, switch off Settings > Integrations > Bluetooth sensors", world.Batteries[0].Text("/Mgmt/Connection"), StringComparison.Ordinal);

        world.Inject("foreign-scan off");
        world.AdvanceUntil(() => world.Batteries[0].IsLive, TimeSpan.FromMinutes(2), "live");
        world.Advance(TimeSpan.FromMinutes(35));
        Assert.Equal("", world.Batteries[0].Text("/Diagnostics/AdviceCode"));
        Assert.Single(world.Log.Lines, line => line.Contains("[foreign_scan]", StringComparison.Ordinal));
        world.ThrowIfWrong();
    }

    [Fact]
    public void Our_own_looks_for_a_battery_that_is_away_are_no_foreign_scan()
    {
        using var world = new World(Scenarios.TwoBatteries);
        world.Advance(TimeSpan.FromMinutes(1));
        world.Inject("vanish all");
        world.Advance(TimeSpan.FromMinutes(30));
        Assert.DoesNotContain(world.Log.Lines, line => line.Contains("[foreign_scan]", StringComparison.Ordinal));
        world.ThrowIfWrong();
    }
}
