using System.Text;
using System.Text.Json;
using BtBattery.Aggregation.Charging.RightBanks;
using BtBattery.Aggregation.Model;
using BtBattery.Driver.Flights;
using BtBattery.Driver.Tests.Fakes;

namespace BtBattery.Driver.Tests.Flights;

public sealed class SystemVoltageRecordTests
{
    private static readonly MonotonicTime s_at = new(TimeSpan.FromTicks(123_456_789));

    private static readonly SystemVoltages s_voltages = new(
        [new("MultiPlus", 26.4, IsConverter: true), new("MPPT", null, IsConverter: true), new("Shunt C8:47:80:11:22:33", 13.25, IsConverter: false)],
        AreExpected: true,
        new MonotonicTime(s_at.SinceOrigin - TimeSpan.FromSeconds(2)));

    [Fact]
    public void A_record_is_read_back()
    {
        var writer = new RecordWriter();
        writer.Begin(RecordKind.SystemVoltage, s_at);
        SystemVoltageRecord.Write(writer, s_voltages);
        var reader = new RecordReader(writer.Record);
        AssertSame(s_voltages, SystemVoltageRecord.Read(ref reader));
    }

    [Fact]
    public void A_line_is_read_back_and_shows_no_address()
    {
        using var story = new DriverStory();
        story.Start();
        story.Advance(10);
        FlightRecorder recorder = story.Member.Recorder;
        lock (recorder.Sync)
        {
            recorder.SystemVoltage(s_voltages, s_at);
        }

        string text = Encoding.UTF8.GetString(recorder.Save());
        string line = Assert.Single(text.Split('\n'), line => line.Contains("\"kind\":\"system_voltage\"", StringComparison.Ordinal));
        Assert.DoesNotContain("C8:47:80", text, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(line);
        SystemVoltages read = SystemVoltageRecord.ReadLine(json.RootElement);
        Assert.StartsWith("Shunt DE:71:CE:", read.Devices[2].Device, StringComparison.Ordinal);
        AssertSame(s_voltages, read with { Devices = [read.Devices[0], read.Devices[1], read.Devices[2] with { Device = s_voltages.Devices[2].Device }] });
        Assert.Empty(Replayed.Of(text).Differences);
    }

    private static void AssertSame(SystemVoltages expected, SystemVoltages actual)
    {
        Assert.Equal(expected.Devices, actual.Devices);
        Assert.Equal((expected.AreExpected, expected.At), (actual.AreExpected, actual.At));
    }
}
