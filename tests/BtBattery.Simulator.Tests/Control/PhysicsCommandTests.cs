using System.Text.Json;
using BtBattery.Simulator.Tests.Physics.Power;
using BtBattery.Simulator.Tests.Support;
using BtBattery.Simulator.Scenarios;

namespace BtBattery.Simulator.Tests.Control;

public sealed class PhysicsCommandTests
{
    private static string Json => $$"""
        { "physics": { "system": {{PhysicsJson.System(Loop.Sunny())}} }, "batteries": [
          { "name": "One", "address": "A4:C1:38:00:00:01", "bms": "jbd", "pack": {{PhysicsJson.Pack(Loop.Pack())}} } ] }
        """;

    [Theory]
    [InlineData("physics load 500", "ok")]
    [InlineData("physics dc-load described", "ok")]
    [InlineData("physics sun 0.3", "ok")]
    [InlineData("physics air -20", "ok")]
    [InlineData("physics feed-in on", "ok")]
    [InlineData("physics freeze One", "ok")]
    [InlineData("physics thaw all", "ok")]
    [InlineData("set One soc=20 cell1=3.5", "ok")]
    [InlineData("set One soc=120", "error the state of charge is not between")]
    [InlineData("physics sun 1.3", "error 1.3 is neither a number from 0 to 1 nor described")]
    [InlineData("physics freeze Two", "error there is no battery Two")]
    [InlineData("physics load", "error nothing, or one of these is needed")]
    public async Task A_line_is_answered_with_one_line(string line, string expected)
    {
        await using var simulation = await RunningSimulation.StartAsync(Json);
        string answer = simulation.Simulation.Execute(line);
        Assert.StartsWith(expected, answer, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', answer);
    }

    [Fact]
    public async Task The_figures_are_what_flows_and_the_commands_change_it()
    {
        await using var simulation = await RunningSimulation.StartAsync(Json, speed: 60);
        simulation.Do("physics load 650", "physics air -5");
        await simulation.PassAsync(TimeSpan.FromSeconds(5));
        using JsonDocument figures = JsonDocument.Parse(simulation.Do("physics"));
        JsonElement all = figures.RootElement;
        Assert.Equal((650, -5, true), (all.GetProperty("loadWatts").GetDouble(), all.GetProperty("air").GetDouble(), all.GetProperty("bmsLost").GetBoolean()));
        Assert.Equal(JsonValueKind.Null, all.GetProperty("cvl").ValueKind);
        Assert.InRange(all.GetProperty("packs")[0].GetProperty("highestCell").GetDouble(), 3.2, 3.4);
    }

    [Fact]
    public async Task Without_physics_there_is_no_such_command()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        Assert.Equal("error this scenario has no physics", simulation.Simulation.Execute("physics sun 1"));
    }
}
