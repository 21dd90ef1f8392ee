using System.Xml.Linq;

namespace BtBattery.Bench.Tests;

public sealed class TracePlotTests
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void A_run_shows_its_cells_currents_limits_and_causes_and_marks_what_must_not_happen()
    {
        XElement picture = Picture(7200, [new("cell-too-high", TimeSpan.FromMinutes(90), "Battery 1: a < b & \"c\".")]);
        string[] texts = [.. picture.Descendants(s_svg + "text").Select(text => text.Value)];
        Assert.Contains("1:30:00  cell-too-high: Battery 1: a < b & \"c\".", texts);
        Assert.Contains("the whole run", texts);
        Assert.Contains("around the first of them", texts);
        Assert.Equal(2, texts.Count(text => text == "cells, V: lowest to highest of each battery"));
        Assert.Contains("Stage", texts);
        Assert.Contains("Configured", texts);
        Assert.Equal(2, picture.Descendants(s_svg + "line").Count(line => (string?)line.Attribute("class") == "bad" && (string?)line.Attribute("x1") == (string?)line.Attribute("x2")));
        Assert.Contains(picture.Descendants(s_svg + "title"), title => title.Value == "CVL: Stage");
    }

    [Fact]
    public void A_short_run_is_shown_once_and_one_without_limits_at_all_too()
    {
        XElement picture = Picture(600, []);
        Assert.DoesNotContain(picture.Descendants(s_svg + "text"), text => text.Value == "around the first of them");
        Assert.NotNull(Picture(0, []));
        var trace = new Trace(PerfectControllerTests.Sunny(PerfectControllerTests.Pack()));
        trace.Look(Made.Sight(1, Made.Pack()).Limited(null, null, null));
        trace.Look(Made.Sight(2, Made.Pack()) with { Published = default });
        Assert.NotNull(XElement.Parse(trace.ToSvg([])));
    }

    [Fact]
    public void A_long_run_stays_a_picture() => Assert.InRange(Trace(86_400).ToSvg([]).Length, 10_000, 400_000);

    [Theory]
    [InlineData(0, 10, new[] { 0.0, 2, 4, 6, 8, 10 })]
    [InlineData(-0.35, 0.35, new[] { -0.2, 0, 0.2 })]
    [InlineData(3.31, 3.36, new[] { 3.31, 3.32, 3.33, 3.34, 3.35, 3.36 })]
    public void Marks_stand_at_round_numbers(double from, double to, double[] expected) =>
        Assert.Equal(expected, Ticks.Numbers(from, to, 5).Select(tick => Math.Round(tick, 6)));

    private static XElement Picture(int seconds, IReadOnlyList<Violation> violations) => XElement.Parse(Trace(seconds).ToSvg(violations));

    private static Trace Trace(int seconds)
    {
        var trace = new Trace(PerfectControllerTests.Sunny(PerfectControllerTests.Pack(), PerfectControllerTests.Pack()));
        for (int second = 0; second < seconds; second++)
        {
            double volts = 3.3 + 0.1 * Math.Sin(second / 700.0) + 0.01 * Math.Sin(second / 3.0);
            trace.Look(Made.Sight(
                second, Made.Carrying(20 * Math.Cos(second / 700.0)) with { HighestVolts = volts, LowestVolts = volts - 0.02 }, Made.Carrying(5, 2)) with
            {
                Causes = (second < 3000 ? "Stage" : "Configured", second % 900 < 400 ? "Share" : "Configured", "Configured"),
            });
        }

        return trace;
    }
}
