using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Configuration.Documents;

/// <summary>What holds and what is wrong, for people.</summary>
public static class ConfigurationReport
{
    private const int KeyWidth = 36;
    private const int ValueWidth = 28;

    /// <summary>Writes the values, group by group, and then the findings, where they are seen last.</summary>
    /// <param name="configuration">What holds.</param>
    /// <param name="screen">What is known of the screen, a sentence.</param>
    /// <param name="writer">Takes it.</param>
    public static void Write(DriverConfiguration configuration, string screen, TextWriter writer)
    {
        foreach (ConfigurationFile file in configuration.Files)
        {
            writer.WriteLine($"{(file.IsFound ? "read     " : "not there")}  {file.Path}");
        }

        writer.WriteLine(screen);
        WriteValues(configuration.Values, writer);
        if (configuration.Wiring is not null)
        {
            writer.WriteLine();
            writer.WriteLine($"Wiring: {configuration.Wiring}");
        }

        foreach (BatteryConfiguration battery in configuration.Batteries)
        {
            writer.WriteLine();
            string name = battery.Name is string given ? $" ({given})" : "";
            string chemistry = CellRange.Of(battery.Chemistry).Name;
            writer.WriteLine(FormattableString.Invariant($"==== {battery.Address}{name}, {chemistry}, device instance {battery.DeviceInstance} ===="));
            WriteValues(battery.Values, writer);
        }

        writer.WriteLine();
        foreach (Finding finding in configuration.Findings)
        {
            writer.WriteLine(finding.ToString());
        }

        writer.WriteLine(Summarise(configuration));
    }

    /// <summary>One sentence: how many errors and warnings, and what follows.</summary>
    public static string Summarise(DriverConfiguration configuration)
    {
        int errors = configuration.Findings.Count(finding => finding.Severity == Severity.Error);
        int warnings = configuration.Findings.Count - errors;
        string counts = $"{Count(errors, "error")}, {Count(warnings, "warning")}";
        return errors > 0 ? $"{counts}: the driver does not start with this configuration." : $"{counts}: the driver starts with this configuration.";
    }

    private static void WriteValues(ConfigurationValues values, TextWriter writer)
    {
        KeyGroup? group = null;
        foreach (ConfigurationValue value in values.All)
        {
            if (value.Key.Group != group)
            {
                group = value.Key.Group;
                writer.WriteLine();
                writer.WriteLine(group.Title);
            }

            string unit = value.IsSet && value.Key.Unit.Length > 0 ? " " + value.Key.Unit : "";
            string text = value.IsSet ? value.Text + unit : "(nothing)";
            string hint = value.IsFaulty ? ", instead of a value that is wrong" : "";
            string effect = value.Key.IsInEffect ? "" : $"; {KeyText.NotInEffect}";
            writer.WriteLine($"  {value.Key.Name.PadRight(KeyWidth)} {text.PadRight(ValueWidth)} {value.Origin}{hint}{effect}");
        }
    }

    private static string Count(int number, string word) => FormattableString.Invariant($"{number} {word}{(number == 1 ? "" : "s")}");
}
