using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using BtBattery.Aggregation.Model;
using BtBattery.Bms.Conversations;
using BtBattery.Driver.Links;

namespace BtBattery.Driver.Tools;

/// <summary>
/// A reading as one line for ROS 2 nodes and scripts, docs/tools/stream.md: the names are those of the Daly reader whose
/// users know them, whatever kind the BMS is.
/// </summary>
public static class StreamLine
{
    /// <summary>Begins every line.</summary>
    public const string Prefix = "BMS_DATA:";

    /// <summary>The line, without its end.</summary>
    /// <param name="reading">The reading.</param>
    /// <param name="now">The wall clock, for the time stamp.</param>
    public static string Write(BatteryReading reading, DateTimeOffset now)
    {
        var output = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(output))
        {
            Write(json, reading, now.ToUnixTimeMilliseconds());
        }

        return Prefix + Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, BatteryReading reading, long milliseconds)
    {
        json.WriteStartObject();
        json.WriteNumber("timestamp", milliseconds);
        json.WriteString("device", reading.Name);
        json.WriteString("mac_address", reading.Address.ToString().ToLowerInvariant());
        json.WriteStartObject("daly_protocol");
        json.WriteString("status", Status(reading));
        json.WriteString("notifications", reading.HasData ? "enabled" : "disabled");
        json.WriteStartObject("commands");
        json.WriteStartObject("main_info");
        json.WriteString("command_sent", reading.Exchange is { } exchange ? Convert.ToHexString(exchange.Request.Span) : null);
        json.WriteBoolean("response_received", reading.HasData);
        json.WriteString("response_data", reading is { HasData: true, Exchange: { } answered } ? Convert.ToHexString(answered.Reply.Span) : null);
        if (reading.HasData)
        {
            WriteParsed(json, reading, milliseconds);
        }
        else
        {
            json.WriteNull("parsed_data");
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteBoolean("data_found", reading.HasData);
        if (!reading.HasData)
        {
            json.WriteString("error", reading.Problem ?? "No data yet.");
        }

        json.WriteEndObject();
    }

    /// <summary>The words its users know.</summary>
    private static string Status(BatteryReading reading) => reading switch
    {
        { HasData: true } => "characteristics_found",
        { ProblemKind.Verdict: BmsVerdictKind.NoService } => "service_not_found",
        { ProblemKind.Verdict: BmsVerdictKind.NoAnswer or BmsVerdictKind.Unsupported } => "characteristics_not_found",
        { ProblemKind.Verdict: BmsVerdictKind.UnknownVariant } => "invalid_response_format",
        { ProblemKind.Verdict: BmsVerdictKind.PairingNeeded or BmsVerdictKind.PasswordNeeded or BmsVerdictKind.PasswordWrong } => "permission_denied",
        { ProblemKind.Link: LinkProblem.NoBus } => "permission_denied",
        _ => "connection_failed",
    };

    private static void WriteParsed(Utf8JsonWriter json, BatteryReading reading, long milliseconds)
    {
        BatterySnapshot values = reading.Values;
        FrameHeader? header = reading.Exchange is { } exchange ? FrameHeader.Read(exchange) : null;
        json.WriteStartObject("parsed_data");
        WriteHeader(json, header);
        json.WriteStartArray("cellVoltages");
        IReadOnlyList<double?> cells = values.CellVoltages?.Value ?? [];
        for (int i = 0; i < cells.Count; i++)
        {
            json.WriteStartObject();
            json.WriteNumber("cellNumber", i + 1);
            Number(json, "voltage", cells[i]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Number(json, "packVoltage", values.Voltage?.Value);
        Number(json, "current", values.Current?.Value);
        Number(json, "soc", values.SocPercent?.Value);
        Number(json, "remainingCapacity", values.RemainingAh?.Value);
        Number(json, "totalCapacity", (values.FullAh ?? values.DesignAh)?.Value);
        Number(json, "cycles", values.Cycles?.Value);
        json.WriteStartArray("temperatures");
        IReadOnlyList<double?> temperatures = values.Temperatures?.Value ?? [];
        for (int i = 0; i < temperatures.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("sensor", "T" + (i + 1).ToString(CultureInfo.InvariantCulture));
            Number(json, "temperature", temperatures[i]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("mosStatus");
        Flag(json, "chargingMos", values.ChargeFetOn?.Value);
        Flag(json, "dischargingMos", values.DischargeFetOn?.Value);
        Flag(json, "balancing", values.Balancing?.Value.Contains(true));
        json.WriteEndObject();
        json.WriteString("checksum", header?.Checksum);
        json.WriteString("timestamp", milliseconds.ToString(CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    private static void WriteHeader(Utf8JsonWriter json, FrameHeader? header)
    {
        if (header is null)
        {
            json.WriteNull("header");
            return;
        }

        json.WriteStartObject("header");
        json.WriteString("startByte", header.StartByte);
        json.WriteString("commandId", header.CommandId);
        json.WriteNumber("dataLength", header.DataLength);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string key, double? value)
    {
        if (value is double number)
        {
            json.WriteNumber(key, number);
        }
        else
        {
            json.WriteNull(key);
        }
    }

    private static void Flag(Utf8JsonWriter json, string key, bool? value)
    {
        if (value is bool isOn)
        {
            json.WriteBoolean(key, isOn);
        }
        else
        {
            json.WriteNull(key);
        }
    }
}
