using BtBattery.Simulator.Tests.Support;

namespace BtBattery.Simulator.Tests.Faults;

/// <summary>Faults of the link and of what BlueZ makes of it, each as a client sees it and sees it end.</summary>
public sealed class LinkFaultTests
{
    private const string Aborted = "Failed: le-connection-abort-by-local";
    private static readonly byte[] AskCells = Convert.FromHexString("DDA50400FFFC77");
    private static readonly string Device = RunningSimulation.Device;

    private static Task<RunningSimulation> KnownAsync(int speed = 20) =>
        RunningSimulation.StartAsync(RunningSimulation.Json("\"known\": true,"), speed);

    [Fact]
    public async Task A_refused_connection_fails_after_four_seconds()
    {
        await using var simulation = await KnownAsync(speed: 5);
        await using BlueZClient client = await simulation.ClientAsync();
        simulation.Do("fault One refuse");
        TimeSpan start = simulation.Now;

        Assert.Equal(Aborted, await client.TryAsync(Device, "Connect"));
        Assert.InRange((simulation.Now - start).TotalSeconds, 4, 39);

        simulation.Do("fault One refuse=off");
        Assert.Equal("ok", await client.TryAsync(Device, "Connect"));
    }

    [Fact]
    public async Task A_refusing_temporary_device_disappears_and_Connect_is_never_answered()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.ClientAsync();
        await client.DiscoverAsync(RunningSimulation.Address);
        simulation.Do("fault One refuse");

        Task<string> connect = client.TryAsync(Device, "Connect");
        await client.NextAsync("InterfacesRemoved " + Device);
        await simulation.PassAsync(TimeSpan.FromSeconds(60));

