using System.Text;
using System.Text.Json;
using BtBattery.Aggregation.Model;

namespace BtBattery.Driver.Flights;

/// <summary>A snapshot as JSON: each known value as <c>[value, ticks of its moment]</c>. One row per property; a test misses none.</summary>
internal static class SnapshotJson
{
    private static readonly Field[] s_fields =
    [
        Number("voltage", s => s.Voltage, (s, v) => s with { Voltage = v }),
        Number("current", s => s.Current, (s, v) => s with { Current = v }),
        Number("soc_percent", s => s.SocPercent, (s, v) => s with { SocPercent = v }),
        Number("soh_percent", s => s.SohPercent, (s, v) => s with { SohPercent = v }),
        Number("remaining_ah", s => s.RemainingAh, (s, v) => s with { RemainingAh = v }),
        Number("full_ah", s => s.FullAh, (s, v) => s with { FullAh = v }),
        Number("design_ah", s => s.DesignAh, (s, v) => s with { DesignAh = v }),
        Number("cell_overvoltage_protection", s => s.CellOvervoltageProtection, (s, v) => s with { CellOvervoltageProtection = v }),
        Number("cell_undervoltage_protection", s => s.CellUndervoltageProtection, (s, v) => s with { CellUndervoltageProtection = v }),
        Integer("cycles", s => s.Cycles, (s, v) => s with { Cycles = v }),
        Number("unsigned_power", s => s.UnsignedPower, (s, v) => s with { UnsignedPower = v }),
        Of("activity", s => s.Activity, (s, v) => s with { Activity = v }, (json, v) => json.WriteStringValue(v.ToString()), Choice<BatteryActivity>),
        Flag("charge_fet_on", s => s.ChargeFetOn, (s, v) => s with { ChargeFetOn = v }),
        Flag("discharge_fet_on", s => s.DischargeFetOn, (s, v) => s with { DischargeFetOn = v }),
        Integer("cell_count", s => s.CellCount, (s, v) => s with { CellCount = v }),
        Numbers("cell_voltages", s => s.CellVoltages, (s, v) => s with { CellVoltages = v }),
        Of("balancing", s => s.Balancing, (s, v) => s with { Balancing = v }, (json, v) => WriteList(json, v, json.WriteBooleanValue), json => ReadList(json, e => e.GetBoolean())),
        Numbers("temperatures", s => s.Temperatures, (s, v) => s with { Temperatures = v }),
        Integer("temperature_sensor_count", s => s.TemperatureSensorCount, (s, v) => s with { TemperatureSensorCount = v }),
        Of("mos_temperature", s => s.MosTemperature, (s, v) => s with { MosTemperature = v }, WriteNumber, ReadNumber),
        Of("board_temperature", s => s.BoardTemperature, (s, v) => s with { BoardTemperature = v }, WriteNumber, ReadNumber),
        Of("protections", s => s.Protections, (s, v) => s with { Protections = v }, (json, v) => WriteList(json, v, p => Write(json, p)), json => ReadList(json, ReadProtection)),
        Of("error_counts", s => s.ErrorCounts, (s, v) => s with { ErrorCounts = v }, WriteCounts, ReadCounts),
        Text("hardware", s => s.Hardware, (s, v) => s with { Hardware = v }),
        Text("software_version", s => s.SoftwareVersion, (s, v) => s with { SoftwareVersion = v }),
        Of("production_date", s => s.ProductionDate, (s, v) => s with { ProductionDate = v }, (json, v) => json.WriteNumberValue(v.DayNumber), json => DateOnly.FromDayNumber(json.GetInt32())),
    ];

    public static string ToText(BatterySnapshot snapshot)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            Write(json, snapshot);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public static void Write(Utf8JsonWriter json, BatterySnapshot snapshot)
    {
        json.WriteStartObject();
        foreach (Field field in s_fields)
        {
            field.Write(json, snapshot);
        }

        json.WriteEndObject();
    }

    /// <exception cref="FormatException">There is something in it that this program does not know.</exception>
    public static BatterySnapshot Read(JsonElement json)
    {
        BatterySnapshot snapshot = BatterySnapshot.Empty;
        foreach (JsonProperty property in json.EnumerateObject())
        {
            Field field = Array.Find(s_fields, field => field.Name == property.Name) ?? throw new FormatException($"{property.Name} is not known");
            snapshot = field.Read(property.Value, snapshot);
        }

        return snapshot;
    }

