using BtBattery.DBus;
using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.Weight;

/// <summary>The driver that is weighed, serving the four batteries.</summary>
internal sealed class ServingDriver : IAsyncDisposable
{
    private readonly long _started = TimeProvider.System.GetTimestamp();
    private readonly ChildProcess _process;

    private ServingDriver(string program, PrivateBus bus) =>
        _process = ChildProcess.Start(program, ["-p", .. FourBatteries.Addresses, "--config", bus.Configuration], EnvironmentOf(bus));

    public int Id => _process.Id;

    /// <summary>Its name on the bus.</summary>
    public string Service { get; private set; } = "";

    /// <summary>The unique name of the connection of the service.</summary>
    public string Connection { get; private set; } = "";

    /// <summary>How long after its start its name was on the bus.</summary>
    public TimeSpan NameAfter { get; private set; }

    /// <summary>Since its start.</summary>
    public TimeSpan Age => TimeProvider.System.GetElapsedTime(_started);

    /// <summary>Starts it and waits until its name is on the bus.</summary>
    public static async Task<ServingDriver> StartAsync(string program, PrivateBus bus)
    {
        await using DBusConnection watching = await DBusConnection.ConnectAsync(bus.Address);
        var owned = new TaskCompletionSource<(string Service, string Connection, long At)>(TaskCreationOptions.RunContinuationsAsynchronously);
        await watching.WatchNamespaceOwnersAsync("com.victronenergy.battery", (service, owner) =>
        {
            if (owner is not null)
            {
                owned.TrySetResult((service, owner, TimeProvider.System.GetTimestamp()));
            }
        });
        var driver = new ServingDriver(program, bus);
        Task<int> ended = driver._process.WaitForExitAsync();
        if (await Task.WhenAny(owned.Task, ended) == ended)
        {
            await driver.DisposeAsync();
            throw new InvalidOperationException(
                $"The program {(ended.IsFaulted ? $"was not on the bus within {ChildProcess.Patience.TotalSeconds} s" : $"ended before it was on the bus, with code {await ended}")}. It said:\n{driver._process.Errors}");
        }

        (driver.Service, driver.Connection, long at) = await owned.Task;
        driver.NameAfter = TimeProvider.System.GetElapsedTime(driver._started, at);
        return driver;
    }

    /// <summary>Waits until every cell of every battery has a value.</summary>
    public static async Task WaitForAllAsync(PrivateBus bus, string service)
    {
        await using BusClient client = await BusClient.ConnectAsync(bus, service);
        await client.WaitUntilAsync(
            seen => Enumerable.Range(1, FourBatteries.Count).All(battery => seen[$"/Batteries/{battery}/Voltages/Cell{FourBatteries.Cells}"] is not null),
            "that all batteries are live");
    }

    /// <summary>What it is at this moment.</summary>
    /// <exception cref="InvalidOperationException">It has ended.</exception>
    public ProcessFigures Look() =>
        _process.HasExited ? throw new InvalidOperationException($"The driver has ended. It said:\n{_process.Errors}") : ProcessFigures.Read(_process.Id);

    /// <summary>Ends it as a supervisor does.</summary>
    public async Task StopAsync()
    {
        _process.Terminate();
        await _process.WaitForExitAsync();
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    /// <summary>What the service gives it on a GX device: the lines <c>export NAME=VALUE</c> of its run script.</summary>
    private static Dictionary<string, string?> EnvironmentOf(PrivateBus bus)
    {
        var environment = new Dictionary<string, string?>(bus.Environment);
        foreach (string line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "service-run")))
        {
            if (line.Split(' ', '=') is ["export", string name, string value])
            {
                environment[name] = value;
            }
        }

        return environment;
    }
}
