using System.CommandLine;
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

    private static readonly Option<string?> Config = new("--config")
    {
        Description = "Settings per battery, an INI file; default: config.ini beside the program, if there is one.",
        HelpName = "FILE",
    };

    /// <summary>Adds arguments, options and action to the root command.</summary>
    public static void AddTo(RootCommand root)
    {
        Link.AddTo(root, Config, DeviceInstance, PollInterval, DataTimeout);
        root.SetAction((arguments, cancellationToken) =>
        {
            string configuration = arguments.GetValue(Config) ?? Path.Combine(AppContext.BaseDirectory, "config.ini");
            DriverOptions options;
            try
            {
                options = ReadOptions(arguments, configuration);
            }
            catch (SettingsException exception)
            {
                Complaint.Write($"{configuration}: {exception.Message}");
                return Task.FromResult(ExitCode.Usage);
            }

            // A round can take one try more than planned; anything tighter would flap between valid and invalid.
            if (options.DataTimeout < 2 * options.PollInterval)
            {
                Complaint.Write("--data-timeout must be at least twice --poll-interval, or values would be invalid most of the time.");
                return Task.FromResult(ExitCode.Usage);
            }

            return RunAsync(options, configuration, arguments, cancellationToken);
        });
    }

    private static DriverOptions ReadOptions(ParseResult arguments, string configuration)
    {
        BatteryAddress address = Link.Address(arguments);
        return new DriverOptions
        {
            Address = address,
            Battery = ReadSettings(configuration, isRequired: arguments.GetValue(Config) is not null, address),
            BusAddress = Link.BusAddress(arguments),
            DeviceInstance = arguments.GetValue(DeviceInstance),
            PollInterval = TimeSpan.FromSeconds(arguments.GetValue(PollInterval)),
            DataTimeout = TimeSpan.FromSeconds(arguments.GetValue(DataTimeout)),
            Adapter = Link.Adapter(arguments),
        };
    }

    private static BatterySettings ReadSettings(string file, bool isRequired, BatteryAddress address)
    {
        if (!isRequired && !File.Exists(file))
        {
            return new BatterySettings();
        }

        try
        {
            return BatterySettingsFile.Read(File.ReadAllText(file), address);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"cannot be read: {exception.Message}", exception);
        }
    }

    private static string ConfigurationFolder(string configuration) => Path.GetDirectoryName(Path.GetFullPath(configuration)) ?? ".";

    private static async Task<int> RunAsync(
        DriverOptions options, string configuration, ParseResult arguments, CancellationToken cancellationToken)
    {
        using var stop = new StopSignals(cancellationToken);
        using ILoggerFactory loggers = Link.CreateLog(arguments);
        var clock = new MonotonicClock(TimeProvider.System);
        var jitter = new Random(Environment.ProcessId);
        await using var connector = new BlueZConnector(options.BusAddress, options.Adapter, clock, loggers.CreateLogger<BlueZConnector>());
        var host = new DriverHost(
            options,
            new KnownBatteries(Path.Combine(ConfigurationFolder(configuration), KnownBatteries.FileName)),
            connector,
            token => DBusBus.OpenAsync(options.BusAddress, clock.TimeProvider, loggers.CreateLogger<DBusBus>(), token),
            ProgramVersion.Text,
            clock,
            jitter.NextDouble,
            loggers);
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
