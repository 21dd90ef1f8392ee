using System.Text.Json;
using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary><c>btbattery status</c> as a script uses it: by its exit code.</summary>
public sealed class StatusTests : IAsyncLifetime, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("btbattery-status-").FullName;
    private ToolScene _scene = null!;

    private string Config => Path.Combine(_folder, "config.ini");

    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(Config, $"[BANK]\nBATTERIES = {Scene.Address}\n");
        _scene = await ToolScene.StartAsync(isServed: true);
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_driver_that_answers_is_fine_whatever_its_batteries_do()
    {
        (int exitCode, string output, string errors) = await _scene.RunAsync("status", "--config", Config);
        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Contains($"runs and answers as {Scene.Service}", output, StringComparison.Ordinal);
        Assert.Contains($"{Scene.Address}", output, StringComparison.Ordinal);

        await _scene.Simulator.CommandAsync("vanish 1");
        (exitCode, output, _) = await _scene.RunAsync("status", "--json", "--config", Config);
        Assert.Equal(0, exitCode);
        Assert.Equal(Scene.Service, JsonDocument.Parse(output).RootElement.GetProperty("driver").GetProperty("service").GetString());
    }

    [Fact]
    public async Task A_driver_of_another_configuration_does_not_count()
    {
        await File.WriteAllTextAsync(Config, "[BANK]\nBATTERIES = A4:C1:38:00:00:09\n");
        (int exitCode, string output, _) = await _scene.RunAsync("status", "--wait", "1", "--config", Config);
        Assert.Equal(3, exitCode);
        Assert.Contains("com.victronenergy.battery.btbattery_a4c138000009 is not on the bus: the driver does not run.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_configuration_that_cannot_be_served_is_told()
    {
        await File.WriteAllTextAsync(Config, "[BANK]\nBATTERIES = nonsense\n");
        (int exitCode, string output, _) = await _scene.RunAsync("status", "--config", Config);
        Assert.Equal(3, exitCode);
        Assert.Contains("The configuration is wrong: ", output, StringComparison.Ordinal);
    }
}
