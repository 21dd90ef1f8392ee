using BtBattery.DBus;
using BtBattery.Simulator.Tests.Support;

namespace BtBattery.Simulator.Tests.BlueZ;

public sealed class PairingTests
{
    private static readonly byte[] AskCells = Convert.FromHexString("DDA50400FFFC77");
    private static readonly string Device = RunningSimulation.Device;

    private static Task<RunningSimulation> StartAsync() => RunningSimulation.StartAsync(RunningSimulation.Json("\"passkey\": 123456,"));

    [Fact]
    public async Task The_agent_is_asked_for_the_passkey_and_then_the_board_talks_also_over_the_next_link()
    {
        await using var simulation = await StartAsync();
        await using BlueZClient client = await simulation.SubscribedClientAsync();
        await client.TryWriteAsync(RunningSimulation.Write, AskCells);
        Assert.EndsWith("Value=DDA50400FFFC77", await client.NextAsync("Value="), StringComparison.Ordinal);

        using TestAgent agent = await client.RegisterAgentAsync("KeyboardDisplay", () => 123456u);
        Assert.Equal("ok", await client.TryAsync(Device, "Pair"));
        Assert.Equal(Device + " Paired=true Bonded=true", await client.NextAsync("Paired"));
        Assert.Equal([Device], agent.Asked);
        await client.TryWriteAsync(RunningSimulation.Write, AskCells);
        await client.FrameAsync();
        Assert.Equal("AlreadyExists: Already Exists", await client.TryAsync(Device, "Pair"));

        simulation.Do("drop One");
        await client.NextAsync("Connected=false");
        Assert.Equal("ok", await client.TryAsync(Device, "Connect"));
        await client.NextAsync("ServicesResolved=true");
        await client.TryWriteAsync(RunningSimulation.Write, AskCells);
        Assert.StartsWith("DD0400", Convert.ToHexString((await client.FrameAsync()).Frame), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("KeyboardDisplay", 111111u, "AuthenticationFailed: Authentication Failed")]
    [InlineData("NoInputNoOutput", 123456u, "AuthenticationFailed: Authentication Failed")]
    [InlineData("KeyboardOnly", null, "AuthenticationRejected: Authentication Rejected")]
    public async Task Without_the_right_passkey_pairing_fails_and_the_link_ends(string capability, uint? passkey, string expected)
    {
        await using var simulation = await StartAsync();
        await using BlueZClient client = await simulation.ConnectedClientAsync();
        using TestAgent agent =
            await client.RegisterAgentAsync(capability, () => passkey ?? throw new DBusErrorException("org.bluez.Error.Rejected", "no"));

        Assert.Equal(expected, await client.TryAsync(Device, "Pair"));

        await client.NextAsync("Connected=false");
        Assert.False((await client.GetAsync(Device, "Paired")).AsBoolean());
    }

    [Fact]
    public async Task Without_an_agent_there_is_nobody_to_ask()
    {
        await using var simulation = await StartAsync();
        await using BlueZClient client = await simulation.ConnectedClientAsync();

        Assert.Equal("AuthenticationFailed: Authentication Failed", await client.TryAsync(Device, "Pair"));
    }

    [Fact]
    public async Task A_default_agent_answers_for_clients_without_one_and_pairing_can_be_cancelled()
    {
        await using var simulation = await StartAsync();
        await using BlueZClient client = await simulation.ConnectedClientAsync();
        await using BlueZClient other = await simulation.ClientAsync();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = new TaskCompletionSource<uint>(TaskCreationOptions.RunContinuationsAsynchronously);
        using TestAgent agent = await other.RegisterAgentAsync("KeyboardOnly", () =>
        {
            asked.SetResult();
            return answer.Task;
        });
        Assert.Equal("ok", await other.TryAsync("/org/bluez", "RequestDefaultAgent", "o", Variant.FromObjectPath(TestAgent.Path)));

        Task<string> pair = client.TryAsync(Device, "Pair");
        await asked.Task.WaitAsync(Deadline.Time);
        using (simulation.Hold())
        {
            Assert.Equal("InProgress: Operation already in progress", await other.TryAsync(Device, "Pair"));
            Assert.Equal("ok", await client.TryAsync(Device, "CancelPairing"));
        }

        Assert.Equal("AuthenticationCanceled: Authentication Canceled", await pair);
        answer.SetResult(123456);
        await client.NextAsync("Connected=false");
        Assert.False((await client.GetAsync(Device, "Paired")).AsBoolean());
    }

    [Fact]
    public async Task RemoveDevice_forgets_the_bond()
    {
        await using var simulation = await StartAsync();
        await using BlueZClient client = await simulation.ConnectedClientAsync();
        using TestAgent agent = await client.RegisterAgentAsync("", () => 123456u);
        Assert.Equal("ok", await client.TryAsync(Device, "Pair"));

        Assert.Equal("ok", await client.TryAsync(BlueZClient.Adapter, "RemoveDevice", "o", Variant.FromObjectPath(Device)));
        await client.NextAsync($"InterfacesRemoved {Device} ");
        await client.DiscoverAsync(RunningSimulation.Address);

        Assert.False((await client.GetAsync(Device, "Paired")).AsBoolean());
    }
}
