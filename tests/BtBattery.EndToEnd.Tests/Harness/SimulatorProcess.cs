using System.Net.Sockets;
using System.Text;

namespace BtBattery.EndToEnd.Tests.Harness;

/// <summary>The simulated BlueZ with its batteries, on a private bus, controlled over its socket.</summary>
internal sealed class SimulatorProcess : IAsyncDisposable
{
    private readonly ChildProcess _process;
    private readonly string _control;

    private SimulatorProcess(ChildProcess process, string control)
    {
        _process = process;
        _control = control;
    }

    public static async Task<SimulatorProcess> StartAsync(PrivateBus bus, string scenario)
    {
        string control = Path.Combine(bus.Folder, "control");
        var simulator = new SimulatorProcess(
            ChildProcess.Start(Repository.Simulator, ["run", "--scenario", scenario, "--control", control], bus.Environment), control);
        try
        {
            await simulator._process.WaitForErrorLineAsync("org.bluez is up");
            return simulator;
        }
        catch
        {
            await simulator.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends one command and expects it to be taken.</summary>
    /// <returns>The answer without its leading "ok".</returns>
    public async Task<string> CommandAsync(string command)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(_control));
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(command + "\n"));
        using var reader = new StreamReader(stream);
        string answer = await reader.ReadLineAsync().WaitAsync(ChildProcess.Patience) ?? "";
        Assert.StartsWith("ok", answer, StringComparison.Ordinal);
        return answer["ok".Length..].Trim();
    }

    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync() => await _process.DisposeAsync();
}
