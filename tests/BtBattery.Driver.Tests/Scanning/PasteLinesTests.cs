using BtBattery.Driver.Configuration;
using BtBattery.Driver.Scanning;
using BtBattery.Driver.Tests.Configuration;

namespace BtBattery.Driver.Tests.Scanning;

/// <summary>What is printed to be pasted names the right batteries and can do no harm.</summary>
public sealed class PasteLinesTests
{
    [Fact]
    public void One_battery_needs_no_topology()
    {
        PasteLines lines = PasteLines.For(Seen.Report([Seen.Device("A4:C1:38:00:00:01", "JBD-A")]))!;

        Assert.Equal(["btbattery A4:C1:38:00:00:01"], lines.Commands);
        Assert.Equal(["[BANK]", "BATTERIES = A4:C1:38:00:00:01", "", "[A4:C1:38:00:00:01]", "NAME = JBD-A"], lines.Ini);
        Assert.False(lines.IsUncertain);
    }

    [Fact]
    public void Several_leave_the_topology_to_the_owner()
    {
        PasteLines lines = PasteLines.For(Seen.Report([Seen.Device("A4:C1:38:00:00:01", "JBD-A"), Seen.Device("A4:C1:38:00:00:02", "JBD-B", -70)]))!;

        Assert.Equal(["btbattery -p A4:C1:38:00:00:01 A4:C1:38:00:00:02", "btbattery -s A4:C1:38:00:00:01 A4:C1:38:00:00:02"], lines.Commands);
        Assert.Equal(["TOPOLOGY = parallel", "TOPOLOGY = series"], lines.Ini.Where(line => line.StartsWith("TOPOLOGY", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_strongest_four_are_taken_and_the_rest_is_counted()
    {
        PasteLines lines = PasteLines.For(Seen.Report(Enumerable.Range(1, 6).Select(i => Seen.Device($"A4:C1:38:00:00:0{i}", $"JBD-{i}", -60 - i))))!;

        Assert.Equal("btbattery -p A4:C1:38:00:00:01 A4:C1:38:00:00:02 A4:C1:38:00:00:03 A4:C1:38:00:00:04", lines.Commands[0]);
        Assert.Equal(2, lines.LeftOut);
    }

    [Fact]
    public void Possible_ones_are_pasted_only_where_there_are_no_likely_ones()
    {
        PasteLines lines = PasteLines.For(Seen.Report([Seen.Device("A4:C1:38:00:00:09", "ATC_000009"), Seen.Device("A4:C1:38:00:00:01", "JBD-A", -80)]))!;
        Assert.Equal(["btbattery A4:C1:38:00:00:01"], lines.Commands);

        lines = PasteLines.For(Seen.Report([Seen.Device("A4:C1:38:00:00:09", "ATC_000009")]))!;
        Assert.Equal(["btbattery A4:C1:38:00:00:09"], lines.Commands);
        Assert.True(lines.IsUncertain);
    }

    [Fact]
    public void What_is_served_needs_no_command()
    {
        Assert.Null(PasteLines.For(Seen.Report([Seen.Device("A4:C1:38:00:00:01", "JBD-A"), Seen.Device("A4:C1:38:00:00:09", "ATC_000009")], "A4:C1:38:00:00:01")));
        Assert.Null(PasteLines.For(Seen.Report([Seen.Device("11:22:33:44:55:66", "Kitchen lamp")])));
    }

    [Fact]
    public void The_command_finds_the_battery_where_the_scan_found_it()
    {
        PasteLines lines = PasteLines.For(Seen.Report([Seen.Device("A4:C1:38:00:00:01", "JBD-A")]), "hci1", "unix:path=/tmp/bus")!;

        Assert.Equal(["btbattery A4:C1:38:00:00:01 --adapter hci1 --bus 'unix:path=/tmp/bus'"], lines.Commands);
    }

    [Fact]
    public void Batteries_of_one_name_are_told_apart_by_their_addresses()
    {
        PasteLines lines = PasteLines.For(Seen.Report([Seen.Device("A4:C1:38:00:12:01", "JBD-A"), Seen.Device("A4:C1:38:00:00:02", "jbd-a", -70, services: [Seen.Ff00])]))!;

        Assert.Equal(["NAME = JBD-A 1201", "NAME = jbd-a 0002"], lines.Ini.Where(line => line.StartsWith("NAME", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("JBD-A", "JBD-A")]
    [InlineData("JBD-; # [BANK]\nCCL = 400", "JBD-(A+B)|C")]
    [InlineData("JBD-0123456789012345678901234567890123456789", "JBD-0123456789012345678901234567890123456789")]
    public void The_lines_are_a_configuration_once_the_owner_chose_a_topology(string first, string second)
    {
        PasteLines lines = PasteLines.For(Seen.Report([Seen.Device("A4:C1:38:00:00:01", first), Seen.Device("A4:C1:38:00:00:02", second, -70)]))!;

        DriverConfiguration unchosen = Load(lines.Ini);
        Assert.Equal(FindingCodes.DuplicateKey, Assert.Single(unchosen.Findings, finding => finding.Severity == Severity.Error).Code);

        DriverConfiguration chosen = Load(lines.Ini.Where(line => line != "TOPOLOGY = series"));
        Assert.Empty(chosen.Findings);
        Assert.Equal(["A4:C1:38:00:00:01", "A4:C1:38:00:00:02"], chosen.Batteries.Select(battery => battery.Address.ToString()));
    }

    [Theory]
    [InlineData("JBD-A\nCCL = 400", "JBD-A_CCL _ 400")]
    [InlineData("JBD-A ; comment # more", "JBD-A _ comment _ more")]
    [InlineData("[BANK]", "_BANK_")]
    [InlineData("  JBD-280Ah (+)  ", "JBD-280Ah ___")]
    [InlineData("\u001b[2JJBD", "__2JJBD")]
    [InlineData("Küche 1", "Küche 1")]
    [InlineData("", "")]
    [InlineData("   ", "")]
    public void A_name_cannot_become_anything_else_in_a_file(string name, string expected) => Assert.Equal(expected, PrintableText.ForIni(name));

    [Theory]
    [InlineData("\u001b[2J\u0007JBD", "?[2J?JBD")]
    [InlineData("JBD\r\nfake", "JBD??fake")]
    [InlineData("a\u202eb\ufeff", "a?b?")]
    [InlineData("0123456789012345678901234567890123456789", "01234567890123456789012345678901")]
    [InlineData("Küche 🔋", "Küche 🔋")]
    public void A_name_cannot_steer_a_terminal(string name, string expected) => Assert.Equal(expected, PrintableText.ForTerminal(name));

    private static DriverConfiguration Load(IEnumerable<string> lines)
    {
        var setup = new Setup();
        setup.Files[Setup.Owners] = string.Join('\n', lines) + "\n";
        setup.Request = setup.Request with { Batteries = [] };
        return setup.Load();
    }
}
