using BtBattery.Aggregation.Wiring;
using BtBattery.Driver.Configuration;
using BtBattery.Driver.Run;

namespace BtBattery.World.Tests;

/// <summary>One running driver with its batteries: what the program's run command makes of a configuration.</summary>
internal sealed class DriverProcess(World world, int number, IReadOnlyList<ServedBattery> batteries) : IDisposable
{
    /// <summary>Batteries are asked at whole seconds of a driver's clock, and in a world things happen at those of the world: not in the middle of a round.</summary>
    private static readonly TimeSpan s_offBeat = TimeSpan.FromSeconds(0.6);

    private readonly MonotonicClock _clock = new(world.Time);
    private CancellationTokenSource _stop = new();
    private readonly List<(TimeSpan At, string Message)> _managers = [];
    private LoopWatchdog? _watchdog;
    private Task _running = Task.CompletedTask;
    private IReadOnlyDictionary<string, byte[]?> _left = new Dictionary<string, byte[]?>();

    public IReadOnlyList<ServedBattery> Batteries => batteries;

    /// <summary>Its service, as it was when it was started.</summary>
    public string ServiceName { get; private set; } = "";

    /// <summary>The bank, as it was when it was started.</summary>
    public BankNode? Wiring { get; private set; }

    /// <summary>Its present life, or its last.</summary>
    public BusProgram Program { get; private set; } = new();

    /// <summary>What its service manager was told, in all its lives, and when.</summary>
    public IReadOnlyList<(TimeSpan At, string Message)> ToldManager => _managers;

    /// <summary>True if the driver ended although nobody had told it to.</summary>
    public bool HasFailed => _running.IsFaulted || (_running.IsCompleted && !_stop.IsCancellationRequested);

    public Exception? Failure => _running.Exception?.InnerException;

    public bool IsRunning => !_running.IsCompleted;

    public void Start()
    {
        foreach ((string file, byte[]? content) in _left)
        {
            File.Delete(file);
            if (content is not null)
            {
                File.WriteAllBytes(file, content);
            }
        }

        _left = new Dictionary<string, byte[]?>();
        var request = new ConfigurationRequest
        {
            ProgramFolder = world.Folder,
            CurrentFolder = world.Folder,
            Batteries = [.. batteries.Select(battery => battery.Address.ToString())],
            Topology = batteries.Count > 1 ? TopologyOf(world.Options.Topology) : null,
        };
        DriverConfiguration configuration = ConfigurationLoader.Load(request, world.Files);
        Assert.False(configuration.HasErrors, string.Join('\n', configuration.Findings));
        ServiceName = BankPlanning.Plan(configuration, "").ServiceName;
        Wiring = configuration.Wiring;
        for (int i = 0; i < batteries.Count; i++)
        {
            batteries[i].ServedAs(this, batteries.Count > 1 ? i + 1 : null);
        }

        var chance = new Random(unchecked(world.Options.Seed + number));
        var services = new BatteryServices(request, world.Bus.Address, "1.2.3", new MonotonicClock(world.Time, s_offBeat), world.Files, world.Log)
        {
            Chance = chance.NextDouble,
            Machine = world.Machine,
            State = world.StatePlaces,
            Replan = world.Options.Replan,
            Manager = world.Options.ManagersPatience is { } patience ? new(message => _managers.Add((world.Now, message)), _clock, patience) : null,
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

    /// <summary>A number of the bank as the watching client knows it; null if it is invalid or not there.</summary>
    public double? Number(string path) => world.Watcher.Number(ServiceName, path);

    /// <summary>A text of the bank as the watching client knows it; null if it is invalid or not there.</summary>
    public string? Text(string path) => world.Watcher.Text(ServiceName, path);

    /// <summary>As SIGTERM does; releasing the batteries takes a little time.</summary>
    public void Stop()
    {
        _stop.Cancel();
        world.RunReady();
    }

    /// <summary>As SIGKILL does: its connections end, nothing is released, and its successor finds its state as it was.</summary>
    public void Kill()
    {
        string?[] files = [world.StatePlaces.Kept, world.StatePlaces.Seldom, world.StatePlaces.Volatile, world.SettingsFile];
        _left = files.OfType<string>().Where(file => !Directory.Exists(file)).ToDictionary(file => file, file => File.Exists(file) ? File.ReadAllBytes(file) : null);
        world.Bus.Disconnect(Program);
        Stop();
    }

    public void Dispose() => _stop.Dispose();

    private string TopologyOf(string numbers) =>
        string.Concat(numbers.Select(character => char.IsAsciiDigit(character) ? batteries[character - '1'].Address.ToString() : character.ToString()));

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
