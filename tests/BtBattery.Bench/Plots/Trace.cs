namespace BtBattery.Bench;

/// <summary>Keeps every second of a run for a plot.</summary>
/// <param name="bank">The case.</param>
internal sealed class Trace(BankCase bank)
{
    private readonly List<TracePoint> _points = [];
    private (double Ovp, double Uvp) _thresholds;

    /// <summary>The run so far.</summary>
    public IReadOnlyList<TracePoint> Points => _points;

    /// <summary>A second has passed.</summary>
    public void Look(Sight sight)
    {
        if (_points.Count == 0)
        {
            _thresholds = (sight.Packs.Min(pack => pack.CellOvp), sight.Packs.Max(pack => pack.CellUvp));
        }

        _points.Add(TracePoint.Of(sight));
    }

    /// <summary>The run as a picture, with what was seen marked.</summary>
    /// <param name="violations">What was seen.</param>
    public string ToSvg(IReadOnlyList<Violation> violations) => new TracePlot(bank, _points, violations, _thresholds).ToSvg();
}