    public static void WriteCounts(Utf8JsonWriter json, IReadOnlyDictionary<string, int> counts)
    {
        json.WriteStartObject();
        foreach ((string name, int count) in counts)
        {
            json.WriteNumber(name, count);
        }

        json.WriteEndObject();
    }

    public static IReadOnlyDictionary<string, int> ReadCounts(JsonElement json) => json.EnumerateObject().ToDictionary(count => count.Name, count => count.Value.GetInt32());

    public static T Choice<T>(JsonElement json)
        where T : struct, Enum =>
        Enum.TryParse(json.GetString(), out T value) && Enum.IsDefined(value) ? value : throw new FormatException($"{json.GetString()} is no {typeof(T).Name}");

    public static void WriteMeasured<T>(Utf8JsonWriter json, Measured<T> value, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray();
        write(json, value.Value);
        json.WriteNumberValue(value.At.SinceOrigin.Ticks);
        json.WriteEndArray();
    }

    public static Measured<T> ReadMeasured<T>(JsonElement json, Func<JsonElement, T> read) =>
        new(read(json[0]), new MonotonicTime(TimeSpan.FromTicks(json[1].GetInt64())));

    private static Field Number(string name, Func<BatterySnapshot, Measured<double>?> get, Func<BatterySnapshot, Measured<double>, BatterySnapshot> set) =>
        Of(name, get, set, (json, value) => json.WriteNumberValue(value), json => json.GetDouble());

    private static Field Integer(string name, Func<BatterySnapshot, Measured<int>?> get, Func<BatterySnapshot, Measured<int>, BatterySnapshot> set) =>
        Of(name, get, set, (json, value) => json.WriteNumberValue(value), json => json.GetInt32());

    private static Field Flag(string name, Func<BatterySnapshot, Measured<bool>?> get, Func<BatterySnapshot, Measured<bool>, BatterySnapshot> set) =>
        Of(name, get, set, (json, value) => json.WriteBooleanValue(value), json => json.GetBoolean());

    private static Field Text(string name, Func<BatterySnapshot, Measured<string>?> get, Func<BatterySnapshot, Measured<string>, BatterySnapshot> set) =>
        Of(name, get, set, (json, value) => json.WriteStringValue(value), json => json.GetString()!);

    private static Field Numbers(
        string name,
        Func<BatterySnapshot, Measured<IReadOnlyList<double?>>?> get,
        Func<BatterySnapshot, Measured<IReadOnlyList<double?>>, BatterySnapshot> set) =>
        Of(name, get, set, (json, value) => WriteList(json, value, number => WriteNumber(json, number)), json => ReadList(json, ReadNumber));

    private static Field Of<T>(
        string name,
        Func<BatterySnapshot, Measured<T>?> get,
        Func<BatterySnapshot, Measured<T>, BatterySnapshot> set,
        Action<Utf8JsonWriter, T> write,
        Func<JsonElement, T> read) =>
        new(
            name,
            (json, snapshot) =>
            {
                if (get(snapshot) is { } value)
                {
                    json.WritePropertyName(name);
                    WriteMeasured(json, value, write);
                }
            },
            (json, snapshot) => set(snapshot, ReadMeasured(json, read)));

    private static void WriteNumber(Utf8JsonWriter json, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumberValue(number);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static double? ReadNumber(JsonElement json) => json.ValueKind == JsonValueKind.Null ? null : json.GetDouble();

    private static void WriteList<T>(Utf8JsonWriter json, IReadOnlyList<T> values, Action<T> write)
    {
        json.WriteStartArray();
        foreach (T value in values)
        {
            write(value);
        }

        json.WriteEndArray();
    }

    private static IReadOnlyList<T> ReadList<T>(JsonElement json, Func<JsonElement, T> read) => [.. json.EnumerateArray().Select(read)];

    private static void Write(Utf8JsonWriter json, ActiveProtection protection)
    {
        json.WriteStartArray();
        json.WriteStringValue(protection.Protection.ToString());
        json.WriteStringValue(protection.Level.ToString());
        json.WriteStringValue(protection.Name);
        json.WriteEndArray();
    }

    private static ActiveProtection ReadProtection(JsonElement json) =>
        new(Choice<Protection>(json[0]), Choice<ProtectionLevel>(json[1]), json[2].GetString()!);

    private sealed record Field(string Name, Action<Utf8JsonWriter, BatterySnapshot> Write, Func<JsonElement, BatterySnapshot, BatterySnapshot> Read);
}
