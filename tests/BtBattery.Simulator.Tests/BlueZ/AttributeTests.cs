using BtBattery.DBus;
using BtBattery.Simulator.Tests.Support;

namespace BtBattery.Simulator.Tests.BlueZ;

public sealed class AttributeTests
{
    private static readonly byte[] AskPackInfo = Convert.FromHexString("DDA50300FFFD77");
    private static readonly byte[] AskCells = Convert.FromHexString("DDA50400FFFC77");
    private static readonly string Notify = RunningSimulation.Notify;
    private static readonly string Write = RunningSimulation.Write;

    [Theory]
    [InlineData(null)]
    [InlineData("command")]
    [InlineData("request")]
    public async Task A_written_request_is_answered_with_notifications_of_at_most_20_bytes(string? type)
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.SubscribedClientAsync();
        (string, Variant)[] options = type is null ? [] : [("type", type)];

        Assert.Equal("ok", await client.TryWriteAsync(Write, AskPackInfo, options));

        (byte[] frame, IReadOnlyList<int> sizes) = await client.FrameAsync();
        Assert.Equal("DD03001B0526FF6840AE753000002EB000000000000041350304020B7D0B82FA4E77", Convert.ToHexString(frame));
        Assert.Equal([20, 14], sizes);
    }

    [Fact]
    public async Task With_a_larger_mtu_the_pieces_are_larger()
    {
        await using var simulation = await RunningSimulation.StartAsync(RunningSimulation.Json("\"mtu\": 100,"));
        await using BlueZClient client = await simulation.SubscribedClientAsync();

        await client.TryWriteAsync(Write, AskPackInfo);

        Assert.Equal([34], (await client.FrameAsync()).Sizes);
    }

    [Fact]
    public async Task StopNotify_before_StartNotify_is_answered_ends_the_daemon_with_the_link()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.ConnectedClientAsync();
        simulation.Do("fault One attributes-hang");
        Task<string> subscribing;
        using (simulation.Hold())
        {
            subscribing = client.TryAsync(Notify, "StartNotify");
            Assert.Equal("ok", await client.TryAsync(Notify, "StopNotify"));
        }

        Assert.Equal("ok", await client.TryAsync(RunningSimulation.Device, "Disconnect"));

        await client.UntilOwnerAsync(isThere: false);
        Assert.NotEqual("ok", await subscribing);
    }

    [Fact]
    public async Task Without_StartNotify_nothing_is_heard()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.ConnectedClientAsync();
        client.Pending();

        Assert.Equal("ok", await client.TryWriteAsync(Write, AskCells));
        await simulation.PassAsync(TimeSpan.FromSeconds(2));
        await client.ObjectsAsync();

        Assert.DoesNotContain(client.Pending(), signal => signal.Contains("Value=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Write_options_are_judged_as_bluez_does()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.SubscribedClientAsync();
        const string invalid = "InvalidArguments: Invalid arguments in method call";
        const string unsupported = "NotSupported: Operation is not supported";

        Assert.Equal(unsupported, await client.TryWriteAsync(Write, AskCells, ("type", "reliable")));
        Assert.Equal(unsupported, await client.TryWriteAsync(Write, AskCells, ("type", "nonsense")));
        Assert.Equal(invalid, await client.TryWriteAsync(Write, AskCells, ("type", (ushort)3)));
        Assert.Equal(unsupported, await client.TryWriteAsync(Write, AskCells, ("offset", (ushort)3)));
        Assert.Equal("ok", await client.TryWriteAsync(Write, AskCells, ("type", "command"), ("mtu", (ushort)23), ("link", "LE"),
            ("foo", 1)));
        Assert.Equal("Failed: Failed to initiate write", await client.TryWriteAsync(Write, new byte[21], ("type", "command")));
        Assert.Equal(unsupported, await client.TryWriteAsync(Write, new byte[21], ("type", "request")));
        Assert.Equal(unsupported, await client.TryWriteAsync(Notify, [1]));
        Assert.Equal(unsupported, await client.TryAsync(Write, "StartNotify"));
        Assert.Equal(unsupported, await client.TryAsync(Write, "AcquireWrite", "a{sv}", Variant.FromVariantDictionary([])));
    }

    [Fact]
    public async Task Two_writes_at_once_are_too_many()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.SubscribedClientAsync();
        // Keeps the first one waiting.
        simulation.Do("fault One attributes-hang");

        Task<string> first;
        using (simulation.Hold())
        {
            first = client.TryWriteAsync(Write, AskCells, ("type", "request"));
            Assert.Equal("InProgress: In Progress", await client.TryWriteAsync(Write, AskCells, ("type", "command")));
            simulation.Do("drop One");
        }

        Assert.Equal("Failed: Operation failed with ATT error: 0x0e", await first);
    }

    [Fact]
    public async Task A_write_to_a_battery_that_is_gone_hangs_until_the_link_is_given_up()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.SubscribedClientAsync();
        simulation.Simulation.Execute("vanish One");

        Assert.Equal("Failed: Operation failed with ATT error: 0x0e", await client.TryWriteAsync(Write, AskCells, ("type", "request")));
    }

    [Fact]
    public async Task Notifications_are_per_client_and_two_clients_double_every_signal()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient first = await simulation.SubscribedClientAsync();
        BlueZClient second = await simulation.ClientAsync();

        Assert.Equal("ok", await first.TryAsync(Notify, "StartNotify"));
        Assert.Equal("Failed: No notify session started", await second.TryAsync(Notify, "StopNotify"));
        Assert.Equal("ok", await second.TryAsync(Notify, "StartNotify"));
        first.Pending();
        await first.TryWriteAsync(Write, AskCells);
        Assert.Equal(await first.NextAsync("Value="), await first.NextAsync("Value="));

        await second.LeaveAsync();
        await first.ObjectsAsync();
        Assert.Equal("ok", await first.TryAsync(Notify, "StopNotify"));
        await first.NextAsync("Notifying=false");
        Assert.Equal("Failed: No notify session started", await first.TryAsync(Notify, "StopNotify"));
    }

    [Fact]
    public async Task A_subscription_comes_back_by_itself_after_a_lost_link()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.SubscribedClientAsync();
        simulation.Simulation.Execute("drop One");
        await client.NextAsync("Connected=false");

        Assert.True((await client.GetAsync(Notify, "Notifying")).AsBoolean());
        Assert.Equal("InProgress: In Progress", await client.TryAsync(Notify, "StartNotify"));
        Assert.Equal("ok", await client.TryAsync(RunningSimulation.Device, "Connect"));
        await client.NextAsync("ServicesResolved=true");

        Assert.Equal("ok", await client.TryWriteAsync(Write, AskCells));
        Assert.Equal("DD0400080CDE0CDF0CDF0CE0FC4C77", Convert.ToHexString((await client.FrameAsync()).Frame));
    }

    [Fact]
    public async Task A_recorded_battery_greets_and_answers_as_it_was_recorded()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "scenarios");
        string json = await File.ReadAllTextAsync(Path.Combine(folder, "recorded-battery.json"));
        await using var simulation = await RunningSimulation.StartAsync(
            json.Replace("A4:C1:38:00:00:03", RunningSimulation.Address, StringComparison.Ordinal)
                .Replace("recordings/", folder + "/recordings/", StringComparison.Ordinal));
        await using BlueZClient client = await simulation.SubscribedClientAsync();

        Assert.EndsWith("Value=00", await client.NextAsync("Value="), StringComparison.Ordinal);
        await client.TryWriteAsync(Write, AskPackInfo);
        Assert.EndsWith("Value=DD03001D055A00006D5E6D6000002C7C00000000", await client.NextAsync("Value="), StringComparison.Ordinal);
        Assert.EndsWith("Value=000080640304030B6E0B6E0B6AFAEF77", await client.NextAsync("Value="), StringComparison.Ordinal);
    }
}
