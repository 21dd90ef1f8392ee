using System.Text;
using System.Text.Json;
using BtBattery.Aggregation.LossPolicies;
using BtBattery.Driver.Configuration;
using BtBattery.Driver.Configuration.Documents;
using BtBattery.Driver.Configuration.Keys;
using BtBattery.Driver.Publish.Surfaces;

namespace BtBattery.Driver.Tests.Configuration;

/// <summary>The files that come with the program say what the declaration says, and can be used as they are.</summary>
public sealed class DocumentTests
{
    [Fact]
    public void The_default_file_is_current()
    {
        var writer = new StringWriter();
        DefaultFile.Write(writer);
        Assert.Equal(writer.ToString(), Repository.Read("default_config.ini"));
    }

    [Fact]
    public void The_page_of_the_keys_is_current()
    {
        var writer = new StringWriter();
        KeyReference.Write(writer);
        Assert.Equal(writer.ToString(), Repository.Read("docs/configuration.md"));
    }

    [Fact]
    public void The_page_of_the_loss_policy_is_current()
    {
        var writer = new StringWriter();
        LossPolicyDocument.Write(writer);
        Assert.Equal(writer.ToString(), Repository.Read("docs/loss-policy.md"));
    }

    [Fact]
    public void The_page_of_the_paths_is_current()
    {
        var writer = new StringWriter();
        SurfaceDocument.Write(writer);
        Assert.Equal(writer.ToString(), Repository.Read("docs/dbus-paths.md"));
    }

