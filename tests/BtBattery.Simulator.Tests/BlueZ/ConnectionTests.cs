using BtBattery.DBus;
using BtBattery.Simulator.Tests.Support;

namespace BtBattery.Simulator.Tests.BlueZ;

public sealed class ConnectionTests
{
    private const string Adapter = BlueZClient.Adapter;
    private static readonly string Device = RunningSimulation.Device;

    [Fact]
    public async Task Connect_shows_the_services_and_then_says_that_they_are_resolved()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.ClientAsync();
        await client.DiscoverAsync(RunningSimulation.Address);
        client.Pending();

        Assert.Equal("ok", await client.TryAsync(Device, "Connect"));

        await client.NextAsync("Connected=true");
        foreach (string path in new[] { "/service0008", "/service0008/char0009", "/service0008/char0009/desc000b", "/service0010",
            "/service0010/char0011", "/service0010/char0011/desc0013", "/service0010/char0014" })
            await client.NextAsync($"InterfacesAdded {Device}{path} ");
        string resolved = await client.NextAsync("ServicesResolved=true");
        Assert.Contains("UUIDs=", resolved, StringComparison.Ordinal);
        Assert.Equal((ushort)23, (await client.GetAsync(RunningSimulation.Notify, "MTU")).AsUInt16());
        Assert.Equal(["read", "notify"], (await client.GetAsync(RunningSimulation.Notify, "Flags")).AsStringArray());
        Assert.Equal("ok", await client.TryAsync(Device, "Connect"));
    }

    [Fact]
    public async Task Connect_to_a_device_that_bluez_does_not_know_is_an_unknown_object()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.ClientAsync();

        Assert.StartsWith("org.freedesktop.DBus.Error.UnknownObject", await client.TryAsync(Device, "Connect"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_Connect_meanwhile_is_refused_and_Disconnect_cancels_the_first()
    {
        await using var simulation = await RunningSimulation.StartAsync(RunningSimulation.Json("\"known\": true,"));
        await using BlueZClient client = await simulation.ClientAsync();
        simulation.Simulation.Execute("vanish One");

        Task<string> first;
        using (simulation.Hold())
        {
            first = client.TryAsync(Device, "Connect");
            Assert.Equal("Failed: Operation already in progress", await client.TryAsync(Device, "Connect"));
            Assert.Equal("ok", await client.TryAsync(Device, "Disconnect"));
        }

        Assert.Equal("Failed: br-connection-canceled", await first);
    }

    [Fact]
    public async Task A_request_that_was_canceled_on_the_air_says_nothing_about_the_next_one()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.ClientAsync();
        await client.DiscoverAsync(RunningSimulation.Address);
        simulation.Do("fault One refuse");
        Task<string> first = client.TryAsync(Device, "Connect");
        using (await simulation.HoldAfterAsync(TimeSpan.FromSeconds(1)))
        {
            Assert.Equal("ok", await client.TryAsync(Device, "Disconnect"));
        }

        Assert.Equal("Failed: br-connection-canceled", await first);

        simulation.Do("restore One");
        Assert.Equal("ok", await client.TryAsync(Device, "Connect"));
        await client.NextAsync("ServicesResolved=true");
        Assert.Equal("ok", await client.TryAsync(Device, "Disconnect"));
        await client.NextAsync("Connected=false");
    }

    [Theory]
    [InlineData("\"known\": true,")]
    [InlineData("")]
    public async Task Disconnect_cancels_a_Connect_that_waits_on_a_link_that_is_up(string known)
    {
        await using var simulation = await RunningSimulation.StartAsync(RunningSimulation.Json(known), speed: 5);
        await using BlueZClient client = await simulation.ClientAsync();
        if (known.Length == 0) await client.DiscoverAsync(RunningSimulation.Address);
        simulation.Do("fault One attributes-hang");
        Task<string> connect = client.TryAsync(Device, "Connect");
        await client.NextAsync("Connected=true");

        Task<string> disconnect = client.TryAsync(Device, "Disconnect");

        Assert.Equal("Failed: br-connection-canceled", await connect);
        Assert.Equal("ok", await disconnect);
        await client.NextAsync("Connected=false");
        simulation.Do("restore One");
        Assert.Equal("ok", await client.TryAsync(Device, "Connect"));
    }

    [Fact]
    public async Task While_Disconnect_is_under_way_nobody_can_subscribe_and_Connect_and_commands_still_succeed()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.ConnectedClientAsync();
        Task<string> disconnect;
        using (simulation.Hold())
        {
            disconnect = client.TryAsync(Device, "Disconnect");
            Assert.Equal("NotConnected: Not Connected", await client.TryAsync(RunningSimulation.Notify, "StartNotify"));
            Assert.Equal("ok", await client.TryWriteAsync(RunningSimulation.Write, [1], ("type", "command")));
            Assert.Equal("ok", await client.TryAsync(Device, "Connect"));
            Assert.False(disconnect.IsCompleted);
        }

        Assert.Equal("ok", await disconnect);
        Assert.Equal("ok", await client.TryAsync(Device, "Connect"));
        await client.NextAsync("ServicesResolved=true");
        Assert.Equal("ok", await client.TryAsync(RunningSimulation.Notify, "StartNotify"));
    }

    [Fact]
    public async Task Connect_out_of_range_fails_after_40_seconds_for_a_known_device()
    {
        await using var simulation = await RunningSimulation.StartAsync(RunningSimulation.Json("\"known\": true,"));
        await using BlueZClient client = await simulation.ClientAsync();
        simulation.Simulation.Execute("vanish One");
        TimeSpan start = simulation.Simulation.BlueZ.Agenda.Now;

        Assert.Equal("Failed: le-connection-abort-by-local", await client.TryAsync(Device, "Connect"));

        Assert.InRange((simulation.Simulation.BlueZ.Agenda.Now - start).TotalSeconds, 38, 200);
    }

    [Fact]
    public async Task Connect_out_of_range_to_a_temporary_device_removes_it_and_is_never_answered()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.ClientAsync();
        await client.DiscoverAsync(RunningSimulation.Address);
        simulation.Simulation.Execute("vanish One");

        Task<string> connect = client.TryAsync(Device, "Connect");
        await client.NextAsync("InterfacesRemoved " + Device);
        await client.ObjectsAsync();

        Assert.False(connect.IsCompleted);
    }

    [Fact]
    public async Task A_battery_that_comes_back_into_range_completes_a_waiting_Connect()
    {
        await using var simulation = await RunningSimulation.StartAsync(RunningSimulation.Json("\"known\": true,"));
        await using BlueZClient client = await simulation.ClientAsync();
        simulation.Simulation.Execute("vanish One");
        Task<string> connect;
        using (simulation.Hold())
        {
            connect = client.TryAsync(Device, "Connect");
            await client.ObjectsAsync();
            simulation.Simulation.Execute("back One");
        }

        Assert.Equal("ok", await connect);
    }

    [Fact]
    public async Task Disconnect_takes_two_seconds_and_keeps_the_services()
    {
        await using var simulation = await RunningSimulation.StartAsync(speed: 5);
        await using BlueZClient client = await simulation.ConnectedClientAsync();
        TimeSpan start = simulation.Simulation.BlueZ.Agenda.Now;

        Assert.Equal("ok", await client.TryAsync(Device, "Disconnect"));

        Assert.InRange((simulation.Simulation.BlueZ.Agenda.Now - start).TotalSeconds, 2, 60);
        Assert.Equal(Device + " ServicesResolved=false", await client.NextAsync("ServicesResolved"));
        Assert.Equal(Device + " Connected=false", await client.NextAsync("Connected"));
        Assert.Contains(RunningSimulation.Notify, await client.ObjectsAsync());
        Assert.Equal("Failed: Not connected", await client.TryWriteAsync(RunningSimulation.Write, [1]));
        Assert.Equal("ok", await client.TryAsync(Device, "Disconnect"));

        Assert.Equal("ok", await client.TryAsync(Device, "Connect"));
        Assert.Equal(Device + " Connected=true", await client.NextAsync("Connected"));
        // The services are remembered: nothing is added, nothing but the flag changes.
        Assert.Equal([Device + " ServicesResolved=true"], [await client.NextAsync("")]);
    }

    [Fact]
    public async Task A_drop_by_the_battery_is_told_in_one_signal_and_it_advertises_again()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.ConnectedClientAsync();

        Assert.Equal("ok", simulation.Simulation.Execute("drop One"));

        Assert.Equal(Device + " ServicesResolved=false Connected=false", await client.NextAsync("Connected"));
        Assert.Equal("ok", await client.TryAsync(Device, "Connect"));
    }

    [Fact]
    public async Task Out_of_range_ends_the_link_by_supervision_timeout()
    {
        await using var simulation = await RunningSimulation.StartAsync(speed: 5);
        await using BlueZClient client = await simulation.ConnectedClientAsync();
        TimeSpan start = simulation.Simulation.BlueZ.Agenda.Now;

        simulation.Simulation.Execute("vanish One");
        await client.NextAsync("Connected=false");

        Assert.InRange((simulation.Simulation.BlueZ.Agenda.Now - start).TotalSeconds, 4, 60);
    }

    [Fact]
    public async Task A_short_absence_is_not_noticed()
    {
        await using var simulation = await RunningSimulation.StartAsync(speed: 1);
        await using BlueZClient client = await simulation.SubscribedClientAsync();

        simulation.Simulation.Execute("vanish One");
        simulation.Simulation.Execute("back One");

        Assert.Equal("ok", await client.TryWriteAsync(RunningSimulation.Write, Convert.FromHexString("DDA50400FFFC77")));
        await client.FrameAsync();
    }

    [Fact]
    public async Task The_link_outlives_the_client_that_asked_for_it()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        BlueZClient first = await simulation.SubscribedClientAsync();
        await using BlueZClient second = await simulation.ClientAsync();

        await first.LeaveAsync();

        await second.NextAsync("Notifying=false");
        Assert.True((await second.GetAsync(Device, "Connected")).AsBoolean());
    }

    [Fact]
    public async Task RemoveDevice_takes_the_device_and_all_below_it_deepest_first()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.ConnectedClientAsync();
        client.Pending();

        Message answer = await client.CallAsync(Adapter, "RemoveDevice", "o", Variant.FromObjectPath(Device));

        // The answer goes out before all that it leads to.
        await client.NextAsync("Connected=false");
        Assert.True(answer.Serial < client.LastSerial);
        await client.NextAsync($"InterfacesRemoved {RunningSimulation.Notify}/desc0013 ");
        await client.NextAsync($"InterfacesRemoved {RunningSimulation.Notify} ");
        await client.NextAsync($"InterfacesRemoved {Device}/service0010 ");
        await client.NextAsync($"InterfacesRemoved {Device} ");
        Assert.DoesNotContain(await client.ObjectsAsync(), path => path.StartsWith(Device, StringComparison.Ordinal));
        Assert.Equal("DoesNotExist: Does Not Exist", await client.TryAsync(Adapter, "RemoveDevice", "o", Variant.FromObjectPath(Device)));
    }

    [Fact]
    public async Task A_link_that_is_lost_meanwhile_does_not_keep_RemoveDevice_from_its_end()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.ConnectedClientAsync();
        Task<string> removed;
        using (simulation.Hold())
        {
            removed = client.TryAsync(Adapter, "RemoveDevice", "o", Variant.FromObjectPath(Device));
            await client.ObjectsAsync();
            simulation.Do("drop One");
        }

        Assert.Equal("ok", await removed);
        await client.NextAsync($"InterfacesRemoved {Device} ");
    }

    [Fact]
    public async Task ConnectDevice_is_not_there_unless_bluetoothd_is_experimental()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.ClientAsync();

        Assert.StartsWith("org.freedesktop.DBus.Error.UnknownMethod", await client.TryConnectDeviceAsync(RunningSimulation.Address),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectDevice_needs_no_discovery_and_refuses_what_is_known()
    {
        await using var simulation = await RunningSimulation.StartAsync(RunningSimulation.Json(top: RunningSimulation.Experimental));
        await using BlueZClient client = await simulation.ClientAsync();

        Assert.Equal("ok", await client.TryConnectDeviceAsync(RunningSimulation.Address));

        Assert.Contains("Connected", await client.NextAsync("InterfacesAdded " + Device), StringComparison.Ordinal);
        await client.NextAsync("ServicesResolved=true");
        Assert.Equal("AlreadyExists: Already Exists", await client.TryConnectDeviceAsync(RunningSimulation.Address));
        Assert.Equal("InvalidArguments: Invalid arguments in method call", await client.TryConnectDeviceAsync("nonsense"));
        Assert.Equal("org.bluez.Failed:", await client.TryConnectDeviceAsync("00:11:22:33:44:55"));
    }

    [Fact]
    public async Task Switching_the_adapter_off_ends_everything()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.ConnectedClientAsync();

        Assert.Equal("ok", await client.TrySetAsync(Adapter, "Powered", false));

        Assert.Equal(Device + " ServicesResolved=false Connected=false", await client.NextAsync("Connected"));
        Assert.Contains("Powered=false", await client.NextAsync("Powered"), StringComparison.Ordinal);
        Assert.Equal("NotReady: Resource Not Ready", await client.TryAsync(Adapter, "StartDiscovery"));
        Assert.Equal("Failed: Input/output error", await client.TryAsync(Device, "Connect"));
        Assert.Equal("ok", await client.TrySetAsync(Adapter, "Powered", true));
        Assert.Equal("ok", await client.TryAsync(Device, "Connect"));
    }

    [Fact]
    public async Task Pairing_with_a_board_that_cannot_is_refused_and_costs_the_link()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.ConnectedClientAsync();

        Assert.Equal("AuthenticationFailed: Authentication Failed", await client.TryAsync(Device, "Pair"));

        await client.NextAsync("Connected=false");
    }

    [Fact]
    public async Task Two_batteries_are_connected_one_after_the_other()
    {
        await using var simulation =
            await RunningSimulation.StartAsync(
                await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "scenarios", "two-batteries.json")));
        await using BlueZClient client = await simulation.ClientAsync();
        string second = BlueZClient.Device("A4:C1:38:00:00:02");
        await client.TryAsync(Adapter, "StartDiscovery");
        await client.UntilObjectAsync(Device);
        await client.UntilObjectAsync(second);
        await client.TryAsync(Adapter, "StopDiscovery");

        string[] answers = await Task.WhenAll(client.TryAsync(Device, "Connect"), client.TryAsync(second, "Connect"));

        Assert.Equal(["ok", "ok"], answers);
        Assert.True((await client.GetAsync(Device, "Connected")).AsBoolean());
        Assert.True((await client.GetAsync(second, "Connected")).AsBoolean());
    }

    [Fact]
    public async Task Properties_are_guarded_with_the_names_of_bluez_errors()
    {
        await using var simulation = await RunningSimulation.StartAsync(RunningSimulation.Json("\"known\": true,"));
        await using BlueZClient client = await simulation.ClientAsync();

        Assert.Equal("org.freedesktop.DBus.Error.PropertyReadOnly: Property 'RSSI' is not writable",
            await client.TrySetAsync(Device, "RSSI", (short)3));
        Assert.Equal("org.freedesktop.DBus.Error.UnknownProperty: No such property 'Foo'", await client.TrySetAsync(Device, "Foo", true));
        Assert.Equal("org.freedesktop.DBus.Error.InvalidSignature: Invalid signature for 'Alias'",
            await client.TrySetAsync(Device, "Alias", 3));
        Assert.StartsWith("org.freedesktop.DBus.Error.UnknownMethod", await client.TryAsync(Device, "Nonsense"), StringComparison.Ordinal);
        Assert.Equal("ok", await client.TrySetAsync(Device, "Trusted", true));
        await client.NextAsync("Trusted=true");
    }

    [Fact]
    public async Task Agents_are_kept_per_client()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        BlueZClient client = await simulation.ClientAsync();
        await using BlueZClient other = await simulation.ClientAsync();
        Variant agent = Variant.FromObjectPath("/agent");

        Assert.Equal("InvalidArguments: Invalid arguments in method call",
            await client.TryAsync("/org/bluez", "RegisterAgent", "os", agent, "Nonsense"));
        Assert.Equal("ok", await client.TryAsync("/org/bluez", "RegisterAgent", "os", agent, "KeyboardDisplay"));
        await other.NextAsync("Pairable=true");
        Assert.Equal("AlreadyExists: Already Exists", await client.TryAsync("/org/bluez", "RegisterAgent", "os", agent, ""));
        Assert.Equal("ok", await client.TryAsync("/org/bluez", "RequestDefaultAgent", "o", agent));
        Assert.Equal("DoesNotExist: Does Not Exist", await other.TryAsync("/org/bluez", "UnregisterAgent", "o", agent));

        await client.LeaveAsync();
        await other.NextAsync("Pairable=false");
    }
}
