using BtBattery.Driver.Configuration;
using BtBattery.Driver.Run;

namespace BtBattery.World.Tests;

/// <summary>One running driver with its batteries: what the program's run command makes of a configuration.</summary>
internal sealed class DriverProcess(World world, int number, IReadOnlyList<ServedBattery> batteries) : IDisposable
{
    private readonly MonotonicClock _clock = new(world.Time);
    private CancellationTokenSource _stop = new();
    private LoopWatchdog? _watchdog;
    private Task _running = Task.CompletedTask;

    public IReadOnlyList<ServedBattery> Batteries => batteries;

    /// <summary>Its present life, or its last.</summary>
    public BusProgram Program { get; private set; } = new();

    /// <summary>True if the driver ended although nobody had told it to.</summary>
    public bool HasFailed => _running.IsFaulted || (_running.IsCompleted && !_stop.IsCancellationRequested);

    public Exception? Failure => _running.Exception?.InnerException;

    public bool IsRunning => !_running.IsCompleted;

    public void Start()
    {
        var request = new ConfigurationRequest
        {
            ProgramFolder = world.Folder,
            CurrentFolder = world.Folder,
            Batteries = [.. batteries.Select(battery => battery.Address.ToString())],
            IsParallel = batteries.Count > 1,
        };
        DriverConfiguration configuration = ConfigurationLoader.Load(request, world.Files);
        Assert.False(configuration.HasErrors, string.Join('\n', configuration.Findings));
        var chance = new Random(unchecked(world.Options.Seed + number));
        var services = new BatteryServices(request, world.Bus.Address, "1.2.3", new MonotonicClock(world.Time), world.Files, world.Log)
        {
            Chance = chance.NextDouble,
            Machine = world.Machine,
        };
        _watchdog = services.Watchdog;
        _stop.Dispose();
        _stop = new CancellationTokenSource();
        Program = new BusProgram();
        world.Bus.Program.Value = Program;
        _running = ServeAsync(services, configuration, _stop.Token);
        world.Bus.Program.Value = null;
        world.RunReady();
    }

    /// <summary>What the thread of the watchdog does from time to time.</summary>
    /// <returns>Why the process would end; null if it goes on.</returns>
    public string? LookAtLoops() => _watchdog?.Look(_clock.Now);

    /// <summary>As SIGTERM does; releasing the batteries takes a little time.</summary>
    public void Stop()
    {
        _stop.Cancel();
        world.RunReady();
    }

    /// <summary>As SIGKILL does: its connections end, and nothing is released.</summary>
    public void Kill()
    {
        world.Bus.Disconnect(Program);
        Stop();
    }

    public void Dispose() => _stop.Dispose();

    private static async Task ServeAsync(BatteryServices services, DriverConfiguration configuration, CancellationToken stop)
    {
        try
        {
            await services.RunAsync(configuration, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // As the program does.
        }
    }
}
