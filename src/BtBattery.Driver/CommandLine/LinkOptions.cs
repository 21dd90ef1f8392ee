using System.CommandLine;
using BtBattery.DBus;
using BtBattery.Driver.Options;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.CommandLine;

/// <summary>What every command that talks to batteries takes: their addresses, the adapter, the bus, how much to log.</summary>
internal sealed class LinkOptions
{
    private readonly Argument<string[]> _addresses;

    private readonly Option<string?> _adapter = new("--adapter")
    {
        Description = "Bluetooth adapters, the preferred one first, by name (hci0) or address with commas between; the first one that is switched on if not given.",
        HelpName = "NAMES",
    };

    private readonly Option<string?> _bus = CreateBus();

    private readonly Option<LogLevel> _level;

    /// <param name="standardLevel">What is logged if nothing else is said.</param>
    /// <param name="batteries">How many addresses the command takes; one if nothing else is said, none for a command that is about no battery in particular.</param>
    public LinkOptions(LogLevel standardLevel, ArgumentArity? batteries = null)
    {
        _addresses = new("MAC")
        {
            Description = "Bluetooth address of the battery, for example A4:C1:38:00:00:01.",
            Arity = batteries ?? ArgumentArity.ExactlyOne,
            CustomParser = result => [.. result.Tokens.Select(token => token.Value)],
        };
        _level = new("--log-level")
        {
            Description = "How much to log on standard error: trace, debug, information, warning or error.",
            HelpName = "LEVEL",
            DefaultValueFactory = _ => standardLevel,
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
        _addresses.Validators.Add(result =>
        {
            foreach (string text in result.Tokens.Select(token => token.Value))
            {
                if (text.StartsWith('-'))
                {
                    result.AddError($"'{text}' is not an option.");
                }
                else if (!BatteryAddress.TryParse(text, out _))
                {
                    result.AddError(
                        $"'{text}' is not a Bluetooth address: give six hexadecimal bytes with colons, such as A4:C1:38:00:00:01.");
                }
            }
        });
    }

    /// <summary>Adds all of it to a command, after the options of its own.</summary>
    public void AddTo(Command command, params ReadOnlySpan<Option> own)
    {
        if (_addresses.Arity.MaximumNumberOfValues > 0)
        {
            command.Arguments.Add(_addresses);
        }

        foreach (Option option in (Option[])[.. own, _adapter, _bus, _level])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The battery; valid once the command line was found to be.</summary>
    public BatteryAddress Address(ParseResult arguments) => Addresses(arguments)[0];

    /// <summary>The batteries, each once; valid once the command line was found to be.</summary>
    public IReadOnlyList<BatteryAddress> Addresses(ParseResult arguments) =>
    [
        .. (arguments.GetValue(_addresses) ?? []).Select(text => BatteryAddress.TryParse(text, out BatteryAddress address) ? address : default).Distinct(),
    ];

    /// <summary>The adapters asked for, in order of preference; null for none.</summary>
    public string? Adapter(ParseResult arguments) => arguments.GetValue(_adapter);

    /// <summary>Where the bus is.</summary>
    public string BusAddress(ParseResult arguments) => GivenBusAddress(arguments) ?? DBusAddress.System;

    /// <summary>Where the bus is, if the command line says it.</summary>
    public string? GivenBusAddress(ParseResult arguments) => arguments.GetValue(_bus);

    /// <summary>True if the command line says how much to log.</summary>
    public bool IsLogLevelGiven(ParseResult arguments) => arguments.GetResult(_level) is { Implicit: false };

    /// <summary>A log on standard error.</summary>
    public ILoggerFactory CreateLog(ParseResult arguments) => ConsoleLog.Create(arguments.GetValue(_level));

    /// <summary><c>--bus</c>, with its check.</summary>
    public static Option<string?> CreateBus()
    {
        var bus = new Option<string?>("--bus")
        {
            Description = "D-Bus address; default: $DBUS_SYSTEM_BUS_ADDRESS, else the system bus.",
            HelpName = "ADDRESS",
        };
        bus.Validators.Add(result =>
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
        return bus;
    }
}
