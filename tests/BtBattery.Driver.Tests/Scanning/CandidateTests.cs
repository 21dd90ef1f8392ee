using BtBattery.Driver.Scanning;

namespace BtBattery.Driver.Tests.Scanning;

/// <summary>What makes a device a likely battery, and of which kind.</summary>
public sealed class CandidateTests
{
    private const string Anybody = "11:22:33:44:55:66";
    private const string Telink = "A4:C1:38:00:00:01";

    [Theory]
    [InlineData(Anybody, "JBD-SP04S034", null, null, Likeness.Likely, "jbd")]
    [InlineData(Anybody, "DL-40F0A1B20002", null, null, Likeness.Likely, "daly")]
    [InlineData(Telink, "Starboard", Seen.Ff00, null, Likeness.Likely, "jbd")]
    [InlineData(Telink, "Starboard", null, null, Likeness.Possible, "jbd")]
    [InlineData(Anybody, "Starboard", Seen.Fff0, null, Likeness.Possible, "jbd daly")]
    [InlineData(Anybody, null, Seen.Fff0, (ushort)0x0102, Likeness.Likely, "daly")]
    [InlineData(Anybody, null, null, (ushort)0x0102, Likeness.Possible, "daly")]
    [InlineData(Telink, "DL-40F0A1B20002", Seen.Ff00, null, Likeness.Likely, "daly")]
    [InlineData(Anybody, "JBD-UP16S010", Seen.Ff00, null, Likeness.Possible, "jbd")]
    [InlineData(Anybody, "Kitchen lamp", "0000fee7-0000-1000-8000-00805f9b34fb", (ushort)0x004C, Likeness.None, "")]
    [InlineData(Anybody, null, null, null, Likeness.None, "")]
    public void It_is_weighed_by_what_it_advertises(string address, string? name, string? service, ushort? maker, Likeness likeness, string kinds)
    {
        Candidate candidate = Candidate.Of(
            Seen.Device(address, name, services: service is null ? [] : [service], makers: maker is ushort id ? [id] : []), servedAs: null);

        Assert.Equal(likeness, candidate.Likeness);
        Assert.Equal(kinds, string.Join(' ', candidate.Kinds));
    }

    [Fact]
    public void One_that_a_driver_serves_is_a_battery_whatever_it_advertises()
    {
        Candidate candidate = Candidate.Of(Seen.Device(Anybody, "Starboard", rssi: null, isConnected: true), "com.victronenergy.battery.btbattery_bank_00c0ffee");

        Assert.Equal(Likeness.Likely, candidate.Likeness);
        Assert.Equal([Sign.Served], candidate.Signs);
        Assert.Equal("com.victronenergy.battery.btbattery_bank_00c0ffee", candidate.ServedAs);
    }

    [Fact]
    public void Likely_ones_come_first_then_the_stronger()
    {
        ScanReport report = Seen.Report(
        [
            Seen.Device("11:22:33:44:55:66", "Kitchen lamp", -30),
            Seen.Device("A4:C1:38:00:00:09", "ATC_000009", -40),
            Seen.Device("A4:C1:38:00:00:01", "JBD-A", -80),
            Seen.Device("A4:C1:38:00:00:02", "JBD-B", rssi: null, isConnected: true),
            Seen.Device("A4:C1:38:00:00:03", "JBD-C", -70),
        ]);

        Assert.Equal(["JBD-C", "JBD-A", "JBD-B", "ATC_000009"], report.Candidates.Select(candidate => candidate.Device.Name));
        Assert.Equal(["Kitchen lamp"], report.Others.Select(candidate => candidate.Device.Name));
    }
}
