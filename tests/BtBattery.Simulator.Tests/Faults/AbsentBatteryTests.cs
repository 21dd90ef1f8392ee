using BtBattery.DBus;
using BtBattery.Simulator.Tests.Support;

namespace BtBattery.Simulator.Tests.Faults;

/// <summary>Batteries that are there and cannot be had: asleep, held by a phone, remembered wrongly.</summary>
public sealed class AbsentBatteryTests
{
    private static readonly string Device = RunningSimulation.Device;

    private static Task<RunningSimulation> KnownAsync() => RunningSimulation.StartAsync(RunningSimulation.Json("\"known\": true,"), speed: 50);

    [Theory]
    [InlineData("wake One")]
    [InlineData("set One current=-3")]
    [InlineData("restore One")]
    public async Task A_sleeping_board_ends_its_link_and_is_not_heard_until_something_wakes_it(string waking)
    {
        await using var simulation = await KnownAsync();
        await using BlueZClient client = await simulation.ConnectedKnownClientAsync();
        simulation.Do("set One current=0", "sleep One");
        await client.NextAsync("Connected=false");
        Assert.Equal("Failed: le-connection-abort-by-local", await client.TryAsync(Device, "Connect"));

        simulation.Do(waking);

        Assert.Equal("ok", await client.TryAsync(Device, "Connect"));
    }

    [Fact]
    public async Task A_change_without_current_wakes_no_board()
    {
        await using var simulation = await KnownAsync();
        await using BlueZClient client = await simulation.ClientAsync();
        Assert.StartsWith("error a board sleeps only while no current flows", simulation.Simulation.Execute("sleep One"), StringComparison.Ordinal);

        simulation.Do("set One current=0", "sleep One", "set One soc=50");

        Assert.Contains("\"asleep\":true", simulation.Do("list"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_phone_takes_the_battery_when_it_is_free_and_gives_it_back()
    {
        await using var simulation = await KnownAsync();
        await using BlueZClient client = await simulation.ClientAsync();
        Assert.Equal("ok", await client.TryAsync(Device, "Connect"));

        simulation.Do("phone One on");
        Assert.True((await client.GetAsync(Device, "Connected")).AsBoolean());
        Assert.Equal("ok", await client.TryAsync(Device, "Disconnect"));
        Assert.Equal("Failed: le-connection-abort-by-local", await client.TryAsync(Device, "Connect"));

        simulation.Do("phone One off");
        Assert.Equal("ok", await client.TryAsync(Device, "Connect"));
    }

    [Fact]
    public async Task A_device_remembered_wrongly_connects_once_it_was_removed_and_found_again()
    {
        await using var simulation = await KnownAsync();
        await using BlueZClient client = await simulation.ClientAsync();
        simulation.Do("fault One stale");

        Assert.Equal("Failed: le-connection-abort-by-local", await client.TryAsync(Device, "Connect"));
        Assert.Equal("Failed: le-connection-abort-by-local", await client.TryAsync(Device, "Connect"));
        Assert.Equal("ok", await client.TryAsync(BlueZClient.Adapter, "RemoveDevice", "o", Variant.FromObjectPath(Device)));
        await client.DiscoverAsync(RunningSimulation.Address);

        Assert.Equal("ok", await client.TryAsync(Device, "Connect"));
    }

    [Fact]
    public async Task Somebody_else_removes_the_device()
    {
        await using var simulation = await KnownAsync();
        await using BlueZClient client = await simulation.ConnectedKnownClientAsync();

        simulation.Do("remove One");

        await client.NextAsync("Connected=false");
        await client.NextAsync($"InterfacesRemoved {Device} ");
    }

    [Fact]
    public async Task The_signal_strength_is_that_of_the_last_advertisement()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.ClientAsync();
        simulation.Do("rssi One -88");

        await client.TryAsync(BlueZClient.Adapter, "StartDiscovery");
        await client.UntilObjectAsync(Device);

        Assert.Equal(-88, (await client.GetAsync(Device, "RSSI")).AsInt16());
        Assert.Equal("error loud is not a number of dBm from -127 to 20", simulation.Simulation.Execute("rssi One loud"));
    }

    [Fact]
    public async Task StartNotify_can_hang_until_the_link_ends_and_Disconnect_for_ever()
    {
        await using var simulation = await KnownAsync();
        await using BlueZClient client = await simulation.ConnectedKnownClientAsync();
        simulation.Do("fault One notify-hangs disconnect-hangs");

        Task<string> notify = client.TryAsync(RunningSimulation.Notify, "StartNotify");
        Task<string> disconnect = client.TryAsync(Device, "Disconnect");
        await simulation.PassAsync(TimeSpan.FromSeconds(60));
        Assert.False(notify.IsCompleted || disconnect.IsCompleted);
        Assert.False((await client.GetAsync(RunningSimulation.Notify, "Notifying")).AsBoolean());

        simulation.Do("drop One");
        Assert.Equal("Failed: Operation failed with ATT error: 0x0e", await notify);
        Assert.False(disconnect.IsCompleted);
    }
}
