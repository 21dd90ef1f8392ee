using System.CommandLine;
using BtBattery.Driver.Configuration;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.CommandLine;

/// <summary><c>--config FILE</c>: where the owner's configuration is, and beside it what is remembered of the batteries.</summary>
internal sealed class SettingsOption
{
    /// <summary>The option.</summary>
    public Option<string?> Option { get; } = new("--config")
    {
        Description = "The configuration, an INI file; default: that of the installation, or config.ini beside the program, if there is one.",
        HelpName = "FILE",
    };

    /// <summary>The settings of one battery.</summary>
    /// <exception cref="SettingsException">The configuration is wrong; one line about the first fault.</exception>
    public BatterySettings Read(ParseResult arguments, BatteryAddress address)
    {
        DriverConfiguration configuration = ConfigurationLoader.Load(Request(arguments) with { Batteries = [address.ToString()] });
        Finding[] errors = [.. configuration.Findings.Where(finding => finding.Severity == Severity.Error)];
        return errors.Length switch
        {
            0 => configuration.Batteries[0].ToBatterySettings(),
            1 => throw new SettingsException(errors[0].Describe()),
            int count => throw new SettingsException(FormattableString.Invariant(
                $"{errors[0].Describe()} There is more ({count} errors): 'btbattery check-config {address}{Given(arguments)}' shows all.")),
        };
    }

    private string Given(ParseResult arguments) => arguments.GetValue(Option) is string file ? $" --config {file}" : "";

    /// <summary>What the option says, as the beginning of a request.</summary>
    public ConfigurationRequest Request(ParseResult arguments) => new() { ConfigFile = arguments.GetValue(Option) };

    /// <summary>What answered where, kept beside the file.</summary>
    public KnownBatteries ReadKnown(ParseResult arguments) => KnownBatteries.Of(Request(arguments).OwnersFile);
}
