namespace BtBattery.Simulator.Physics.Power;

/// <summary>
/// Everything around a bank: sun and solar charger, inverter/charger, loads, and the system that hands them the limits of the battery.
/// All chance comes from one seed; it has no clock but is told the time.
/// </summary>
public sealed class PowerSystem : IPowerFlow
{
    private const double StandaloneVolts = 14.2;

    // A load keeps its power down to where it switches off, and is gone a little below.
    private const double FallOffPart = 0.1;
    private const double DcOffVolts = 9;

    private readonly SystemDescription _description;
    private readonly Sun _sun;
    private readonly Loads _loads;
    private readonly SolarCharger _charger;
    private readonly Inverter _inverter;
    private readonly Dvcc _dvcc;
    private TimeSpan _now;
    private int _blocks;
    private double _dcAmps;

    /// <summary>A system at the hour at which its day begins, with everything switched off.</summary>
    /// <param name="description">The system.</param>
    /// <param name="seed">Start of its clouds and of what people switch.</param>
    public PowerSystem(SystemDescription description, int seed)
    {
        _description = description;
        _sun = new Sun(description.Solar, new Random(unchecked(seed * 2 + 1)));
        _loads = new Loads(description.Load, new Random(unchecked(seed * 2)));
        _charger = new SolarCharger(description.Charger);
        _inverter = new Inverter(description.Inverter);
        _dvcc = new Dvcc(description, _charger, _inverter);
        FeedsIn = description.Inverter.FeedsIn;
        Hour = description.StartHour;
        AmbientCelsius = DayTime.Celsius(description.Ambient, Hour);
    }

    /// <summary>Share of the panels' peak in place of sky and clouds; null = as described.</summary>
    public double? FixedSun { get; set; }

    /// <summary>W on alternating current in place of all that is described; null = as described.</summary>
    public double? FixedAcWatts { get; set; }

    /// <summary>W on direct current in place of all that is described; null = as described.</summary>
    public double? FixedDcWatts { get; set; }

    /// <summary>°C of the air in place of the day's; null = as described.</summary>
    public double? FixedCelsius { get; set; }

    /// <summary>True while there are a grid, ESS and feed-in.</summary>
    public bool FeedsIn { get; set; }

    /// <summary>Hour of the day, 0 to 24.</summary>
    public double Hour { get; private set; }

    /// <summary>°C of the air.</summary>
    public double AmbientCelsius { get; private set; }

    /// <summary>W that the sun gives.</summary>
    public double SolarWattsOffered => _charger.OfferedWatts;

    /// <summary>W of them that the charger took.</summary>
    public double SolarWatts { get; private set; }

    /// <summary>A that the solar charger gives.</summary>
    public double SolarAmps => _charger.Amps;

    /// <summary>V that the solar charger holds the bus at, or would.</summary>
    public double ChargerVolts => _charger.Volts;

    /// <summary>A that the solar charger may give by what it was told.</summary>
    public double ChargerLimitAmps => _charger.LimitAmps;

    /// <summary>A of the inverter/charger, positive while it charges.</summary>
    public double InverterAmps => _inverter.Amps;

    /// <summary>A that the loads on direct current draw.</summary>
    public double DcLoadAmps => _dcAmps;

    /// <summary>W that all loads ask for.</summary>
    public double LoadWattsAsked { get; private set; }

    /// <summary>W of them that are carried.</summary>
    public double LoadWattsServed { get; private set; }

    /// <summary>W that are fed into a grid.</summary>
    public double FedInWatts { get; private set; }

    /// <summary>V that the system follows as CVL; null while it follows none.</summary>
    public double? ChargeVoltsFollowed => _dvcc.ChargeVolts;

    /// <summary>A that the charger was told to give for loads beyond what these draw now.</summary>
    public double LoadLagAmps => _dvcc.LagAmps;

    /// <summary>A that the inverter obeys as DCL; null while it knows none.</summary>
    public double? DclObeyed => _inverter.Dcl;

    /// <summary>How often a DCL of 0 stopped the inverter.</summary>
    public int InverterStops => _inverter.Stops;

    /// <summary>True while the system waits for a BMS that was there, and writes nothing.</summary>
    public bool IsBmsLost => _dvcc.HasLostBms;

    /// <summary>True while the solar charger stands still with error 67.</summary>
    public bool HasError67 => _charger.HasError67;

    /// <summary>True while the inverter stands still because the BMS that led it is gone.</summary>
    public bool HasInverterLostBms => _inverter.HasLostBms;

    /// <summary>Lets everything around the bank come to a moment. The currents of the step follow from <see cref="AmpsAt"/>.</summary>
    /// <param name="now">Time since the start, later than at the step before.</param>
    /// <param name="limits">What is published at this moment.</param>
    /// <param name="busVolts">V of the bus at the end of the step before.</param>
    public void Step(TimeSpan now, PublishedLimits limits, double busVolts)
    {
        double seconds = (now - _now).TotalSeconds;
        _now = now;
        if (_blocks == 0) _blocks = Math.Max(1, (int)Math.Round(busVolts / 13));
        Hour = DayTime.Hour(now, _description.StartHour);
        AmbientCelsius = FixedCelsius ?? DayTime.Celsius(_description.Ambient, Hour);
        double sun = _sun.Step(now, seconds, Hour);
        _loads.Step(now, Hour);

        _dvcc.Step(now, limits, _dcAmps, _blocks, FeedsIn);
        _charger.Step(now, seconds, busVolts, _description.Charger.StandaloneVolts ?? StandaloneVolts * _blocks, _description.Solar.PeakWatts * (FixedSun ?? sun));
        double measuredDc = _description.MeasuresDcLoads ? _dcAmps : 0;
        _inverter.Step(now, seconds, Hour, FixedAcWatts ?? _loads.AcWatts, busVolts, _charger.Amps - measuredDc, _blocks, FeedsIn);

        double dcWatts = FixedDcWatts ?? _loads.DcWatts;
        bool isOff = _description.Load.HasDcRelay && limits is { IsThere: true, Dcl: <= 0 };
        _dcAmps = isOff ? 0 : dcWatts / Math.Max(busVolts, DcOffVolts * _blocks);
        LoadWattsAsked = _inverter.AskedWatts + dcWatts;
    }

    /// <inheritdoc/>
    /// <remarks>Finite at any voltage, not above 0 from every set point on, and not below 0 at 0 V, where every load has dropped out: with
    /// all FETs of the bank open there still is a voltage at which chargers and loads are in balance.</remarks>
    public double AmpsAt(double busVolts) =>
        _charger.AmpsAt(busVolts) + _inverter.AmpsAt(busVolts) - _dcAmps * FallOff(busVolts, DcOffVolts * _blocks);

    /// <summary>Is told to which voltage the bus came in the step.</summary>
    public void Settle(double busVolts)
    {
        _charger.Settle(busVolts);
        _inverter.Settle(busVolts);
        _dcAmps *= FallOff(busVolts, DcOffVolts * _blocks);
        SolarWatts = _charger.Amps * busVolts;
        FedInWatts = _inverter.FedInAmps * busVolts;
        LoadWattsServed = _inverter.ServedWatts + _dcAmps * busVolts;
    }

    /// <summary>Share of a load's current that is left when the bus breaks down within a step.</summary>
    internal static double FallOff(double busVolts, double offVolts)
    {
        if (busVolts >= offVolts) return 1;
        double lowest = offVolts * (1 - FallOffPart);
        return busVolts <= lowest ? 0 : (busVolts - lowest) / (offVolts - lowest);
    }
}
