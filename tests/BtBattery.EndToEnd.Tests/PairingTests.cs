using System.Text.Json.Nodes;
using BtBattery.DBus;
using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>Pairing by passkey, between the shipping driver and a bluetoothd whose every question we choose.</summary>
public sealed class PairingTests
{
    private const string Rejected = "org.bluez.Error.Rejected";

    [Fact]
    public async Task The_battery_is_paired_through_an_agent_that_is_not_the_default_and_then_served()
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using FakeBlueZ bluez = await FakeBlueZ.StartAsync(bus);
        uint passkey = 0;
        bluez.WhilePairing = async fake => passkey = (await fake.AskAgentAsync("RequestPasskey", FakeBlueZ.Device)).GetReader().ReadUInt32();
        await using ChildProcess driver = StartDriver(bus, "PIN = 042137");
        await using BusClient client = await BusClient.ConnectAsync(bus, Scene.Service);
        await client.WaitUntilAsync(seen => seen["/Connected"] is 1, "data");

        Assert.Equal(42137u, passkey);
        Assert.Equal(["Connect", "RegisterAgent KeyboardOnly", "Pair of the agent's owner", "Paired", "UnregisterAgent"], bluez.Calls);
        Assert.Contains("is paired", driver.Errors, StringComparison.Ordinal);
        Assert.Equal(26.53, client["/Dc/0/Voltage"]);
    }

    [Fact]
    public async Task Only_BlueZ_is_answered_for_the_one_device_with_its_own_passkey()
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using FakeBlueZ bluez = await FakeBlueZ.StartAsync(bus);
        var answers = new List<(string Question, string Answer)>();
        bluez.WhilePairing = async fake =>
        {
            foreach (string device in (string[])[FakeBlueZ.OtherDevice, "/org/bluez/hci1/dev_A4_C1_38_00_00_01", "/"])
            {
                await AskAsync($"passkey of {device}", async () => await fake.AskAgentAsync("RequestPasskey", device));
                await AskAsync($"PIN code of {device}", async () => await fake.AskAgentAsync("RequestPinCode", device));
                await AskAsync($"confirmation for {device}", async () => await fake.AskAgentAsync("RequestConfirmation", device, 123456));
                await AskAsync($"authorization of {device}", async () => await fake.AskAgentAsync("RequestAuthorization", device));
            }

            await AskAsync("stranger", async () => await fake.AskAgentAsStrangerAsync(bus, "RequestPasskey", FakeBlueZ.Device));
            await AskAsync("another passkey", async () => await fake.AskAgentAsync("RequestConfirmation", FakeBlueZ.Device, 123457));
            await AskAsync("no passkey", async () => await fake.AskAgentAsync("RequestAuthorization", FakeBlueZ.Device));

            Assert.Equal("123456", (await fake.AskAgentAsync("RequestPinCode", FakeBlueZ.Device)).GetReader().ReadString());
            await fake.AskAgentAsync("RequestConfirmation", FakeBlueZ.Device, 123456);
        };
        await using ChildProcess driver = StartDriver(bus, "PIN = 123456");
        await driver.WaitForErrorLineAsync("is paired");

        Assert.Equal(15, answers.Count);
        Assert.All(answers, answer => Assert.Equal((answer.Question, Rejected), answer));
        Assert.DoesNotContain("RequestDefaultAgent", bluez.Calls);

        async Task AskAsync(string question, Func<Task> ask)
        {
            try
            {
                await ask();
                answers.Add((question, "granted"));
            }
            catch (DBusErrorException exception)
            {
                answers.Add((question, exception.ErrorName));
            }
        }
    }

    [Fact]
    public async Task A_battery_that_lets_nobody_subscribe_is_paired_too()
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using FakeBlueZ bluez = await FakeBlueZ.StartAsync(bus);
        bluez.SubscribingUnpaired = new DBusErrorException("org.bluez.Error.NotPermitted", "Not paired");
        await using ChildProcess driver = StartDriver(bus, "PIN = 123456");
        await using BusClient client = await BusClient.ConnectAsync(bus, Scene.Service);

        await client.WaitUntilAsync(seen => seen["/Connected"] is 1, "data");
        Assert.Single(bluez.Calls, "Connect");
    }

    [Theory]
    [InlineData("org.bluez.Error.NotAuthorized", "Operation Not Authorized", true)]
    [InlineData("org.bluez.Error.Failed", "Operation failed with ATT error: 0x05", true)]
    [InlineData("org.bluez.Error.Failed", "Operation failed with ATT error: 0x0f", true)]
    [InlineData("org.bluez.Error.NotPermitted", "Notify acquired", false)]
    [InlineData("org.bluez.Error.Failed", "Operation failed with ATT error: 0x0e", false)]
    public async Task Without_a_PIN_the_driver_asks_for_it_where_the_error_is_about_pairing(string error, string text, bool isAboutPairing)
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using FakeBlueZ bluez = await FakeBlueZ.StartAsync(bus);
        bluez.SubscribingUnpaired = new DBusErrorException(error, text);
        await using ChildProcess driver = StartDriver(bus, "");

        await driver.WaitForErrorLineAsync(isAboutPairing ? "Set its PIN" : "The device is connected but answers no request");
        Assert.Equal(isAboutPairing, driver.Errors.Contains("PIN", StringComparison.Ordinal));
        Assert.DoesNotContain(bluez.Calls, call => call.Contains("Agent", StringComparison.Ordinal) || call.Contains("Pair", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_PIN_that_is_refused_is_offered_three_times_and_the_owner_told()
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using FakeBlueZ bluez = await FakeBlueZ.StartAsync(bus);
        bluez.WhilePairing = _ => throw new DBusErrorException("org.bluez.Error.AuthenticationFailed", "Authentication Failed");
        await using ChildProcess driver = StartDriver(bus, "PIN = 123456");
        string line = await driver.WaitForErrorLineAsync("were in vain");

        Assert.Contains("3 attempts with its PIN", line, StringComparison.Ordinal);
        Assert.Contains("did not accept the PIN", line, StringComparison.Ordinal);
        Assert.Equal(3, bluez.Calls.Count(call => call.StartsWith("Pair ", StringComparison.Ordinal)));
        Assert.Equal(3, bluez.Calls.Count(call => call == "UnregisterAgent"));
    }

    [Fact]
    public async Task Stopping_in_the_middle_cancels_the_pairing_and_takes_the_agent_back()
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using FakeBlueZ bluez = await FakeBlueZ.StartAsync(bus);
        var pairing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bluez.WhilePairing = _ =>
        {
            pairing.SetResult();
            return Task.CompletedTask;
        };
        bluez.LeavesPairUnanswered = true;
        await using ChildProcess driver = StartDriver(bus, "PIN = 123456");
        await pairing.Task.WaitAsync(ChildProcess.Patience);

        driver.Terminate();
        Assert.Equal(0, await driver.WaitForExitAsync());
        Assert.Equal(["CancelPairing", "UnregisterAgent", "Disconnect"], bluez.Calls.TakeLast(3));
    }

    [Fact]
    public async Task A_simulated_board_that_wants_a_passkey_is_served_with_it_and_stays_paired_over_a_lost_link()
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        string scenario = Path.Combine(bus.Folder, "scenario.json");
        JsonObject described = JsonNode.Parse(await File.ReadAllTextAsync(Repository.Scenario("one-battery.json")))!.AsObject();
        described["batteries"]![0]!["passkey"] = 123456;
        await File.WriteAllTextAsync(scenario, described.ToJsonString());
        await using SimulatorProcess simulator = await SimulatorProcess.StartAsync(bus, scenario);
        await using ChildProcess driver = StartDriver(bus, "PIN = 123456");
        await using BusClient client = await BusClient.ConnectAsync(bus, Scene.Service);
        await client.WaitUntilAsync(seen => seen["/Connected"] is 1, "data");

        await simulator.CommandAsync("drop 1");
        await driver.WaitForErrorLineAsync("The link was dropped");
        await simulator.CommandAsync("set 1 soc=33");
        await client.WaitUntilAsync(seen => seen["/Soc"] is 33.0, "data after the drop");
        Assert.Single(driver.Errors.Split('\n'), line => line.Contains("is paired", StringComparison.Ordinal));
    }

    private static ChildProcess StartDriver(PrivateBus bus, string settings)
    {
        string file = Path.Combine(bus.Folder, "config.ini");
        File.WriteAllText(file, $"[{FakeBlueZ.Address}]\n{settings}\n");
        return Scene.StartDriver(bus, "--config", file);
    }
}
