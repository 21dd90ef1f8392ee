using System.Globalization;
using BtBattery.Bms;

namespace BtBattery.Driver.Scanning;

/// <summary>Candidates side by side, for people.</summary>
public static class IdentifyText
{
    /// <summary>What to do while looking at it.</summary>
    public const string Instruction = "Switch a load or a charger on or off: the battery whose current changed most since the start is marked. Ctrl+C ends.";

    /// <summary>A value older than this is shown with its age.</summary>
    private static readonly TimeSpan s_old = TimeSpan.FromSeconds(5);

    /// <summary>A heading and a line for each candidate.</summary>
    public static IReadOnlyList<string> Lines(IReadOnlyList<IdentifyRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return TextTable.Lines(
            [
                ["NAME", "ADDRESS", "TYPE", "VOLTAGE", "CURRENT", "CHANGE", "SOC", ""],
                .. rows.Select(row => (string[])
                [
                    row.Name is { Length: > 0 } name ? PrintableText.ForTerminal(name) : "-",
                    row.Address.ToString(),
                    TypeOf(row),
                    Number(row.Voltage, "0.00", " V"),
                    Number(row.Current, "+0.0;-0.0;0.0", " A"),
                    Number(row.Change, "+0.0;-0.0;0.0", " A"),
                    Number(row.SocPercent, "0", " %"),
                    RemarkOf(row),
                ]),
            ],
            indent: 0,
            3, 4, 5, 6);
    }

    private static string TypeOf(IdentifyRow row) =>
        row.BmsType is string id ? BmsCatalog.Find(id)?.Name ?? id
        : row.Guess is string guess ? "maybe " + guess
        : "unknown";

    private static string RemarkOf(IdentifyRow row) =>
        row.Problem is string problem ? problem
        : row.Voltage is null ? "connecting"
        : row.IsMostChanged ? "now <- changed most"
        : row.Age > s_old ? string.Create(CultureInfo.InvariantCulture, $"{row.Age.Value.TotalSeconds:F0} s old")
        : "";

    private static string Number(double? value, string format, string unit) =>
        value is double number ? number.ToString(format, CultureInfo.InvariantCulture) + unit : "-";
}
