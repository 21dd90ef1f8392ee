using System.Globalization;
using BtBattery.DBus;
using BtBattery.EndToEnd.Tests.Harness;
using Xunit.Abstractions;

namespace BtBattery.EndToEnd.Tests;

/// <summary>What the shipping driver sends over a real dbus-daemon while every cell of four batteries changes at every poll.</summary>
public sealed class BusLoadTests(ITestOutputHelper output)
{
    private const int Batteries = 4;
    private const int Cells = 16;
    private const int Signals = 20;

    /// <summary>What a message has before its body is less than this.</summary>
    private const int MostHeader = 256;

    [Fact]
    public async Task Four_times_sixteen_cells_are_less_than_two_messages_and_five_kilobytes_a_second()
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        string scenario = Path.GetTempFileName();
        await File.WriteAllTextAsync(scenario, Scenario());
        await using SimulatorProcess simulator = await SimulatorProcess.StartAsync(bus, scenario);
        (ChildProcess process, string service) = await StartAsync(bus);
        await using ChildProcess driver = process;
        await using BusClient client = await BusClient.ConnectAsync(bus, service);
        await client.WaitUntilAsync(
            seen => Enumerable.Range(1, Batteries).All(battery => seen[$"/Batteries/{battery}/Voltages/Cell{Cells}"] is not null), "that all batteries are live");

        await using DBusConnection monitor = await DBusConnection.ConnectAsync(bus.Address);
        (int messages, long bytes) = (0, 0);
        var heard = new SemaphoreSlim(0);
        await monitor.SubscribeAsync(new MatchRule { Type = MessageType.Signal, Sender = service }, message =>
        {
            Interlocked.Increment(ref messages);
            Interlocked.Add(ref bytes, message.Body.Length + MostHeader);
            heard.Release();
        });
        long started = TimeProvider.System.GetTimestamp();
        for (int round = 0; round < Signals; round++)
        {
            string cells = string.Join(' ', Enumerable.Range(1, Cells).Select(cell =>
                string.Create(CultureInfo.InvariantCulture, $"cell{cell}={3.300 + (((round + cell) % 7) * 0.004):F3}")));
            await simulator.CommandAsync($"set all {cells} current={round % 5}");
            Assert.True(await heard.WaitAsync(ChildProcess.Patience), "No signal came.");
        }

        double seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{messages / seconds:F2} messages and {bytes / seconds:F0} bytes a second over {seconds:F0} s"));
        Assert.InRange(messages / seconds, 0, 2);
        Assert.InRange(bytes / seconds, 0, 5000);
        Assert.True(bytes > Signals * 1000, $"Only {bytes} bytes: not every cell was told.");
        File.Delete(scenario);
    }

    private static string Address(int battery) => string.Create(CultureInfo.InvariantCulture, $"A4:C1:38:00:00:0{battery}");

    private static string Scenario()
    {
        string cells = string.Join(", ", Enumerable.Repeat("3.300", Cells));
        return $$"""
            { "description": "Four packs of sixteen cells.", "batteries": [{{string.Join(",", Enumerable.Range(1, Batteries).Select(battery => $$"""
            { "name": "Pack{{battery}}", "address": "{{Address(battery)}}", "rssi": -60, "bms": "jbd", "state": { "cells": [{{cells}}], "current": 0, "soc": 50,
              "remainingAh": 50, "designAh": 100, "fullAh": 100, "cycles": 3, "temperatures": [20, 21], "productionDate": "2023-04-17", "software": "8.0", "hardware": "JBD" } }
            """))}}] }
            """;
    }

    /// <summary>Starts the driver for all four in parallel.</summary>
    /// <returns>It and the name of its service, once that is on the bus.</returns>
    private static async Task<(ChildProcess Process, string Service)> StartAsync(PrivateBus bus)
    {
        var name = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using DBusConnection connection = await DBusConnection.ConnectAsync(bus.Address);
        await connection.WatchNamespaceOwnersAsync("com.victronenergy.battery", (service, owner) =>
        {
            if (owner is not null)
            {
                name.TrySetResult(service);
            }
        });
        ChildProcess driver = ChildProcess.Start(Repository.Driver, ["-p", .. Enumerable.Range(1, Batteries).Select(Address), "--config", bus.Configuration], bus.Environment);
        return (driver, await name.Task.WaitAsync(ChildProcess.Patience));
    }
}
