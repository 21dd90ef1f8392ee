namespace BtBattery.Simulator.Physics.Network;

/// <summary>
/// The current of a pack, a string or a joint over its voltage: straight pieces between knots, never falling. It is flat only where no
/// current flows, because FETs are open. Knots are kept in place: making it anew allocates nothing.
/// </summary>
internal sealed class VoltAmpCurve(int room)
{
    private readonly double[] _volts = new double[room];
    private readonly double[] _amps = new double[room];
    private int _count;

    /// <summary>Knots that it can have.</summary>
    public int Room => room;

    /// <summary>A per V below the first knot; 0 = it cannot be discharged.</summary>
    public double SlopeBelow { get; private set; }

    /// <summary>A per V above the last knot; 0 = it cannot be charged.</summary>
    public double SlopeAbove { get; private set; }

    /// <summary>The lowest voltage at which it can carry no current; −∞ if it cannot be discharged.</summary>
    public double LowestAtRest => SlopeBelow == 0 ? double.NegativeInfinity : VoltsAt(0);

    /// <summary>The highest voltage at which it can carry no current; ∞ if it cannot be charged.</summary>
    public double HighestAtRest
    {
        get
        {
            if (SlopeAbove == 0) return double.PositiveInfinity;
            int knot = _count - 1;
            while (knot > 0 && _amps[knot] > 0) knot--;
            return _amps[knot] == 0 ? _volts[knot] : VoltsAt(0);
        }
    }

    /// <summary>The lowest of the voltages that it can have at rest; where they have no lower end the highest; its own where it carries nothing.</summary>
    public double OwnAtRest => (double.IsFinite(LowestAtRest), double.IsFinite(HighestAtRest)) switch
    {
        (true, _) => LowestAtRest,
        (_, true) => HighestAtRest,
        _ => _volts[0],
    };

    /// <summary>Becomes a source of <paramref name="volts"/> behind <paramref name="ohms"/>; a side that is not allowed stays without current.</summary>
    public void BecomeSource(double volts, double ohms, double belowVolts, double aboveVolts, bool canDischarge, bool canCharge)
    {
        _count = 0;
        if (canDischarge) Add(volts - belowVolts, 0);
        if (canCharge && !(canDischarge && belowVolts == 0 && aboveVolts == 0)) Add(volts + aboveVolts, 0);
        if (_count == 0) Add(volts, 0);
        SlopeBelow = canDischarge ? 1 / ohms : 0;
        SlopeAbove = canCharge ? 1 / ohms : 0;
    }

    /// <summary>Becomes <paramref name="parts"/> side by side: at each voltage their currents add up.</summary>
    public void BecomeParallel(ReadOnlySpan<NetworkNode> parts)
    {
        _count = 0;
        (SlopeBelow, SlopeAbove) = (0, 0);
        foreach (NetworkNode part in parts)
        {
            for (int knot = 0; knot < part.Curve._count; knot++) Insert(_volts, part.Curve._volts[knot]);
            SlopeBelow += part.Curve.SlopeBelow;
            SlopeAbove += part.Curve.SlopeAbove;
        }
        for (int knot = 0; knot < _count; knot++)
        {
            double amps = 0;
            foreach (NetworkNode part in parts) amps += part.Curve.AmpsAt(_volts[knot]);
            _amps[knot] = amps;
        }
    }

    /// <summary>Becomes <paramref name="parts"/> one behind the other: at each current their voltages add up.</summary>
    public void BecomeSeries(ReadOnlySpan<NetworkNode> parts)
    {
        double lowest = 0, highest = 0, below = 0, above = 0, somewhere = 0;
        foreach (NetworkNode part in parts)
        {
            lowest += part.Curve.LowestAtRest;
            highest += part.Curve.HighestAtRest;
            somewhere += part.Curve._volts[0];
            below += 1 / part.Curve.SlopeBelow;
            above += 1 / part.Curve.SlopeAbove;
        }
        bool canDischarge = double.IsFinite(lowest), canCharge = double.IsFinite(highest);
        _count = 0;
        if (canDischarge) AddCurrents(parts, sign: -1);
        if (canDischarge) Add(lowest, 0);
        if (canCharge && !(canDischarge && highest <= lowest)) Add(highest, 0);
        if (_count == 0) Add(somewhere, 0);
        if (canCharge) AddCurrents(parts, sign: 1);
        SlopeBelow = canDischarge ? 1 / below : 0;
        SlopeAbove = canCharge ? 1 / above : 0;
    }

    /// <summary>A at <paramref name="volts"/>, positive = charging.</summary>
    public double AmpsAt(double volts)
    {
        if (volts <= _volts[0]) return _amps[0] + (volts - _volts[0]) * SlopeBelow;
        int last = _count - 1;
        if (volts >= _volts[last]) return _amps[last] + (volts - _volts[last]) * SlopeAbove;
        int knot = 1;
        while (volts > _volts[knot]) knot++;
        double share = (volts - _volts[knot - 1]) / (_volts[knot] - _volts[knot - 1]);
        return _amps[knot - 1] + share * (_amps[knot] - _amps[knot - 1]);
    }

    /// <summary>V at which <paramref name="amps"/> flow; the lowest if there are several. Only for currents that can flow.</summary>
    public double VoltsAt(double amps)
    {
        if (amps < _amps[0]) return _volts[0] + (amps - _amps[0]) / SlopeBelow;
        int last = _count - 1;
        if (amps > _amps[last]) return _volts[last] + (amps - _amps[last]) / SlopeAbove;
        int knot = 0;
        while (amps > _amps[knot]) knot++;
        if (knot == 0 || amps == _amps[knot]) return _volts[knot];
        double share = (amps - _amps[knot - 1]) / (_amps[knot] - _amps[knot - 1]);
        return _volts[knot - 1] + share * (_volts[knot] - _volts[knot - 1]);
    }

    /// <summary>A knot wherever a part has one at a current of this sign, with the voltages of all parts at that current.</summary>
    private void AddCurrents(ReadOnlySpan<NetworkNode> parts, int sign)
    {
        int first = _count;
        foreach (NetworkNode part in parts)
        {
            for (int knot = 0; knot < part.Curve._count; knot++)
                if (part.Curve._amps[knot] * sign > 0) Insert(_amps, part.Curve._amps[knot]);
        }
        for (int knot = first; knot < _count; knot++)
        {
            _volts[knot] = 0;
            foreach (NetworkNode part in parts) _volts[knot] += part.Curve.VoltsAt(_amps[knot]);
        }
    }

    private void Add(double volts, double amps) => (_volts[_count], _amps[_count++]) = (volts, amps);

    /// <summary>Puts a value into its place in a rising list, once.</summary>
    private void Insert(double[] list, double value)
    {
        int place = _count;
        while (place > 0 && list[place - 1] > value) place--;
        if (place > 0 && list[place - 1] == value) return;
        Array.Copy(list, place, list, place + 1, _count - place);
        list[place] = value;
        _count++;
    }
}
