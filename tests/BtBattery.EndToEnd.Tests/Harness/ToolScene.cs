using System.Text.Json;

namespace BtBattery.EndToEnd.Tests.Harness;

/// <summary>A private bus and the simulated radio with one battery; with or without the driver serving it.</summary>
internal sealed class ToolScene : IAsyncDisposable
{
    private readonly PrivateBus _bus;
    private ChildProcess? _driver;

    private ToolScene(PrivateBus bus, SimulatorProcess simulator)
    {
        _bus = bus;
        Simulator = simulator;
    }

    public PrivateBus Bus => _bus;

    public SimulatorProcess Simulator { get; }

    /// <summary>The driver, where there is one.</summary>
    public ChildProcess Driver => _driver!;

    public static async Task<ToolScene> StartAsync(bool isServed, string? scenario = null)
    {
        PrivateBus bus = await PrivateBus.StartAsync();
        var scene = new ToolScene(bus, await SimulatorProcess.StartAsync(bus, scenario ?? Repository.Scenario("one-battery.json")));
        if (isServed)
        {
            scene._driver = Scene.StartDriver(bus);
            await scene._driver.WaitForErrorLineAsync("data is coming in");
        }

        return scene;
    }

    /// <summary>Runs a command of the program to its end.</summary>
    public Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) =>
        ChildProcess.RunAsync(Repository.Driver, arguments, _bus.Environment, 3 * ChildProcess.Patience);

    /// <summary>Runs the shell with these lines as its input.</summary>
    public Task<(int ExitCode, string Output, string Errors)> ShellAsync(string arguments, params string[] lines) =>
        ChildProcess.RunAsync(
            "sh",
            ["-c", $"printf '%s\\n' {string.Join(' ', lines.Select(line => $"'{line}'"))} | {Repository.Driver} shell {arguments}"],
            _bus.Environment,
            4 * ChildProcess.Patience);

    /// <summary>How often the battery was connected so far.</summary>
    public async Task<int> ConnectsAsync() => (await StateAsync()).GetProperty("connects").GetInt32();

    /// <summary>True while a central is connected with it.</summary>
    public async Task<bool> IsConnectedAsync() => (await StateAsync()).GetProperty("connected").GetBoolean();

    /// <summary>True while somebody's phone has the battery.</summary>
    public async Task<bool> IsHeldByPhoneAsync() => (await StateAsync()).GetProperty("heldByPhone").GetBoolean();

    public async ValueTask DisposeAsync()
    {
        if (_driver is not null)
        {
            await _driver.DisposeAsync();
        }

        await Simulator.DisposeAsync();
        await _bus.DisposeAsync();
    }

    private async Task<JsonElement> StateAsync() => JsonDocument.Parse(await Simulator.CommandAsync("list")).RootElement[0];
}