        Assert.False(connect.IsCompleted);
    }

    [Fact]
    public async Task A_connection_the_battery_did_not_hear_comes_up_and_is_lost()
    {
        await using var simulation = await KnownAsync();
        await using BlueZClient client = await simulation.ClientAsync();
        simulation.Do("fault One connfail=1");

        Assert.Equal(Aborted, await client.TryAsync(Device, "Connect"));
        await client.NextAsync("Connected=true");
        await client.NextAsync("Connected=false");

        Assert.Equal("ok", await client.TryAsync(Device, "Connect"));
    }

    [Fact]
    public async Task Connect_can_be_left_unanswered_and_works_after_the_fault()
    {
        await using var simulation = await KnownAsync();
        await using BlueZClient client = await simulation.ClientAsync();
        simulation.Do("fault One connect-hangs");

        Task<string> connect = client.TryAsync(Device, "Connect");
        await simulation.PassAsync(TimeSpan.FromSeconds(60));
        Assert.False(connect.IsCompleted);

        simulation.Do("restore One");
        Assert.Equal("ok", await client.TryAsync(Device, "Connect"));
        Assert.False(connect.IsCompleted);
    }

    [Theory]
    [InlineData("connect-error=InProgress*1", "InProgress: In Progress")]
    [InlineData("connect-error=AlreadyConnected*1", "AlreadyConnected: Already Connected")]
    [InlineData("connect-error=Failed*1", "Failed: le-connection-abort-by-local")]
    [InlineData("connect-error=NotReady*1", "NotReady: Resource Not Ready")]
    [InlineData("connect-error=AuthenticationFailed*1", "AuthenticationFailed: Authentication Failed")]
    [InlineData("connect-error=DoesNotExist*1", "DoesNotExist: Does Not Exist")]
    [InlineData("\"connect-error=Failed/Software caused connection abort*1\"", "Failed: Software caused connection abort")]
    public async Task Connect_fails_with_any_error_so_many_times(string fault, string expected)
    {
        await using var simulation = await KnownAsync();
        await using BlueZClient client = await simulation.ClientAsync();
        simulation.Do($"fault One {fault}");

        Assert.Equal(expected, await client.TryAsync(Device, "Connect"));
        Assert.Equal("ok", await client.TryAsync(Device, "Connect"));
    }

    [Fact]
    public async Task An_error_without_a_number_lasts_until_it_is_taken_back()
    {
        await using var simulation = await KnownAsync();
        await using BlueZClient client = await simulation.ClientAsync();
        simulation.Do("fault One connect-error=NotReady");

        for (int i = 0; i < 3; i++) Assert.Equal("NotReady: Resource Not Ready", await client.TryAsync(Device, "Connect"));

        simulation.Do("fault One connect-error=off");
        Assert.Equal("ok", await client.TryAsync(Device, "Connect"));
    }

    [Fact]
    public async Task A_battery_that_answers_no_attribute_request_makes_Connect_fail_and_stays_connected()
    {
        await using var simulation = await KnownAsync();
        await using BlueZClient client = await simulation.ClientAsync();
        simulation.Do("fault One attributes-hang");
        TimeSpan start = simulation.Now;

        Assert.Equal(Aborted, await client.TryAsync(Device, "Connect"));

        Assert.InRange((simulation.Now - start).TotalSeconds, 41, 200);
        Assert.True((await client.GetAsync(Device, "Connected")).AsBoolean());
        Assert.False((await client.GetAsync(Device, "ServicesResolved")).AsBoolean());
    }

    [Fact]
    public async Task Services_can_stay_unresolved()
    {
        await using var simulation = await KnownAsync();
        await using BlueZClient client = await simulation.ClientAsync();
        simulation.Do("fault One never-resolves");

        Assert.Equal("ok", await client.TryAsync(Device, "Connect"));
        await simulation.PassAsync(TimeSpan.FromSeconds(60));
        Assert.False((await client.GetAsync(Device, "ServicesResolved")).AsBoolean());

        simulation.Do("restore One");
        Assert.Equal("ok", await client.TryAsync(Device, "Disconnect"));
        Assert.Equal("ok", await client.TryAsync(Device, "Connect"));
        await client.NextAsync("ServicesResolved=true");
    }

    [Fact]
    public async Task The_batterys_own_service_can_be_missing_and_come_back_with_the_next_link()
    {
        await using var simulation = await KnownAsync();
        await using BlueZClient client = await simulation.ClientAsync();
        simulation.Do("fault One no-services");
        Assert.Equal("ok", await client.TryAsync(Device, "Connect"));
        await client.NextAsync("ServicesResolved=true");
        IReadOnlyList<string> objects = await client.ObjectsAsync();
        Assert.Contains(Device + "/service0008", objects);
        Assert.DoesNotContain(Device + "/service0010", objects);

        simulation.Do("restore One", "drop One");
        await client.NextAsync("Connected=false");
        Assert.Equal("ok", await client.TryAsync(Device, "Connect"));
        await client.NextAsync("ServicesResolved=true");
        Assert.Contains(RunningSimulation.Notify, await client.ObjectsAsync());
    }

    [Fact]
    public async Task StartNotify_fails_once_or_always()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.ConnectedClientAsync();

        simulation.Do("fault One notify-error=Failed*1");
        Assert.Equal("Failed: Characteristic not available", await client.TryAsync(RunningSimulation.Notify, "StartNotify"));
        Assert.Equal("ok", await client.TryAsync(RunningSimulation.Notify, "StartNotify"));
        Assert.Equal("ok", await client.TryAsync(RunningSimulation.Notify, "StopNotify"));

        simulation.Do("fault One notify-error=NotPermitted");
        Assert.Equal("NotPermitted: Not permitted", await client.TryAsync(RunningSimulation.Notify, "StartNotify"));
        Assert.Equal("NotPermitted: Not permitted", await client.TryAsync(RunningSimulation.Notify, "StartNotify"));
    }

    [Fact]
    public async Task WriteValue_fails_or_hangs_until_the_link_ends()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.SubscribedClientAsync();

        simulation.Do("fault One write-error=Failed*1");
        Assert.Equal("Failed: Failed to initiate write", await client.TryWriteAsync(RunningSimulation.Write, AskCells));

        simulation.Do("fault One write-hangs");
        Task<string> write = client.TryWriteAsync(RunningSimulation.Write, AskCells);
        await simulation.PassAsync(TimeSpan.FromSeconds(60));
        Assert.False(write.IsCompleted);
        Assert.Equal("InProgress: In Progress", await client.TryWriteAsync(RunningSimulation.Write, AskCells));

        simulation.Do("restore One", "drop One");
        Assert.Equal("Failed: Operation failed with ATT error: 0x0e", await write);
    }

    [Fact]
    public async Task Notifications_stop_while_everything_looks_well()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.SubscribedClientAsync();
        simulation.Do("fault One deaf");
        client.Pending();

        Assert.Equal("ok", await client.TryWriteAsync(RunningSimulation.Write, AskCells));
        await simulation.PassAsync(TimeSpan.FromSeconds(5));
        Assert.True((await client.GetAsync(RunningSimulation.Notify, "Notifying")).AsBoolean());
        Assert.True((await client.GetAsync(Device, "ServicesResolved")).AsBoolean());
        Assert.Empty(client.Pending());

        simulation.Do("restore One");
        await client.TryWriteAsync(RunningSimulation.Write, AskCells);
        await client.FrameAsync();
    }

    [Fact]
    public async Task A_subscription_that_the_battery_forgot_is_renewed_by_switching_it_off_and_on()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.SubscribedClientAsync();
        simulation.Do("unsubscribe One");
        client.Pending();

        Assert.Equal("ok", await client.TryWriteAsync(RunningSimulation.Write, AskCells));
        Assert.Equal("ok", await client.TryAsync(RunningSimulation.Notify, "StartNotify"));
        await simulation.PassAsync(TimeSpan.FromSeconds(5));
        Assert.True((await client.GetAsync(RunningSimulation.Notify, "Notifying")).AsBoolean());
        Assert.Empty(client.Pending());

        Assert.Equal("ok", await client.TryAsync(RunningSimulation.Notify, "StopNotify"));
        Assert.Equal("ok", await client.TryAsync(RunningSimulation.Notify, "StartNotify"));
        await client.TryWriteAsync(RunningSimulation.Write, AskCells);
        await client.FrameAsync();
    }

    [Fact]
    public async Task A_phantom_connection_looks_alive_and_is_dead_until_somebody_disconnects()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.SubscribedClientAsync();
        client.Pending();
        simulation.Do("phantom One");

        Assert.Equal("ok", await client.TryWriteAsync(RunningSimulation.Write, AskCells, ("type", "command")));
        Assert.Equal("ok", await client.TryAsync(Device, "Connect"));
        await simulation.PassAsync(TimeSpan.FromSeconds(120));
        Assert.True((await client.GetAsync(Device, "Connected")).AsBoolean());
        Assert.Empty(client.Pending());

        Assert.Equal("ok", await client.TryAsync(Device, "Disconnect"));
        Assert.Equal("ok", await client.TryAsync(Device, "Connect"));
        await client.NextAsync("ServicesResolved=true");
        await client.TryWriteAsync(RunningSimulation.Write, AskCells);
        await client.FrameAsync();
    }

    [Fact]
    public async Task A_stuck_phantom_survives_Disconnect_but_not_RemoveDevice()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.SubscribedClientAsync();
        simulation.Do("phantom One stuck");

        Assert.Equal("ok", await client.TryAsync(Device, "Disconnect"));
        Assert.True((await client.GetAsync(Device, "Connected")).AsBoolean());

        Assert.Equal("ok", await client.TryAsync(BlueZClient.Adapter, "RemoveDevice", "o", DBus.Variant.FromObjectPath(Device)));
        await client.NextAsync("InterfacesRemoved " + Device + " ");
        await client.DiscoverAsync(RunningSimulation.Address);
        Assert.Equal("ok", await client.TryAsync(Device, "Connect"));
    }

    [Fact]
    public async Task A_restored_phantom_is_noticed()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.SubscribedClientAsync();

        simulation.Do("phantom One stuck", "restore One");

        Assert.Equal(Device + " ServicesResolved=false Connected=false", await client.NextAsync("Connected"));
        Assert.Equal("ok", await client.TryAsync(Device, "Connect"));
    }

    [Fact]
    public async Task Disconnect_all_hits_every_connected_battery_once_or_regularly()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.ConnectedClientAsync();

        simulation.Do("disconnect-all");
        Assert.Equal(Device + " ServicesResolved=false", await client.NextAsync("ServicesResolved"));
        await client.NextAsync("Connected=false");

        simulation.Do("disconnect-all every=60");
        for (int round = 0; round < 2; round++)
        {
            Assert.Equal("ok", await client.TryAsync(Device, "Connect"));
            await client.NextAsync("ServicesResolved=true");
            await client.NextAsync("Connected=false");
        }
        Assert.InRange(simulation.Now.TotalSeconds, 120, 500);

        simulation.Do("disconnect-all off");
        Assert.Equal("ok", await client.TryAsync(Device, "Connect"));
        await simulation.PassAsync(TimeSpan.FromSeconds(130));
        Assert.True((await client.GetAsync(Device, "Connected")).AsBoolean());
    }
}
