using BtBattery.Simulator.Scenarios;
using BtBattery.Simulator.Tests.Support;

namespace BtBattery.Simulator.Tests.Scenarios;

public sealed class ScenarioLoaderTests
{
    public static TheoryData<string> Shipped =>
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "scenarios"), "*.json").Select(path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Every_shipped_scenario_loads(string name)
    {
        Scenario scenario = ScenarioLoader.Load(Path.Combine(AppContext.BaseDirectory, "scenarios", name));

        Assert.InRange(scenario.Batteries.Count, 1, 4);
    }

    [Fact]
    public void Values_and_defaults_arrive_where_they_belong()
    {
        Scenario scenario = ScenarioLoader.Parse(RunningSimulation.Json("\"rssi\": -70, \"mtu\": 100, \"known\": true,"), ".");

        var battery = Assert.Single(scenario.Batteries);
        Assert.Equal((-70, 100, true, "public"), (battery.Rssi, battery.Mtu, battery.IsKnown, battery.AddressType));
        Assert.Equal(13.18, battery.Pack.State.Voltage, 9);
        Assert.Equal([3.294, 3.295, 3.295, 3.296], battery.Pack.State.Cells);
        Assert.True(battery.Pack.State.ChargeFet);
        Assert.Equal(new DateOnly(2023, 5, 16), battery.Pack.State.ProductionDate);
        var adapter = Assert.Single(scenario.Adapters);
        Assert.Equal((0, "B8:27:EB:00:00:01", true), (adapter.Index, adapter.Address, adapter.IsPowered));
        Assert.False(scenario.IsExperimental);
    }

    [Fact]
    public void A_stated_pack_voltage_wins_over_the_sum_of_the_cells()
    {
        Scenario scenario = ScenarioLoader.Parse(RunningSimulation.Json()
            .Replace("\"soc\"", "\"voltage\": 12.5, \"soc\"", StringComparison.Ordinal), ".");

        Assert.Equal(12.5, scenario.Batteries[0].Pack.State.Voltage);
    }

    [Theory]
    [InlineData("\"soc\": 53", "\"soc\": 53, \"colour\": 1", "unknown key \"colour\"")]
    [InlineData("\"soc\": 53,", "", "missing key \"soc\"")]
    [InlineData("\"soc\": 53", "\"soc\": \"full\"", "batteries[0].state.soc has a value of the wrong kind")]
    [InlineData("\"soc\": 53", "\"soc\": 101", "between 0 and 100")]
    [InlineData("A4:C1:38:00:00:01", "A4:C1:38:00:00", "batteries[0].address is \"A4:C1:38:00:00\"")]
    [InlineData("\"bms\": \"jbd\"", "\"bms\": \"xyz\"", "unknown kind")]
    [InlineData("\"bms\": \"jbd\"", "\"bms\": \"jbd\", \"variant\": \"xyz\"", "unknown kind")]
    [InlineData("\"bms\": \"jbd\"", "\"bms\": \"jbd\", \"mtu\": 22", "mtu is 22")]
    [InlineData("\"bms\": \"jbd\"", "\"bms\": \"jbd\", \"addressType\": \"secret\"", "addressType")]
    [InlineData("\"bms\": \"jbd\"", "\"bms\": \"jbd\", \"recording\": \"x.json\"", "either")]
    [InlineData("\"bms\": \"jbd\"", "\"bms\": \"jbd\", \"password\": \"123\"", "six ASCII characters")]
    [InlineData("\"bms\": \"jbd\"", "\"bms\": \"jbd\", \"passkey\": 1234567", "six digits")]
    [InlineData("\"bms\": \"jbd\"", "\"bms\": \"jbd\", \"passkey\": 1, \"password\": \"123456\"", "either a password or a passkey")]
    [InlineData("\"bms\": \"jbd\"", "\"bms\": \"daly\", \"variant\": \"d2\", \"passkey\": 1", "only jbd boards")]
    [InlineData("\"bms\": \"jbd\"", "\"bms\": \"daly\", \"variant\": \"d2\"", "in tenths")]
    [InlineData("\"cells\": [3.294, 3.295, 3.295, 3.296]", "\"cells\": []", "1 to 32 cells")]
    [InlineData("\"software\": \"4.1\"", "\"software\": \"V4\"", "two digits")]
    [InlineData("\"software\": \"4.1\"", "\"protections\": [\"fire\"]", "no protection \"fire\"")]
    [InlineData("\"batteries\"", "\"timeline\": [ { \"at\": 1, \"do\": \"explode One\" } ], \"batteries\"", "no command explode")]
    [InlineData("\"batteries\"", "\"timeline\": [ { \"at\": 1, \"do\": \"drop Two\" } ], \"batteries\"", "no battery Two")]
    [InlineData("\"batteries\"", "\"timeline\": [ { \"at\": -1, \"do\": \"drop One\" } ], \"batteries\"", "timeline[0].at")]
    [InlineData("\"batteries\"", "\"adapter\": { \"name\": \"eth0\" }, \"batteries\"", "hci0 to hci15")]
    [InlineData("\"batteries\"", "\"adapter\": {}, \"adapters\": [ {} ], \"batteries\"", "either \"adapter\" or \"adapters\"")]
    [InlineData("\"batteries\"", "\"adapters\": [], \"batteries\"", "1 to 2")]
    [InlineData("\"batteries\"", "\"adapters\": [ {}, { \"name\": \"hci1\" } ], \"batteries\"", "two adapters have the address")]
    [InlineData("\"batteries\"", "\"adapters\": [ {}, { \"address\": \"00:1A:7D:DA:71:13\" } ], \"batteries\"", "two adapters have the name hci0")]
    [InlineData("\"batteries\"", "\"timeline\": [ { \"at\": 1, \"do\": \"adapter explode\" } ], \"batteries\"", "timeline[0].do: on, off")]
    [InlineData("] }", "", "not valid JSON")]
    public void A_mistake_is_said_in_one_sentence(string part, string instead, string expected)
    {
        string json = RunningSimulation.Json();
        Assert.Contains(part, json, StringComparison.Ordinal);

        ScenarioException problem =
            Assert.Throws<ScenarioException>(() => ScenarioLoader.Parse(json.Replace(part, instead, StringComparison.Ordinal), "."));

        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem.Message);
        Assert.DoesNotContain("BtBattery", problem.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_batteries_with_one_address_are_refused()
    {
        string battery = RunningSimulation.Json()[(RunningSimulation.Json().IndexOf('[', StringComparison.Ordinal) + 1)..].TrimEnd()[..^3];

        ScenarioException problem =
            Assert.Throws<ScenarioException>(() =>
                ScenarioLoader.Parse($"{{ \"batteries\": [ {battery}, {battery.Replace("One", "Two", StringComparison.Ordinal)} ] }}",
                    "."));

        Assert.Contains("address A4:C1:38:00:00:01", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_and_a_missing_recording_are_named()
    {
        Assert.Equal("There is no scenario file /no/such.json.",
            Assert.Throws<ScenarioException>(() => ScenarioLoader.Load("/no/such.json")).Message);

        string json = """{ "batteries": [ { "name": "One", "address": "A4:C1:38:00:00:01", "bms": "jbd", "recording": "such.json" } ] }""";
        Assert.Equal("There is no recording file /no/such.json.",
            Assert.Throws<ScenarioException>(() => ScenarioLoader.Parse(json, "/no")).Message);
    }
}
