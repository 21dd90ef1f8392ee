namespace BtBattery.EndToEnd.Tests.Harness;

/// <summary>The stand-in for the settings service of Venus OS, tests/clients/settings_service.py, on a private bus. What it keeps outlives it.</summary>
internal sealed class SettingsService : IAsyncDisposable
{
    private readonly ChildProcess _process;

    private SettingsService(ChildProcess process) => _process = process;

    /// <summary>Starts it, or one that goes on with what an earlier one on this bus kept, and waits until it has its name.</summary>
    /// <param name="bus">The bus.</param>
    /// <param name="options">As its usage says.</param>
    public static async Task<SettingsService> StartAsync(PrivateBus bus, params string[] options)
    {
        var service = new SettingsService(ChildProcess.Start(
            "/usr/bin/python3",
            [Path.Combine(Repository.Root, "tests", "clients", "settings_service.py"), bus.Address, "--file", Path.Combine(bus.Folder, "settings.json"), .. options],
            bus.Environment));
        await service._process.WaitForErrorLineAsync("ready");
        return service;
    }

    /// <summary>SIGKILL, and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync() => await _process.DisposeAsync();
}
