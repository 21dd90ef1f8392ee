using System.Globalization;
using System.Text.Json;
using BtBattery.DBus;

namespace BtBattery.World.Tests;

/// <summary>
/// What Modbus and MQTT show of a battery. A GX device makes both from the published paths and nothing of it is ours, so what is checked is that the paths have the
/// types, scales and signs from which the right numbers come out.
/// </summary>
public sealed class GxViewTests
{
    private const string Portal = "c0619ab00001";

    /// <summary>Second half less first half of a string: where the first one is higher there is no number for the register, as with Victron's own monitors.</summary>
    private const int DeviationRegister = 264;

    /// <summary>Registers of paths that belong to other products, or say what no BMS here tells.</summary>
    private static readonly int[] s_ofOthers =
        [260, 267, 270, 271, 275, 276, 277, 278, 280, 304, 328, 329, 1282, 1283, 1284, 1299, 1322];

    public static TheoryData<string, string, string> Systems => new()
    {
        { "one-battery.json", "parallel", "" },
        { "two-batteries.json", "series", "MIDPOINT_ENABLE = True" },
        { "two-batteries.json", "parallel", "" },
        { "four-batteries.json", "(1+2)|(3+4)", "" },
    };

    [Fact]
    public void Registers_of_a_battery_that_discharges() => AssertRead(
        "one-battery.json",
        "parallel",
        "256: FFFF FF91", // -111 W
        "258: FF91",
        "259: 052E", // 13.26 V
        "261: FFAC", // -8.4 A: discharging is below zero
        "262: 00D6",
        "265: 02A0", // 67.2 Ah are missing: below zero on the bus, above here
        "266: 02F8", // 76 %
        "284: 0029",
        "309: 0850", // 212.8 Ah are left
        "318: 00D0",
        "319: 00E0",
        "330: 0000 02A0",
        "1285: 0000",
        "1286: 0001", // a battery, one beside and one behind the other
        "1287: 0001",
        "1288: 0001",
        "1289: 0004",
        "1290: 014B", // 3.305 V, to 10 mV
        "1291: 014C",
        "1302: 0000",
        "1303: 0001",
        "1306: 4333 0000 0000 0000", // C3
        "1310: 4332 0000 0000 0000", // C2
        "1314: 5433 0000 0000 0000", // T3
        "1328: 426C 7565 746F 6F74 6820 4C45 0000 0000"); // Bluetooth LE

    [Fact]
    public void Registers_of_two_batteries_in_series() => AssertRead(
        "two-batteries.json",
        "series",
        "259: 0A71", // 26.73 V
        "261: 00CA", // 20.2 A
        "265: 024C",
        "309: 08A4",
        "1286: 0002",
        "1287: 0001",
        "1288: 0002",
        "1289: 0008",
        "1303: 0002",
        "1306: 4231 4333 0000 0000", // B1C3
        "1310: 4232 4332 0000 0000", // B2C2
        "1328: 424C 4520 3220 6261 7474 6572 6965 7300"); // BLE 2 batteries

    [Fact]
    public void Registers_of_two_batteries_in_parallel() => AssertRead(
        "two-batteries.json",
        "parallel",
        "258: 021C", // 540 W
        "259: 0538", // 13.36 V
        "261: 0194", // 40.4 A
        "266: 0320",
        "309: 1180", // 448 Ah
        "1289: 0004",
        "1303: 0002");

