namespace BtBattery.Bench;

/// <summary>Why a limit was what it was, as a strip of colours over time.</summary>
internal static class CauseStrip
{
    /// <summary>px.</summary>
    public const double Height = 20;

    /// <summary>Readable under dark letters, in light and in dark.</summary>
    private static readonly string[] s_colours =
        ["#9ecae9", "#ffbf79", "#88d27a", "#f4a6a6", "#cbb2e8", "#e2cf6e", "#83d0c5", "#f2b5d4", "#bcb6ae", "#a8c686", "#d5a77e", "#8fb0e0"];

    /// <summary>A colour for each cause in a run; the same one everywhere.</summary>
    public static IReadOnlyDictionary<string, string> ColoursOf(IEnumerable<TracePoint> points)
    {
        var colours = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (TracePoint point in points)
        {
            Add(point.Causes.Cvl);
            Add(point.Causes.Ccl);
            Add(point.Causes.Dcl);
        }

        return colours;

        void Add(string? cause)
        {
            if (cause is not null)
            {
                colours.TryAdd(cause, s_colours[colours.Count % s_colours.Length]);
            }
        }
    }

    /// <summary>Draws one.</summary>
    /// <param name="svg">Is written to.</param>
    /// <param name="span">What is shown, and where.</param>
    /// <param name="top">px.</param>
    /// <param name="name">Of which limit.</param>
    /// <param name="cause">Its cause.</param>
    /// <param name="colours">Of the causes.</param>
    public static void Draw(Svg svg, PlotSpan span, double top, string name, Func<TracePoint, string?> cause, IReadOnlyDictionary<string, string> colours)
    {
        svg.Text(span.Left - 6, top + 14, name, "small", "end");
        int first = 0;
        for (int i = 1; i <= span.Points.Count; i++)
        {
            if (i < span.Points.Count && cause(span.Points[i]) == cause(span.Points[first]))
            {
                continue;
            }

            double from = span.X(span.Points[first].Now);
            double to = i < span.Points.Count ? span.X(span.Points[i].Now) : span.Right;
            if (cause(span.Points[first]) is string known)
            {
                svg.Box(from, top, to - from, Height, "", colours[known], $"{name}: {known}");
                if (known.Length * Svg.LetterWidth + 6 < to - from)
                {
                    svg.Text((from + to) / 2, top + 14, known, "small inside", "middle");
                }
            }

            first = i;
        }

        svg.Box(span.Left, top, span.Width, Height, "frame");
    }
}
