namespace BtBattery.Bench;

/// <summary>
/// A run as a picture: what the cells did, what flowed, what was allowed and why. Beside the whole run the minutes around the first thing that must not
/// happen; what must not happen is marked in red.
/// </summary>
/// <param name="bank">The case.</param>
/// <param name="points">The run.</param>
/// <param name="violations">What was seen.</param>
/// <param name="thresholds">Where the first BMS ends charging and the last one ends discharging, V of a cell.</param>
internal sealed class TracePlot(BankCase bank, IReadOnlyList<TracePoint> points, IReadOnlyList<Violation> violations, (double Ovp, double Uvp) thresholds)
{
    private const double ColumnWidth = 560;
    private const double LeftOfColumn = 64;
    private const double Between = 84;
    private const int MostViolations = 6;
    private const int LongestText = 200;

    /// <summary>px from the upper border of a panel to the next, and its own height.</summary>
    private const double Gap = 46;

    private static readonly string[] s_packs = ["#3b82d6", "#d97706", "#2f9e5b", "#9a63d6"];
    private static readonly TimeSpan s_before = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_after = TimeSpan.FromMinutes(3);

    private readonly Svg _svg = new();
    private readonly IReadOnlyDictionary<string, string> _colours = CauseStrip.ColoursOf(points);

