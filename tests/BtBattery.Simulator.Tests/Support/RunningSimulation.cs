using BtBattery.DBus;
using BtBattery.Simulator.Scenarios;

namespace BtBattery.Simulator.Tests.Support;

/// <summary>A simulation on a bus of its own, twenty times as fast as life.</summary>
internal sealed class RunningSimulation : IAsyncDisposable
{
    public const string Address = "A4:C1:38:00:00:01";

    private readonly PrivateBus _bus;
    private readonly DBusConnection _connection;
    private readonly FastClock _clock;

    private RunningSimulation(PrivateBus bus, DBusConnection connection, Simulation simulation, FastClock clock)
    {
        _bus = bus;
        _connection = connection;
        _clock = clock;
        Simulation = simulation;
    }

    public Simulation Simulation { get; }

    /// <summary>Ends the bus as a crash would, and waits until our end has noticed.</summary>
    public Task LoseBusAsync()
    {
        _bus.Kill();
        return _connection.Disconnected.WaitAsync(Deadline.Time);
    }

    public string BusAddress => _bus.Address;

    public static string Device => BlueZClient.Device(Address);

    public static string Notify => Device + "/service0010/char0011";

    public static string Write => Device + "/service0010/char0014";

    /// <summary>Key of a scenario whose bluetoothd has Adapter1.ConnectDevice.</summary>
    public const string Experimental = "\"experimental\": true,";

    /// <param name="extra">Further keys of the battery, such as "known": true.</param>
    /// <param name="top">Further keys of the scenario.</param>
    public static string Json(string extra = "", string top = "") => $$"""
        { {{top}} "batteries": [ { "name": "One", "address": "{{Address}}", "bms": "jbd", {{extra}} "state": {
          "cells": [3.294, 3.295, 3.295, 3.296], "current": -1.52, "soc": 53, "remainingAh": 165.58, "designAh": 300, "temperatures": [21, 21.5],
          "productionDate": "2023-05-16", "software": "4.1", "hardware": "JBD-SP04S034" } } ] }
        """;

    /// <param name="json">The scenario; without it, one battery.</param>
    /// <param name="speed">How many times as fast as life.</param>
    /// <param name="beforeStart">Called when the simulation is made and nothing of it has run.</param>
    public static async Task<RunningSimulation> StartAsync(string? json = null, int speed = 20, Action<Simulation>? beforeStart = null)
    {
        PrivateBus bus = await PrivateBus.StartAsync();
        DBusConnection connection = await DBusConnection.ConnectAsync(bus.Address);
        var clock = new FastClock(speed);
        var simulation = new Simulation(connection, ScenarioLoader.Parse(json ?? Json(), "."), clock);
        beforeStart?.Invoke(simulation);
        await simulation.StartAsync();
        return new RunningSimulation(bus, connection, simulation, clock);
    }

    /// <summary>Simulated time since the start.</summary>
    public TimeSpan Now => Simulation.BlueZ.Agenda.Now;

    /// <summary>Carries out control commands that must be taken, and returns the last answer without its "ok".</summary>
    public string Do(params string[] commands)
    {
        string answer = "";
        foreach (string command in commands)
        {
            answer = Simulation.Execute(command);
            Assert.StartsWith("ok", answer, StringComparison.Ordinal);
        }
        return answer["ok".Length..].Trim();
    }

    /// <summary>Lets simulated time pass.</summary>
    public Task PassAsync(TimeSpan span)
    {
        var passed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Simulation.BlueZ.Agenda.After(span, passed.SetResult);
        return passed.Task.WaitAsync(Deadline.Time);
    }

    /// <summary>
    /// Lets no simulated time pass until disposed: for what has to be done while something is under way, however long a busy machine takes for it.
    /// </summary>
    public IDisposable Hold()
    {
        _clock.Hold();
        return new Held(_clock);
    }

    /// <summary>As <see cref="Hold"/>, after so much of simulated time from now.</summary>
    public async Task<IDisposable> HoldAfterAsync(TimeSpan span)
    {
        IDisposable held = Hold();
        Task passed = PassAsync(span);
        _clock.GoFor(span);
        await passed;
        return held;
    }

    public Task<BlueZClient> ClientAsync() => BlueZClient.ConnectAsync(_bus.Address);

    /// <summary>A client with the battery connected and its services resolved.</summary>
    public async Task<BlueZClient> ConnectedClientAsync()
    {
        BlueZClient client = await ClientAsync();
        await client.UntilSeenAsync(Address);
        Task<string> connect;

        // What nobody uses is forgotten soon after discovery has ended.
        using (Hold())
        {
            Assert.Equal("ok", await client.TryAsync(BlueZClient.Adapter, "StopDiscovery"));
            connect = client.TryAsync(Device, "Connect");
            await client.ObjectsAsync();
        }
        Assert.Equal("ok", await connect);
        await client.NextAsync("ServicesResolved=");
        return client;
    }

    /// <summary>A client with a battery connected that bluetoothd has known before.</summary>
    public async Task<BlueZClient> ConnectedKnownClientAsync()
    {
        BlueZClient client = await ClientAsync();
        Assert.Equal("ok", await client.TryAsync(Device, "Connect"));
        await client.NextAsync("ServicesResolved=true");
        return client;
    }

    /// <summary>A client that also receives notifications.</summary>
    public async Task<BlueZClient> SubscribedClientAsync()
    {
        BlueZClient client = await ConnectedClientAsync();
        Assert.Equal("ok", await client.TryAsync(Notify, "StartNotify"));
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await Simulation.DisposeAsync();
        await _connection.DisposeAsync();
        await _bus.DisposeAsync();
    }

    private sealed class Held(FastClock clock) : IDisposable
    {
        public void Dispose() => clock.Go();
    }
}
