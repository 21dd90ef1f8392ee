using System.Globalization;
using System.Text;
using System.Text.Json;

namespace BtBattery.Weight;

/// <summary>The figures beside what each may be.</summary>
internal sealed class WeightTable(WeightFigures figures, IReadOnlyList<(string Name, string Text)> machine)
{
    /// <summary>What is called a megabyte here.</summary>
    public const double Megabyte = 1024 * 1024;

    /// <summary>One line.</summary>
    /// <param name="Key">Name in JSON.</param>
    /// <param name="Name">Name for people.</param>
    /// <param name="Value">In <paramref name="Unit"/>; null if it was not measured.</param>
    /// <param name="Digits">After the point.</param>
    /// <param name="Unit">Unit.</param>
    /// <param name="Budget">It has to be less than this; null if it may be anything.</param>
    public sealed record Row(string Key, string Name, double? Value, int Digits, string Unit, double? Budget = null)
    {
        public bool IsMissed => Value >= Budget;
    }

    public IReadOnlyList<Row> Rows { get; } =
    [
        new("private_mb", "private memory", figures.After.Private / Megabyte, 1, "MB", 12),
        new("resident_mb", "resident memory", figures.After.Resident / Megabyte, 1, "MB", 32),
        new("file_pages_mb", "of it pages of the program file alone", figures.After.FilePages / Megabyte, 1, "MB"),
        new("proportional_mb", "proportional memory (PSS)", figures.After.Proportional / Megabyte, 1, "MB"),
        new("peak_mb", "most resident memory so far", figures.After.Peak / Megabyte, 1, "MB"),
        new("cpu_ms_per_poll", "CPU time per poll and battery", figures.Processor.TotalMilliseconds / figures.Polls, 2, "ms", 1),
        new("cpu_percent", "CPU share of one core", 100 * (figures.Processor / figures.Time), 2, "%"),
        new("waits_per_second", "wake-ups", figures.After.WaitsSince(figures.Before) / figures.Time.TotalSeconds, 0, "/s"),
        new("messages_per_second", "D-Bus messages of the service", figures.Messages / figures.Time.TotalSeconds, 2, "/s", 2),
        new("kilobytes_per_second", "D-Bus bytes of the service", figures.Bytes / figures.Time.TotalSeconds / 1000, 2, "kB/s", 5),
        new("name_after_ms", "start to name on the bus, median", figures.NameAfter[figures.NameAfter.Count / 2].TotalMilliseconds, 0, "ms", 150),
        new("name_after_least_ms", "start to name on the bus, shortest", figures.NameAfter[0].TotalMilliseconds, 0, "ms"),
        new("all_after_ms", "start to a value of every cell", figures.AllAfter.TotalMilliseconds, 0, "ms"),
        new("program_mb", "program file", figures.ProgramBytes / Megabyte, 1, "MB"),
        new("archive_mb", "archive", figures.ArchiveBytes / Megabyte, 1, "MB", 10),
    ];

    /// <summary>Those that are more than they may be.</summary>
    public IReadOnlyList<Row> Missed => [.. Rows.Where(row => row.IsMissed)];

    public string ToText()
    {
        var text = new StringBuilder();
        int width = Rows.Max(row => row.Name.Length) + 2;
        text.Append(CultureInfo.InvariantCulture, $"{FourBatteries.Count} batteries of {FourBatteries.Cells} cells, every value new at each poll ({FourBatteries.Poll.TotalSeconds:0} s), for {figures.Time.TotalMinutes:0.##} min\n\n");
        foreach (Row row in Rows)
        {
            text.Append(row.Name.PadRight(width)).Append(Number(row.Value, row).PadLeft(9)).Append(' ').Append(row.Unit.PadRight(6));
            text.Append(row.Budget is null ? "" : $"< {row.Budget,-5} {(row.Value is null ? "not weighed" : row.IsMissed ? "MISSED" : "OK")}").Append('\n');
        }

        text.Append('\n');
        foreach ((string name, string what) in machine)
        {
            text.Append(name.PadRight(12)).Append(what).Append('\n');
        }

        return text.ToString();
    }

    public string ToJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("minutes", Math.Round(figures.Time.TotalMinutes, 2));
            json.WriteStartObject("machine");
            foreach ((string name, string what) in machine)
            {
                json.WriteString(name, what);
            }

            json.WriteEndObject();
            json.WriteStartObject("figures");
            foreach (Row row in Rows.Where(row => row.Value is not null))
            {
                json.WriteNumber(row.Key, Math.Round(row.Value!.Value, 3));
            }

            json.WriteEndObject();
            json.WriteStartObject("budget");
            foreach (Row row in Rows.Where(row => row.Budget is not null))
            {
                json.WriteNumber(row.Key, row.Budget!.Value);
            }

            json.WriteEndObject();
            json.WriteStartArray("missed");
            foreach (Row row in Missed)
            {
                json.WriteStringValue(row.Key);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static string Number(double? value, Row row) => value?.ToString($"F{row.Digits}", CultureInfo.InvariantCulture) ?? "";
}