    /// <summary>The file.</summary>
    public string ToSvg()
    {
        TimeSpan end = points.Count > 0 ? points[^1].Now : TimeSpan.Zero;
        TimeSpan start = points.Count > 0 ? points[0].Now : TimeSpan.Zero;
        double top = Head();
        List<PlotSpan> spans = [new(points, start, end > start ? end : start + TimeSpan.FromSeconds(1), LeftOfColumn, ColumnWidth)];
        if (violations.Count > 0 && end - start > 2 * (s_before + s_after))
        {
            TimeSpan at = violations.Min(violation => violation.At);
            TimeSpan from = Later(start, Earlier(at - s_before, end - s_before - s_after));
            spans.Add(new(points, from, from + s_before + s_after, LeftOfColumn + ColumnWidth + Between, ColumnWidth));
        }

        double bottom = top;
        foreach (PlotSpan span in spans)
        {
            bottom = Column(span, top, ReferenceEquals(span, spans[0]) ? "the whole run" : "around the first of them");
        }

        bottom = Legend(bottom + 12);
        return _svg.ToText(spans[^1].Right + 24, bottom);
    }

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static TimeSpan Earlier(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private double Head()
    {
        _svg.Text(LeftOfColumn, 30, $"{bank.Name}, seed {bank.Seed}", "title");
        _svg.Text(LeftOfColumn, 50, bank.Story, "faint");
        double y = 72;
        foreach (Violation violation in violations.OrderBy(each => each.At).Take(MostViolations))
        {
            string text = violation.Text.Length > LongestText ? violation.Text[..LongestText] + "…" : violation.Text;
            _svg.Text(LeftOfColumn, y, $"{Ticks.Text(violation.At, hasSeconds: true)}  {violation.Oracle}: {text}", "bad-fill");
            y += 17;
        }

        if (violations.Count > MostViolations)
        {
            _svg.Text(LeftOfColumn, y, $"… and {violations.Count - MostViolations} more", "bad-fill");
            y += 17;
        }

        return y + 24;
    }

    private double Column(PlotSpan span, double top, string title)
    {
        const double cellHeight = 230, currentHeight = 230, voltHeight = 130;
        _svg.Text(span.Right, top - 26, title, "faint", "end");
        (double cells, double currents, double volts) = (top, top + cellHeight + Gap, top + cellHeight + currentHeight + 2 * Gap);
        double causes = volts + voltHeight + Gap;
        double bottom = causes + 3 * CauseStrip.Height + 18;
        Cells(new(_svg, span, cells, cellHeight, span.Points.SelectMany(point => point.Packs.SelectMany(pack => new double?[] { pack.LowestVolts, pack.HighestVolts })), 0.05));
        Currents(new(
            _svg, span, currents, currentHeight,
            span.Points.SelectMany(point => point.Packs.Select(pack => (double?)pack.Amps).Append(point.Amps).Append(point.Published.Ccl).Append(-point.Published.Dcl)), 2));
        Volts(new(_svg, span, volts, voltHeight, span.Points.SelectMany(point => new double?[] { point.Volts, point.Published.Cvl }), 0.2));
        _svg.Text(span.Left, causes - 7, "why CVL, CCL and DCL are what they are", "head");
        CauseStrip.Draw(_svg, span, causes, "CVL", point => point.Causes.Cvl, _colours);
        CauseStrip.Draw(_svg, span, causes + CauseStrip.Height, "CCL", point => point.Causes.Ccl, _colours);
        CauseStrip.Draw(_svg, span, causes + 2 * CauseStrip.Height, "DCL", point => point.Causes.Dcl, _colours);
        _svg.Text(span.Right, bottom, span.HasSeconds ? "since the start, h:mm:ss" : "since the start, h:mm", "small faint", "end");
        foreach (Violation violation in violations.Where(each => each.At >= span.From && each.At <= span.To))
        {
            double x = span.X(violation.At);
            _svg.Line(x, top - 8, x, bottom - 18, "bad");
            _svg.Area([(x - 5, top - 14), (x + 5, top - 14), (x, top - 5)], "bad-fill", null);
        }

        return bottom;
    }

    private void Cells(Panel panel)
    {
        panel.Frame("cells, V: lowest to highest of each battery", hasMoments: true);
        for (int i = 0; i < bank.Bank.Packs.Count; i++)
        {
            int pack = i;
            string colour = s_packs[i % s_packs.Length];
            panel.Band(point => point.Packs[pack].LowestVolts, point => point.Packs[pack].HighestVolts, colour);
            panel.Line(point => point.Packs[pack].HighestVolts, "", colour);
            panel.Line(point => point.Packs[pack].LowestVolts, "thin", colour);
        }

        panel.Threshold(thresholds.Ovp, "a BMS ends charging");
        panel.Threshold(thresholds.Uvp, "a BMS ends discharging");
    }

    private void Currents(Panel panel)
    {
        panel.Frame("currents, A: + charges; between the dashed lines is allowed", hasMoments: true);
        for (int i = 0; i < bank.Bank.Packs.Count; i++)
        {
            int pack = i;
            panel.Line(point => point.Packs[pack].Amps, "", s_packs[i % s_packs.Length]);
        }

        if (bank.Bank.Packs.Count > 1)
        {
            panel.Line(point => point.Amps, "bank", null);
        }

        panel.Line(point => point.Published.Ccl, "dashed bank", null);
        panel.Line(point => -point.Published.Dcl, "dashed bank", null);
    }

    private void Volts(Panel panel)
    {
        panel.Frame("bank, V; dashed: charge voltage that is allowed (CVL)", hasMoments: true);
        panel.Line(point => point.Published.Cvl, "dashed bank", null);
        panel.Line(point => point.Volts, "bank", null);
    }

    /// <summary>What colours and lines mean.</summary>
    private double Legend(double y)
    {
        double x = LeftOfColumn;
        for (int i = 0; i < bank.Bank.Packs.Count; i++)
        {
            Box(ref x, ref y, s_packs[i % s_packs.Length], $"battery {i + 1}");
        }

        Stroke(ref x, ref y, "line bank", "bank");
        Stroke(ref x, ref y, "line dashed bank", "CCL, −DCL, CVL");
        Stroke(ref x, ref y, "threshold", "threshold of a BMS");
        Stroke(ref x, ref y, "bad", "must not happen");
        (x, y) = (LeftOfColumn, y + 20);
        foreach ((string cause, string colour) in _colours)
        {
            Box(ref x, ref y, colour, cause);
        }

        return y + 16;
    }

    private void Box(ref double x, ref double y, string colour, string text)
    {
        Break(ref x, ref y, text);
        _svg.Box(x, y - 9, 14, 10, "", colour);
        Word(ref x, y, text);
    }

    private void Stroke(ref double x, ref double y, string look, string text)
    {
        Break(ref x, ref y, text);
        _svg.Line(x, y - 4, x + 18, y - 4, look);
        Word(ref x, y, text);
    }

    private static void Break(ref double x, ref double y, string text)
    {
        if (x + 50 + text.Length * Svg.LetterWidth > LeftOfColumn + ColumnWidth)
        {
            (x, y) = (LeftOfColumn, y + 18);
        }
    }

    private void Word(ref double x, double y, string text)
    {
        _svg.Text(x + 23, y, text, "small");
        x += 50 + text.Length * Svg.LetterWidth;
    }
}
