using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using BtBattery.Aggregation.Model;
using BtBattery.Driver.Control;
using BtBattery.Driver.Flights;
using BtBattery.Driver.Links;
using BtBattery.Driver.Options;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Tools;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Run;

/// <summary>Connects the rooms of the running driver: poller → loop → publisher. Decides nothing.</summary>
public sealed class DriverHost(
    DriverOptions options,
    KnownBatteries known,
    IGattConnector connector,
    Func<CancellationToken, Task<IBus>> openBus,
    string version,
    MonotonicClock clock,
    Func<double> chance,
    ILoggerFactory loggers,
    DriverControl? control = null,
    FlightRecorder? recorder = null)
{
    /// <summary>A client that writes must not wait longer, since other calls to the service wait behind it.</summary>
    private static readonly TimeSpan s_writeTimeout = TimeSpan.FromSeconds(2);

    private readonly Channel<ILoopEvent> _events = Channel.CreateUnbounded<ILoopEvent>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Name of the service on the bus.</summary>
    public string ServiceName { get; } = options.Address.ServiceName;

    /// <summary>Keeps the last hours of everything that happened.</summary>
    public FlightRecorder Recorder { get; } = recorder ?? new(options, version, clock);

    /// <summary>Looks at what the battery says beside what is configured; see <see cref="DriverLoop.Judge"/>.</summary>
    public Func<BatterySnapshot, Remark?>? Judge { get; init; }

    /// <summary>Told where the link stands; see <see cref="DriverLoop.LinkWatcher"/>.</summary>
    public Action<BatteryStatus>? LinkWatcher { get; init; }

    /// <summary>Notices when the loop hangs; null for nobody.</summary>
    public LoopWatchdog? Watchdog { get; init; }

    /// <summary>What can be done when connecting again does not help; null for nothing.</summary>
    public RecoveryMeans? Recovery { get; init; }

    /// <summary>Shows something beside what the battery says. Any thread may call.</summary>
    public void Tell(Remark remark) => _events.Writer.TryWrite(remark);

    /// <summary>Serves until cancelled, then releases the battery and the name.</summary>
    /// <exception cref="BusException">There was no bus, or no name to be had, at the start.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        ILogger logger = loggers.CreateLogger<DriverHost>();
        var tree = new ItemTree(Surface.Rows);
        var publisher = new Publisher(
            ServiceName, tree, openBus, (path, value, token) => WriteAsync(_events.Writer, path, value, clock, token), clock, chance, loggers.CreateLogger<Publisher>(), Recorder);
        var wishes = Channel.CreateBounded<SwitchWish>(1);
        var lease = new LinkLease(clock);
        var noting = new NotingConnector(connector, name => Tell(new Remark(RemarkTopic.ReportedName, name)));
        var served = new ServedBattery(options.Address, lease, noting, () => CustomName(tree))
        {
            Recorder = Recorder,
            DataTimeout = options.DataTimeout,
            Timing = options.Timing,
        };
        control?.Add(served);
        var loop = new DriverLoop(options, version, publisher, _events.Reader, wishes.Writer, clock, Recorder)
        {
            Served = served,
            Judge = Judge,
            LinkWatcher = LinkWatcher,
            Pulse = () => Watchdog?.Watch(ServiceName),
        };
        var poller = new BatteryPoller(
            options.Address,
            options.Battery,
            known,
            noting,
            options.PollInterval,
            clock,
            chance,
            _events.Writer,
            wishes.Reader,
            loggers.CreateLogger<BatteryPoller>(),
            Recorder,
            Recovery)
        {
            Lease = lease,
            Timing = options.Timing,
            Cycle = options.IntermittentInterval is { } interval
                ? new DutyCycle(options.Address, interval, options.Battery.BmsType is not null, clock, loggers.CreateLogger<BatteryPoller>())
                : null,
        };

        loop.TakeFirstTurn();
        IBus bus = await publisher.StartAsync(cancellationToken);
        logger.LogInformation("On the bus as {Name}, instance {Instance}.", ServiceName, options.DeviceInstance);

        // Any of them ending by itself is a bug and ends all; the supervisor restarts the program. The bus goes last, so
        // that clients see everything turn invalid before the name disappears.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var stopPublishing = new CancellationTokenSource();
        Task publishing = publisher.KeepAsync(bus, stopPublishing.Token);
        Task looping = loop.RunAsync(stop.Token);
        Task polling = poller.RunAsync(stop.Token);
        await Task.WhenAny(publishing, looping, polling);
        stop.Cancel();
        await Task.WhenAll(looping, polling).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        stopPublishing.Cancel();
        await publishing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if ((looping.Exception ?? polling.Exception ?? publishing.Exception)?.InnerException is Exception exception)
        {
            ExceptionDispatchInfo.Throw(exception);
        }
    }

    private static string? CustomName(ItemTree tree)
    {
        lock (tree.Sync)
        {
            return tree.Find("/CustomName") is { Value: { IsValid: true, AsText: { Length: > 0 } name } } ? name : null;
        }
    }

    private static async Task<bool> WriteAsync(
        ChannelWriter<ILoopEvent> events, string path, ItemValue value, MonotonicClock clock, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var request = new WriteRequest(path, value, answer, clock.Now);
        try
        {
            return events.TryWrite(request) && await AnswerAsync(answer.Task).WaitAsync(s_writeTimeout, clock.TimeProvider, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The loop has ended, or hangs. If it has taken the request all the same, its answer is about to come.
            return !request.TryClaim() && await AnswerAsync(answer.Task).WaitAsync(s_writeTimeout, clock.TimeProvider, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The client is gone; what it wrote just before is not carried out for nobody.
            request.TryClaim();
            throw;
        }
    }

    // WaitAsync on the answer itself would go on outside the context of the caller, since the loop does not run what waits for it.
    private static async Task<bool> AnswerAsync(Task<bool> answer) => await answer;
}
