using BtBattery.DBus;
using BtBattery.Simulator.Tests.Support;

namespace BtBattery.Simulator.Tests.BlueZ;

public sealed class DiscoveryTests
{
    private const string Adapter = BlueZClient.Adapter;

    [Fact]
    public async Task A_device_appears_while_discovering_with_its_signal_strength_which_goes_with_the_discovery()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.ClientAsync();
        Assert.DoesNotContain(RunningSimulation.Device, await client.ObjectsAsync());

        Assert.Equal("ok", await client.TryAsync(Adapter, "StartDiscovery"));
        await client.NextAsync("Discovering=true");
        string added = await client.NextAsync("InterfacesAdded");
        Assert.Contains(RunningSimulation.Device, added, StringComparison.Ordinal);
        Assert.Contains("RSSI", added, StringComparison.Ordinal);
        Assert.Equal((short)-60, (await client.GetAsync(RunningSimulation.Device, "RSSI")).AsInt16());
        Assert.Equal("One", (await client.GetAsync(RunningSimulation.Device, "Name")).AsString());
        Assert.Equal(["0000ff00-0000-1000-8000-00805f9b34fb"], (await client.GetAsync(RunningSimulation.Device, "UUIDs")).AsStringArray());

        Assert.Equal("ok", await client.TryAsync(Adapter, "StopDiscovery"));
        Assert.EndsWith("-RSSI", await client.NextAsync(RunningSimulation.Device), StringComparison.Ordinal);
        await client.NextAsync("Discovering=false");
        DBusErrorException gone = await Assert.ThrowsAsync<DBusErrorException>(() => client.GetAsync(RunningSimulation.Device, "RSSI"));
        Assert.Equal("org.freedesktop.DBus.Error.InvalidArgs", gone.ErrorName);
    }

    [Fact]
    public async Task A_device_is_reported_again_in_the_next_scan_window_only()
    {
        await using var simulation = await RunningSimulation.StartAsync(speed: 5);
        await using BlueZClient client = await simulation.ClientAsync();
        TimeSpan start = simulation.Simulation.BlueZ.Agenda.Now;
        await client.TryAsync(Adapter, "StartDiscovery");
        await client.NextAsync("InterfacesAdded");
        Assert.Contains("RSSI=", await client.NextAsync("RSSI="), StringComparison.Ordinal);

        // A window is 10.24 s, and nothing of the second one comes before it begins, however late it is heard here.
        Assert.InRange((simulation.Simulation.BlueZ.Agenda.Now - start).TotalSeconds, 10.2, 100);
    }

    [Fact]
    public async Task A_device_nobody_uses_is_forgotten_30_seconds_after_it_was_seen_and_a_known_one_is_not()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.ClientAsync();
        TimeSpan start = simulation.Now;
        await client.DiscoverAsync(RunningSimulation.Address);
        await client.NextAsync("InterfacesRemoved " + RunningSimulation.Device);
        Assert.InRange((simulation.Now - start).TotalSeconds, 30, 200);

        await using var other = await RunningSimulation.StartAsync(RunningSimulation.Json("\"known\": true,"));
        await using BlueZClient second = await other.ClientAsync();
        Assert.Contains(RunningSimulation.Device, await second.ObjectsAsync());
        await second.DiscoverKnownAsync(RunningSimulation.Address);
        // Forty simulated seconds later it is still there: RemoveDevice of something unknown takes no time and proves the order.
        await other.PassAsync(TimeSpan.FromSeconds(40));
        Assert.Contains(RunningSimulation.Device, await second.ObjectsAsync());
    }

    [Fact]
    public async Task Discovery_is_per_client_and_ends_when_the_client_leaves()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient first = await simulation.ClientAsync();
        BlueZClient second = await simulation.ClientAsync();

        Assert.Equal("Failed: No discovery started", await first.TryAsync(Adapter, "StopDiscovery"));
        Assert.Equal("ok", await second.TryAsync(Adapter, "StartDiscovery"));
        Assert.Equal("InProgress: Operation already in progress", await second.TryAsync(Adapter, "StartDiscovery"));
        Assert.Equal("Failed: No discovery started", await first.TryAsync(Adapter, "StopDiscovery"));
        Assert.Equal("ok", await first.TryAsync(Adapter, "StartDiscovery"));
        Assert.Equal("ok", await first.TryAsync(Adapter, "StopDiscovery"));
        Assert.True((await first.GetAsync(Adapter, "Discovering")).AsBoolean());
        await first.NextAsync("Discovering=true");

        await second.LeaveAsync();

        await first.NextAsync("Discovering=false");
    }

    [Theory]
    [InlineData("UUIDs", "0000ff00-0000-1000-8000-00805f9b34fb", true)]
    [InlineData("UUIDs", "0000fff0-0000-1000-8000-00805f9b34fb", false)]
    [InlineData("RSSI", (short)-60, true)]
    [InlineData("RSSI", (short)-59, false)]
    [InlineData("Pattern", "A4:C1", true)]
    [InlineData("Pattern", "On", true)]
    [InlineData("Pattern", "Two", false)]
    [InlineData("Transport", "le", true)]
    [InlineData("Transport", "bredr", false)]
    public async Task Only_what_the_filter_wants_is_shown(string key, object value, bool isShown)
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.ClientAsync();

        Assert.Equal("ok", await client.TryFilterAsync((key, Variant(key, value))));
        Assert.Equal("ok", await client.TryAsync(Adapter, "StartDiscovery"));
        if (isShown) await client.NextAsync("InterfacesAdded");
        // Three advertisements have passed by.
        else await simulation.PassAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(isShown, (await client.ObjectsAsync()).Contains(RunningSimulation.Device));
    }

    [Fact]
    public async Task A_filter_that_makes_no_sense_is_refused()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.ClientAsync();
        const string refused = "InvalidArguments: Invalid arguments in method call";

        Assert.Equal(refused, await client.TryFilterAsync(("Foo", true)));
        Assert.Equal(refused, await client.TryFilterAsync(("Transport", "radio")));
        Assert.Equal(refused, await client.TryFilterAsync(("RSSI", -90)));
        Assert.Equal(refused, await client.TryFilterAsync(("RSSI", (short)-90), ("Pathloss", (ushort)3)));
        Assert.Equal(["UUIDs", "RSSI", "Pathloss", "Transport", "DuplicateData", "Discoverable", "Pattern"],
            (await client.CallAsync(Adapter, "GetDiscoveryFilters")).GetReader().ReadStringArray());
    }

    [Fact]
    public async Task A_connected_battery_does_not_advertise()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.ConnectedClientAsync();
        client.Pending();

        await client.TryAsync(Adapter, "StartDiscovery");
        await simulation.PassAsync(TimeSpan.FromSeconds(12));
        await client.ObjectsAsync();

        Assert.DoesNotContain(client.Pending(), signal => signal.Contains("RSSI=", StringComparison.Ordinal));
    }

    private static Variant Variant(string key, object value) => (key, value) switch
    {
        ("UUIDs", string uuid) => DBus.Variant.FromStringArray([uuid]),
        (_, short number) => number,
        (_, string text) => text,
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };

    [Fact]
    public async Task A_client_that_set_a_filter_and_leaves_makes_the_adapter_say_that_it_does_not_discover()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient other = await simulation.ClientAsync();
        BlueZClient client = await simulation.ClientAsync();
        Assert.Equal("ok", await client.TryFilterAsync(("Transport", "le")));
        await other.ObjectsAsync();
        Assert.Empty(other.Pending());

        await client.LeaveAsync();

        Assert.Equal(BlueZClient.Adapter + " Discovering=false", await other.NextAsync("Discovering"));
    }
}
