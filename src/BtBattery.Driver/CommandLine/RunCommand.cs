using System.CommandLine;
using BtBattery.Driver.Control;
using BtBattery.Driver.Links.BlueZ;
using BtBattery.Driver.Options;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Run;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.CommandLine;

/// <summary><c>btbattery MAC</c>: serves one battery until it is told to stop.</summary>
internal static class RunCommand
{
    private static readonly LinkOptions Link = new(LogLevel.Information);

    private static readonly Option<int> DeviceInstance = NumberOption.Create(
        "--device-instance", "N", "Number under which VRM, MQTT and Modbus know this battery", 0, 255, 1);

    private static readonly Option<double> PollInterval = NumberOption.Create(
        "--poll-interval", "SECONDS", "Seconds from one reading to the next", 0.5, 15, 2.0);

    private static readonly Option<double> DataTimeout = NumberOption.Create(
        "--data-timeout", "SECONDS", "Values older than this many seconds become invalid", 5, 120, 30.0);

    private static readonly SettingsOption Settings = new();

    /// <summary>Adds arguments, options and action to the root command.</summary>
    public static void AddTo(RootCommand root)
    {
        Link.AddTo(root, Settings.Option, DeviceInstance, PollInterval, DataTimeout);
        root.SetAction((arguments, cancellationToken) =>
        {
            DriverOptions options;
            try
            {
                options = ReadOptions(arguments);
            }
            catch (SettingsException exception)
            {
                Complaint.Write(exception.Message);
                return Task.FromResult(ExitCode.Usage);
            }

            // A round can take one try more than planned; anything tighter would flap between valid and invalid.
            if (options.DataTimeout < 2 * options.PollInterval)
            {
                Complaint.Write("--data-timeout must be at least twice --poll-interval, or values would be invalid most of the time.");
                return Task.FromResult(ExitCode.Usage);
            }

            return RunAsync(options, arguments, cancellationToken);
        });
    }

    private static DriverOptions ReadOptions(ParseResult arguments)
    {
        BatteryAddress address = Link.Address(arguments);
        return new DriverOptions
        {
            Address = address,
            Battery = Settings.Read(arguments, address),
            BusAddress = Link.BusAddress(arguments),
            DeviceInstance = arguments.GetValue(DeviceInstance),
            PollInterval = TimeSpan.FromSeconds(arguments.GetValue(PollInterval)),
            DataTimeout = TimeSpan.FromSeconds(arguments.GetValue(DataTimeout)),
            Adapter = Link.Adapter(arguments),
        };
    }

    private static async Task<int> RunAsync(DriverOptions options, ParseResult arguments, CancellationToken cancellationToken)
    {
        using var stop = new StopSignals(cancellationToken);
        using ILoggerFactory loggers = Link.CreateLog(arguments);
        var clock = new MonotonicClock(TimeProvider.System);
        var jitter = new Random(Environment.ProcessId);
        await using var connector = new BlueZConnector(options.BusAddress, options.Adapter, clock, loggers.CreateLogger<BlueZConnector>());
        var control = new DriverControl(clock);
        var host = new DriverHost(
            options,
            Settings.ReadKnown(arguments),
            connector,
            token => DBusBus.OpenAsync(options.BusAddress, clock.TimeProvider, loggers.CreateLogger<DBusBus>(), control, token),
            ProgramVersion.Text,
            clock,
            jitter.NextDouble,
            loggers,
            control);
        try
        {
            await host.RunAsync(stop.Token);
            return ExitCode.Fine;
        }
        catch (BusException exception)
        {
            Complaint.Write(exception.Message);
            return ExitCode.Environment;
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            return ExitCode.Fine;
        }
    }
}
