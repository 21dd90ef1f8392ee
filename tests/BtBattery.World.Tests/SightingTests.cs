using BtBattery.Bms;
using BtBattery.Driver.Links;
using BtBattery.Driver.Links.BlueZ;
using BtBattery.Driver.Options;
using BtBattery.Driver.Run;
using Microsoft.Extensions.Logging;

namespace BtBattery.World.Tests;

/// <summary>What the radio knows of a battery, and since when.</summary>
public sealed class SightingTests
{
    private static readonly AdapterIdentity s_adapter = new("hci0", "B8:27:EB:00:00:01");

    private static readonly IReadOnlyList<GattProfile> s_profiles = [.. BmsCatalog.Families.SelectMany(family => family.Profiles)];

    [Fact]
    public void A_strength_is_told_with_the_moment_at_which_it_was_heard()
    {
        using var world = new World(Scenarios.OneBattery, new WorldOptions { Served = 0 });
        BatteryAddress battery = AddressOf(world);
        var clock = new MonotonicClock(world.Time);
        var connector = new BlueZConnector(world.Bus.Address, null, clock, world.Log.CreateLogger<BlueZConnector>());
        int heard = 0;
        connector.Heard += _ => heard++;
        Assert.Equal(RadioFacts.None, connector.FactsOf(battery));

        world.Advance(100);
        IGattLink link = world.Finish(connector.ConnectAsync(battery, s_profiles, CancellationToken.None));
        Sighting sighting = connector.FactsOf(battery).Sighting!;
        Assert.Equal((s_adapter, s_adapter, -61, 1), (connector.FactsOf(battery).Adapter, sighting.Adapter, sighting.Rssi, heard));
        Assert.InRange(sighting.At.SinceOrigin.TotalSeconds, 100, 101);

        // A connected battery does not advertise, so what is known grows old.
        world.Advance(100);
        Assert.Equal(sighting, connector.FactsOf(battery).Sighting);

        // Somebody else's discovery tells of it as well, once the link is gone.
        world.Finish(link.DisposeAsync().AsTask());
        world.Inject("rssi 1 -83");
        world.Finish(new BlueZScanner(world.Bus.Address, null, clock, world.Log.CreateLogger<BlueZScanner>()).ScanAsync(
            TimeSpan.FromSeconds(3), null, CancellationToken.None));
        Assert.Equal(-83, connector.FactsOf(battery).Sighting!.Rssi);
        Assert.InRange(connector.FactsOf(battery).Sighting!.At.SinceOrigin.TotalSeconds, 200, 207);
        world.Finish(connector.DisposeAsync().AsTask());
    }

    [Fact]
    public void What_somebody_else_heard_before_is_not_told_as_new()
    {
        using var world = new World(Scenarios.OneBattery, new WorldOptions { Served = 0 });
        BatteryAddress battery = AddressOf(world);
        var clock = new MonotonicClock(world.Time);
        Task scan = new BlueZScanner(world.Bus.Address, null, clock, world.Log.CreateLogger<BlueZScanner>()).ScanAsync(
            TimeSpan.FromSeconds(9), null, CancellationToken.None);
        world.Advance(5);

        var connector = new BlueZConnector(world.Bus.Address, null, clock, world.Log.CreateLogger<BlueZConnector>());
        _ = world.Finish(connector.ConnectAsync(battery, s_profiles, CancellationToken.None));
        Assert.Equal(new RadioFacts { Adapter = s_adapter }, connector.FactsOf(battery));
        Assert.False(scan.IsFaulted);
        world.Finish(connector.DisposeAsync().AsTask());
    }

    private static BatteryAddress AddressOf(World world)
    {
        Assert.True(BatteryAddress.TryParse(world.Simulation.BlueZ.Peripherals[0].Address, out BatteryAddress address));
        return address;
    }
}
