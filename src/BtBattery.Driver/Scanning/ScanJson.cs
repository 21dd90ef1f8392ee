using System.Buffers;
using System.Text.Json;

namespace BtBattery.Driver.Scanning;

/// <summary>What a scan found, for programs. docs/tools/scan.md documents the keys.</summary>
public static class ScanJson
{
    private static readonly JsonWriterOptions s_options = new() { Indented = true, NewLine = "\n" };

    /// <summary>Writes one JSON object.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="all">True to list everything, false to count what is no battery.</param>
    /// <param name="paste">What to paste; null if there is nothing.</param>
    /// <param name="output">Where to.</param>
    public static void Write(ScanReport report, bool all, PasteLines? paste, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var json = new Utf8JsonWriter(output, s_options);
        json.WriteStartObject();
        json.WriteStartArray("devices");
        foreach (Candidate candidate in all ? report.Candidates.Concat(report.Others) : report.Candidates)
        {
            WriteDevice(candidate, json);
        }

        json.WriteEndArray();
        json.WriteNumber("other_devices", report.Others.Count);
        WriteTexts(json, "commands", paste?.Commands ?? []);
        WriteTexts(json, "ini", paste?.Ini ?? []);
        json.WriteEndObject();
    }

    private static void WriteDevice(Candidate candidate, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("address", candidate.Device.Address.ToString());
        json.WriteString("name", candidate.Device.Name);
        json.WriteString("likeness", Word(candidate.Likeness));
        WriteTexts(json, "kinds", candidate.Kinds);
        WriteTexts(json, "signs", candidate.Signs.Select(Word));
        json.WriteBoolean("unsupported", candidate.IsUnsupported);
        if (candidate.Device.Rssi is int rssi)
        {
            json.WriteNumber("rssi", rssi);
        }
        else
        {
            json.WriteNull("rssi");
        }

        json.WriteString("signal", SignalWords.Of(candidate.Device.Rssi));
        json.WriteBoolean("connected", candidate.Device.IsConnected);
        json.WriteBoolean("paired", candidate.Device.IsPaired);
        json.WriteString("served_as", candidate.ServedAs);
        WriteTexts(json, "services", candidate.Device.Services);
        json.WriteStartArray("manufacturer_ids");
        foreach (ushort id in candidate.Device.ManufacturerIds)
        {
            json.WriteNumberValue(id);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string key, IEnumerable<string> texts)
    {
        json.WriteStartArray(key);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static string Word(Likeness likeness) => likeness switch
    {
        Likeness.Likely => "likely",
        Likeness.Possible => "possible",
        _ => "none",
    };

    private static string Word(Sign sign) => sign switch
    {
        Sign.Served => "served",
        Sign.Name => "name",
        Sign.Address => "address",
        Sign.Maker => "maker",
        _ => "service",
    };
}
