using BtBattery.Driver.Configuration;
using BtBattery.Driver.Configuration.Keys;
using BtBattery.Driver.Configuration.Reading;
using BtBattery.Driver.Control;
using BtBattery.Driver.Doctor.Following;
using BtBattery.Driver.Flights;
using BtBattery.Driver.Links.BlueZ;
using BtBattery.Driver.Options;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Run.Supervision;
using BtBattery.Driver.Screen;
using BtBattery.Driver.Settings;
using BtBattery.Driver.Settings.Files;
using BtBattery.Driver.State;
using BtBattery.Driver.Surroundings;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Run;

/// <summary>
/// Serves the batteries of a configuration as one bank. They share one connector, so that one attempt at a time is made on the radio, in the order in which
/// they come.
/// </summary>
/// <param name="request">Where the configuration came from.</param>
/// <param name="busAddress">The bus.</param>
/// <param name="version">Version of the driver.</param>
/// <param name="clock">The clock of the program.</param>
/// <param name="files">Where files come from.</param>
/// <param name="loggers">Where problems and changes of state go.</param>
public sealed class BatteryServices(
    ConfigurationRequest request, string busAddress, string version, MonotonicClock clock, IConfigurationFiles files, ILoggerFactory loggers)
{
    private readonly Random _jitter = new(Environment.ProcessId);
    private readonly KnownBatteries _known = KnownBatteries.Of(request.OwnersFile);
    private SettingsHomes? _homes;

    /// <summary>The configuration that holds now; null before the start.</summary>
    public DriverConfiguration? InForce { get; private set; }

    /// <summary>Where chance comes from, numbers from 0 up to 1; any thread may ask.</summary>
    /// <value>Null: another sequence for each process.</value>
    public Func<double>? Chance { get; init; }

    /// <summary>The machine; asked how long it has been up, and told to start anew where the owner wants that.</summary>
    /// <value>This one.</value>
    public IMachine Machine { get; init; } = new LinuxMachine(clock.TimeProvider);

    /// <summary>Where what has to be remembered over restarts is kept; null to keep nothing.</summary>
    public StatePlaces? State { get; init; }

    /// <summary>Told how the driver is; null where no service manager wants to know.</summary>
    public ServiceManager? Manager { get; init; }

    /// <summary>Changes what the configuration says of the bank, so that a bench can leave out a rule; null for nobody. No key, option or variable leads here.</summary>
    internal Func<BankPlan, BankPlan>? Replan { get; init; }

    /// <summary>Notices a loop that hangs; somebody has to let it look.</summary>
    public LoopWatchdog Watchdog { get; } = new();

    /// <summary>Serves until cancelled. A good change of the configuration starts the services anew with it; a bad one is told and changes nothing.</summary>
    /// <param name="configuration">What to begin with; without errors.</param>
    /// <param name="cancellationToken">Ends it; batteries and names are released.</param>
    /// <exception cref="BusException">There was no bus, or no name to be had, at the start.</exception>
    /// <exception cref="DriverLeavesException">Nothing helped against a silent link, and the owner wants the program to end then; or what was kept could not be read in time.</exception>
    public async Task RunAsync(DriverConfiguration configuration, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var watch = new ConfigurationWatch(request, configuration, files, clock.TimeProvider);
        using var stopWatching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using IAsyncEnumerator<ConfigurationChange> changes = watch.ChangesAsync(stopWatching.Token).GetAsyncEnumerator(CancellationToken.None);
        for (DriverConfiguration? next = configuration; next is not null;)
        {
            InForce = next;
            next = await ServeAsync(next, changes, stopWatching, cancellationToken);
        }
    }

    /// <returns>The configuration to go on with; null to end.</returns>
    private async Task<DriverConfiguration?> ServeAsync(
        DriverConfiguration configuration,
        IAsyncEnumerator<ConfigurationChange> changes,
        CancellationTokenSource stopWatching,
        CancellationToken cancellationToken)
    {
        // Not disposed: the log below it belongs to the caller.
        var log = new FlightLog(loggers);
        var remarks = new RemarkBox();

        // One that ends, ends all: by itself it ends only by a fault, and the supervisor then starts the program anew.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<DriverConfiguration> changing = WaitForNewAsync(changes, remarks, log.CreateLogger<ConfigurationWatch>());
        Task serving = ServeBankAsync(configuration, remarks, log, stop.Token);
        Task first = await Task.WhenAny(serving, changing);
        stop.Cancel();
        if (first != changing)
        {
            // The next look at the files is waited for by somebody until it is given up.
            stopWatching.Cancel();
        }

        await Task.WhenAll(serving, changing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await first;
        return first == changing ? await changing : null;
    }

    private async Task ServeBankAsync(DriverConfiguration configuration, RemarkBox remarks, FlightLog log, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _homes ??= new(busAddress, FileSettings.Of(request.OwnersFile), Machine, clock, loggers);
        ISettingsHome home = await _homes.ChooseAsync(configuration.Get(DriverKeys.Settings), stop.Token);
        Task keeping = home.RunAsync(stop.Token);
        Task serving = ServeBankAsync(configuration, home, remarks, log, stop.Token);
        Task first = await Task.WhenAny(keeping, serving);
        stop.Cancel();
        await Task.WhenAll(keeping, serving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await first;
    }

    private async Task ServeBankAsync(DriverConfiguration configuration, ISettingsHome home, RemarkBox remarks, FlightLog log, CancellationToken cancellationToken)
    {
        BankPlan plan = BankPlanning.Plan(configuration, busAddress);
        using BankSettings settings = await BankSettings.OpenAsync(home, plan, ScreenStore.Declared, cancellationToken);
        var screen = new ScreenControl(configuration, settings.Bank, clock, log.CreateLogger<ScreenControl>());
        plan = BankPlanning.Plan(screen.State, busAddress).WithInstance(settings.Instance, [.. settings.Members.Select(member => member.Instance)]);
        plan = Replan?.Invoke(plan) ?? plan;
        var neighbours = new RadioNeighbours(clock);
        await using var connector = new BlueZConnector(
            busAddress, configuration.Get(DriverKeys.Adapter), clock, log.CreateLogger<BlueZConnector>())
        {
            ForeignScanFound = neighbours.ScanSeen,
        };
        RecoveryMeans recovery = CreateRecovery(configuration, connector);
        await using var devices = new BusVoltageSource(busAddress, clock.TimeProvider);
        BankHost host = CreateHost(screen, plan, settings, connector, devices, neighbours, recovery, log);
        remarks.Open(host.Tell);
        await using var victron = new BusVictronSource(busAddress, clock.TimeProvider);
        var followed = new FollowedWatch(victron, clock, advice => Tell(host, advice), log.CreateLogger<FollowedWatch>())
        {
            Neighbours = () => neighbours.Facts,
        };

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task[] running = [host.RunAsync(stop.Token), followed.RunAsync(stop.Token)];
        Task first = await Task.WhenAny(running);
        stop.Cancel();
        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await first;
    }

    private static async Task<DriverConfiguration> WaitForNewAsync(IAsyncEnumerator<ConfigurationChange> changes, RemarkBox remarks, ILogger logger)
    {
        while (await changes.MoveNextAsync())
        {
            ConfigurationChange change = changes.Current;
            foreach (Finding finding in change.Findings)
            {
                logger.Log(finding.Severity == Severity.Error ? LogLevel.Error : LogLevel.Warning, "{Finding}", finding.Describe());
            }

            if (change.IsNew)
            {
                logger.LogInformation("The configuration was changed: starting anew with it.");
                return change.InForce;
            }

            Finding[] errors = [.. change.Findings.Where(finding => finding.Severity == Severity.Error)];
            if (errors.Length == 0)
            {
                logger.LogInformation("The configuration says again what holds.");
            }
            else
            {
                logger.LogWarning("The changed configuration has no effect: what held before holds on.");
            }

            string text = errors.Length == 0 ? "" : FormattableString.Invariant(
                $"The configuration was changed and is wrong ({errors.Length} errors, the first: {errors[0].Describe()}). What held before holds on.");
            remarks.Tell(new Remark(RemarkTopic.Configuration, text));
        }

        throw new OperationCanceledException("The configuration is not watched any more.");
    }

    private RecoveryMeans CreateRecovery(DriverConfiguration configuration, BlueZConnector connector)
    {
        var stamps = new RecoveryStamps(StateFile.Of(request.OwnersFile, RecoveryStamps.FileName), Machine, clock);
        var radio = new SharedRadio(stamps);
        foreach (BatteryConfiguration battery in configuration.Batteries)
        {
            radio.Add(battery.Address, battery.IntermittentInterval);
        }

        int timeout = configuration.Get(DriverKeys.WatchdogTimeout);
        return new()
        {
            Repair = connector,
            Radio = radio,
            Stamps = stamps,
            Machine = Machine,
            Action = configuration.Get(DriverKeys.WatchdogAction),
            Patience = timeout > 0 ? TimeSpan.FromSeconds(timeout) : null,
        };
    }

    private BankHost CreateHost(
        ScreenControl screen,
        BankPlan plan,
        BankSettings settings,
        BlueZConnector connector,
        BusVoltageSource devices,
        RadioNeighbours neighbours,
        RecoveryMeans recovery,
        FlightLog log)
    {
        var control = new DriverControl(clock) { Version = version, Service = plan.ServiceName };
        ServedMember[] members = [.. screen.State.InForce.Batteries.Zip(plan.Members, (battery, options) => CreateMember(battery, options, plan.Members.Count > 1, neighbours, log))];
        return new BankHost(
            plan,
            members,
            _known,
            connector,
            token => DBusBus.OpenAsync(busAddress, clock.TimeProvider, log.CreateLogger<DBusBus>(), control, token),
            version,
            clock,
            Chance ?? Jitter,
            log,
            control)
        {
            Watchdog = Watchdog,
            Manager = Manager,
            Recovery = recovery,
            OtherDevices = devices,
            Settings = settings,
            Screen = screen,
            Store = State is not { } places
                ? null
                : new(plan.Id, plan.Control.Wiring.ToString(), [.. plan.Members.Select(member => member.Address.ToString())], places, Machine, clock, log.CreateLogger<BankStore>()),
        };
    }

    private ServedMember CreateMember(BatteryConfiguration battery, DriverOptions options, bool isInBank, RadioNeighbours neighbours, FlightLog log)
    {
        var judge = new ProtectionJudge(battery, log.CreateLogger<ProtectionJudge>());
        var recorder = new FlightRecorder(options, version, clock) { IsInBank = isInBank };
        log.Add(recorder);
        return new ServedMember(options)
        {
            Recorder = recorder,
            Judge = judge,
            LinkWatcher = status => neighbours.Take(battery.Address, status),
        };
    }

    private static void Tell(BankHost host, FollowedAdvice advice)
    {
        host.Tell(new Remark(RemarkTopic.Advice, advice.Text));
        host.Tell(new Remark(RemarkTopic.AdviceCode, advice.Code));
        host.Tell(new Remark(RemarkTopic.RadioSetting, advice.RadioSetting));
    }

    /// <summary>Batteries fail on threads of their own, and the random source is for one thread.</summary>
    private double Jitter()
    {
        lock (_jitter)
        {
            return _jitter.NextDouble();
        }
    }
}
