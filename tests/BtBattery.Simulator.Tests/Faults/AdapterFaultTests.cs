using BtBattery.DBus;
using BtBattery.Simulator.Tests.Support;

namespace BtBattery.Simulator.Tests.Faults;

/// <summary>Faults of the adapter and of the daemon itself.</summary>
public sealed class AdapterFaultTests
{
    private static readonly string Device = RunningSimulation.Device;

    [Fact]
    public async Task A_scan_behind_the_daemons_back_makes_StartDiscovery_fail_while_Discovering_is_false()
    {
        await using var simulation = await RunningSimulation.StartAsync(RunningSimulation.Json(top: RunningSimulation.Experimental));
        await using BlueZClient client = await simulation.ClientAsync();
        simulation.Do("foreign-scan on");

        Assert.Equal("InProgress: Operation already in progress", await client.TryAsync(BlueZClient.Adapter, "StartDiscovery"));
        Assert.False((await client.GetAsync(BlueZClient.Adapter, "Discovering")).AsBoolean());
        Assert.Equal("ok", await client.TryConnectDeviceAsync(RunningSimulation.Address));

        simulation.Do("foreign-scan off");
        Assert.Equal("ok", await client.TryAsync(BlueZClient.Adapter, "StartDiscovery"));
    }

    [Fact]
    public async Task Somebody_switches_the_adapter_off_and_on()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.ConnectedClientAsync();

        simulation.Do("adapter off");
        await client.NextAsync("Connected=false");
        await client.NextAsync("Powered=false");
        simulation.Do("adapter on");
        await client.NextAsync("Powered=true");

