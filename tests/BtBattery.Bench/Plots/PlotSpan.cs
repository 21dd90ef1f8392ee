namespace BtBattery.Bench;

/// <summary>A stretch of a run over the width of a column of panels: where each moment stands, and what was there in each px.</summary>
internal sealed class PlotSpan
{
    private readonly TracePoint[][] _columns;

    /// <param name="points">The run.</param>
    /// <param name="from">Its first moment shown.</param>
    /// <param name="to">Its last.</param>
    /// <param name="left">px of the left border.</param>
    /// <param name="width">px.</param>
    public PlotSpan(IReadOnlyList<TracePoint> points, TimeSpan from, TimeSpan to, double left, double width)
    {
        (From, To, Left, Width) = (from, to, left, width);
        Points = [.. points.Where(point => point.Now >= from && point.Now <= to)];
        _columns = [.. Points.GroupBy(point => (int)(X(point.Now) - left)).OrderBy(group => group.Key).Select(group => group.ToArray())];
    }

    public TimeSpan From { get; }

    public TimeSpan To { get; }

    public double Left { get; }

    public double Width { get; }

    public double Right => Left + Width;

    /// <summary>What was in it.</summary>
    public IReadOnlyList<TracePoint> Points { get; }

    /// <summary>True if seconds can be told apart in it.</summary>
    public bool HasSeconds => To - From < TimeSpan.FromHours(1);

    /// <summary>px of a moment.</summary>
    public double X(TimeSpan moment) => Left + Width * ((moment - From) / (To - From));

    /// <summary>The course of a number: its lowest and its highest within each px. NaN where it has none.</summary>
    public IEnumerable<(double X, double Lowest, double Highest)> Course(Func<TracePoint, double?> value)
    {
        foreach (TracePoint[] column in _columns)
        {
            (double lowest, double highest) = (double.NaN, double.NaN);
            foreach (TracePoint point in column)
            {
                if (value(point) is double known)
                {
                    (lowest, highest) = double.IsNaN(lowest) ? (known, known) : (Math.Min(lowest, known), Math.Max(highest, known));
                }
            }

            yield return (X(column[0].Now), lowest, highest);
        }
    }
}
