using BtBattery.Aggregation.Model;
using BtBattery.Driver.Tools;

namespace BtBattery.Driver.Tests.Tools;

/// <summary>The report for people, as it looks.</summary>
public sealed class ReadingReportTests
{
    private static readonly ReportStyle s_unicode = new(IsUnicode: true);
    private static readonly ReportStyle s_ascii = new(IsUnicode: false);

    [Fact]
    public void A_full_reading() => AssertReport(
        """
        House  (A4:C1:38:00:00:01)
          BMS type jbd, read over Bluetooth 0.4 s ago, signal -61 dBm

          Voltage            13.260 V       State of charge       76.0 %
          Current            -8.400 A       Remaining            212.8 Ah
          Power              -111.4 W       Full capacity        279.5 Ah
          Cycles                 41         Nominal              280.0 Ah
          State           discharging       Health                99.5 %

          Cells           difference 15 mV, sum 13.260 V; bars from lowest to highest
            1  3.318 V  ██████████████████████████████████▋
            2  3.320 V  ████████████████████████████████████████ max balancing
            3  3.305 V  ▏                                        min
            4  3.317 V  ████████████████████████████████

          Temperatures    T1 22.4 °C, T2 unknown, power stage 30.5 °C
          Switches        charge on, discharge off
          Balancing       cells 2
          Protections     ALARM: cell voltage too low (cell_undervoltage)
                          warning: a bit whose meaning is not known (byte2_bit7)
          Errors counted  cell overvoltage 2
          Hardware        JBD-SP04S034
          Software        8.0, made 2023-04-17
        """,
        Samples.Full,
        s_unicode);

    [Fact]
    public void Nothing_known_is_unknown_and_never_zero()
    {
        AssertReport(
            """
            A4:C1:38:00:00:02
              BMS type unknown, read through the running driver never, signal unknown
              NO DATA         The battery was not seen: a phone app may hold it, it may be
                              asleep, or out of range.

              Voltage           unknown         State of charge    unknown
              Current           unknown         Remaining          unknown
              Power             unknown         Full capacity      unknown
              Cycles            unknown         Nominal            unknown
              State             unknown

              Cells           unknown
              Temperatures    unknown
              Switches        charge unknown, discharge unknown
              Balancing       unknown
              Protections     unknown
              Errors counted  unknown
              Hardware        unknown
              Software        unknown, made unknown
            """,
            Samples.Unknown,
            s_ascii);
        Assert.DoesNotContain(ReadingReport.Lines(Samples.Unknown with { Problem = null }, s_ascii).Skip(1), line => line.Contains('0', StringComparison.Ordinal));
    }

    [Fact]
    public void Many_cells_stand_in_two_columns_and_every_line_fits_80_columns()
    {
        double?[] cells = [.. Enumerable.Range(0, 24).Select(i => (double?)(3.300 + i * 0.001))];
        BatteryReading reading = Samples.Full with
        {
            Name = new string('N', 200),
            Values = Samples.Full.Values with
            {
                CellVoltages = Samples.List(cells),
                Balancing = Samples.List([.. cells.Select(_ => true)]),
                Hardware = new(new string('H', 200), Samples.Now),
                Temperatures = Samples.List<double?>(1, 2, 3, 4, 5, 6, 7, 8),
                Protections = Samples.List([.. Enum.GetValues<Protection>().Select(protection =>
                    new ActiveProtection(protection, ProtectionLevel.Warning, "name_of_a_protection_that_is_quite_long"))]),
            },
        };
        foreach (ReportStyle style in (ReportStyle[])[s_ascii, s_unicode])
        {
            IReadOnlyList<string> lines = ReadingReport.Lines(reading, style);
            Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
            Assert.Contains(lines, line => line.Contains(" 12  3.311 V", StringComparison.Ordinal) && line.Contains(" 24  3.323 V", StringComparison.Ordinal));
            Assert.Contains(lines, line => line.EndsWith("max bal", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_cell_that_is_unknown_keeps_its_place_and_no_extreme_is_named()
    {
        IReadOnlyList<string> lines = ReadingReport.Lines(
            Samples.Full with { Values = Samples.Full.Values with { CellVoltages = Samples.List<double?>(3.3, null, 0, 3.31) } }, s_ascii);

        Assert.Contains(lines, line => line == "    2  unknown                                           balancing");
        Assert.Contains(lines, line => line.StartsWith("    3  0.000 V  #", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("difference unknown, sum unknown", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("max", StringComparison.Ordinal) || line.EndsWith("min", StringComparison.Ordinal));
    }

    [Fact]
    public void Cells_that_are_equal_within_the_noise_look_equal()
    {
        IReadOnlyList<string> lines = ReadingReport.Lines(
            Samples.Full with { Values = Samples.Full.Values with { CellVoltages = Samples.List<double?>(3.300, 3.300, 3.301, 3.300) } }, s_ascii);
        Assert.Contains(lines, line => line == "    3  3.301 V  ####                                     max");
    }

    [Fact]
    public void What_a_device_calls_itself_cannot_steer_the_terminal()
    {
        string name = ReadingReport.Lines(Samples.Full with { Name = "A\u001b[2J\u202eB\nC\u0007é" }, s_unicode)[0];
        Assert.Equal("A?[2J?B?C?é  (A4:C1:38:00:00:01)", name);
        Assert.Equal("A?  (A4:C1:38:00:00:01)", ReadingReport.Lines(Samples.Full with { Name = "Aé" }, s_ascii)[0]);
    }

    [Theory]
    [InlineData(null, null, "C.UTF-8", true)]
    [InlineData("", "", "en_US.utf8", true)]
    [InlineData("C", null, "en_US.UTF-8", false)]
    [InlineData(null, "de_DE.UTF-8", "C", true)]
    [InlineData(null, null, null, false)]
    public void The_first_variable_of_the_locale_that_is_set_decides(string? lcAll, string? lcCtype, string? lang, bool isUtf8) =>
        Assert.Equal(isUtf8, ReportStyle.IsUtf8(lcAll, lcCtype, lang));

    [Fact]
    public void A_picture_that_stays_grows_older_and_loses_its_values_at_the_deadline()
    {
        Assert.Contains("30.0 s ago", ReadingReport.Lines(Samples.Full.AgedBy(TimeSpan.FromSeconds(29.6)), s_ascii)[1], StringComparison.Ordinal);
        BatteryReading old = Samples.Full.AgedBy(TimeSpan.FromSeconds(29.7));
        Assert.False(old.HasData);
        Assert.Null(old.Values.CellVoltages);
        Assert.Equal("JBD-SP04S034", old.Values.Hardware?.Value);
    }

    private static void AssertReport(string expected, BatteryReading reading, ReportStyle style) =>
        Assert.Equal(expected.ReplaceLineEndings("\n"), string.Join('\n', ReadingReport.Lines(reading, style)));
}
