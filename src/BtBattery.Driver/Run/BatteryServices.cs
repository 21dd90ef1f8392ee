using BtBattery.Driver.Configuration;
using BtBattery.Driver.Configuration.Keys;
using BtBattery.Driver.Control;
using BtBattery.Driver.Doctor.Following;
using BtBattery.Driver.Flights;
using BtBattery.Driver.Links.BlueZ;
using BtBattery.Driver.Options;
using BtBattery.Driver.Publish;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Run;

/// <summary>
/// Serves every battery of a configuration, each with a service and a bus connection of its own. They share one connector, so
/// that one attempt at a time is made on the radio, in the order in which they come.
/// </summary>
/// <param name="request">Where the configuration came from.</param>
/// <param name="busAddress">The bus.</param>
/// <param name="version">Version of the driver.</param>
/// <param name="clock">The clock of the program.</param>
/// <param name="loggers">Where problems and changes of state go.</param>
public sealed class BatteryServices(ConfigurationRequest request, string busAddress, string version, MonotonicClock clock, ILoggerFactory loggers)
{
    private readonly Random _jitter = new(Environment.ProcessId);
    private readonly KnownBatteries _known = new(Path.Combine(Path.GetDirectoryName(request.OwnersFile) ?? ".", KnownBatteries.FileName));

    /// <summary>Serves until cancelled.</summary>
    /// <exception cref="BusException">There was no bus, or no name to be had, at the start.</exception>
    public async Task RunAsync(DriverConfiguration configuration, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(configuration);

        // Not disposed: the log below it belongs to the caller.
        var log = new FlightLog(loggers);
        await using var connector = new BlueZConnector(
            busAddress, configuration.Get(DriverKeys.Adapter), clock, log.CreateLogger<BlueZConnector>());
        DriverHost[] hosts = [.. configuration.Batteries.Select(battery => CreateHost(battery, connector, log))];
        Array.ForEach(hosts, host => log.Add(host.Recorder));

        await using var victron = new BusVictronSource(busAddress, clock.TimeProvider);
        var followed = new FollowedWatch(victron, clock, advice => Array.ForEach(hosts, host => Tell(host, advice)), log.CreateLogger<FollowedWatch>());

        // One that ends, ends all: the supervisor starts the program anew.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task[] running = [.. hosts.Select(host => host.RunAsync(stop.Token)), followed.RunAsync(stop.Token)];
        Task first = await Task.WhenAny(running);
        stop.Cancel();
        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await first;
    }

    private DriverHost CreateHost(BatteryConfiguration battery, BlueZConnector connector, ILoggerFactory log)
    {
        var control = new DriverControl(clock);
        var judge = new ProtectionJudge(battery, log.CreateLogger<ProtectionJudge>());
        return new DriverHost(
            new DriverOptions
            {
                Address = battery.Address,
                Battery = battery.ToBatterySettings(),
                Name = battery.Name,
                BusAddress = busAddress,
                DeviceInstance = battery.DeviceInstance,
                PollInterval = battery.PollInterval,
                DataTimeout = battery.DataTimeout,
            },
            _known,
            connector,
            token => DBusBus.OpenAsync(busAddress, clock.TimeProvider, log.CreateLogger<DBusBus>(), control, token),
            version,
            clock,
            Chance,
            log,
            control)
        {
            Judge = judge.Look,
        };
    }

    private static void Tell(DriverHost host, FollowedAdvice advice)
    {
        host.Tell(new Remark(RemarkTopic.Advice, advice.Text));
        host.Tell(new Remark(RemarkTopic.AdviceCode, advice.Code));
    }

    /// <summary>Batteries fail on threads of their own, and the random source is for one thread.</summary>
    private double Chance()
    {
        lock (_jitter)
        {
            return _jitter.NextDouble();
        }
    }
}
