using System.Text.Json;

namespace BtBattery.EndToEnd.Tests.Harness;

/// <summary>One of the programs in tests/clients: it knows the bus through python3-dbus only, and ends with a verdict of its own.</summary>
internal sealed class PythonClient : IAsyncDisposable
{
    /// <summary>Some of them read a whole tree in every way there is.</summary>
    private static readonly TimeSpan s_patience = 4 * ChildProcess.Patience;

    private readonly ChildProcess _process;

    private PythonClient(ChildProcess process) => _process = process;

    /// <summary>Starts one on a bus.</summary>
    /// <param name="bus">The bus.</param>
    /// <param name="program">Its file, such as <c>walker.py</c>.</param>
    /// <param name="arguments">What stands behind the address of the bus.</param>
    public static PythonClient Start(PrivateBus bus, string program, params string[] arguments) =>
        new(ChildProcess.Start("/usr/bin/python3", [Path.Combine(Repository.Root, "tests", "clients", program), bus.Address, .. arguments], bus.Environment));

    /// <summary>Waits until it says that it has come so far.</summary>
    public Task SaidAsync(string line) => _process.WaitForErrorLineAsync(line);

    /// <summary>Waits for its end, and fails with everything it found wrong.</summary>
    /// <param name="least">How many checks it must have made; fewer would mean that it looked at nothing.</param>
    /// <returns>What it measured beside that.</returns>
    public async Task<JsonElement> VerdictAsync(int least)
    {
        int exitCode = await _process.WaitForExitAsync(s_patience);
        Assert.True(_process.Output.Length > 0, _process.Errors);
        JsonElement verdict = JsonDocument.Parse(_process.Output).RootElement;
        Assert.Empty(verdict.GetProperty("failures").EnumerateArray().Select(failure => failure.GetString()));
        Assert.Equal(0, exitCode);
        Assert.InRange(verdict.GetProperty("checks").GetInt32(), least, int.MaxValue);
        return verdict.GetProperty("facts");
    }

    public async ValueTask DisposeAsync() => await _process.DisposeAsync();
}
