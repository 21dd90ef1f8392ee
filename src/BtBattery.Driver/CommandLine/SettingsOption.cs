using System.CommandLine;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.CommandLine;

/// <summary><c>--config FILE</c>: where the settings per battery are, and beside it what is remembered of them.</summary>
internal sealed class SettingsOption
{
    /// <summary>The option.</summary>
    public Option<string?> Option { get; } = new("--config")
    {
        Description = "Settings per battery, an INI file; default: config.ini beside the program, if there is one.",
        HelpName = "FILE",
    };

    /// <summary>The settings of one battery.</summary>
    /// <exception cref="SettingsException">The file cannot be read, or is wrong; it is named in the message.</exception>
    public BatterySettings Read(ParseResult arguments, BatteryAddress address)
    {
        string file = FileIn(arguments);
        if (arguments.GetValue(Option) is null && !File.Exists(file))
        {
            return new BatterySettings();
        }

        try
        {
            return BatterySettingsFile.Read(File.ReadAllText(file), address);
        }
        catch (SettingsException exception)
        {
            throw new SettingsException($"{file}: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new SettingsException($"{file} cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>What answered where, kept beside the file.</summary>
    public KnownBatteries ReadKnown(ParseResult arguments) =>
        new(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(FileIn(arguments))) ?? ".", KnownBatteries.FileName));

    private string FileIn(ParseResult arguments) =>
        arguments.GetValue(Option) is { Length: > 0 } file ? file : Path.Combine(AppContext.BaseDirectory, "config.ini");
}
