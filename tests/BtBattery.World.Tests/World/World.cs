using BtBattery.DBus;
using BtBattery.Driver.Configuration;
using BtBattery.Driver.Options;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Run;
using BtBattery.Driver.Settings.Files;
using BtBattery.Driver.State;
using BtBattery.Simulator;
using BtBattery.Simulator.Scenarios;
using BtBattery.Tests.VirtualTime;

namespace BtBattery.World.Tests;

/// <summary>
/// The driver, the simulated BlueZ with its batteries, a bus between them and a client that watches: one thread, one clock. Time
/// passes only in <see cref="Advance(TimeSpan)"/>, and the same scenario, seed and commands give the same messages at the same moments.
/// </summary>
/// <remarks>At each second and each signal the client checks that nothing on the bus is older than it may be; see
/// <see cref="ThrowIfWrong"/>.</remarks>
internal sealed class World : IDisposable
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    private readonly VirtualWorld _virtual = new();
    private readonly Freshness _freshness;
    private readonly Clockwork? _clockwork;
    private readonly List<string> _problems = [];
    private DBusConnection _simulatorConnection;

    /// <param name="scenario">Text of a scenario file (docs/simulator.md); recordings are looked for among the scenarios.</param>
    /// <param name="options">Null for the defaults.</param>
    public World(string scenario, WorldOptions? options = null)
    {
        Options = options ?? new WorldOptions();
        Machine = new WorldMachine(_virtual.Time) { IsGx = Options.IsGx };
        Log = new WorldLog(_virtual.Time, Options.KeepsHistory);
        Bus = new MemoryBus();
        Traffic = new Traffic(Options.HasTraffic ? Bus : null, _virtual.Time, Options.KeepsHistory);
        Scenario loaded = ScenarioLoader.Parse(scenario, Path.Combine(AppContext.BaseDirectory, "scenarios")) with { Seed = Options.Seed };
        Batteries = [.. loaded.Batteries.Take(Options.Served ?? loaded.Batteries.Count).Select(battery => new ServedBattery(this, battery))];
        _simulatorConnection = _virtual.Result(ConnectAsync());
        Simulation = new Simulation(_simulatorConnection, loaded, _virtual.Time);
        Complete(Simulation.StartAsync());
        Watcher = new Watcher(_virtual.Time, Options.KeepsHistory);
        _freshness = new Freshness(this);
        Watcher.Changed += _freshness.Check;
        Complete(Watcher.ConnectAsync(ConnectAsync));
        if (Options.HasClockwork)
        {
            _clockwork = new Clockwork(this);
            Watcher.Changed += _clockwork.Heard;
        }

        foreach (string command in Options.Before)
        {
            Inject(command);
        }

        Options.Neighbours?.Invoke(this);
        WriteConfiguration(Options.Configuration);
        if (Options.HasNoStorage)
        {
            FillFlash();
        }

        Drivers = Batteries.Count == 0
            ? []
            : Options.HasDriverEach
            ? [.. Batteries.Select((battery, index) => new DriverProcess(this, index, [battery]))]
            : [new DriverProcess(this, 0, Batteries)];
        foreach (DriverProcess driver in Drivers)
        {
            driver.Start();
        }

        _virtual.RunReady();
    }

    public WorldOptions Options { get; }

    public MemoryBus Bus { get; }

    public Simulation Simulation { get; }

    /// <summary>The batteries that are served, in the order of the scenario.</summary>
    public IReadOnlyList<ServedBattery> Batteries { get; }

    /// <summary>The drivers that serve them.</summary>
    public IReadOnlyList<DriverProcess> Drivers { get; }

    /// <summary>The client that watches everything published.</summary>
    public Watcher Watcher { get; }

    /// <summary>Every message on the bus.</summary>
    public Traffic Traffic { get; }

    /// <summary>What the driver logged.</summary>
    public WorldLog Log { get; }

    /// <summary>The clock.</summary>
    public ManualTimeProvider Time => _virtual.Time;

    public TimeSpan Now => Time.Elapsed;

    /// <summary>True if every battery is live.</summary>
    public bool IsAllLive => Batteries.All(battery => battery.IsLive);

    /// <summary>
    /// What was seen that must never happen: a value too old, a driver that ended, a fault of the bus, or work that left the thread of
    /// the world, so that the run would not repeat.
    /// </summary>
    public IReadOnlyList<string> Problems => [.. Seen()];

    /// <summary>The files of the configuration.</summary>
    public WorldFiles Files { get; } = new();

    /// <summary>The machine that the driver runs on.</summary>
    public WorldMachine Machine { get; }

    /// <summary>Where the driver has its other files.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("btbattery-world-").FullName;

    /// <summary>The oldest that a valid value has been so far, as far as <see cref="Clockwork"/> can tell.</summary>
    public TimeSpan LargestAge => _clockwork?.LargestAge ?? TimeSpan.Zero;

    /// <summary>The oldest that a value has been when it was published as new, as far as <see cref="Clockwork"/> can tell.</summary>
    public TimeSpan LargestDelay => _clockwork?.LargestDelay ?? TimeSpan.Zero;

    /// <summary>How old the valid values of a battery are, to the second, in a world with <see cref="Clockwork"/>; null if it has none.</summary>
    public TimeSpan? AgeOf(ServedBattery battery) => _clockwork?.AgeOf(battery);

    /// <summary>Lets time pass; at each full second everything is checked.</summary>
    public void Advance(TimeSpan time)
    {
        TimeSpan end = Now + time;
        while (Now < end)
        {
            TimeSpan next = TimeSpan.FromSeconds(Math.Floor(Now.TotalSeconds) + 1);
            _virtual.Advance((next < end ? next : end) - Now);
            if (Now.Ticks % s_second.Ticks == 0)
            {
                _freshness.CheckAll();
                _clockwork?.Tick();
            }

            if (Now.Ticks % LoopWatchdog.LookEvery.Ticks == 0)
            {
                LookAtLoops();
            }
        }
    }

    /// <summary>Lets so many seconds pass.</summary>
    public void Advance(double seconds) => Advance(TimeSpan.FromSeconds(seconds));

    /// <summary>Lets time pass until something is so, looked at each second.</summary>
    /// <returns>How long it took.</returns>
    public TimeSpan AdvanceUntil(Func<bool> isSo, TimeSpan atMost, string what)
    {
        TimeSpan start = Now;
        while (!isSo())
        {
            Assert.True(Now - start < atMost, $"Within {atMost} it did not come true: {what}. The log ends:\n{Log.Tail}");
            Advance(s_second);
        }

        return Now - start;
    }

    /// <summary>Carries out one line of the simulator's control language, which must be taken.</summary>
    /// <returns>The answer without its "ok".</returns>
    public string Inject(string command)
    {
        string answer = Simulation.Execute(command);
        Assert.StartsWith("ok", answer, StringComparison.Ordinal);
        _virtual.RunReady();
        return answer["ok".Length..].Trim();
    }

    /// <summary>Writes the owner's file; a driver that runs looks at it every ten seconds.</summary>
    /// <param name="configuration">What stands below [DEFAULT].</param>
    public void WriteConfiguration(string configuration) =>
        Files.Write(Path.Combine(Folder, ConfigurationRequest.OwnersFileName), $"[DEFAULT]\n{configuration}\n");

    /// <summary>The bus daemon dies; bluetoothd, which cannot live without it, too.</summary>
    public void StopBus()
    {
        Bus.Stop();
        Watcher.Forget();
        _virtual.RunReady();
    }

    /// <summary>The bus daemon is started again, and what the supervisor of the machine starts with it.</summary>
    public void StartBus()
    {
        Bus.Start();
        _simulatorConnection = _virtual.Result(ConnectAsync());
        Complete(Simulation.MoveToAsync(_simulatorConnection));
        Complete(Watcher.ConnectAsync(ConnectAsync));
    }

    /// <summary>The flash takes no file any more, and what the driver had written there is lost.</summary>
    public void FillFlash()
    {
        FreeFlash();
        foreach (string file in StateFiles)
        {
            File.Delete(file);

            // Nothing can be written over a folder, whoever we are.
            Directory.CreateDirectory(Path.Combine(file, "full"));
        }
    }

    /// <summary>The flash takes files again.</summary>
    public void FreeFlash()
    {
        foreach (string file in StateFiles.Where(Directory.Exists))
        {
            Directory.Delete(file, recursive: true);
        }
    }

    /// <summary>
    /// The process stands still, as after SIGSTOP, and goes on: timers fire late, in the order of their moments. Whatever it then tells
    /// the watching client first has to take back what is too old by now.
    /// </summary>
    public void StandStill(TimeSpan time)
    {
        Time.Jump(time);
        _clockwork?.Set();
        LookAtLoops();
        _virtual.Advance(TimeSpan.Zero);
        _freshness.CheckAll();
    }

    /// <summary>Asks a service for everything it has, as a client does that has just come.</summary>
    public IReadOnlyDictionary<string, Variant?> GetItems(ServedBattery battery) =>
        _virtual.Result(Watcher.GetItemsAsync(battery.ServiceName));

    /// <summary>Writes a value of a service, as a screen does.</summary>
    /// <returns>The code of the answer; 0 = taken.</returns>
    public int SetValue(ServedBattery battery, string path, Variant value) => Result(Watcher.SetValueAsync(battery.ServiceName, battery.PathOf(path), value));

    /// <summary>Runs a task that needs no time to pass.</summary>
    public T Result<T>(Task<T> task) => _virtual.Result(task);

    /// <summary>Runs a task that may take up to a minute of the time here.</summary>
    public T Finish<T>(Task<T> task)
    {
        Finish((Task)task);
        return _virtual.Result(task);
    }

    /// <summary>Runs a task that may take up to a minute of the time here.</summary>
    public void Finish(Task task)
    {
        AdvanceUntil(() => task.IsCompleted, TimeSpan.FromMinutes(1), "the task ends");
        task.GetAwaiter().GetResult();
    }

    /// <summary>Counts what must not grow, after letting everything go that is only waiting for the garbage collector.</summary>
    public Growth Measure() => Growth.Of(Bus, Time);

    /// <summary>Notes something that must never happen; the run goes on, and ends with it.</summary>
    public void Report(string problem)
    {
        if (_problems.Count < 20)
        {
            _problems.Add($"{Now}: {problem}");
        }
    }

    /// <summary>Fails if there are <see cref="Problems"/>.</summary>
    public void ThrowIfWrong()
    {
        IReadOnlyList<string> problems = Problems;
        Assert.True(problems.Count == 0, string.Join("\n\n", problems) + $"\n\nThe log ends:\n{Log.Tail}");
    }

    public void Dispose()
    {
        foreach (DriverProcess driver in Drivers)
        {
            driver.Stop();
        }

        // Releasing a battery takes two seconds, a bus that does not answer one more.
        _virtual.Advance(TimeSpan.FromSeconds(10));
        Bus.Stop();
        _virtual.RunReady();
        foreach (DriverProcess driver in Drivers)
        {
            driver.Dispose();
        }

        _virtual.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    internal Task<DBusConnection> ConnectAsync() =>
        DBusConnection.ConnectAsync(Bus.Address, new DBusConnectionOptions { TimeProvider = Time, OnHandlerException = (fault, _) => Report(fault.ToString()) });

    internal void RunReady() => _virtual.RunReady();

    /// <summary>Where the driver keeps what it remembers over restarts.</summary>
    internal StatePlaces StatePlaces => StatePlaces.Of(Path.Combine(Folder, ConfigurationRequest.OwnersFileName)) with
    {
        Volatile = Options.HasRuntimeFolder ? Path.Combine(Folder, "runtime.json") : null,
    };

    /// <summary>Where the driver keeps what people set, if the world has no settings service.</summary>
    internal string SettingsFile => FileSettings.Of(Path.Combine(Folder, ConfigurationRequest.OwnersFileName));

    private string[] StateFiles => [Path.Combine(Folder, KnownBatteries.FileName), Path.Combine(Folder, RecoveryStamps.FileName), SettingsFile, StatePlaces.Kept, StatePlaces.Seldom];

    /// <summary>Asked each second, and all but always nothing: plain loops, which cost next to nothing then.</summary>
    private IEnumerable<string> Seen()
    {
        foreach (string problem in _problems)
        {
            yield return problem;
        }

        foreach (Exception fault in Bus.Faults)
        {
            yield return $"The bus failed: {fault}";
        }

        foreach (DriverProcess driver in Drivers)
        {
            if (driver.HasFailed)
            {
                yield return $"A driver ended: {driver.Failure}";
            }
        }

        foreach (string stack in _virtual.Strays.Take(3))
        {
            yield return $"Something left the thread of the world:\n{stack}";
        }
    }

    private void LookAtLoops()
    {
        foreach (DriverProcess driver in Drivers)
        {
            if (driver.LookAtLoops() is string problem)
            {
                Report(problem);
            }
        }
    }

    private void Complete(Task task)
    {
        _virtual.RunReady();
        Assert.True(task.IsCompleted, "Something in the world waits for time to pass.");
        task.GetAwaiter().GetResult();
    }
}
