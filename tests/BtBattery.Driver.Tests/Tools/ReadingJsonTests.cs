using System.Text;
using System.Text.Json.Nodes;
using BtBattery.Aggregation.Model;
using BtBattery.Bms;
using BtBattery.Bms.Conversations;
using BtBattery.Bms.Recordings;
using BtBattery.Driver.Links;
using BtBattery.Driver.Tools;

namespace BtBattery.Driver.Tests.Tools;

/// <summary>The JSON of read, which is also what a running driver answers.</summary>
public sealed class ReadingJsonTests
{
    private const string FullText =
        """
        {"address":"A4:C1:38:00:00:01","name":"House","bms":"jbd","source":"bluetooth","age_seconds":0.4,"rssi":-61,"link":"live","problem":null,"problem_kind":null,"needs_owner":false,
        "reading":{"voltage":13.26,"current":-8.4,"soc":76,"soh":99.5,"remaining_capacity_ah":212.8,"full_capacity_ah":279.5,"design_capacity_ah":280,"power_w_unsigned":111,
        "cycles":41,"state":"discharging","charge_fet":true,"discharge_fet":false,"cell_count":4,"cells":[3.318,3.32,3.305,3.317],"balancing_cells":[2],"temperature_count":2,
        "temperatures_c":[22.4,null],"mos_temperature_c":30.5,"board_temperature_c":null,"cell_overvoltage_protection":3.65,"cell_undervoltage_protection":2.5,
        "protections":["cell_undervoltage","byte2_bit7"],"error_counts":{"short_circuit":0,"cell_overvoltage":2},"hardware":"JBD-SP04S034","software_version":"8.0","production_date":"2023-04-17"},
        "figures":{"power_w":-111.4,"cell_sum_v":13.26,"cell_min_v":3.305,"cell_min_number":3,"cell_max_v":3.32,"cell_max_number":2,"cell_difference_mv":15,
        "cell_mean_v":3.315,"cell_worst_number":3,"cell_deviations_mv":[3,5,-10,2]},
        "alerts":[{"name":"cell_undervoltage","kind":"cell_undervoltage","level":"alarm"},{"name":"byte2_bit7","kind":"unknown","level":"warning"}],
        "exchange":{"request":"DDA50300FFFD77","reply":"DD030003010203FFF777"}}
        """;

    [Fact]
    public void A_full_reading() => Assert.Equal(FullText.ReplaceLineEndings(""), ReadingJson.Write(Samples.Full, isIndented: false));

    [Fact]
    public void What_is_unknown_is_null_and_no_key_is_left_out()
    {
        JsonObject full = Parse(Samples.Full);
        JsonObject unknown = Parse(Samples.Unknown);

        Assert.Equal(full.Select(item => item.Key), unknown.Select(item => item.Key));
        Assert.Equal(full["reading"]!.AsObject().Select(item => item.Key), unknown["reading"]!.AsObject().Select(item => item.Key));
        Assert.All(unknown["reading"]!.AsObject(), item => Assert.Null(item.Value));
        Assert.All(unknown["figures"]!.AsObject(), item => Assert.Null(item.Value));
        Assert.Null(unknown["age_seconds"]);
        Assert.Null(unknown["alerts"]);
    }

    [Fact]
    public void What_was_written_reads_back_the_same()
    {
        foreach (BatteryReading reading in (BatteryReading[])[Samples.Full, Samples.Unknown])
        {
            string text = ReadingJson.Write(reading, isIndented: true);
            Assert.Equal(text, ReadingJson.Write(ReadingJsonReader.Read(text, Samples.Now), isIndented: true));
        }

        ActiveProtection alarm = ReadingJsonReader.Read(FullText, Samples.Now).Values.Protections!.Value.Value[0];
        Assert.Equal(new ActiveProtection(Protection.CellUndervoltage, ProtectionLevel.Alarm, "cell_undervoltage"), alarm);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"address":"A4:C1:38:00:00:01"}""")]
    [InlineData("""{"address":"nonsense","reading":{}}""")]
    [InlineData("""{"address":"A4:C1:38:00:00:01","reading":{"voltage":"high"}}""")]
    [InlineData("""{"address":"A4:C1:38:00:00:01","reading":{"cycles":1.5}}""")]
    [InlineData("""{"address":"A4:C1:38:00:00:01","reading":{},"exchange":{"request":"xy"}}""")]
    public void What_is_no_reading_is_refused(string text) => Assert.Throws<FormatException>(() => ReadingJsonReader.Read(text, Samples.Now));

    [Fact]
    public void Keys_of_another_version_do_not_matter()
    {
        BatteryReading reading = ReadingJsonReader.Read(
            """{"address":"A4:C1:38:00:00:01","future":1,"reading":{"voltage":13.1,"flux":3},"alerts":[{"name":"n","kind":"new_kind","level":"new_level"}]}""", Samples.Now);
        Assert.Equal(13.1, reading.Values.Voltage?.Value);
        Assert.Equal(new ActiveProtection(Protection.Unknown, ProtectionLevel.Alarm, "n"), reading.Values.Protections!.Value.Value[0]);
    }

    [Fact]
    public void Every_kind_of_problem_has_a_key_that_reads_back()
    {
        foreach (LinkProblem link in Enum.GetValues<LinkProblem>())
        {
            AssertReadsBack(new ReadingProblem(link, null));
        }

        foreach (BmsVerdictKind verdict in Enum.GetValues<BmsVerdictKind>())
        {
            AssertReadsBack(new ReadingProblem(null, verdict));
        }

        Assert.Null(ReadingProblem.Of("of_a_newer_version").Key);

        // Whether a battery or its link wants to be paired is one and the same to who reads it.
        static void AssertReadsBack(ReadingProblem problem) => Assert.Equal(
            (problem.Key, problem.IsOfThisMachine), (ReadingProblem.Of(problem.Key!).Key, ReadingProblem.Of(problem.Key).IsOfThisMachine));
    }

    [Fact]
    public void Every_protection_has_words_and_a_key_that_reads_back()
    {
        foreach (Protection protection in Enum.GetValues<Protection>())
        {
            BatteryReading reading = Samples.Full with
            {
                Values = Samples.Full.Values with { Protections = Samples.List(new ActiveProtection(protection, ProtectionLevel.State, "x")) },
            };
            Assert.Equal(protection, ReadingJsonReader.Read(ReadingJson.Write(reading, false), Samples.Now).Values.Protections!.Value.Value[0].Protection);
            Assert.Contains(ReadingReport.Lines(reading, new(false)), line => line.Contains("state: ", StringComparison.Ordinal) && line.EndsWith(" (x)", StringComparison.Ordinal));
        }
    }

    /// <summary>The keys inside reading are those of decode, in the same order, with the same values.</summary>
    [Fact]
    public void Decode_says_the_same()
    {
        using var output = new MemoryStream();
        DecodedJson.Write(new DecodedRecording(BmsCatalog.Find("jbd")!, Samples.Full.Values, null), output);
        JsonObject decoded = JsonNode.Parse(Encoding.UTF8.GetString(output.ToArray()))!.AsObject();
        JsonObject reading = Parse(Samples.Full)["reading"]!.AsObject();

        Assert.Equal(decoded.Select(item => item.Key).Order(), reading.Select(item => item.Key).Order());
        Assert.All(decoded, item => Assert.True(JsonNode.DeepEquals(item.Value, reading[item.Key]), item.Key));
    }

    private static JsonObject Parse(BatteryReading reading) => JsonNode.Parse(ReadingJson.Write(reading, isIndented: false))!.AsObject();
}