        Assert.Equal("ok", await client.TryAsync(Device, "Connect"));
    }

    [Fact]
    public async Task A_temporary_device_whose_Connect_waits_goes_with_the_power_and_nobody_is_answered()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.ClientAsync();
        await client.DiscoverAsync(RunningSimulation.Address);
        simulation.Do("fault One refuse");
        Task<string> connect;
        using (simulation.Hold())
        {
            connect = client.TryAsync(Device, "Connect");
            await client.ObjectsAsync();
            simulation.Do("adapter off");
        }

        await client.NextAsync($"InterfacesRemoved {Device} ");
        await client.NextAsync("Powered=false");
        await client.ObjectsAsync();

        Assert.False(connect.IsCompleted);
    }

    [Fact]
    public async Task Unplugging_while_it_scans_keeps_what_was_connected_in_the_store()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.ConnectedClientAsync();
        Assert.Equal("ok", await client.TryAsync(BlueZClient.Adapter, "StartDiscovery"));
        client.Pending();

        simulation.Do("adapter unplug");
        await client.NextAsync("Connected=false");
        await client.NextAsync("Powered=false");
        await client.NextAsync($"InterfacesRemoved {Device} ");

        simulation.Do("adapter plug");
        await client.UntilObjectAsync(Device);
    }

    [Fact]
    public async Task An_adapter_goes_off_and_not_on()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.ClientAsync();
        simulation.Do("adapter fault power-on-error=Failed");
        Assert.Equal("ok", await client.TrySetAsync(BlueZClient.Adapter, "Powered", false));
        Assert.Equal("Failed: Input/output error", await client.TrySetAsync(BlueZClient.Adapter, "Powered", true));
        Assert.False((await client.GetAsync(BlueZClient.Adapter, "Powered")).AsBoolean());
        simulation.Do("adapter restore");
        Assert.Equal("ok", await client.TrySetAsync(BlueZClient.Adapter, "Powered", true));
    }

    [Fact]
    public async Task Clients_that_are_ignored_wait_and_one_that_comes_anew_is_answered()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.ClientAsync();
        await client.GetAsync(BlueZClient.Adapter, "Powered");
        simulation.Do("daemon ignore");
        Task<string> waiting = client.TryAsync(BlueZClient.Adapter, "StartDiscovery");
        await using BlueZClient other = await simulation.ClientAsync();
        Assert.Equal("ok", await other.TryAsync(BlueZClient.Adapter, "StartDiscovery"));
        Assert.False(waiting.IsCompleted);
        simulation.Do("daemon resume");
        Assert.True((await client.GetAsync(BlueZClient.Adapter, "Powered")).AsBoolean());
    }

    [Fact]
    public async Task The_adapter_goes_and_comes_back_with_another_number()
    {
        await using var simulation = await RunningSimulation.StartAsync(RunningSimulation.Json("\"known\": true,"));
        await using BlueZClient client = await simulation.ClientAsync();
        Assert.Equal("ok", await client.TryAsync(Device, "Connect"));
        await client.NextAsync("ServicesResolved=true");

        simulation.Do("adapter unplug");
        Assert.Equal(Device + " ServicesResolved=false Connected=false", await client.NextAsync("Connected"));
        await client.NextAsync($"InterfacesRemoved {Device} ");
        await client.NextAsync($"InterfacesRemoved {BlueZClient.Adapter} ");
        Assert.StartsWith("org.freedesktop.DBus.Error.UnknownObject", await client.TryAsync(BlueZClient.Adapter, "StartDiscovery"),
            StringComparison.Ordinal);

        simulation.Do("adapter plug hci1");
        await client.NextAsync("InterfacesAdded /org/bluez/hci1 ");
        string moved = Device.Replace("hci0", "hci1", StringComparison.Ordinal);
        await client.NextAsync($"InterfacesAdded {moved} ");
        Assert.Equal("B8:27:EB:00:00:01", (await client.GetAsync("/org/bluez/hci1", "Address")).AsString());
        Assert.Equal("ok", await client.TryAsync(moved, "Connect"));
    }

    [Fact]
    public async Task A_trusted_device_outlives_the_adapter_and_a_removed_one_does_not()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.ClientAsync();
        await client.DiscoverAsync(RunningSimulation.Address);
        Assert.Equal("ok", await client.TrySetAsync(Device, "Trusted", true));

        simulation.Do("adapter unplug", "adapter plug");
        Assert.True((await client.GetAsync(Device, "Trusted")).AsBoolean());

        Assert.Equal("ok", await client.TryAsync(BlueZClient.Adapter, "RemoveDevice", "o", Variant.FromObjectPath(Device)));
        simulation.Do("adapter unplug", "adapter plug");
        Assert.DoesNotContain(Device, await client.ObjectsAsync());
    }

    [Fact]
    public async Task A_hanging_daemon_answers_everything_in_order_when_it_goes_on()
    {
        await using var simulation = await RunningSimulation.StartAsync(RunningSimulation.Json("\"known\": true,"));
        await using BlueZClient client = await simulation.ClientAsync();
        simulation.Do("daemon hang");

        Task<string> first = client.TryAsync(BlueZClient.Adapter, "StartDiscovery");
        Task<string> second = client.TryAsync(BlueZClient.Adapter, "StartDiscovery");
        await simulation.PassAsync(TimeSpan.FromSeconds(30));
        Assert.False(first.IsCompleted || second.IsCompleted);

        simulation.Do("daemon resume");
        Assert.Equal("ok", await first);
        Assert.Equal("InProgress: Operation already in progress", await second);
    }

    [Fact]
    public async Task A_killed_daemon_loses_its_name_links_and_sessions_and_comes_back_with_the_stored_devices()
    {
        await using var simulation = await RunningSimulation.StartAsync(RunningSimulation.Json("\"known\": true,"));
        await using BlueZClient client = await simulation.ClientAsync();
        Assert.Equal("ok", await client.TryAsync(Device, "Connect"));
        await client.NextAsync("ServicesResolved=true");
        Task<string> discovery = client.TryAsync(BlueZClient.Adapter, "StartDiscovery");
        Assert.Equal("ok", await discovery);

        await simulation.Simulation.BlueZ.StopDaemonAsync();
        Assert.Null(await client.OwnerAsync());
        Assert.False(simulation.Simulation.BlueZ.Peripherals[0].Counters.Disconnects == 0);

        await simulation.Simulation.BlueZ.StartDaemonAsync();
        Assert.NotNull(await client.OwnerAsync());
        await client.NextAsync("InterfacesAdded " + BlueZClient.Adapter + " ");
        await client.NextAsync("InterfacesAdded " + Device + " ");
        Assert.False((await client.GetAsync(BlueZClient.Adapter, "Discovering")).AsBoolean());
        Assert.False((await client.GetAsync(Device, "Connected")).AsBoolean());
        Assert.Equal("ok", await client.TryAsync(Device, "Connect"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_device_that_was_connected_is_there_again_and_stays_until_it_was_connected_once_more(bool isUnplugged)
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.ConnectedClientAsync();

        await ComeAgainAsync();
        await simulation.PassAsync(TimeSpan.FromSeconds(60));
        Assert.Contains(Device, await client.ObjectsAsync());

        Assert.Equal("ok", await client.TryAsync(Device, "Connect"));
        client.Pending();
        Assert.Equal("ok", await client.TryAsync(Device, "Disconnect"));
        await client.NextAsync($"InterfacesRemoved {Device} ");
        await ComeAgainAsync();
        Assert.DoesNotContain(Device, await client.ObjectsAsync());

        async Task ComeAgainAsync()
        {
            if (isUnplugged)
            {
                simulation.Do("adapter unplug", "adapter plug");
                return;
            }
            await simulation.Simulation.BlueZ.StopDaemonAsync();
            await simulation.Simulation.BlueZ.StartDaemonAsync();
        }
    }

    [Fact]
    public async Task A_daemon_that_ends_in_order_takes_everything_back_before_its_name_is_free()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.ConnectedClientAsync();
        client.Pending();

        await simulation.Simulation.BlueZ.QuitDaemonAsync();

        Assert.Equal(Device + " ServicesResolved=false Connected=false", await client.NextAsync("Connected"));
        Assert.Contains("Powered=false", await client.NextAsync(BlueZClient.Adapter + " "), StringComparison.Ordinal);
        await client.NextAsync($"InterfacesRemoved {RunningSimulation.Notify} ");
        await client.NextAsync($"InterfacesRemoved {Device} ");
        await client.NextAsync($"InterfacesRemoved {BlueZClient.Adapter} ");
        Assert.Null(await client.OwnerAsync());

        await simulation.Simulation.BlueZ.StartDaemonAsync();
        Assert.Contains(Device, await client.ObjectsAsync());
        Assert.Equal("ok", await client.TryAsync(Device, "Connect"));
    }

    [Fact]
    public async Task Calls_that_wait_when_the_daemon_is_killed_hear_from_the_bus_that_nobody_answers()
    {
        await using var simulation = await RunningSimulation.StartAsync(RunningSimulation.Json("\"known\": true,"));
        await using BlueZClient client = await simulation.ClientAsync();
        simulation.Do("fault One connect-hangs");
        Task<string> connect = client.TryAsync(Device, "Connect");
        await client.GetAsync(Device, "Connected");

        simulation.Do("daemon stop");

        Assert.StartsWith("org.freedesktop.DBus.Error.NoReply: ", await connect, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_unplugged_stays_so_while_the_daemon_is_restarted()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.ClientAsync();
        simulation.Do("adapter unplug", "daemon stop", "daemon start");
        await client.UntilOwnerAsync(isThere: true);
        Assert.DoesNotContain(BlueZClient.Adapter, await client.ObjectsAsync());

        simulation.Do("adapter plug hci3", "daemon stop", "daemon start");
        await client.UntilOwnerAsync(isThere: true);
        await client.UntilObjectAsync("/org/bluez/hci3");
    }

    [Fact]
    public async Task Losing_the_bus_harms_nothing_that_goes_on_in_the_simulation()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.SubscribedClientAsync();

        await simulation.LoseBusAsync();

        simulation.Do("notify One 00", "drop One", "adapter off", "adapter unplug", "adapter plug", "daemon stop", "daemon start");
        await simulation.PassAsync(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task The_commands_for_the_daemon_do_the_same()
    {
        await using var simulation = await RunningSimulation.StartAsync(RunningSimulation.Json("\"known\": true,"));
        await using BlueZClient client = await simulation.ClientAsync();

        simulation.Do("daemon stop");
        await client.UntilOwnerAsync(isThere: false);
        simulation.Do("daemon start");
        await client.UntilOwnerAsync(isThere: true);
        await client.NextAsync("InterfacesAdded " + Device + " ");
    }
}