    [Fact]
    public void The_page_of_the_tool_names_every_code_and_every_group()
    {
        string page = Repository.Read("docs/tools/check-config.md");
        Assert.All(
            typeof(FindingCodes).GetFields().Select(field => (string)field.GetRawConstantValue()!).Concat(ConfigurationKeys.All.Select(key => key.Group.Id)),
            name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("samples/lfp_config.ini", Chemistry.Lfp)]
    [InlineData("samples/liion_config.ini", Chemistry.LiIon)]
    public void A_sample_can_be_used_as_it_is(string path, Chemistry chemistry)
    {
        string text = Repository.Read(path);
        DriverConfiguration configuration = Setup.Load(text, Setup.First, Setup.Second);
        Assert.Empty(configuration.Findings);
        Assert.All(configuration.Batteries, battery => Assert.Equal(chemistry, battery.Chemistry));
        Assert.Equal([100, 90, 80, 50, 20, 10, 0], configuration.Get(DisplayKeys.TimeToSocPoints));
        Assert.Equal((50.0, 0.0), (configuration.Batteries[0].Get(CurrentKeys.MaxCharge), configuration.Batteries[0].Get(CurrentKeys.ChargeVoltageFractions)[0]));
        Assert.True(configuration.Batteries[0].Get(CellVoltageKeys.Max) < configuration.Batteries[0].Get(CurrentKeys.ChargeVoltages)[0]);

        var setup = new Setup();
        setup.Files[Setup.Owners] = text.Replace("; BATTERIES", "BATTERIES", StringComparison.Ordinal).Replace("; TOPOLOGY", "TOPOLOGY", StringComparison.Ordinal)
            .Replace("; BMS_CELL", "BMS_CELL", StringComparison.Ordinal);
        setup.Request = setup.Request with { Batteries = [] };
        Assert.Empty(setup.Load().Findings);
        Assert.Equal(2, setup.Load().Batteries.Count);
    }

    [Fact]
    public void The_example_of_the_page_is_sound()
    {
        string page = Repository.Read("docs/configuration.md");
        var setup = new Setup();
        setup.Files[Setup.Owners] = page.Split("```ini\n")[1].Split("```")[0];
        setup.Request = setup.Request with { Batteries = [] };
        Assert.Empty(setup.Load().Findings);
        Assert.Equal("Starboard", setup.Load().Batteries[0].Name);
    }

    [Fact]
    public void The_JSON_has_every_value_with_its_origin()
    {
        using JsonDocument document = Write(Setup.Load("[DEFAULT]\nPASSWORD = 123456\nPOLL_INTERVAL = 3\nLIPRO_CELL_COUNT = 3\n[BANK]\nTIME_TO_SOC_POINTS = 100, 20\n"));
        JsonElement root = document.RootElement;
        Assert.True(root.GetProperty("ok").GetBoolean());
        Assert.Equal(Setup.First, root.GetProperty("wiring").GetString());
        Assert.Equal(
            """{"severity":"warning","code":"dead_key","file":"/opt/btbattery/config.ini","line":4,"section":"DEFAULT","key":"LIPRO_CELL_COUNT","message":"LIPRO_CELL_COUNT does nothing: it belongs to a device that this driver does not read. The line can go."}""",
            Compact(Assert.Single(root.GetProperty("findings").EnumerateArray())));
        Assert.Equal(
            """[{"path":"/opt/btbattery/default_config.ini","found":false},{"path":"/opt/btbattery/config.ini","found":true}]""", Compact(root.GetProperty("files")));
        Assert.Equal(
            """{"key":"TIME_TO_SOC_POINTS","group":"display","value":[100,20],"unit":"%","secret":false,"set":true,"in_effect":true,"origin":"file","file":"/opt/btbattery/config.ini","line":6,"section":"BANK"}""",
            Compact(Find(root, "TIME_TO_SOC_POINTS")));

        JsonElement battery = Assert.Single(root.GetProperty("batteries").EnumerateArray());
        Assert.Equal(
            (Setup.First, JsonValueKind.Null, "LFP", 1, JsonValueKind.Null),
            (battery.GetProperty("address").GetString(), battery.GetProperty("name").ValueKind, battery.GetProperty("chemistry").GetString(),
                battery.GetProperty("device_instance").GetInt32(), battery.GetProperty("file").ValueKind));
        Assert.Equal(
            """{"key":"PASSWORD","group":"battery","value":null,"unit":null,"secret":true,"set":true,"in_effect":true,"origin":"file","file":"/opt/btbattery/config.ini","line":2,"section":"DEFAULT"}""",
            Compact(Find(battery, "PASSWORD")));
        Assert.Equal(
            """{"key":"MAX_CELL_VOLTAGE","group":"cell_voltages","value":3.45,"unit":"V","secret":false,"set":true,"in_effect":true,"origin":"default","file":null,"line":null,"section":null}""",
            Compact(Find(battery, "MAX_CELL_VOLTAGE")));
        Assert.Equal(
            ConfigurationKeys.All.Count, root.GetProperty("values").GetArrayLength() + battery.GetProperty("values").GetArrayLength());
    }

    [Fact]
    public void The_report_shows_every_key_and_ends_with_what_follows()
    {
        var writer = new StringWriter();
        ConfigurationReport.Write(Setup.Load("[DEFAULT]\nNAME = Port\nPOLL_INTERVAL = 3\nFOO = 1\n[BANK]\nTOPOLOGY = parallel\n", Setup.First), "Nothing is known of the screen.", writer);
        string text = writer.ToString();
        Assert.All(ConfigurationKeys.All, key => Assert.Contains($"\n  {key.Name} ", text, StringComparison.Ordinal));
        Assert.Matches(@"\n  POLL_INTERVAL +3 s +/opt/btbattery/config.ini:3\n", text);
        Assert.Matches(@"\n  MAX_CELL_VOLTAGE +3.45 V +default for LFP\n", text);
        Assert.Matches(@"\n  SETTINGS +auto +default\n", text);
        Assert.Contains("\n==== A4:C1:38:00:00:01 (Port), LFP, device instance 1 ====\n", text, StringComparison.Ordinal);
        Assert.EndsWith(
            "\n\nerror: /opt/btbattery/config.ini:4: [DEFAULT] FOO is not a key: 'btbattery check-config' lists them all, or take the line out.\n"
            + "1 error, 0 warnings: the driver does not start with this configuration.\n",
            text,
            StringComparison.Ordinal);
    }

    private static JsonDocument Write(DriverConfiguration configuration)
    {
        using var stream = new MemoryStream();
        ConfigurationJson.Write(configuration, "Nothing is known of the screen.", stream);
        return JsonDocument.Parse(stream.ToArray());
    }

    private static JsonElement Find(JsonElement parent, string key) =>
        parent.GetProperty("values").EnumerateArray().Single(value => value.GetProperty("key").GetString() == key);

    private static string Compact(JsonElement element)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            element.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
