using System.Text.Json;
using BtBattery.Aggregation.Charging.RightBanks;
using BtBattery.Aggregation.Model;

namespace BtBattery.Driver.Flights;

/// <summary>What other devices said of their voltage: as a record in memory, as a line of a recording, and back.</summary>
internal static class SystemVoltageRecord
{
    public static void Write(RecordWriter writer, SystemVoltages voltages)
    {
        writer.Time(voltages.At);
        writer.Flag(voltages.AreExpected);
        writer.Unsigned((ulong)voltages.Devices.Count);
        foreach (DeviceVoltage device in voltages.Devices)
        {
            writer.Text(device.Device);
            writer.Flag(device.IsConverter);
            writer.Flag(device.Volts is not null);
            if (device.Volts is double volts)
            {
                writer.Number(volts);
            }
        }
    }

    /// <summary>Reads a record, up to its end.</summary>
    public static SystemVoltages Read(ref RecordReader record)
    {
        MonotonicTime at = record.Time();
        bool areExpected = record.Flag();
        var devices = new DeviceVoltage[(int)record.Unsigned()];
        for (int i = 0; i < devices.Length; i++)
        {
            string device = record.Text()!;
            bool isConverter = record.Flag();
            devices[i] = new(device, record.Flag() ? record.Number() : null, isConverter);
        }

        return new(devices, areExpected, at);
    }

    /// <summary>The part of a line behind its moment and kind.</summary>
    /// <param name="json">Inside of the line's object.</param>
    /// <param name="voltages">What is to be written.</param>
    /// <param name="replace">Puts pseudonyms for addresses.</param>
    public static void WriteLine(Utf8JsonWriter json, SystemVoltages voltages, Func<string?, string?> replace)
    {
        json.WriteNumber("asked_at", voltages.At.SinceOrigin.Ticks / (decimal)TimeSpan.TicksPerSecond);
        json.WriteBoolean("expected", voltages.AreExpected);
        json.WriteStartArray("devices");
        foreach (DeviceVoltage device in voltages.Devices)
        {
            json.WriteStartObject();
            json.WriteString("device", replace(device.Device));
            json.WriteBoolean("converter", device.IsConverter);
            if (device.Volts is double volts)
            {
                json.WriteNumber("volts", volts);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Reads such a line.</summary>
    public static SystemVoltages ReadLine(JsonElement json) => new(
        [
            .. json.GetProperty("devices").EnumerateArray().Select(device => new DeviceVoltage(
                device.GetProperty("device").GetString() ?? "",
                device.TryGetProperty("volts", out JsonElement volts) ? volts.GetDouble() : null,
                device.GetProperty("converter").GetBoolean())),
        ],
        json.GetProperty("expected").GetBoolean(),
        new(TimeSpan.FromTicks((long)(json.GetProperty("asked_at").GetDecimal() * TimeSpan.TicksPerSecond))));
}
