using BtBattery.DBus;
using BtBattery.Simulator.Scenarios;
using BtBattery.Simulator.Tests.Support;

namespace BtBattery.Simulator.Tests.BlueZ;

/// <summary>The whole simulator in one process with its client: a pair of streams, and a clock that moves when it is told to.</summary>
public sealed class VirtualTimeTests
{
    [Fact]
    public async Task An_hour_of_reading_and_dropping_takes_no_time_and_needs_no_bus()
    {
        var clock = new ManualClock();
        (Stream ours, Stream theirs) = StreamPair.Create();
        var options = new DBusConnectionOptions { IsPeerToPeer = true, SkipAuthentication = true, TimeProvider = clock };
        await using DBusConnection server = await DBusConnection.ConnectAsync(theirs, options);
        await using DBusConnection client = await DBusConnection.ConnectAsync(ours, options);
        await using var simulation = new Simulation(server, ScenarioLoader.Parse(RunningSimulation.Json("\"known\": true,"), "."), clock);
        await simulation.StartAsync();
        var received = new List<byte>();
        await using IAsyncDisposable values = await client.SubscribeAsync(
            new MatchRule { Member = "PropertiesChanged", Path = RunningSimulation.Notify },
            signal =>
            {
                MessageReader reader = signal.GetReader();
                reader.ReadString();
                if (reader.ReadVariantDictionary().TryGetValue("Value", out Variant value)) received.AddRange(value.AsByteArray());
            });

        for (int minute = 0; minute < 60; minute++)
        {
            received.Clear();
            await Call(client, RunningSimulation.Device, "org.bluez.Device1", "Connect", clock, TimeSpan.FromSeconds(1));
            if (minute == 0) await Call(client, RunningSimulation.Notify, "org.bluez.GattCharacteristic1", "StartNotify", clock,
                TimeSpan.FromSeconds(1));
            await Write(client, Convert.FromHexString("DDA50400FFFC77"));
            clock.Advance(TimeSpan.FromSeconds(1));
            // One call later everything that was sent before it has arrived.
            await client.CallAsync("org.bluez", "/", "org.freedesktop.DBus.Peer", "Ping");
            Assert.Equal("DD0400080CDE0CDF0CDF0CE0FC4C77", Convert.ToHexString([.. received]));
            Assert.Equal("ok", simulation.Execute("drop One"));
            clock.Advance(TimeSpan.FromMinutes(1) - TimeSpan.FromSeconds(2));
        }

        Assert.Equal(60, simulation.BlueZ.Peripherals[0].Counters.Connects);
    }

    /// <summary>Makes a call that needs simulated time: lets it pass once the call has arrived.</summary>
    private static async Task Call(DBusConnection client, string path, string face, string member, ManualClock clock, TimeSpan needs)
    {
        Task<Message> call = client.CallAsync("org.bluez", path, face, member, Timeout.InfiniteTimeSpan);
        // Calls are answered in the order of their arrival, so when this one is answered the other has been taken.
        await client.CallAsync("org.bluez", "/", "org.freedesktop.DBus.ObjectManager", "GetManagedObjects");
        clock.Advance(needs);
        await call.WaitAsync(Deadline.Time);
    }

    private static Task<Message> Write(DBusConnection client, byte[] value)
    {
        MessageWriter call = client.CreateMethodCall("org.bluez", RunningSimulation.Write, "org.bluez.GattCharacteristic1", "WriteValue",
            "aya{sv}");
        call.WriteByteArray(value);
        call.WriteVariantDictionary([KeyValuePair.Create("type", (Variant)"command")]);
        return client.CallAsync(ref call);
    }
}
