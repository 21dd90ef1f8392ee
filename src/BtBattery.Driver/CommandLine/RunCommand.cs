using System.CommandLine;
using BtBattery.DBus;
using BtBattery.Driver.Configuration;
using BtBattery.Driver.Configuration.Keys;
using BtBattery.Driver.Configuration.Reading;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Run;
using BtBattery.Driver.Run.Looping;
using BtBattery.Driver.Run.Supervision;
using BtBattery.Driver.State;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.CommandLine;

/// <summary><c>btbattery [run] MAC …</c>: serves the batteries until it is told to stop.</summary>
internal static class RunCommand
{
    private static readonly BankOptions Bank = new();

    /// <summary>After this time all batteries that answer at all have answered, and the rounds repeat.</summary>
    private static readonly TimeSpan s_started = TimeSpan.FromSeconds(60);

    private static readonly Option<string?> Bus = LinkOptions.CreateBus();

    public static Command Create()
    {
        Command command = CommandHelp.Create(
            "run",
            "Serves a battery, or a bank of up to four, on D-Bus until it is told to stop.",
            "btbattery A4:C1:38:00:00:01",
            "btbattery -p A4:C1:38:00:00:01 A4:C1:38:00:00:02:starboard.ini",
            "btbattery run --config /data/boat.ini");
        Bank.AddTo(command);
        command.Options.Add(Bus);
        command.SetAction((arguments, cancellationToken) => Task.FromResult(MainLoop.Run(time => RunAsync(
            Bank.Request(arguments), arguments.GetValue(Bus) ?? DBusAddress.System, time, cancellationToken))));
        return command;
    }

    private static async Task<int> RunAsync(ConfigurationRequest request, string busAddress, TimeProvider time, CancellationToken cancellationToken)
    {
        DriverConfiguration configuration = ConfigurationLoader.Load(request);
        foreach (Finding finding in configuration.Findings)
        {
            Complaint.WriteFinding(finding);
        }

        if (configuration.HasErrors)
        {
            if (configuration.Findings.Any(finding => finding.File is not null))
            {
                Complaint.Write("Nothing was started. 'btbattery check-config' with the same arguments shows this again, and what holds otherwise.");
            }

            return ExitCode.Usage;
        }

        using var stop = new StopSignals(cancellationToken);
        BatteryServices? services = null;
        using ILoggerFactory loggers = ConsoleLog.Create(() => (services?.InForce ?? configuration).Get(DriverKeys.LogLevel));
        var clock = new MonotonicClock(time);
        var manager = ServiceManager.Find(clock, out NotifySocket? socket);
        using NotifySocket? owned = socket;
        using CancellationTokenRegistration stopping = stop.Token.Register(() => manager?.Stopping());
        services = new BatteryServices(request, busAddress, ProgramVersion.Text, clock, new DiskFiles(), loggers)
        {
            State = StatePlaces.Of(request.OwnersFile).WithRuntimeFolder(),
            Manager = manager,
        };
        using ITimer garbage = clock.TimeProvider.CreateTimer(static _ => Leftovers.GiveBackGarbage(), null, s_started, s_started);
        using ITimer start = clock.TimeProvider.CreateTimer(static _ => Leftovers.GiveBackStart(), null, s_started, Timeout.InfiniteTimeSpan);
        using var guard = new LoopGuard(services.Watchdog, clock, ProcessEnd.Stalled);
        try
        {
            await services.RunAsync(configuration, stop.Token);
            return ExitCode.Fine;
        }
        catch (BusException exception)
        {
            Complaint.Write(exception.Message);
            return ExitCode.Environment;
        }
        catch (DriverLeavesException exception)
        {
            Complaint.Write(exception.Message);
            return ExitCode.Stalled;
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            return ExitCode.Fine;
        }
    }
}
