using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using BtBattery.Aggregation.Charging;
using BtBattery.DBus;
using BtBattery.Driver.Configuration;
using BtBattery.Driver.Control;
using BtBattery.Driver.Flights;
using BtBattery.Driver.Links;
using BtBattery.Driver.Options;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Publish.Surfaces;
using BtBattery.Driver.Run.Supervision;
using BtBattery.Driver.Screen;
using BtBattery.Driver.Settings;
using BtBattery.Driver.State;
using BtBattery.Driver.Surroundings;
using BtBattery.Driver.Tools;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Run;

/// <summary>Connects the rooms of the running driver: a poller for each battery → loop → publisher. Decides nothing.</summary>
/// <param name="plan">What the bank is made of.</param>
/// <param name="members">Its batteries; battery 1 first.</param>
/// <param name="known">Which type of battery answered where.</param>
/// <param name="connector">Makes links.</param>
/// <param name="openBus">Makes a connection to the bus.</param>
/// <param name="version">Version of the driver.</param>
/// <param name="clock">The clock of the program.</param>
/// <param name="chance">Jitter of pauses: a number from 0 up to 1.</param>
/// <param name="loggers">Where problems and changes of state go.</param>
/// <param name="control">What tools may ask; null for nothing.</param>
public sealed class BankHost(
    BankPlan plan,
    IReadOnlyList<ServedMember> members,
    KnownBatteries known,
    IGattConnector connector,
    Func<CancellationToken, Task<IBus>> openBus,
    string version,
    MonotonicClock clock,
    Func<double> chance,
    ILoggerFactory loggers,
    DriverControl? control = null)
{
    /// <summary>A client that writes must not wait longer, since other calls to the service wait behind it.</summary>
    private static readonly TimeSpan s_writeTimeout = TimeSpan.FromSeconds(2);

    /// <summary>A disk that needs longer is broken, and a driver that begins without what was kept would overwrite it.</summary>
    private static readonly TimeSpan s_prepareTimeout = TimeSpan.FromSeconds(20);

    private readonly BrokenTurns _brokenTurns = new(loggers.CreateLogger<BrokenTurns>());

    private readonly Channel<ILoopEvent> _events = Channel.CreateUnbounded<ILoopEvent>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Name of the service on the bus.</summary>
    public string ServiceName { get; } = plan.ServiceName;

    /// <summary>Notices when the loop hangs; null for nobody.</summary>
    public LoopWatchdog? Watchdog { get; init; }

    /// <summary>Told how the driver is; null for nobody.</summary>
    public ServiceManager? Manager { get; init; }

    /// <summary>What can be done when connecting again does not help; null for nothing.</summary>
    public RecoveryMeans? Recovery { get; init; }

    /// <summary>What other devices measure, to compare the bank with; null to compare with nothing.</summary>
    public IVoltageSource? OtherDevices { get; init; }

    /// <summary>Keeps what has to be remembered over restarts; null to begin with nothing.</summary>
    public BankStore? Store { get; init; }

    /// <summary>What people have set, opened; null where nothing of that is kept.</summary>
    public BankSettings? Settings { get; init; }

    /// <summary>Takes what is set on the screen; null for a bank without one.</summary>
    internal ScreenControl? Screen { get; init; }

    /// <summary>Shows something beside what the batteries say. Any thread may call.</summary>
    public void Tell(Remark remark) => Tell(0, remark);

    /// <summary>Serves until cancelled, then releases the batteries and the name.</summary>
    /// <exception cref="BusException">There was no bus, or no name to be had, at the start.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        ILogger logger = loggers.CreateLogger<BankHost>();
        Task<BankMemory?> preparing = Elsewhere.RunBlockingAsync(Prepare);
        FlightRecorder[] recorders = [.. members.Select(member => member.Recorder)];
        var tree = new ItemTree(Surface.Of(plan));
        using KeptNames? names = Settings is null ? null : new KeptNames(Settings, logger);
        Publisher[] publishers =
        [
            new(
                ServiceName,
                tree,
                openBus,
                (path, value, token) => WriteAsync(names, tree.Find(path)!.Battery, tree.Find(path)!.Leaf, value, token),
                clock,
                chance,
                loggers.CreateLogger<Publisher>(),
                recorders),
            .. plan.HasMemberServices ? members.Select((member, index) => CreatePublisher(member.Options, index + 1, names)) : [],
        ];
        var state = new BankState(plan, version, clock.Now, recorders);
        var loop = new BankLoop(state, members, publishers, _events.Reader, clock) { Pulse = () => Watchdog?.Watch(ServiceName, Manager is { } manager ? manager.Beat : null), Decided = Note };
        BatteryPoller[] pollers = [.. members.Select((member, index) => CreatePoller(member, index + 1, tree))];

        if (Screen is not null)
        {
            control?.Take(Screen.State);
        }

        if (await PreparedAsync(preparing, cancellationToken) is { } kept)
        {
            state.Resume(kept, clock.Now);
        }

        names?.Follow((battery, path, name) => _events.Writer.TryWrite(Request(battery, path, name)));
        foreach ((int battery, string path, ItemValue name) in names?.Kept ?? [])
        {
            // As if it was written just now.
            _ = battery == 0 ? state.Write(path, name) : state.Write(battery, path, name, clock.Now, _ => false, isLinkFree: false);
        }

        loop.TakeFirstTurn();

        // Any of them ending by itself is a bug and ends all; the supervisor restarts the program. The bus goes last, so
        // that clients see everything turn invalid before the name disappears.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var stopPublishing = new CancellationTokenSource();
        using PublishedServices services = await PublishedServices.StartAsync(
            [.. publishers.Select(Published)], clock, chance, logger, stopPublishing.Token, cancellationToken);
        logger.LogInformation("On the bus as {Name}, instance {Instance}.", ServiceName, plan.DeviceInstance);
        Manager?.Ready();
        Task[] working = [loop.RunAsync(stop.Token), .. pollers.Select(poller => poller.RunAsync(stop.Token)), .. Comparing(state, stop.Token), .. Watching(stop.Token)];
        await Task.WhenAny([.. services.Keeping, .. working]);
        stop.Cancel();
        await Task.WhenAll(working).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        stopPublishing.Cancel();
        await Task.WhenAll(services.Keeping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

        // Last, so that nobody waits for a disk: what the bus shows is invalid already.
        await (Store?.CloseAsync() ?? Task.CompletedTask);
        if (working.Concat(services.Keeping).Select(task => task.Exception?.InnerException).FirstOrDefault(fault => fault is not null) is { } exception)
        {
            ExceptionDispatchInfo.Throw(exception);
        }
    }

    /// <summary>What a disk has, and what takes long to work out: meanwhile another core makes the tree of paths.</summary>
    private BankMemory? Prepare()
    {
        Screen?.State.FindRanges();
        return Store?.Load();
    }

    /// <exception cref="DriverLeavesException">The disk did not answer.</exception>
    private async Task<BankMemory?> PreparedAsync(Task<BankMemory?> preparing, CancellationToken cancellationToken)
    {
        try
        {
            return await InContext.Of(preparing).WaitAsync(s_prepareTimeout, clock.TimeProvider, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new DriverLeavesException($"What was kept could not be read within {s_prepareTimeout.TotalSeconds} s: the disk does not answer. See 'btbattery doctor'.");
        }
    }

    private static string? CustomName(ItemTree tree, string path)
    {
        lock (tree.Sync)
        {
            return tree.Find(path) is { Value: { IsValid: true, AsText: { Length: > 0 } name } } ? name : null;
        }
    }

    private void Note(BankOutcome outcome, BankMemory? memory)
    {
        control?.Take(outcome);
        Manager?.Take(outcome);
        _brokenTurns.Take(outcome.Error, outcome.CellFault);
        for (int i = 0; i < members.Count; i++)
        {
            if ((outcome.AskAgain & (1 << i)) != 0)
            {
                members[i].AskAgain();
            }
        }

        if (memory is not null)
        {
            Store?.Take(memory, outcome.IsEvent);
        }
    }

    private Task[] Comparing(BankState state, CancellationToken cancellationToken) => OtherDevices is not { } devices
        ? []
        :
        [
            new SystemVoltageWatch(devices, clock, voltages => _events.Writer.TryWrite(new SystemVoltageSeen(voltages))) { IsSettled = () => state.IsCompared }
                .RunAsync(cancellationToken),
        ];

    private Task[] Watching(CancellationToken cancellationToken) => Screen is null ? [] : [Screen.RunAsync(PutInForce, Tell, cancellationToken)];

    private void PutInForce(ScreenState screen, TaskCompletionSource<bool>? answer)
    {
        control?.Take(screen);
        _events.Writer.TryWrite(new PlanChange(BankPlanning.Plan(screen, plan.Members[0].BusAddress), screen, answer));
    }

    private BatteryPoller CreatePoller(ServedMember member, int number, ItemTree tree)
    {
        DriverOptions options = member.Options;
        var lease = new LinkLease(clock);
        var noting = new NotingConnector(connector, name => Tell(number, new Remark(RemarkTopic.ReportedName, name)));
        string namePath = members.Count == 1 ? DriverState.CustomNamePath : MemberPath.Of(number, MemberPath.Name);
        member.Served = new ServedBattery(options.Address, lease, noting, () => CustomName(tree, namePath))
        {
            Recorder = member.Recorder,
            DataTimeout = options.DataTimeout,
            Timing = options.Timing,
        };
        control?.Add(member.Served);
        return member.Poller = new BatteryPoller(
            options.Address,
            options.Battery,
            known,
            noting,
            options.PollInterval,
            clock,
            chance,
            update => _events.Writer.TryWrite(new MemberUpdate(number, update)),
            member.Wishes,
            loggers.CreateLogger<BatteryPoller>(),
            member.Recorder,
            Recovery)
        {
            Lease = lease,
            Asks = member.Asks,
            Timing = options.Timing,
            Cycle = options.IntermittentInterval is { } interval
                ? new DutyCycle(options.Address, interval, options.Battery.BmsType is not null, clock, loggers.CreateLogger<BatteryPoller>())
                : null,
        };
    }

    private void Tell(int number, Remark remark) => _events.Writer.TryWrite(new MemberRemark(number, remark));

    /// <summary>Publishes the service of its own of a battery: what is written there is written to that battery of the bank.</summary>
    private Publisher CreatePublisher(DriverOptions options, int number, KeptNames? names)
    {
        var tree = new ItemTree(Surface.OfMemberService(number));
        return new(
            options.Address.ServiceName,
            tree,
            openBus,
            (path, value, token) => WriteAsync(names, number, path == DriverState.CustomNamePath ? MemberPath.Name : path, value, token),
            clock,
            chance,
            loggers.CreateLogger<Publisher>())
        {
            Part = turn => turn.OfMember(number),
        };
    }

    private PublishedService Published(Publisher publisher, int service) => new(
        publisher, SettingsOf(service), service == 0 ? plan.DeviceInstance : plan.Members[service - 1].DeviceInstance, TakingInstance(service));

    /// <summary>Where the number of a service is kept: 0 is the bank's, others are those of its batteries.</summary>
    private IDeviceSettings? SettingsOf(int service) => service == 0 ? Settings?.Bank : Settings?.Members[service - 1];

    private Func<int, CancellationToken, Task<bool>> TakingInstance(int service)
    {
        int battery = members.Count == 1 ? 1 : service;
        return (instance, token) => WriteAsync(Request(battery, DriverState.InstancePath, ItemValue.Of(instance)), token);
    }

    private async Task<bool> WriteAsync(KeptNames? names, int battery, string path, ItemValue value, CancellationToken cancellationToken) =>
        (names is null || await names.WriteAsync(battery, path, value, cancellationToken) is not false) && await WriteAsync(Request(battery, path, value), cancellationToken);

    private WriteRequest Request(int battery, string path, ItemValue value) =>
        new(battery, path, value, new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously), clock.Now);

    private bool TryPass(WriteRequest request) =>
        ScreenKeys.Find(request.Path) is not null ? Screen?.TryTake(request) == true : _events.Writer.TryWrite(request);

    private async Task<bool> WriteAsync(WriteRequest request, CancellationToken cancellationToken)
    {
        Task<bool> answer = request.Answer.Task;
        try
        {
            return TryPass(request) && await InContext.Of(answer).WaitAsync(s_writeTimeout, clock.TimeProvider, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The loop has ended, or hangs. If it has taken the request all the same, its answer is about to come.
            return !request.TryClaim() && await InContext.Of(answer).WaitAsync(s_writeTimeout, clock.TimeProvider, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The client is gone; what it wrote just before is not carried out for nobody.
            request.TryClaim();
            throw;
        }
    }
}
