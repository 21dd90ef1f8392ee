using BtBattery.Bms.Recordings;
using BtBattery.Bms.Tests.Vectors;

namespace BtBattery.Bms.Tests.Recordings;

public class RecordingTests
{
    [Theory]
    [InlineData("", "not JSON (line 1, byte 1)")]
    [InlineData("{ \"bms\": \"jbd\",\n \"exchanges\": [ }", "not JSON (line 2, byte 17)")]
    [InlineData("[]", "JSON object")]
    [InlineData("null", "JSON object")]
    [InlineData("{}", "The key bms is missing from the recording.")]
    [InlineData("{\"bms\": 5, \"exchanges\": []}", "bms should be text.")]
    [InlineData("{\"bms\": \"jbd\"}", "The key exchanges is missing from the recording.")]
    [InlineData("{\"bms\": \"jbd\", \"exchanges\": {}}", "exchanges should be a list.")]
    [InlineData("{\"bms\": \"jbd\", \"exchanges\": [7]}", "exchanges[0] should be an object")]
    [InlineData("{\"bms\": \"jbd\", \"exchanges\": [{\"notifications\": []}]}", "The key request is missing from exchanges[0].")]
    [InlineData("{\"bms\": \"jbd\", \"exchanges\": [{\"request\": null}]}", "The key notifications is missing from exchanges[0].")]
    [InlineData("{\"bms\": \"jbd\", \"exchanges\": [{\"request\": \"dda\", \"notifications\": []}]}", "exchanges[0].request has an odd number")]
    [InlineData("{\"bms\": \"jbd\", \"exchanges\": [{\"request\": null, \"notifications\": [\"00\", \"0g\"]}]}", "exchanges[0].notifications[1] is not hexadecimal")]
    [InlineData("{\"bms\": \"jbd\", \"exchanges\": [{\"request\": null, \"notifications\": [null]}]}", "exchanges[0].notifications[0] should be text.")]
    [InlineData("{\"bms\": \"\\uD800\", \"exchanges\": []}", "not valid Unicode")]
    [InlineData("{\"bms\": \"jbd\", \"protocol\": 2, \"exchanges\": []}", "protocol should be text.")]
    public void A_bad_file_is_explained_in_one_sentence(string json, string explanation)
    {
        var e = Assert.Throws<RecordingException>(() => Recording.Parse(json));
        Assert.Contains(explanation, e.Message);
        Assert.EndsWith(".", e.Message);
    }

    [Fact]
    public void An_unknown_battery_type_names_the_known_ones()
    {
        Recording recording = Recording.Parse("""{"bms": "acme", "exchanges": []}""");
        var e = Assert.Throws<RecordingException>(() => RecordingDecoder.Decode(recording));
        Assert.Contains("acme", e.Message);
        Assert.Contains("jbd", e.Message);
        Assert.Throws<RecordingException>(() => RecordingDecoder.Decode(recording, "nonsense"));
    }

    [Fact]
    public void The_caller_may_override_the_type()
    {
        Recording recording = VectorFile.Load("jbd-8s-charging.json").Recording with { Bms = "acme" };
        Assert.Equal(8.99, RecordingDecoder.Decode(recording, "JBD").Readings!.Current!.Value.Value);
    }

    [Theory]
    [InlineData("[]", "no_reply")]
    [InlineData("""[{"request": "dda50400fffc77", "notifications": []}]""", "no_reply")]
    [InlineData("""[{"request": "dda50400fffc77", "notifications": ["dda50400fffc77"]}]""", "echo")]
    [InlineData("""[{"request": "dda50400fffc77", "notifications": ["dd0400080d660d620d680d59fe3c77"]}]""", "bad_checksum")]
    [InlineData("""[{"request": "dda50400fffc77", "notifications": ["dd0400080d660d620d680d59fe3b"]}]""", "incomplete_frame")]
    [InlineData("""[{"request": "dda50400fffc77", "notifications": ["dd0500080d660d620d680d59fe3b77"]}]""", "wrong_reply")]
    [InlineData("""[{"request": "dda50400fffc77", "notifications": ["dd048000ff8077"]}]""", "status_80")]
    [InlineData("""[{"request": "dd5ae1020000ff1d77", "notifications": ["dde10000000077"]}]""", "no_values")]
    [InlineData("""[{"request": "ffaa17", "notifications": ["ffaa17012139"]}]""", "incomplete_frame")]
    public void What_yields_no_values_has_a_code(string exchanges, string code)
    {
        DecodedRecording decoded = RecordingDecoder.Decode(Recording.Parse($$"""{"bms": "jbd", "exchanges": {{exchanges}}}"""));
        Assert.Equal(code, decoded.Error);
        Assert.Null(decoded.Readings);
    }

    [Theory]
    [InlineData("daly-d2-24s.json", "daly-d2")]
    [InlineData("daly-p81-4s-status.json", "daly-p81")]
    [InlineData("daly-a5-25v.json", "daly-a5")]
    public void Without_a_protocol_the_first_request_tells(string file, string family)
    {
        Recording recording = VectorFile.Load(file).Recording with { Protocol = null };
        Assert.Equal(family, RecordingDecoder.Decode(recording).Family.Id);
        Assert.Equal(family, RecordingDecoder.Decode(recording, "daly").Family.Id);
    }

    [Fact]
    public void An_unknown_protocol_names_the_known_ones()
    {
        Recording recording = VectorFile.Load("daly-d2-24s.json").Recording with { Protocol = "d3" };
        var e = Assert.Throws<RecordingException>(() => RecordingDecoder.Decode(recording));
        Assert.Equal("The protocol d3 of daly is not known; known protocols are d2, p81, a5.", e.Message);
    }

    [Fact]
    public void A_reply_cut_short_is_made_up_for_by_a_later_one()
    {
        const string exchanges = """
            [{"request": "dda50400fffc77", "notifications": ["dd04"]},
             {"request": "dda50400fffc77", "notifications": ["dd0400080d660d620d680d59fe3b77"]}]
            """;
        DecodedRecording decoded = RecordingDecoder.Decode(Recording.Parse($$"""{"bms": "jbd", "exchanges": {{exchanges}}}"""));
        Assert.Equal(3.43, decoded.Readings!.CellVoltages!.Value.Value[0]);
    }
}
