namespace BtBattery.Bench;

/// <summary>A panel of a plot: a scale, and lines in it.</summary>
internal sealed class Panel
{
    private const int NumbersAbout = 6;
    private const int MomentsAbout = 7;
    private const double Margin = 0.06;

    private readonly Svg _svg;
    private readonly PlotSpan _span;
    private readonly double _top;
    private readonly double _height;
    private readonly double _lowest;
    private readonly double _highest;

    /// <param name="svg">Is written to.</param>
    /// <param name="span">What is shown, and where.</param>
    /// <param name="top">px of its upper border.</param>
    /// <param name="height">px.</param>
    /// <param name="values">What has to have room in it.</param>
    /// <param name="least">Its scale is no shorter than this.</param>
    public Panel(Svg svg, PlotSpan span, double top, double height, IEnumerable<double?> values, double least)
    {
        (_svg, _span, _top, _height) = (svg, span, top, height);
        (double lowest, double highest) = (double.MaxValue, double.MinValue);
        foreach (double? value in values)
        {
            if (value is double known)
            {
                (lowest, highest) = (Math.Min(lowest, known), Math.Max(highest, known));
            }
        }

        (lowest, highest) = lowest > highest ? (0, least) : (lowest, highest);
        double missing = Math.Max(0, least - (highest - lowest)) / 2;
        double room = Margin * (highest - lowest + 2 * missing);
        (_lowest, _highest) = (lowest - missing - room, highest + missing + room);
    }

    /// <summary>px of a number.</summary>
    public double Y(double value) => _top + _height * (1 - (value - _lowest) / (_highest - _lowest));

    /// <summary>Axes and marks.</summary>
    /// <param name="title">What is shown, with its unit.</param>
    /// <param name="hasMoments">True to name the moments below.</param>
    public void Frame(string title, bool hasMoments)
    {
        _svg.Text(_span.Left, _top - 7, title, "head");
        foreach (double tick in Ticks.Numbers(_lowest, _highest, NumbersAbout))
        {
            _svg.Line(_span.Left, Y(tick), _span.Right, Y(tick), "grid");
            _svg.Text(_span.Left - 6, Y(tick) + 4, Ticks.Text(tick), "small", "end");
        }

        Moments(_svg, _span, _top, _height, hasMoments);
    }

    /// <summary>The marks of time of a panel, and its frame.</summary>
    public static void Moments(Svg svg, PlotSpan span, double top, double height, bool hasTexts)
    {
        foreach (TimeSpan tick in Ticks.Moments(span.From, span.To, MomentsAbout))
        {
            double x = span.X(tick);
            svg.Line(x, top, x, top + height, "grid");
            if (hasTexts)
            {
                svg.Text(x, top + height + 15, Ticks.Text(tick, span.HasSeconds), "small", "middle");
            }
        }

        svg.Box(span.Left, top, span.Width, height, "frame");
    }

    /// <summary>The course of a number.</summary>
    public void Line(Func<TracePoint, double?> value, string look, string? colour) =>
        _svg.Path(_span.Course(value).SelectMany(each => Ends(each.X, each.Lowest, each.Highest)), "line " + look, colour);

    /// <summary>What lies between two numbers.</summary>
    public void Band(Func<TracePoint, double?> lower, Func<TracePoint, double?> upper, string colour) => _svg.Area(
        _span.Course(upper).Select(each => (each.X, Y(each.Highest))).Concat(_span.Course(lower).Select(each => (each.X, Y(each.Lowest))).Reverse()), "band", colour);

    /// <summary>A line at a fixed number, if it is within the scale.</summary>
    public void Threshold(double value, string text)
    {
        if (value > _lowest && value < _highest)
        {
            _svg.Line(_span.Left, Y(value), _span.Right, Y(value), "threshold");
            _svg.Text(_span.Right - 4, Y(value) - 4, text, "small bad-fill", "end");
        }
    }

    private IEnumerable<(double X, double Y)> Ends(double x, double lowest, double highest)
    {
        yield return (x, double.IsNaN(lowest) ? double.NaN : Y(lowest));
        if (highest > lowest)
        {
            yield return (x, Y(highest));
        }
    }
}
