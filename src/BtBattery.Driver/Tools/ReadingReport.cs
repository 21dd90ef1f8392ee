using System.Globalization;
using BtBattery.Aggregation;
using BtBattery.Aggregation.Model;

namespace BtBattery.Driver.Tools;

/// <summary>A reading for people, fit for a terminal of 80 columns. What is not known says so; it is never 0.</summary>
public static class ReadingReport
{
    private const string Unknown = "unknown";
    private const string Indent = "  ";
    private const int LabelWidth = 16;

    /// <summary>Amperes below which a sign means nothing: most boards send steps of 10 mA or 100 mA.</summary>
    private const double LeastCurrent = 0.05;

    private const int TextWidth = 80 - LabelWidth - 2;

    /// <summary>The lines of the report.</summary>
    public static IReadOnlyList<string> Lines(BatteryReading reading, ReportStyle style)
    {
        var report = new List<string>();
        AddHead(report, reading, style);
        AddPack(report, reading.Values);
        AddCells(report, reading.Values, style);
        AddTemperatures(report, reading.Values, style);
        AddState(report, reading.Values);
        AddIdentity(report, reading.Values, style);
        return report;
    }

    /// <summary>How long ago, in words.</summary>
    public static string Ago(TimeSpan age) => age.TotalSeconds < 99.5
        ? string.Create(CultureInfo.InvariantCulture, $"{age.TotalSeconds:F1} s ago")
        : string.Create(CultureInfo.InvariantCulture, $"{age.TotalSeconds:F0} s ago");

    private static void AddHead(List<string> report, BatteryReading reading, ReportStyle style)
    {
        report.Add(reading.Name is { Length: > 0 } name ? $"{style.Safe(name, 50)}  ({reading.Address})" : reading.Address.ToString());
        string way = reading.Origin == ReadingOrigin.Driver ? "through the running driver" : "over Bluetooth";
        string signal = reading.Rssi is int rssi ? string.Create(CultureInfo.InvariantCulture, $"{rssi} dBm") : Unknown;
        string age = reading.Age is { } known ? Ago(known) : "never";
        report.Add($"{Indent}BMS type {reading.BmsType ?? Unknown}, read {way} {age}, signal {signal}");
        if (reading.Problem is { } problem)
        {
            AddText(report, reading.HasData ? "Problem" : "NO DATA", style.Safe(problem, 1000));
        }
    }

    private static void AddPack(List<string> report, BatterySnapshot values)
    {
        report.Add("");
        AddPair(report, "Voltage", Number(values.Voltage, 3, "V"), "State of charge", Number(values.SocPercent, 1, "%"));
        AddPair(report, "Current", Number(values.Current, 3, "A"), "Remaining", Number(values.RemainingAh, 1, "Ah"));
        AddPair(report, "Power", Number(BatteryFigures.Power(values), 1, "W"), "Full capacity", Number(values.FullAh, 1, "Ah"));
        AddPair(report, "Cycles", Number(values.Cycles?.Select(cycles => (double)cycles), 0, ""), "Nominal", Number(values.DesignAh, 1, "Ah"));
        if (values.SohPercent is not null)
        {
            AddPair(report, "State", $"{State(values),9}", "Health", Number(values.SohPercent, 1, "%"));
        }
        else
        {
            report.Add($"{Indent}{"State",-LabelWidth}{State(values),9}");
        }
    }

    /// <summary>What the BMS says it is doing, else what the current says.</summary>
    private static string State(BatterySnapshot values) => values switch
    {
        { Activity: { } activity } => activity.Value.ToString().ToLowerInvariant(),
        { Current: { } current } => Math.Abs(current.Value) < LeastCurrent ? "idle" : current.Value > 0 ? "charging" : "discharging",
        _ => Unknown,
    };

    private static void AddCells(List<string> report, BatterySnapshot values, ReportStyle style)
    {
        report.Add("");
        if (values.CellVoltages is null)
        {
            AddText(report, "Cells", Unknown);
            return;
        }

        string difference = 1000 * CellFigures.Spread(values)?.Value is double millivolts
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Round(millivolts, 1):0.#} mV")
            : Unknown;
        string sum = CellFigures.SumOfVoltages(values) is { } total ? Format(total.Value, 3) + " V" : Unknown;
        AddText(report, "Cells", $"difference {difference}, sum {sum}; bars from lowest to highest");
        report.AddRange(new CellBars(values, style).Lines().Select(line => Indent + line));
        report.Add("");
    }

