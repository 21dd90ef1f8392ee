namespace BtBattery.Simulator.Physics.Power;

/// <summary>
/// An inverter/charger. It carries the loads on alternating current as far as its power and DCL let it, charges from a shore line, and
/// feeds in what raises the bus above CVL. What is written to it comes into force one cycle of the system later.
/// </summary>
internal sealed class Inverter(InverterDescription description)
{
    // For each 12 V: below, it switches off, and on again above.
    private const double OffVolts = 9.3;
    private const double OnVolts = 10.9;

    private readonly ChargerOutput _shore = new();
    private TimeSpan? _writtenAt;
    private InverterLimits _written;
    private InverterLimits _inForce;
    private bool _isTooLow;
    private bool _hasOtherSource;
    private double _exportVolts = double.PositiveInfinity;
    private double _exportAmps;
    private double _offVolts;

    /// <summary>W that the loads asked for in the last step.</summary>
    public double AskedWatts { get; private set; }

    /// <summary>W of them that were carried, by battery, sun, shore or grid.</summary>
    public double ServedWatts { get; private set; }

    /// <summary>A that it draws for the loads and for itself, without what it feeds in.</summary>
    public double DrawnAmps { get; private set; }

    /// <summary>A that it feeds in.</summary>
    public double FedInAmps { get; private set; }

    /// <summary>A between it and the battery's side, positive while it charges.</summary>
    public double Amps => _shore.Amps - DrawnAmps - FedInAmps;

    /// <summary>A that it charges with.</summary>
    public double ShoreAmps => _shore.Amps;

    /// <summary>DCL as it obeys it at present; null = it knows none.</summary>
    public double? Dcl => _inForce.Dcl;

    /// <summary>True while it stands still because the BMS that led it is gone.</summary>
    public bool HasLostBms { get; private set; }

    /// <summary>How often a DCL of 0 stopped it: each is a low-battery alarm on its screen.</summary>
    public int Stops { get; private set; }

    /// <summary>Takes what the system writes at a cycle, to obey it from the next one on.</summary>
    public void Write(TimeSpan now, InverterLimits limits)
    {
        bool wasStopped = IsStoppedByDcl;
        (_writtenAt, _inForce, _written) = (now, _writtenAt is null ? limits : _written, limits);
        if (IsStoppedByDcl && !wasStopped) Stops++;
    }

    /// <param name="now">End of the step.</param>
    /// <param name="stepSeconds">Its length.</param>
    /// <param name="hour">Hour of the day.</param>
    /// <param name="askedWatts">W that the loads ask for.</param>
    /// <param name="busVolts">V of the bus before it.</param>
    /// <param name="otherAmps">A that come from elsewhere on the battery's side: what DCL does not have to count.</param>
    /// <param name="blocks">How many times 12 V the system has.</param>
    /// <param name="feedsIn">True for a grid, and feed-in.</param>
    public void Step(TimeSpan now, double stepSeconds, double hour, double askedWatts, double busVolts, double otherAmps, int blocks, bool feedsIn)
    {
        HasLostBms = _writtenAt is { } at && now - at >= description.Timeout;
        _offVolts = OffVolts * blocks;
        _isTooLow = busVolts < (_isTooLow ? OnVolts * blocks : _offVolts);
        bool hasShore = description.ShoreAmps > 0 && DayTime.IsWithin(hour, description.ShoreFromHour, description.ShoreToHour);
        bool runs = description.MaxWatts > 0 && !HasLostBms && !_isTooLow && !IsStoppedByDcl && !hasShore;
        _hasOtherSource = hasShore || feedsIn;
        double allowed = !runs ? 0 : description.ObeysDcl && _inForce.Dcl is { } dcl ? Math.Max(0, dcl + otherAmps) : double.PositiveInfinity;

        double carried = Math.Min(askedWatts, description.MaxWatts);
        double wanted = (carried / description.Efficiency + description.IdleWatts) / Math.Max(busVolts, _offVolts);
        DrawnAmps = runs ? Math.Min(wanted, allowed) : 0;
        double fromBattery = DrawnAmps * Math.Max(busVolts, _offVolts) - description.IdleWatts;
        double served = runs ? Math.Clamp(fromBattery * description.Efficiency, 0, carried) : 0;
        (AskedWatts, ServedWatts) = (askedWatts, _hasOtherSource ? askedWatts : served);

        _exportVolts = _inForce.Cvl ?? double.PositiveInfinity;
        double room = (description.MaxWatts - served) / description.Efficiency / Math.Max(busVolts, _offVolts);
        _exportAmps = runs && feedsIn ? Math.Max(0, Math.Min(room, allowed - DrawnAmps)) : 0;
        _shore.Step(stepSeconds, _inForce.Cvl ?? 0, hasShore && !HasLostBms && _inForce.Cvl is not null
            ? Math.Min(description.ShoreAmps, _inForce.Ccl ?? description.ShoreAmps) : 0, busVolts);
    }

    /// <summary>A at a voltage of the bus, positive while it charges; never rising with the voltage.</summary>
    public double AmpsAt(double volts) => _shore.AmpsAt(volts, double.PositiveInfinity) - FallOff(volts) * DrawnAmps - ExportAt(volts);

    public void Settle(double volts)
    {
        _shore.Settle(volts, double.PositiveInfinity);
        DrawnAmps *= FallOff(volts);
        if (!_hasOtherSource) ServedWatts *= FallOff(volts);
        FedInAmps = ExportAt(volts);
    }

    private bool IsStoppedByDcl => _inForce.Dcl is <= 0;

    private double ExportAt(double volts) => Math.Clamp((volts - _exportVolts) / ChargerOutput.Ohms, 0, _exportAmps);

    /// <summary>Share of its draw that is left on a bus that breaks down within a step.</summary>
    private double FallOff(double volts) => PowerSystem.FallOff(volts, _offVolts);
}

/// <summary>What the system writes to an inverter/charger; null = that value is not written.</summary>
/// <param name="Cvl">V.</param>
/// <param name="Ccl">A that are left for it to charge with.</param>
/// <param name="Dcl">A that it may discharge with.</param>
internal readonly record struct InverterLimits(double? Cvl, double? Ccl, double? Dcl);
