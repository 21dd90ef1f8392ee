using System.Globalization;
using System.Text.Json;
using BtBattery.Aggregation.Model;
using BtBattery.Driver.Options;
using BtBattery.Driver.Polling;

namespace BtBattery.Driver.Tools;

/// <summary>
/// Reads back what <see cref="ReadingJson"/> wrote, perhaps another version of it: keys that are missing count as unknown,
/// keys that are new are passed over.
/// </summary>
public static class ReadingJsonReader
{
    /// <summary>Reads a document.</summary>
    /// <param name="text">The document.</param>
    /// <param name="now">The moment every value in it is stamped with; how old they are is in <see cref="BatteryReading.Age"/>.</param>
    /// <exception cref="FormatException">It is no such document.</exception>
    public static BatteryReading Read(string text, MonotonicTime now)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return Read(document.RootElement, now);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or OverflowException)
        {
            throw new FormatException($"This is no reading of a battery: {exception.Message}", exception);
        }
    }

    private static BatteryReading Read(JsonElement root, MonotonicTime now) => new()
    {
        Address = BatteryAddress.TryParse(Text(root, "address"), out BatteryAddress address)
            ? address
            : throw new FormatException("This is no reading of a battery: it has no address."),
        Name = Text(root, "name"),
        BmsType = Text(root, "bms"),
        Origin = Text(root, "source") == "driver" ? ReadingOrigin.Driver : ReadingOrigin.Bluetooth,
        Rssi = Integer(root, "rssi"),
        Link = LinkWords.Find(Text(root, "link")),
        Age = Number(root, "age_seconds") is double seconds ? TimeSpan.FromSeconds(seconds) : null,
        Problem = Text(root, "problem"),
        ProblemKind = ReadingProblem.Of(Text(root, "problem_kind")),
        NeedsOwner = Flag(root, "needs_owner") == true,
        Values = new Values(root, now).Read(),
        Exchange = Member(root, "exchange") is { } exchange
            ? new Exchange(Convert.FromHexString(Text(exchange, "request") ?? ""), Convert.FromHexString(Text(exchange, "reply") ?? ""), now)
            : null,
    };

    private static JsonElement? Member(JsonElement parent, string key) =>
        parent.TryGetProperty(key, out JsonElement member) && member.ValueKind != JsonValueKind.Null ? member : null;

    private static string? Text(JsonElement parent, string key) => Member(parent, key)?.GetString();

    private static double? Number(JsonElement parent, string key) => Member(parent, key)?.GetDouble();

    private static int? Integer(JsonElement parent, string key) => Member(parent, key)?.GetInt32();

    private static bool? Flag(JsonElement parent, string key) => Member(parent, key)?.GetBoolean();

    private sealed class Values(JsonElement root, MonotonicTime now)
    {
        private readonly JsonElement _reading = root.GetProperty("reading");

        public BatterySnapshot Read() => new()
        {
            Voltage = Measured(Number(_reading, "voltage")),
            Current = Measured(Number(_reading, "current")),
            SocPercent = Measured(Number(_reading, "soc")),
            SohPercent = Measured(Number(_reading, "soh")),
            RemainingAh = Measured(Number(_reading, "remaining_capacity_ah")),
            FullAh = Measured(Number(_reading, "full_capacity_ah")),
            DesignAh = Measured(Number(_reading, "design_capacity_ah")),
            UnsignedPower = Measured(Number(_reading, "power_w_unsigned")),
            Cycles = Measured(Integer(_reading, "cycles")),
            Activity = Measured<BatteryActivity>(Text(_reading, "state") switch
            {
                "idle" => BatteryActivity.Idle,
                "charging" => BatteryActivity.Charging,
                "discharging" => BatteryActivity.Discharging,
                _ => null,
            }),
            ChargeFetOn = Measured(Flag(_reading, "charge_fet")),
            DischargeFetOn = Measured(Flag(_reading, "discharge_fet")),
            CellCount = Measured(Integer(_reading, "cell_count")),
            CellVoltages = MeasuredList(Numbers("cells")),
            Balancing = MeasuredList(Balancing()),
            TemperatureSensorCount = Measured(Integer(_reading, "temperature_count")),
            Temperatures = MeasuredList(Numbers("temperatures_c")),
            MosTemperature = Number(_reading, "mos_temperature_c") is double mos ? new(mos, now) : null,
            BoardTemperature = Number(_reading, "board_temperature_c") is double board ? new(board, now) : null,
            CellOvervoltageProtection = Measured(Number(_reading, "cell_overvoltage_protection")),
            CellUndervoltageProtection = Measured(Number(_reading, "cell_undervoltage_protection")),
            Protections = MeasuredList(Protections()),
            ErrorCounts = ErrorCounts() is { } counts ? new(counts, now) : null,
            Hardware = MeasuredText("hardware"),
            SoftwareVersion = MeasuredText("software_version"),
            ProductionDate = DateOnly.TryParseExact(
                Text(_reading, "production_date"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)
                ? new(date, now)
                : null,
        };

        private Measured<T>? Measured<T>(T? value)
            where T : struct => value is { } known ? new Measured<T>(known, now) : null;

        private Measured<string>? MeasuredText(string key) => Text(_reading, key) is { } text ? new(text, now) : null;

        private Measured<IReadOnlyList<T>>? MeasuredList<T>(IReadOnlyList<T>? values) => values is null ? null : new(values, now);

        private double?[]? Numbers(string key) => Member(_reading, key) is { } list
            ? [.. list.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Null ? (double?)null : item.GetDouble())]
            : null;

        /// <summary>One flag per cell; the document names those that are set.</summary>
        private bool[]? Balancing()
        {
            if (Member(_reading, "balancing_cells") is not { } list)
            {
                return null;
            }

            HashSet<int> set = [.. list.EnumerateArray().Select(item => item.GetInt32())];
            int count = Math.Max(Integer(_reading, "cell_count") ?? Numbers("cells")?.Length ?? 0, set.Count == 0 ? 0 : set.Max());
            return [.. Enumerable.Range(1, count).Select(set.Contains)];
        }

        private ActiveProtection[]? Protections() => Member(root, "alerts") is { } list
            ? [
                .. list.EnumerateArray().Select(alert => new ActiveProtection(
                    ProtectionWords.Of(Text(alert, "kind") ?? ""), ProtectionWords.LevelOf(Text(alert, "level") ?? ""), Text(alert, "name") ?? "")),
            ]
            : null;

        private Dictionary<string, int>? ErrorCounts() => Member(_reading, "error_counts") is { } counts
            ? counts.EnumerateObject().ToDictionary(count => count.Name, count => count.Value.GetInt32())
            : null;
    }
}