    private static void AddTemperatures(List<string> report, BatterySnapshot values, ReportStyle style)
    {
        List<string> sensors = [];
        if (values.Temperatures is { } temperatures)
        {
            for (int i = 0; i < temperatures.Value.Count; i++)
            {
                sensors.Add($"T{(i + 1).ToString(CultureInfo.InvariantCulture)} {Temperature(temperatures.Value[i])}");
            }

            if (temperatures.Value.Count == 0)
            {
                sensors.Add("no sensors");
            }
        }
        else
        {
            sensors.Add(Unknown);
        }

        AddIfFitted("power stage", values.MosTemperature);
        AddIfFitted("board", values.BoardTemperature);
        AddText(report, "Temperatures", string.Join(", ", sensors));

        string Temperature(double? value) => value is double known ? $"{Format(known, 1)} {style.Celsius}" : Unknown;

        void AddIfFitted(string name, Measured<double?>? measured)
        {
            if (measured is { Value: double known })
            {
                sensors.Add($"{name} {Temperature(known)}");
            }
        }
    }

    private static void AddState(List<string> report, BatterySnapshot values)
    {
        AddText(report, "Switches", $"charge {OnOff(values.ChargeFetOn)}, discharge {OnOff(values.DischargeFetOn)}");
        AddText(report, "Balancing", values.Balancing is { } balancing
            ? balancing.Value.Contains(true)
                ? "cells " + string.Join(", ", Enumerable.Range(1, balancing.Value.Count).Where(number => balancing.Value[number - 1]))
                : "none"
            : Unknown);
        if (values.Protections is not { Value: var protections })
        {
            AddText(report, "Protections", Unknown);
        }
        else if (protections.Count == 0)
        {
            AddText(report, "Protections", "none");
        }
        else
        {
            string label = "Protections";
            foreach (ActiveProtection protection in protections)
            {
                string level = protection.Level == ProtectionLevel.Alarm ? "ALARM" : ProtectionWords.KeyOf(protection.Level);
                AddText(report, label, $"{level}: {ProtectionWords.WordsOf(protection.Protection)} ({protection.Name})");
                label = "";
            }
        }

        if (values.ErrorCounts is { } counts)
        {
            string[] counted = [.. counts.Value.Where(count => count.Value != 0).Select(count =>
                string.Create(CultureInfo.InvariantCulture, $"{count.Key.Replace('_', ' ')} {count.Value}"))];
            AddText(report, "Errors counted", counted.Length == 0 ? "none" : string.Join(", ", counted));
        }
        else
        {
            AddText(report, "Errors counted", Unknown);
        }
    }

    private static void AddIdentity(List<string> report, BatterySnapshot values, ReportStyle style)
    {
        AddText(report, "Hardware", values.Hardware is { } hardware ? style.Safe(hardware.Value, TextWidth) : Unknown);
        string software = values.SoftwareVersion is { } version ? style.Safe(version.Value, 30) : Unknown;
        string made = values.ProductionDate?.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? Unknown;
        AddText(report, "Software", $"{software}, made {made}");
    }

    private static void AddPair(List<string> report, string left, string leftValue, string right, string rightValue) =>
        report.Add($"{Indent}{left,-LabelWidth}{leftValue,-18}{right,-LabelWidth} {rightValue}");

    /// <summary>A label and its text; what does not fit goes on below, broken at blanks.</summary>
    private static void AddText(List<string> report, string label, string text)
    {
        string line = "";
        foreach (string word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > TextWidth)
            {
                report.Add($"{Indent}{label,-LabelWidth}{line}");
                (label, line) = ("", word);
            }
            else
            {
                line = line.Length == 0 ? word : $"{line} {word}";
            }
        }

        report.Add($"{Indent}{label,-LabelWidth}{line}".TrimEnd());
    }

    private static string Number(Measured<double>? measured, int decimals, string unit) =>
        measured is { } known ? $"{Format(known.Value, decimals),9} {unit}".TrimEnd() : $"{Unknown,9}";

    private static string OnOff(Measured<bool>? measured) => measured is { } known ? known.Value ? "on" : "off" : Unknown;

    // Rounded first, so that no minus stands before zeros.
    private static string Format(double value, int decimals) =>
        (Math.Round(value, decimals, MidpointRounding.AwayFromZero) + 0.0).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
