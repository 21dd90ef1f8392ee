using BtBattery.Aggregation.LossPolicies;
using BtBattery.Driver.Control;
using BtBattery.Driver.Flights;
using BtBattery.Driver.Options;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Run;
using BtBattery.Driver.Settings;
using BtBattery.Tests.VirtualTime;

namespace BtBattery.Driver.Tests.Fakes;

/// <summary>The whole driver in virtual time, between a fake battery and a fake bus.</summary>
internal sealed class DriverStory : IDisposable
{
    private readonly VirtualWorld _world = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly LogLines _log = new();
    private readonly Queue<FakeBus> _nextBuses = new();

    private readonly string _folder = Directory.CreateTempSubdirectory("btbattery-story-").FullName;

    public DriverStory(BatterySettings? settings = null, int segmentBytes = FlightRecorder.DefaultSegmentBytes, TimeSpan? intermittentInterval = null, FakeHome? home = null)
    {
        var clock = new MonotonicClock(_world.Time);
        Battery = new FakeBattery(clock);
        Control = new DriverControl(clock);
        _ = BatteryAddress.TryParse("a4:c1:38:00:00:01", out BatteryAddress address);
        var options = new DriverOptions
        {
            Address = address,
            BusAddress = "unused",
            DeviceInstance = 7,
            Battery = settings ?? new(),
            IntermittentInterval = intermittentInterval,
            LimitPolicy = LossPolicy.Cautious,
        };
        var loggers = new FlightLog(_log);
        Member = new ServedMember(options) { Recorder = new FlightRecorder(options, "1.2.3", clock, segments: 4, segmentBytes) };
        Host = new BankHost(
            BankPlan.Watching(options),
            [Member],
            new KnownBatteries(Path.Combine(_folder, KnownBatteries.FileName)),
            Battery,
            _ => _nextBuses.TryDequeue(out FakeBus? bus) ? Task.FromResult<IBus>(Bus = bus) : Task.FromException<IBus>(new BusException("no bus")),
            "1.2.3",
            clock,
            () => 0,
            loggers,
            Control)
        {
            Settings = home is null ? null : _world.Result(BankSettings.OpenAsync(home, BankPlan.Watching(options), [], CancellationToken.None)),
        };
        loggers.Add(Member.Recorder);
    }

    public BankHost Host { get; }

    /// <summary>The battery as the host serves it.</summary>
    public ServedMember Member { get; }

    /// <summary>What tools may ask.</summary>
    public DriverControl Control { get; }

    public FakeBattery Battery { get; }

    public FakeBus Bus { get; private set; } = null!;

    public IReadOnlyList<string> Log => _log.Lines;

    public Task Running { get; private set; } = Task.CompletedTask;

    public void OfferBus(FakeBus? bus = null) => _nextBuses.Enqueue(bus ?? new FakeBus());

    public void Start()
    {
        OfferBus();
        Running = _world.Start(() => Host.RunAsync(_stop.Token));
    }

    public void Advance(double seconds) => _world.Advance(TimeSpan.FromSeconds(seconds));

    /// <summary>Time passes while the process does not run.</summary>
    public void StandStill(double seconds) => _world.Time.Advance(TimeSpan.FromSeconds(seconds));

    public T Finish<T>(Task<T> task) => _world.Finish(task);

    public void Stop()
    {
        _stop.Cancel();
        _world.RunReady();
    }

    public void Dispose()
    {
        Stop();
        _stop.Dispose();
        _world.Dispose();
        _log.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
