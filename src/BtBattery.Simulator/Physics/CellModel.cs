namespace BtBattery.Simulator.Physics;

/// <summary>
/// One cell as it truly is: rest voltage by charge, a resistance that acts at once, one that acts slowly, leakage, and a temperature
/// of its own. A step is implicit, so that one of any length is stable.
/// </summary>
public sealed class CellModel
{
    private readonly Chemistry _chemistry;
    private readonly OcvCurve _curve;
    private readonly double _capacityAh;
    private readonly double _leakageAmps;
    private readonly double _ohmsAt25;
    private readonly double _relaxationOhmsAt25;
    private readonly double _relaxationSeconds;
    private double _relaxationOhms;
    private double _kept = 1;
    private double _perAmp;
    private double _slope;

    internal CellModel(Chemistry chemistry, CellDescription cell, double celsius)
    {
        Description = cell;
        _chemistry = chemistry;
        _curve = OcvCurve.Of(chemistry);
        _capacityAh = cell.CapacityAh;
        _leakageAmps = cell.LeakageAmps;
        _ohmsAt25 = cell.Ohms;
        _relaxationOhmsAt25 = cell.RelaxationOhms ?? cell.Ohms;
        _relaxationSeconds = cell.RelaxationSeconds;
        Charge = cell.Charge;
        Celsius = celsius;
        OpenVolts = _curve.Volts(Charge, out _slope);
        Volts = OpenVolts;
        FollowState();
    }

    /// <summary>The cell as it was at the start.</summary>
    public CellDescription Description { get; }

    /// <summary>V between its terminals.</summary>
    public double Volts { get; private set; }

    /// <summary>V that it would come to at rest.</summary>
    public double OpenVolts { get; private set; }

    /// <summary>How much is in it: 0 empty, 1 full; beyond while it is overcharged or exhausted.</summary>
    public double Charge { get; private set; }

    /// <summary>Ah in it.</summary>
    public double Ah => Charge * _capacityAh;

    /// <summary>A through its terminals in the last step, positive = charged; the balancer's part is in it.</summary>
    public double Amps { get; private set; }

    /// <summary>Ω that act at once, at its present temperature.</summary>
    public double Ohms { get; private set; }

    /// <summary>°C inside of it.</summary>
    public double Celsius { get; internal set; }

    /// <summary>V by which it has not relaxed yet; positive after charging.</summary>
    public double RelaxationVolts { get; private set; }

    /// <summary>Wh that it would give at rest until it is empty.</summary>
    public double StoredWh => _curve.WattHoursPerAh(Charge) * _capacityAh;

    /// <summary>W that were lost in it in the last step: all that was not stored at rest voltage.</summary>
    internal double HeatWatts { get; private set; }

    /// <summary>
    /// What it would have at the end of a step of <paramref name="seconds"/> while <paramref name="bleedAmps"/> are taken from it:
    /// adds V at 0 A and Ω to those of its pack.
    /// </summary>
    internal void Prepare(double seconds, double bleedAmps, ref double volts, ref double ohms)
    {
        FollowState();
        _kept = Math.Exp(-seconds / _relaxationSeconds);
        _perAmp = seconds / (3600 * _capacityAh);
        double rising = _slope * _perAmp;
        double whole = Ohms + _relaxationOhms * (1 - _kept) + rising;
        volts += OpenVolts + _kept * RelaxationVolts - bleedAmps * whole - _leakageAmps * rising;
        ohms += whole;
    }

    /// <summary>Carries out the step that was prepared, with <paramref name="amps"/> through it.</summary>
    internal void Advance(double amps)
    {
        Amps = amps;
        Charge += _perAmp * (amps - _leakageAmps);
        RelaxationVolts = _kept * RelaxationVolts + _relaxationOhms * (1 - _kept) * amps;
        OpenVolts = _curve.Volts(Charge, out _slope);
        Volts = OpenVolts + RelaxationVolts + Ohms * amps;
        HeatWatts = amps * (Volts - OpenVolts);
    }

    private void FollowState()
    {
        double factor = CellResistance.Factor(Celsius);
        Ohms = _ohmsAt25 * factor;
        _relaxationOhms = _relaxationOhmsAt25 * factor * CellResistance.SlowFactor(_chemistry, Charge, RelaxationVolts > 0);
    }
}
