using BtBattery.Simulator.Tests.Support;

namespace BtBattery.Simulator.Tests.Faults;

/// <summary>A second adapter hears the same batteries and has a life of its own.</summary>
public sealed class TwoAdapterTests
{
    private const string Second = "/org/bluez/hci1";

    private static readonly string Json = RunningSimulation.Json("\"known\": true,", """
        "adapters": [ { "name": "hci0" }, { "name": "hci1", "address": "00:1A:7D:DA:71:13" } ],
        """);

    private static readonly string First = RunningSimulation.Device;
    private static readonly string Other = First.Replace("hci0", "hci1", StringComparison.Ordinal);

    [Fact]
    public async Task Both_show_the_battery_and_one_of_them_holds_it()
    {
        await using var simulation = await RunningSimulation.StartAsync(Json, speed: 50);
        await using BlueZClient client = await simulation.ClientAsync();
        Assert.Equal("00:1A:7D:DA:71:13", (await client.GetAsync(Second, "Address")).AsString());

        Assert.Equal("ok", await client.TryAsync(First, "Connect"));
        Assert.Equal("Failed: le-connection-abort-by-local", await client.TryAsync(Other, "Connect"));
        Assert.Equal("ok", await client.TryAsync(First, "Disconnect"));
        Assert.Equal("ok", await client.TryAsync(Other, "Connect"));
    }

    [Fact]
    public async Task What_happens_to_one_leaves_the_links_of_the_other_alone()
    {
        await using var simulation = await RunningSimulation.StartAsync(Json);
        await using BlueZClient client = await simulation.ClientAsync();
        Assert.Equal("ok", await client.TryAsync(Other, "Connect"));

        simulation.Do("adapter hci0 off", "adapter hci0 unplug", "adapter hci0 plug hci2");
        await client.UntilObjectAsync("/org/bluez/hci2");
        Assert.True((await client.GetAsync(Other, "Connected")).AsBoolean());

        simulation.Do("adapter hci1 unplug");
        await client.NextAsync($"InterfacesRemoved {Second} ");
        Assert.Equal("ok", await client.TryAsync(First.Replace("hci0", "hci2", StringComparison.Ordinal), "Connect"));
    }

    [Fact]
    public async Task A_command_says_which_one_and_no_two_have_one_number()
    {
        await using var simulation = await RunningSimulation.StartAsync(Json);
        simulation.Do("adapter hci1 unplug");

        Assert.Equal("error which adapter? There are hci0, hci1", simulation.Simulation.Execute("adapter off"));
        Assert.Equal("error hci0 is another adapter", simulation.Simulation.Execute("adapter hci1 plug hci0"));
    }
}