    [Fact]
    public void What_was_drawn_and_the_time_that_is_left_have_their_scale_and_sign()
    {
        using World world = Live("one-battery.json", "parallel", "");
        world.Advance(TimeSpan.FromHours(1));
        DriverProcess driver = world.Drivers[0];
        Dictionary<int, ushort[]> registers = ReadAll(world);
        Assert.InRange(driver.Number("/History/TotalAhDrawn")!.Value, -8.6, -8.2);
        Assert.Equal(-driver.Number("/History/TotalAhDrawn"), registers[286][0] / 10.0);
        Assert.Equal(-driver.Number("/History/DeepestDischarge"), registers[281][0] / 10.0);

        // Hundreds of seconds, from whole seconds.
        double left = driver.Number("/TimeToGo")!.Value;
        Assert.InRange(left, 3600, 200 * 3600);
        Assert.InRange(registers[303][0], left / 100 - 0.5, left / 100 + 0.5);
        Assert.Equal(driver.Number("/Info/MaxDischargeCurrent"), registers[308][0] / 10.0);
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void Every_register_shows_what_is_published(string scenario, string topology, string configuration)
    {
        using World world = Live(scenario, topology, configuration);
        AssertShown(world);
        world.Inject($"silence {world.Batteries[0].Simulated.Name}");
        world.Advance(TimeSpan.FromMinutes(4));
        AssertShown(world);
        world.ThrowIfWrong();
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void Every_path_is_a_topic_with_a_number_or_a_text(string scenario, string topology, string configuration)
    {
        using World world = Live(scenario, topology, configuration);
        IReadOnlyDictionary<string, Variant?> items = world.GetItems(world.Batteries[0]);
        IReadOnlyList<MqttTopic> topics = MqttTopic.Of(Portal, world.Drivers[0].ServiceName, items);

        string root = $"N/{Portal}/battery/{world.Drivers[0].Number("/DeviceInstance")!.Value.ToString(CultureInfo.InvariantCulture)}";
        Assert.Equal(items.Count, topics.Select(topic => topic.Topic).Distinct(StringComparer.Ordinal).Count());
        foreach (MqttTopic topic in topics)
        {
            Assert.StartsWith(root + "/", topic.Topic, StringComparison.Ordinal);
            Assert.Matches("^[A-Za-z0-9_/]+$", topic.Topic);
            Variant? value = items[topic.Topic[root.Length..]];
            JsonElement json = JsonDocument.Parse(topic.Payload).RootElement.GetProperty("value");
            Assert.Equal(
                value?.Signature switch { null => JsonValueKind.Null, "s" => JsonValueKind.String, _ => JsonValueKind.Number }, json.ValueKind);
            if (json.ValueKind == JsonValueKind.Number)
            {
                // Rounded before it is published, a number has no more digits here than in its text.
                Assert.Matches(@"^-?\d+(\.\d{1,3})?$", json.GetRawText());
            }
        }

        Assert.Contains(new MqttTopic(root + "/Connected", """{"value":1}"""), topics);
        Assert.Contains(new MqttTopic(root + "/ProductName", """{"value":"BtBattery"}"""), topics);
    }

    [Fact]
    public void A_battery_that_is_gone_is_null_and_nothing_else()
    {
        using World world = Live("one-battery.json", "parallel", "");
        world.Inject($"silence {world.Batteries[0].Simulated.Name}");
        world.Advance(TimeSpan.FromMinutes(4));
        MqttTopic[] topics = [.. MqttTopic.Of(Portal, world.Drivers[0].ServiceName, world.GetItems(world.Batteries[0]))];
        string[] measured = ["/Dc/0/Voltage", "/Dc/0/Current", "/Soc", "/TimeToGo", "/System/MinCellVoltage", "/Info/MaxChargeVoltage"];
        Assert.All(measured, path => Assert.Equal("""{"value":null}""", topics.Single(topic => topic.Topic.EndsWith("/1" + path, StringComparison.Ordinal)).Payload));
    }

    [Theory]
    [InlineData("i")]
    [InlineData("d")]
    [InlineData("x")]
    public void A_number_written_over_MQTT_or_Modbus_is_taken_whatever_its_type(string type)
    {
        using World world = Live("one-battery.json", "parallel", "");
        Variant zero = type switch { "i" => 0, "d" => 0.0, _ => 0L };
        Assert.Equal(0, world.Result(world.Watcher.SetValueAsync(world.Drivers[0].ServiceName, "/Control/ReleaseMinutes", zero)));
    }

    private static void AssertRead(string scenario, string topology, params string[] expected)
    {
        using World world = Live(scenario, topology, "");
        Dictionary<int, ushort[]> registers = ReadAll(world);
        Assert.Equal(
            expected,
            expected.Select(line => int.Parse(line.Split(':')[0], CultureInfo.InvariantCulture))
                .Select(address => $"{address}: {string.Join(' ', registers[address].Select(word => word.ToString("X4", CultureInfo.InvariantCulture)))}"));
    }

    private static World Live(string scenario, string topology, string configuration)
    {
        var world = new World(Scenarios.Read(scenario), new WorldOptions { Topology = topology, Configuration = configuration });
        world.AdvanceUntil(() => world.IsAllLive && world.Drivers[0].Number("/Info/MaxChargeVoltage") is not null, TimeSpan.FromMinutes(2), "limits");

        // By then clients know also what differs by less than its dead-band from what was there before the last battery answered.
        world.Advance(40);
        return world;
    }

    private static Dictionary<int, ushort[]> ReadAll(World world)
    {
        IReadOnlyDictionary<string, Variant?> items = world.GetItems(world.Batteries[0]);
        return ModbusRegister.All.Where(register => !IsBelowRange(register, items)).ToDictionary(register => register.Address, register => register.Read(items.GetValueOrDefault(register.Path)));
    }

    private static bool IsBelowRange(ModbusRegister register, IReadOnlyDictionary<string, Variant?> items) =>
        register.Address == DeviationRegister && items.GetValueOrDefault(register.Path) is { } deviation && deviation.AsDouble() < 0;

    private static void AssertShown(World world)
    {
        IReadOnlyDictionary<string, Variant?> items = world.GetItems(world.Batteries[0]);
        Dictionary<int, ushort[]> registers = ReadAll(world);
        Assert.InRange(world.Drivers[0].Number("/DeviceInstance")!.Value, 0, 255);
        Assert.Equal(s_ofOthers, ModbusRegister.All.Where(register => !items.ContainsKey(register.Path)).Select(register => register.Address));
        foreach (ModbusRegister register in ModbusRegister.All.Where(register => registers.ContainsKey(register.Address)))
        {
            ushort[] words = registers[register.Address];
            if (items.GetValueOrDefault(register.Path) is not { } value)
            {
                Assert.All(words, word => Assert.Equal(0, word));
            }
            else if (value.TryGetNumber(out double number))
            {
                Assert.InRange(Shown(register, words), number - 0.5 / Math.Abs(register.Scale) - 1e-9, number + 0.5 / Math.Abs(register.Scale) + 1e-9);
            }
        }
    }

    /// <summary>The number that a reader of the list gets from the registers.</summary>
    private static double Shown(ModbusRegister register, ushort[] words) => register.Type switch
    {
        "uint16" => words[0],
        "int16" => unchecked((short)words[0]),
        "uint32" => unchecked((uint)((words[0] << 16) | words[1])),
        _ => unchecked((words[0] << 16) | words[1]),
    } / register.Scale;
}
