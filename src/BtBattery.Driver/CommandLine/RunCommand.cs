using System.CommandLine;
using System.Runtime.InteropServices;
using BtBattery.DBus;
using BtBattery.Driver.Links.BlueZ;
using BtBattery.Driver.Options;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Run;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace BtBattery.Driver.CommandLine;

/// <summary><c>btbattery MAC</c>: serves one battery until it is told to stop.</summary>
internal static class RunCommand
{
    private static readonly Argument<string> Address = new("MAC")
    {
        Description = "Bluetooth address of the battery, for example A4:C1:38:00:00:01.",
        Arity = ArgumentArity.ExactlyOne,
    };

    private static readonly Option<int> DeviceInstance = NumberOption.Create(
        "--device-instance", "N", "Number under which VRM, MQTT and Modbus know this battery", 0, 255, 1);

    private static readonly Option<double> PollInterval = NumberOption.Create(
        "--poll-interval", "SECONDS", "Seconds from one reading to the next", 0.5, 15, 2.0);

    private static readonly Option<double> DataTimeout = NumberOption.Create(
        "--data-timeout", "SECONDS", "Values older than this many seconds become invalid", 5, 120, 30.0);

    private static readonly Option<string?> Adapter = new("--adapter")
    {
        Description = "Bluetooth adapter, by name (hci0) or address; the first one if not given.",
        HelpName = "NAME",
    };

    private static readonly Option<string?> Bus = new("--bus")
    {
        Description = "D-Bus address; default: $DBUS_SYSTEM_BUS_ADDRESS, else the system bus.",
        HelpName = "ADDRESS",
    };

    private static readonly Option<string?> Config = new("--config")
    {
        Description = "Settings per battery, an INI file; default: config.ini beside the program, if there is one.",
        HelpName = "FILE",
    };

    private static readonly Option<LogLevel> Level = new("--log-level")
    {
        Description = "How much to log on standard error: debug, information, warning or error.",
        HelpName = "LEVEL",
        DefaultValueFactory = _ => LogLevel.Information,
        CustomParser = result =>
        {
            string level = result.Tokens[0].Value;
            if (level.All(char.IsAsciiLetter) && Enum.TryParse(level, ignoreCase: true, out LogLevel parsed))
            {
                return parsed;
            }

            result.AddError($"--log-level takes debug, information, warning or error, not '{level}'.");
            return default;
        },
    };

    /// <summary>Adds arguments, options and action to the root command.</summary>
    public static void AddTo(RootCommand root)
    {
        Address.Validators.Add(result =>
        {
            string text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
            if (text.StartsWith('-'))
            {
                result.AddError($"'{text}' is not an option.");
            }
            else if (!BatteryAddress.TryParse(text, out _))
            {
                result.AddError(
                    $"'{text}' is not a Bluetooth address: give six hexadecimal bytes with colons, such as A4:C1:38:00:00:01.");
            }
        });
        Bus.Validators.Add(result =>
        {
            try
            {
                DBusAddress.Parse(result.Tokens[0].Value);
            }
            catch (DBusAddressException exception)
            {
                result.AddError(exception.Message);
            }
        });
        root.Arguments.Add(Address);
        foreach (Option option in (Option[])[Config, DeviceInstance, PollInterval, DataTimeout, Adapter, Bus, Level])
        {
            root.Options.Add(option);
        }

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

            return RunAsync(options, configuration, arguments.GetValue(Level), cancellationToken);
        });
    }

    private static DriverOptions ReadOptions(ParseResult arguments, string configuration)
    {
        _ = BatteryAddress.TryParse(arguments.GetValue(Address), out BatteryAddress address);
        return new DriverOptions
        {
            Address = address,
            Battery = ReadSettings(configuration, isRequired: arguments.GetValue(Config) is not null, address),
            BusAddress = arguments.GetValue(Bus) ?? DBusAddress.System,
            DeviceInstance = arguments.GetValue(DeviceInstance),
            PollInterval = TimeSpan.FromSeconds(arguments.GetValue(PollInterval)),
            DataTimeout = TimeSpan.FromSeconds(arguments.GetValue(DataTimeout)),
            Adapter = arguments.GetValue(Adapter),
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

    private static async Task<int> RunAsync(DriverOptions options, string configuration, LogLevel level, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using PosixSignalRegistration onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using PosixSignalRegistration onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using ILoggerFactory loggers = LoggerFactory.Create(logging => logging
            .SetMinimumLevel(level)
            .AddConsole(console =>
            {
                console.FormatterName = PlainFormatter.FormatterName;
                console.LogToStandardErrorThreshold = LogLevel.Trace;
            })
            .Services.AddSingleton<ConsoleFormatter, PlainFormatter>());

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
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCode.Fine;
        }

        void Stop(PosixSignalContext signal)
        {
            // The run-time would end the process at once; the battery and the name must be released first.
            signal.Cancel = true;
            stop.Cancel();
        }
    }
}
