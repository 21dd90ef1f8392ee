using BtBattery.Simulator.Tests.Support;

namespace BtBattery.Simulator.Tests.Faults;

/// <summary>Adapters that fail in ways only some remedies help against.</summary>
public sealed class LockupTests
{
    private static readonly string Device = RunningSimulation.Device;

    [Theory]
    [InlineData("power", "adapter off", "adapter on")]
    [InlineData("plug", "adapter unplug", "adapter plug")]
    [InlineData("restore", "adapter restore", "adapter on")]
    public async Task A_chip_that_locked_up_works_again_after_its_remedy(string until, params string[] remedy)
    {
        await using var simulation = await RunningSimulation.StartAsync(RunningSimulation.Json("\"known\": true,"), speed: 50);
        await using BlueZClient client = await simulation.ClientAsync();

        simulation.Do($"adapter lock-up until={until}");
        Assert.Equal("Failed: le-connection-abort-by-local", await client.TryAsync(Device, "Connect"));

        simulation.Do(remedy);
        Assert.Equal("ok", await client.TryAsync(Device, "Connect"));
    }

    [Fact]
    public async Task Switching_off_and_on_does_not_help_a_chip_that_must_be_unplugged()
    {
        await using var simulation = await RunningSimulation.StartAsync(RunningSimulation.Json("\"known\": true,"), speed: 50);
        await using BlueZClient client = await simulation.ClientAsync();

        simulation.Do("adapter lock-up until=plug", "adapter off", "adapter on");

        Assert.Equal("Failed: le-connection-abort-by-local", await client.TryAsync(Device, "Connect"));
    }

    [Fact]
    public async Task Links_of_a_chip_that_locked_up_look_connected_and_carry_nothing_until_it_is_switched_off()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.SubscribedClientAsync();
        simulation.Do("adapter lock-up until=power");
        client.Pending();

        Assert.Equal("ok", await client.TryWriteAsync(RunningSimulation.Write, [0xDD], ("type", "command")));
        Assert.Equal("ok", await client.TryAsync(Device, "Disconnect"));
        Assert.True((await client.GetAsync(Device, "Connected")).AsBoolean());
        Assert.DoesNotContain(client.Pending(), signal => signal.Contains("Value=", StringComparison.Ordinal));

        simulation.Do("adapter off");
        await client.NextAsync("Connected=false");
    }

    [Fact]
    public async Task A_chip_that_works_again_tells_what_it_has_lost()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.SubscribedClientAsync();
        simulation.Do("adapter lock-up until=restore", "adapter restore");

        await client.NextAsync("Connected=false");
        Assert.Equal("ok", await client.TryAsync(Device, "Connect"));
    }

    [Fact]
    public async Task Discovery_and_power_fail_as_told()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.ClientAsync();

        simulation.Do("adapter fault discovery-error=NotReady*1 power-error=Failed*1");
        Assert.Equal("NotReady: Resource Not Ready", await client.TryAsync(BlueZClient.Adapter, "StartDiscovery"));
        Assert.Equal("Failed: Input/output error", await client.TrySetAsync(BlueZClient.Adapter, "Powered", false));

        Assert.Equal("ok", await client.TryAsync(BlueZClient.Adapter, "StartDiscovery"));
        Assert.Equal("ok", await client.TrySetAsync(BlueZClient.Adapter, "Powered", false));
    }

    [Fact]
    public async Task Discovery_and_power_can_be_left_unanswered()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.ClientAsync();

        simulation.Do("adapter fault discovery-hangs power-hangs");
        Task<string> discovery = client.TryAsync(BlueZClient.Adapter, "StartDiscovery");
        Task<string> power = client.TrySetAsync(BlueZClient.Adapter, "Powered", false);
        await simulation.PassAsync(TimeSpan.FromSeconds(30));

        Assert.False(discovery.IsCompleted || power.IsCompleted);
        Assert.True((await client.GetAsync(BlueZClient.Adapter, "Powered")).AsBoolean());
        Assert.False((await client.GetAsync(BlueZClient.Adapter, "Discovering")).AsBoolean());
        simulation.Do("adapter restore");
        Assert.Equal("ok", await client.TryAsync(BlueZClient.Adapter, "StartDiscovery"));
    }

    [Theory]
    [InlineData("adapter", "error on, off, unplug")]
    [InlineData("adapter lock-up", "error on, off, unplug")]
    [InlineData("adapter lock-up until=tomorrow", "error until=power")]
    [InlineData("adapter fault", "error no fault given; there are discovery-error=NAME[/TEXT][*N], discovery-hangs")]
    [InlineData("adapter fault smoke", "error there is no fault smoke")]
    [InlineData("adapter hci7 off", "error there is no adapter hci7")]
    public async Task A_wrong_command_is_refused_and_so_in_a_time_line(string command, string answer)
    {
        await using var simulation = await RunningSimulation.StartAsync();

        Assert.StartsWith(answer, simulation.Simulation.Execute(command), StringComparison.Ordinal);

        string json = RunningSimulation.Json(top: $"\"timeline\": [ {{ \"at\": 1, \"do\": \"{command}\" }} ],");
        if (!command.Contains("hci", StringComparison.Ordinal))
            Assert.Throws<Simulator.Scenarios.ScenarioException>(() => Simulator.Scenarios.ScenarioLoader.Parse(json, "."));
    }
}
