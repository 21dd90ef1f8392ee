using BtBattery.Aggregation.Model;
using BtBattery.Bms.Conversations;
using BtBattery.Driver.Links;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Tools;

namespace BtBattery.Driver.Tests.Tools;

/// <summary>The lines of stream: a published contract, whatever kind the BMS is.</summary>
public sealed class StreamLineTests
{
    private static readonly DateTimeOffset s_time = DateTimeOffset.FromUnixTimeMilliseconds(1_760_000_000_123);

    [Fact]
    public void The_published_example()
    {
        byte[] reply = new byte[129];
        (reply[0], reply[1], reply[2], reply[127], reply[128]) = (0xD2, 0x03, 124, 0x73, 0x2C);
        var reading = new BatteryReading
        {
            Address = Samples.Address("41:18:12:01:18:9F"),
            Name = "DL-41181201189F",
            Origin = ReadingOrigin.Bluetooth,
            Exchange = new Exchange(Convert.FromHexString("D2030000003ED7B9"), reply, Samples.Now),
            Values = new BatterySnapshot
            {
                Voltage = new(53.080, Samples.Now),
                Current = new(0, Samples.Now),
                SocPercent = new(90.4, Samples.Now),
                RemainingAh = new(207.9, Samples.Now),
                DesignAh = new(230, Samples.Now),
                Cycles = new(1, Samples.Now),
                CellVoltages = Samples.List<double?>(3.318, 3.317),
                Temperatures = Samples.List<double?>(30),
                ChargeFetOn = new(true, Samples.Now),
                DischargeFetOn = new(true, Samples.Now),
                Balancing = Samples.List(false, false),
            },
        };

        Assert.Equal(
            "BMS_DATA:{\"timestamp\":1760000000123,\"device\":\"DL-41181201189F\",\"mac_address\":\"41:18:12:01:18:9f\","
            + "\"daly_protocol\":{\"status\":\"characteristics_found\",\"notifications\":\"enabled\",\"commands\":{\"main_info\":{"
            + "\"command_sent\":\"D2030000003ED7B9\",\"response_received\":true,\"response_data\":\"" + Convert.ToHexString(reply) + "\","
            + "\"parsed_data\":{\"header\":{\"startByte\":\"0xD2\",\"commandId\":\"0x03\",\"dataLength\":124},"
            + "\"cellVoltages\":[{\"cellNumber\":1,\"voltage\":3.318},{\"cellNumber\":2,\"voltage\":3.317}],"
            + "\"packVoltage\":53.08,\"current\":0,\"soc\":90.4,\"remainingCapacity\":207.9,\"totalCapacity\":230,\"cycles\":1,"
            + "\"temperatures\":[{\"sensor\":\"T1\",\"temperature\":30}],"
            + "\"mosStatus\":{\"chargingMos\":true,\"dischargingMos\":true,\"balancing\":false},"
            + "\"checksum\":\"0x2C73\",\"timestamp\":\"1760000000123\"}}}},\"data_found\":true}",
            StreamLine.Write(reading, s_time));
    }

    [Fact]
    public void Without_data_the_line_says_so_with_the_same_names()
    {
        Assert.Equal(
            "BMS_DATA:{\"timestamp\":1760000000123,\"device\":null,\"mac_address\":\"a4:c1:38:00:00:02\","
            + "\"daly_protocol\":{\"status\":\"connection_failed\",\"notifications\":\"disabled\",\"commands\":{\"main_info\":{"
            + "\"command_sent\":null,\"response_received\":false,\"response_data\":null,\"parsed_data\":null}}},\"data_found\":false,"
            + "\"error\":\"The battery was not seen: a phone app may hold it, it may be asleep, or out of range.\"}",
            StreamLine.Write(Samples.Unknown, s_time));
    }

    [Theory]
    [InlineData(null, BmsVerdictKind.NoService, "service_not_found")]
    [InlineData(null, BmsVerdictKind.NoAnswer, "characteristics_not_found")]
    [InlineData(null, BmsVerdictKind.Unsupported, "characteristics_not_found")]
    [InlineData(null, BmsVerdictKind.UnknownVariant, "invalid_response_format")]
    [InlineData(null, BmsVerdictKind.PasswordWrong, "permission_denied")]
    [InlineData(LinkProblem.NoBus, null, "permission_denied")]
    [InlineData(LinkProblem.NotSeen, null, "connection_failed")]
    [InlineData(LinkProblem.Disconnected, null, "connection_failed")]
    public void A_problem_is_told_in_the_words_its_users_know(LinkProblem? link, BmsVerdictKind? verdict, string status) =>
        Assert.Contains($"\"status\":\"{status}\"", StreamLine.Write(Samples.Unknown with { ProblemKind = new(link, verdict) }, s_time), StringComparison.Ordinal);

    [Theory]
    [InlineData("D2030000003ED7B9", "D20302AABB1234", "0xD2", "0x03", 2, "0x3412")]
    [InlineData("8103000000405BFA", "510302AABB1234", "0x51", "0x03", 2, "0x3412")]
    [InlineData("DDA50300FFFD77", "DD030002AABB123477", "0xDD", "0x03", 2, "0x1234")]
    [InlineData("A58090080000000000000000BD", "A501900800000000000000003E", "0xA5", "0x90", 8, "0x3E")]
    [InlineData("DDA50300FFFD77", "00FFDD030002AABB123477", "0xDD", "0x03", 2, "0x1234")]
    public void The_header_is_that_of_the_real_answer(string request, string reply, string start, string command, int length, string checksum) =>
        Assert.Equal(
            new FrameHeader(start, command, length, checksum),
            FrameHeader.Read(new Exchange(Convert.FromHexString(request), Convert.FromHexString(reply), Samples.Now)));

    [Theory]
    [InlineData("", "DD030002AABB123477")]
    [InlineData("DDA50300FFFD77", "")]
    [InlineData("DDA50300FFFD77", "DD030002AABB12")]
    [InlineData("77", "DD030002AABB123477")]
    public void Without_a_whole_frame_there_is_no_header(string request, string reply) =>
        Assert.Null(FrameHeader.Read(new Exchange(Convert.FromHexString(request), Convert.FromHexString(reply), Samples.Now)));

    [Fact]
    public void A_cell_that_is_unknown_keeps_its_number()
    {
        BatteryReading reading = Samples.Full with { Values = Samples.Full.Values with { CellVoltages = Samples.List<double?>(null, 3.3) } };
        Assert.Contains("[{\"cellNumber\":1,\"voltage\":null},{\"cellNumber\":2,\"voltage\":3.3}]", StreamLine.Write(reading, s_time), StringComparison.Ordinal);
    }
}
