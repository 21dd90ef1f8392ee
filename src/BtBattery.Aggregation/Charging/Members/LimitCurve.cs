namespace BtBattery.Aggregation.Charging.Members;

/// <summary>What is left of a largest current over some reading. Outside of its points a curve goes on level.</summary>
public sealed record LimitCurve
{
    private readonly double[] _points;
    private readonly double[] _fractions;

    /// <summary>Makes one.</summary>
    /// <param name="points">Readings in V, °C or %, none smaller than the one before; at least one.</param>
    /// <param name="fractions">What is left at each of them, 0 to 1; as many.</param>
    /// <param name="step">Which point holds between two of them, where limits go in steps.</param>
    /// <exception cref="ArgumentException">They are no curve.</exception>
    public LimitCurve(IReadOnlyList<double> points, IReadOnlyList<double> fractions, CurveStep step)
    {
        (_points, _fractions, Step) = ([.. points], [.. fractions], step);
        if (_points.Length == 0 || _points.Length != _fractions.Length)
        {
            throw new ArgumentException("A curve has as many fractions as points, and at least one.", nameof(fractions));
        }

        LeastAboveZero = double.MaxValue;
        for (int i = 0; i < _points.Length; i++)
        {
            if (!double.IsFinite(_points[i]) || (i > 0 && _points[i] < _points[i - 1]) || !(_fractions[i] is >= 0 and <= 1))
            {
                throw new ArgumentException("Points rise, and fractions lie between 0 and 1.", nameof(points));
            }

            Least = i == 0 ? _fractions[0] : Math.Min(Least, _fractions[i]);
            LeastAboveZero = _fractions[i] > 0 ? Math.Min(LeastAboveZero, _fractions[i]) : LeastAboveZero;
        }

        LeastAboveZero = LeastAboveZero > 1 ? 0 : LeastAboveZero;
    }

    /// <summary>Readings, none smaller than the one before.</summary>
    public IReadOnlyList<double> Points => _points;

    /// <summary>What is left at each of them, 0 to 1.</summary>
    public IReadOnlyList<double> Fractions => _fractions;

    /// <summary>Which point holds between two of them, where limits go in steps.</summary>
    public CurveStep Step { get; }

    /// <summary>The least it ever leaves, 0 to 1.</summary>
    public double Least { get; }

    /// <summary>The least of its fractions that is more than nothing; 0 if there is none.</summary>
    public double LeastAboveZero { get; }

    /// <summary>From which reading on nothing is left, however high it gets; null if something always is. The reading itself may still be the last that leaves something.</summary>
    /// <param name="isLinear">True to interpolate between the points, false for steps.</param>
    public double? ZeroFrom(bool isLinear)
    {
        int first = _points.Length;
        while (first > 0 && _fractions[first - 1] == 0)
        {
            first--;
        }

        return first == _points.Length ? null : _points[!isLinear && Step == CurveStep.Above && first > 0 ? first - 1 : first];
    }

    /// <summary>Up to which reading nothing is left, however low it gets; null if something always is. The reading itself may be the first that leaves something.</summary>
    /// <param name="isLinear">True to interpolate between the points, false for steps.</param>
    public double? ZeroUpTo(bool isLinear)
    {
        int last = -1;
        while (last + 1 < _points.Length && _fractions[last + 1] == 0)
        {
            last++;
        }

        return last < 0 ? null : _points[!isLinear && Step == CurveStep.AtOrBelow && last + 1 < _points.Length ? last + 1 : last];
    }

    /// <summary>What is left at a reading, 0 to 1.</summary>
    /// <param name="reading">A number.</param>
    /// <param name="isLinear">True to interpolate between the points, false for steps.</param>
    public double At(double reading, bool isLinear)
    {
        if (reading <= _points[0])
        {
            return _fractions[0];
        }

        if (reading >= _points[^1])
        {
            return _fractions[^1];
        }

        int above = 1;
        while (_points[above] <= reading)
        {
            above++;
        }

        if (!isLinear)
        {
            return _fractions[Step == CurveStep.Above ? above : above - 1];
        }

        double passed = (reading - _points[above - 1]) / (_points[above] - _points[above - 1]);
        return _fractions[above - 1] + passed * (_fractions[above] - _fractions[above - 1]);
    }
}
