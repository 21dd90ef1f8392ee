using System.Text.Encodings.Web;
using System.Text.Json;
using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Configuration.Documents;

/// <summary>What holds and what is wrong, for programs; the form is described in docs/tools/check-config.md.</summary>
public static class ConfigurationJson
{
    /// <summary>Writes one object.</summary>
    /// <param name="configuration">What holds.</param>
    /// <param name="screen">What is known of the screen, a sentence.</param>
    /// <param name="output">Takes it.</param>
    public static void Write(DriverConfiguration configuration, string screen, Stream output)
    {
        using var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartObject();
        writer.WriteBoolean("ok", !configuration.HasErrors);
        writer.WriteStartArray("findings");
        foreach (Finding finding in configuration.Findings)
        {
            Write(writer, finding);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("files");
        foreach (ConfigurationFile file in configuration.Files)
        {
            writer.WriteStartObject();
            writer.WriteString("path", file.Path);
            writer.WriteBoolean("found", file.IsFound);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("screen", screen);
        writer.WriteString("wiring", configuration.Wiring?.ToString());
        Write(writer, "values", configuration.Values);
        writer.WriteStartArray("batteries");
        foreach (BatteryConfiguration battery in configuration.Batteries)
        {
            writer.WriteStartObject();
            writer.WriteString("address", battery.Address.ToString());
            writer.WriteString("name", battery.Name);
            writer.WriteString("chemistry", CellRange.Of(battery.Chemistry).Name);
            writer.WriteNumber("device_instance", battery.DeviceInstance);
            writer.WriteString("file", battery.OwnFile);
            Write(writer, "values", battery.Values);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Finding finding)
    {
        writer.WriteStartObject();
        writer.WriteString("severity", finding.Severity == Severity.Error ? "error" : "warning");
        writer.WriteString("code", finding.Code);
        writer.WriteString("file", finding.File);
        WriteNumber(writer, "line", finding.Line);
        writer.WriteString("section", finding.Section);
        writer.WriteString("key", finding.Key);
        writer.WriteString("message", finding.Message);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, ConfigurationValues values)
    {
        writer.WriteStartArray(name);
        foreach (ConfigurationValue value in values.All)
        {
            writer.WriteStartObject();
            writer.WriteString("key", value.Key.Name);
            writer.WriteString("group", value.Key.Group.Id);
            writer.WritePropertyName("value");
            value.WriteJson(writer);
            writer.WriteString("unit", value.Key.Unit.Length == 0 ? null : value.Key.Unit);
            writer.WriteBoolean("secret", value.Key.IsSecret);
            writer.WriteBoolean("set", value.IsSet);
            writer.WriteBoolean("in_effect", value.Key.IsInEffect);
            writer.WriteString("origin", value.Origin.Kind switch
            {
                OriginKind.File => "file",
                OriginKind.CommandLine => "command_line",
                OriginKind.Screen => "screen",
                _ => "default",
            });
            writer.WriteString("file", value.Origin.File);
            WriteNumber(writer, "line", value.Origin.Line);
            writer.WriteString("section", value.Origin.Section);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, int? number)
    {
        if (number is int value)
        {
            writer.WriteNumber(name, value);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
