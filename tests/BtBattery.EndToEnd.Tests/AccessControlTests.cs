using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>Boards that want a password, and a type that is not theirs: data, or a verdict in words.</summary>
public sealed class AccessControlTests : IAsyncLifetime
{
    private PrivateBus _bus = null!;

    public async Task InitializeAsync() => _bus = await PrivateBus.StartAsync();

    public async Task DisposeAsync() => await _bus.DisposeAsync();

    [Fact]
    public async Task The_right_password_opens_the_board_again_after_every_reconnect()
    {
        await using SimulatorProcess simulator = await StartAsync("\"password\": \"123456\"");
        await using ChildProcess driver = await StartDriverAsync("PASSWORD = 123456");
        await using BusClient client = await BusClient.ConnectAsync(_bus, Scene.Service);
        await client.WaitUntilAsync(seen => seen["/Dc/0/Voltage"] is not null, "data");

        await simulator.CommandAsync("drop 1");
        await simulator.CommandAsync("set 1 soc=31");
        await client.WaitUntilAsync(seen => seen["/Soc"] is 31.0, "data after the reconnect");
        Assert.DoesNotContain("123456", driver.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_offered_three_times_and_then_never_again()
    {
        await using SimulatorProcess simulator = await StartAsync("\"password\": \"123456\"");
        await using ChildProcess driver = await StartDriverAsync("PASSWORD = 654321");
        await using BusClient client = await BusClient.ConnectAsync(_bus, Scene.Service);
        await driver.WaitForErrorLineAsync("refused the password");
        await client.WaitUntilAsync(seen => seen["/Alarms/BmsCable"] is 2, "the alarm");

        Assert.Contains("refused the password", (string?)client["/Diagnostics/Problem"], StringComparison.Ordinal);
        Assert.Null(client["/Dc/0/Voltage"]);
        Assert.DoesNotContain("654321", driver.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_password_the_owner_is_told_to_set_one()
    {
        await using SimulatorProcess simulator = await StartAsync("\"password\": \"123456\"");
        await using ChildProcess driver = await StartDriverAsync("");
        await driver.WaitForErrorLineAsync("Set PASSWORD");
    }

    [Fact]
    public async Task A_type_in_the_settings_is_not_asked_for_and_a_wrong_one_gives_no_value()
    {
        await using SimulatorProcess simulator = await StartAsync("\"rssi\": -60");
        await using ChildProcess driver = await StartDriverAsync("BMS_TYPE = daly-d2");
        await using BusClient client = await BusClient.ConnectAsync(_bus, Scene.Service);
        await driver.WaitForErrorLineAsync("does not answer Daly");
        Assert.Null(client["/Dc/0/Voltage"]);
        Assert.Equal("daly-d2", client["/Diagnostics/BmsType"]);
    }

    private async Task<SimulatorProcess> StartAsync(string more)
    {
        string scenario = Path.Combine(_bus.Folder, "scenario.json");
        await File.WriteAllTextAsync(scenario, $$"""
            { "batteries": [ {
                "name": "board", "address": "{{Scene.Address}}", "bms": "jbd", {{more}},
                "state": { "cells": [3.3, 3.3, 3.3, 3.3], "soc": 50, "remainingAh": 50, "designAh": 100 } } ] }
            """);
        return await SimulatorProcess.StartAsync(_bus, scenario);
    }

    private async Task<ChildProcess> StartDriverAsync(string setting)
    {
        string settings = Path.Combine(_bus.Folder, "config.ini");
        await File.WriteAllTextAsync(settings, $"[DEFAULT]\n{setting}\n");
        return ChildProcess.Start(Repository.Driver, [Scene.Address, "--config", settings], _bus.Environment);
    }
}
