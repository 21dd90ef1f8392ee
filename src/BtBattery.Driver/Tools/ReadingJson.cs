using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using BtBattery.Aggregation;
using BtBattery.Aggregation.CellMonitor;
using BtBattery.Aggregation.Model;
using BtBattery.Driver.Polling;

namespace BtBattery.Driver.Tools;

/// <summary>
/// A reading as JSON, docs/tools/read.md. Every key is always there; null means unknown. Inside <c>reading</c> the keys are
/// those of <c>btbattery decode</c>. <see cref="ReadingJsonReader"/> reads it back.
/// </summary>
public static class ReadingJson
{
    /// <summary>The document.</summary>
    /// <param name="reading">The reading.</param>
    /// <param name="isIndented">True for many lines, for people; false for one line.</param>
    public static string Write(BatteryReading reading, bool isIndented)
    {
        var output = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = isIndented, NewLine = "\n" }))
        {
            Write(json, reading);
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    /// <summary>Writes the document as one value.</summary>
    public static void Write(Utf8JsonWriter json, BatteryReading reading)
    {
        json.WriteStartObject();
        json.WriteString("address", reading.Address.ToString());
        json.WriteString("name", reading.Name);
        json.WriteString("bms", reading.BmsType);
        json.WriteString("source", reading.Origin == ReadingOrigin.Driver ? "driver" : "bluetooth");
        Number(json, "age_seconds", reading.Age?.TotalSeconds, 3);
        Number(json, "rssi", reading.Rssi, 0);
        json.WriteString("link", reading.Link is { } link ? LinkWords.KeyOf(link) : null);
        json.WriteString("problem", reading.Problem);
        json.WriteString("problem_kind", reading.ProblemKind.Key);
        json.WriteBoolean("needs_owner", reading.NeedsOwner);
        json.WriteStartObject("reading");
        WriteValues(json, reading.Values);
        json.WriteEndObject();
        json.WriteStartObject("figures");
        WriteFigures(json, reading.Values);
        json.WriteEndObject();
        WriteAlerts(json, reading.Values.Protections?.Value);
        WriteExchange(json, reading.Exchange);
        json.WriteEndObject();
    }

    private static void WriteValues(Utf8JsonWriter json, BatterySnapshot values)
    {
        Number(json, "voltage", values.Voltage?.Value);
        Number(json, "current", values.Current?.Value);
        Number(json, "soc", values.SocPercent?.Value);
        Number(json, "soh", values.SohPercent?.Value);
        Number(json, "remaining_capacity_ah", values.RemainingAh?.Value);
        Number(json, "full_capacity_ah", values.FullAh?.Value);
        Number(json, "design_capacity_ah", values.DesignAh?.Value);
        Number(json, "power_w_unsigned", values.UnsignedPower?.Value);
        Number(json, "cycles", values.Cycles?.Value);
        json.WriteString("state", values.Activity is { } activity ? activity.Value switch
        {
            BatteryActivity.Idle => "idle",
            BatteryActivity.Charging => "charging",
            _ => "discharging",
        } : null);
        Flag(json, "charge_fet", values.ChargeFetOn?.Value);
        Flag(json, "discharge_fet", values.DischargeFetOn?.Value);
        Number(json, "cell_count", values.CellCount?.Value);
        Numbers(json, "cells", values.CellVoltages?.Value);
        Numbers(json, "balancing_cells", values.Balancing is { } balancing ? NumbersOf(balancing.Value) : null);
        Number(json, "temperature_count", values.TemperatureSensorCount?.Value);
        Numbers(json, "temperatures_c", values.Temperatures?.Value);
        Number(json, "mos_temperature_c", values.MosTemperature?.Value);
        Number(json, "board_temperature_c", values.BoardTemperature?.Value);
        Number(json, "cell_overvoltage_protection", values.CellOvervoltageProtection?.Value);
        Number(json, "cell_undervoltage_protection", values.CellUndervoltageProtection?.Value);
        WriteProtections(json, values.Protections?.Value);
        WriteErrorCounts(json, values.ErrorCounts?.Value);
        json.WriteString("hardware", values.Hardware?.Value);
        json.WriteString("software_version", values.SoftwareVersion?.Value);
        json.WriteString("production_date", values.ProductionDate?.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    private static void WriteFigures(Utf8JsonWriter json, BatterySnapshot values)
    {
        Number(json, "power_w", BatteryFigures.Power(values)?.Value, 1);
        Number(json, "cell_sum_v", CellFigures.SumOfVoltages(values)?.Value, 3);
        Number(json, "cell_min_v", CellFigures.LowestVoltage(values)?.Value.Value);
        Number(json, "cell_min_number", CellFigures.LowestVoltage(values)?.Value.Number);
        Number(json, "cell_max_v", CellFigures.HighestVoltage(values)?.Value.Value);
        Number(json, "cell_max_number", CellFigures.HighestVoltage(values)?.Value.Number);
        Number(json, "cell_difference_mv", 1000 * CellFigures.Spread(values)?.Value, 1);
        var cells = BatteryCells.Of(values);
        Number(json, "cell_mean_v", cells?.Mean, 4);
        Number(json, "cell_worst_number", cells?.Worst.Number);
        Numbers(json, "cell_deviations_mv", cells is null ? null : [.. Enumerable.Range(1, cells.Count).Select(number => (double?)Math.Round(1000 * cells.Deviation(number), 1))]);
    }

    private static void WriteProtections(Utf8JsonWriter json, IReadOnlyList<ActiveProtection>? protections)
    {
        if (protections is null)
        {
            json.WriteNull("protections");
            return;
        }

        json.WriteStartArray("protections");
        foreach (ActiveProtection protection in protections)
        {
            json.WriteStringValue(protection.Name);
        }

        json.WriteEndArray();
    }

    private static void WriteAlerts(Utf8JsonWriter json, IReadOnlyList<ActiveProtection>? protections)
    {
        if (protections is null)
        {
            json.WriteNull("alerts");
            return;
        }

        json.WriteStartArray("alerts");
        foreach (ActiveProtection protection in protections)
        {
            json.WriteStartObject();
            json.WriteString("name", protection.Name);
            json.WriteString("kind", ProtectionWords.KeyOf(protection.Protection));
            json.WriteString("level", ProtectionWords.KeyOf(protection.Level));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteErrorCounts(Utf8JsonWriter json, IReadOnlyDictionary<string, int>? counts)
    {
        if (counts is null)
        {
            json.WriteNull("error_counts");
            return;
        }

        json.WriteStartObject("error_counts");
        foreach ((string name, int count) in counts)
        {
            json.WriteNumber(name, count);
        }

        json.WriteEndObject();
    }

    private static void WriteExchange(Utf8JsonWriter json, Exchange? exchange)
    {
        if (exchange is null)
        {
            json.WriteNull("exchange");
            return;
        }

        json.WriteStartObject("exchange");
        json.WriteString("request", Convert.ToHexString(exchange.Request.Span));
        json.WriteString("reply", Convert.ToHexString(exchange.Reply.Span));
        json.WriteEndObject();
    }

    private static double?[] NumbersOf(IReadOnlyList<bool> flags) =>
        [.. flags.Select((isSet, index) => (isSet, Number: (double?)(index + 1))).Where(flag => flag.isSet).Select(flag => flag.Number)];

    private static void Numbers(Utf8JsonWriter json, string key, IReadOnlyList<double?>? values)
    {
        if (values is null)
        {
            json.WriteNull(key);
            return;
        }

        json.WriteStartArray(key);
        foreach (double? value in values)
        {
            if (value is double number)
            {
                json.WriteNumberValue(number);
            }
            else
            {
                json.WriteNullValue();
            }
        }

        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, string key, double? value, int? decimals = null)
    {
        if (value is double number)
        {
            json.WriteNumber(key, decimals is int digits ? Math.Round(number, digits, MidpointRounding.AwayFromZero) + 0.0 : number);
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
