using System.Buffers;
using System.Text;
using System.Text.Json;
using BtBattery.Driver.Tools;

namespace BtBattery.Driver.Scanning;

/// <summary>Candidates side by side, for programs: one line of JSON per refresh. docs/tools/scan.md documents the keys.</summary>
public static class IdentifyJson
{
    /// <summary>The line, without its end.</summary>
    public static string Line(IReadOnlyList<IdentifyRow> rows, TimeSpan elapsed)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var output = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            WriteNumber(json, "elapsed_seconds", elapsed.TotalSeconds);
            json.WriteString("changed_most", rows.FirstOrDefault(row => row.IsMostChanged)?.Address.ToString());
            json.WriteStartArray("batteries");
            foreach (IdentifyRow row in rows)
            {
                WriteRow(json, row);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static void WriteRow(Utf8JsonWriter json, IdentifyRow row)
    {
        json.WriteStartObject();
        json.WriteString("address", row.Address.ToString());
        json.WriteString("name", row.Name);
        json.WriteString("bms", row.BmsType);
        json.WriteString("source", row.Origin switch
        {
            ReadingOrigin.Driver => "driver",
            ReadingOrigin.Bluetooth => "bluetooth",
            _ => null,
        });
        WriteNumber(json, "voltage", row.Voltage);
        WriteNumber(json, "current", row.Current);
        WriteNumber(json, "soc", row.SocPercent);
        WriteNumber(json, "change", row.Change);
        WriteNumber(json, "age_seconds", row.Age?.TotalSeconds);
        json.WriteString("problem", row.Problem);
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string key, double? value)
    {
        if (value is double number)
        {
            json.WriteNumber(key, Math.Round(number, 3));
        }
        else
        {
            json.WriteNull(key);
        }
    }
}
