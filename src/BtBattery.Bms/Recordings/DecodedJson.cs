using System.Buffers;
using System.Globalization;
using System.Text.Json;
using BtBattery.Aggregation.Model;

namespace BtBattery.Bms.Recordings;

/// <summary>
/// Writes decoded values as one JSON object under the keys of tests/vectors/README.md. A key that was not supplied is
/// left out; null says that the BMS knows the value to be absent.
/// </summary>
public static class DecodedJson
{
    private static readonly JsonWriterOptions s_options = new() { Indented = true, NewLine = "\n" };

    /// <summary>Writes the values, or <c>{"error": code}</c>, to <paramref name="output"/>.</summary>
    public static void Write(DecodedRecording decoded, Stream output)
    {
        using var writer = new Utf8JsonWriter(output, s_options);
        Write(decoded, writer);
    }

    /// <summary>Writes the values, or <c>{"error": code}</c>, to <paramref name="output"/>.</summary>
    public static void Write(DecodedRecording decoded, IBufferWriter<byte> output)
    {
        using var writer = new Utf8JsonWriter(output, s_options);
        Write(decoded, writer);
    }

    private static void Write(DecodedRecording decoded, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(decoded);
        json.WriteStartObject();
        if (decoded.Error is { } error)
            json.WriteString("error", error);
        else if (decoded.Readings is { } readings)
            WriteReadings(readings, json);
        json.WriteEndObject();
    }

    private static void WriteReadings(BatterySnapshot readings, Utf8JsonWriter json)
    {
        WriteNumber(json, "voltage", readings.Voltage);
        WriteNumber(json, "current", readings.Current);
        WriteNumber(json, "soc", readings.SocPercent);
        WriteNumber(json, "soh", readings.SohPercent);
        WriteNumber(json, "remaining_capacity_ah", readings.RemainingAh);
        WriteNumber(json, "full_capacity_ah", readings.FullAh);
        WriteNumber(json, "design_capacity_ah", readings.DesignAh);
        WriteNumber(json, "cell_overvoltage_protection", readings.CellOvervoltageProtection);
        WriteNumber(json, "cell_undervoltage_protection", readings.CellUndervoltageProtection);
        WriteNumber(json, "power_w_unsigned", readings.UnsignedPower);
        WriteCount(json, "cycles", readings.Cycles);
        WriteText(json, "state", readings.Activity?.Select(NameOf));
        WriteFlag(json, "charge_fet", readings.ChargeFetOn);
        WriteFlag(json, "discharge_fet", readings.DischargeFetOn);
        WriteCount(json, "cell_count", readings.CellCount);
        WriteNumbers(json, "cells", readings.CellVoltages);
        WriteBalancing(json, readings.Balancing);
        WriteCount(json, "temperature_count", readings.TemperatureSensorCount);
        WriteNumbers(json, "temperatures_c", readings.Temperatures);
        WriteNumberOrAbsent(json, "mos_temperature_c", readings.MosTemperature);
        WriteNumberOrAbsent(json, "board_temperature_c", readings.BoardTemperature);
        WriteProtections(json, readings.Protections);
        WriteErrorCounts(json, readings.ErrorCounts);
        WriteText(json, "hardware", readings.Hardware);
        WriteText(json, "software_version", readings.SoftwareVersion);
        WriteText(json, "production_date", readings.ProductionDate?.Select(
            static date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
    }

    private static string NameOf(BatteryActivity activity) => activity switch
    {
        BatteryActivity.Idle => "idle",
        BatteryActivity.Charging => "charging",
        BatteryActivity.Discharging => "discharging",
        _ => throw new ArgumentOutOfRangeException(nameof(activity), activity, "not an activity"),
    };

    private static void WriteNumber(Utf8JsonWriter json, string key, Measured<double>? reading)
    {
        if (reading is { Value: var value })
            json.WriteNumber(key, value);
    }

    private static void WriteNumberOrAbsent(Utf8JsonWriter json, string key, Measured<double?>? reading)
    {
        if (reading is null)
            return;
        json.WritePropertyName(key);
        WriteNumberOrNull(json, reading.Value.Value);
    }

    private static void WriteCount(Utf8JsonWriter json, string key, Measured<int>? reading)
    {
        if (reading is { Value: var value })
            json.WriteNumber(key, value);
    }

    private static void WriteFlag(Utf8JsonWriter json, string key, Measured<bool>? reading)
    {
        if (reading is { Value: var value })
            json.WriteBoolean(key, value);
    }

    private static void WriteText(Utf8JsonWriter json, string key, Measured<string>? reading)
    {
        if (reading is { Value: var value })
            json.WriteString(key, value);
    }

    private static void WriteNumbers(Utf8JsonWriter json, string key, Measured<IReadOnlyList<double?>>? reading)
    {
        if (reading is not { Value: var values })
            return;
        json.WriteStartArray(key);
        foreach (double? value in values)
            WriteNumberOrNull(json, value);
        json.WriteEndArray();
    }

    private static void WriteNumberOrNull(Utf8JsonWriter json, double? value)
    {
        if (value is { } number)
            json.WriteNumberValue(number);
        else
            json.WriteNullValue();
    }

    private static void WriteBalancing(Utf8JsonWriter json, Measured<IReadOnlyList<bool>>? reading)
    {
        if (reading is not { Value: var flags })
            return;
        json.WriteStartArray("balancing_cells");
        for (int i = 0; i < flags.Count; i++)
        {
            if (flags[i])
                json.WriteNumberValue(i + 1);
        }

        json.WriteEndArray();
    }

    private static void WriteProtections(Utf8JsonWriter json, Measured<IReadOnlyList<ActiveProtection>>? reading)
    {
        if (reading is not { Value: var protections })
            return;
        json.WriteStartArray("protections");
        foreach (ActiveProtection protection in protections)
            json.WriteStringValue(protection.Name);
        json.WriteEndArray();
    }

    private static void WriteErrorCounts(Utf8JsonWriter json, Measured<IReadOnlyDictionary<string, int>>? reading)
    {
        if (reading is not { Value: var counts })
            return;
        json.WriteStartObject("error_counts");
        foreach ((string name, int count) in counts)
            json.WriteNumber(name, count);
        json.WriteEndObject();
    }
}
