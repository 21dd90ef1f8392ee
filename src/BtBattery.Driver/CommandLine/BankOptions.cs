using System.CommandLine;
using BtBattery.Driver.Configuration;
using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.CommandLine;

/// <summary>
/// What run and check-config take: the batteries, how they are wired, the owner's file, and options that stand for keys. Whether
/// the values make sense is judged together with the files, so that everything wrong is told at once.
/// </summary>
internal sealed class BankOptions
{
    private readonly Argument<string[]> _batteries = new("MAC[:CONFIG]")
    {
        Description = "Bluetooth addresses of one to four batteries, each with a file of its own if it needs one; without any, those of the configuration.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<bool> _series = new("--series", "-s") { Description = "The batteries are wired in series (what several are if nothing else is said)." };

    private readonly Option<bool> _parallel = new("--parallel", "-p") { Description = "The batteries are wired in parallel." };

    private readonly Option<string?> _topology = new("--topology")
    {
        Description = "How they are wired, with names or addresses: + is series, | is parallel, as in \"(A+B)|(C+D)\".",
        HelpName = "EXPRESSION",
    };

    private readonly Option<string?> _file = new("--config")
    {
        Description = "The owner's configuration; default: that of the installation, or config.ini beside the program, if there is one.",
        HelpName = "FILE",
    };

    private readonly IReadOnlyList<(Option<string?> Option, ConfigurationKey Key)> _values =
    [
        (Value("--device-instance", "N", "Number under which VRM, MQTT and Modbus are to know the battery, or the bank of several, if it is free."), DriverKeys.DeviceInstance),
        (Value("--poll-interval", "SECONDS", "Seconds from one reading to the next."), BatteryKeys.PollInterval),
        (Value("--data-timeout", "SECONDS", "Values older than this many seconds become invalid."), BatteryKeys.DataTimeout),
        (Value("--adapter", "NAMES", "Bluetooth adapters, the preferred one first, by name (hci0) or address with commas between."), DriverKeys.Adapter),
        (Value("--settings", "WHERE", "Where names and what is set on a screen are kept: auto, venus or file."), DriverKeys.Settings),
        (Value("--log-level", "LEVEL", "How much to log on standard error: trace, debug, information, warning or error."), DriverKeys.LogLevel),
    ];

    /// <summary>Adds all of it to a command, between options of its own.</summary>
    public void AddTo(Command command)
    {
        _batteries.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => token.Value.StartsWith('-')) is { } token)
            {
                result.AddError($"'{token.Value}' is not an option.");
            }
        });
        command.Arguments.Add(_batteries);
        foreach (Option option in (Option[])[_series, _parallel, _topology, _file, .. _values.Select(value => value.Option)])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What was given.</summary>
    public ConfigurationRequest Request(ParseResult arguments) => new()
    {
        Batteries = arguments.GetValue(_batteries) ?? [],
        IsSeries = arguments.GetValue(_series),
        IsParallel = arguments.GetValue(_parallel),
        Topology = arguments.GetValue(_topology),
        ConfigFile = arguments.GetValue(_file),
        Values =
        [
            .. _values.Select(value => (value.Option, value.Key, Text: arguments.GetValue(value.Option)))
                .Where(value => value.Text is not null)
                .Select(value => new CommandLineValue(value.Key, value.Option.Name, value.Text!)),
        ],
    };

    private static Option<string?> Value(string name, string helpName, string description) => new(name) { Description = description, HelpName = helpName };
}
