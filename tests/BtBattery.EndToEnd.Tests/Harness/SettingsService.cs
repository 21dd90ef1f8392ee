using System.Text.Json;

namespace BtBattery.EndToEnd.Tests.Harness;

/// <summary>The stand-in for the settings service of Venus OS, tests/clients/settings_service.py, on a private bus. What it keeps outlives it.</summary>
internal sealed class SettingsService : IAsyncDisposable
{
    public const string Name = "com.victronenergy.settings";

    private readonly ChildProcess _process;

    private SettingsService(ChildProcess process) => _process = process;

    /// <summary>Starts it, or one that goes on with what an earlier one on this bus kept, and waits until it has its name.</summary>
    /// <param name="bus">The bus.</param>
    /// <param name="options">As its usage says.</param>
    public static async Task<SettingsService> StartAsync(PrivateBus bus, params string[] options)
    {
        var service = new SettingsService(ChildProcess.Start(
            "/usr/bin/python3",
            [Path.Combine(Repository.Root, "tests", "clients", "settings_service.py"), bus.Address, "--file", FileOf(bus), .. options],
            bus.Environment));
        await service._process.WaitForErrorLineAsync("ready");
        return service;
    }

    /// <summary>Other batteries were there before and have these numbers.</summary>
    public static void Occupy(PrivateBus bus, params int[] instances) => File.WriteAllText(
        FileOf(bus),
        JsonSerializer.Serialize(instances.ToDictionary(
            instance => $"/Settings/Devices/other{instance}/ClassAndVrmInstance",
            instance => new Dictionary<string, object?> { ["type"] = "s", ["value"] = $"battery:{instance}", ["default"] = "battery:1", ["min"] = null, ["max"] = null })));

    /// <summary>SIGKILL, and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync() => await _process.DisposeAsync();

    private static string FileOf(PrivateBus bus) => Path.Combine(bus.Folder, "settings.json");
}
