namespace BtBattery.Simulator.Physics.Power;

/// <summary>
/// What dbus-systemcalc-py does with the limits of a battery: once a second it smooths the currents, every three seconds it writes. The
/// solar charger is told CVL, and CCL with what the inverter draws on top, rounded up to whole amperes; with feed-in its own
/// maximum and a little more voltage. The inverter is told CVL, DCL unchanged, and what the sun leaves of CCL in whole amperes.
/// </summary>
/// <remarks>
/// Seen in its source (delegates/dvcc.py), version 2.256: cycle, both filters, what is rounded how, and that nothing is written at all
/// while a charger has seen a BMS and there is none. With a CCL of 0 the sun may still carry the loads. The higher voltage for feed-in is
/// written by the inverter's own driver: 0.1 V for each 12 V, as the manual of Victron's GX devices says.
/// </remarks>
internal sealed class Dvcc(SystemDescription description, SolarCharger charger, Inverter inverter)
{
    private const int SecondsInCycle = 3;
    private const double InverterSmoothing = Math.Tau / 30;
    private const double CurrentSmoothing = Math.Tau / 20;
    private const double FeedInVolts = 0.1;

    private TimeSpan _nextSecond;
    private int _second;
    private double _inverterAmps;
    private double _solarAmps;
    private double _dcLoadAmps;
    private double _toldDrawAmps;
    private double _measuredDcAmps;

    /// <summary>A that the charger was told to give for loads beyond what these draw now: it is told smoothed, every three seconds.</summary>
    public double LagAmps => Math.Max(0, _toldDrawAmps - Math.Max(0, -inverter.Amps) - _measuredDcAmps);

    /// <summary>True while it waits for a BMS that was there before, and writes nothing.</summary>
    public bool HasLostBms { get; private set; }

    /// <summary>V that it follows; null while it follows none.</summary>
    public double? ChargeVolts { get; private set; }

    /// <summary>Does what has come due.</summary>
    /// <param name="now">Time since the start.</param>
    /// <param name="limits">What it knows of the battery.</param>
    /// <param name="dcLoadAmps">A that the loads on direct current draw.</param>
    /// <param name="blocks">How many times 12 V the system has.</param>
    /// <param name="feedsIn">True with ESS and feed-in.</param>
    public void Step(TimeSpan now, PublishedLimits limits, double dcLoadAmps, int blocks, bool feedsIn)
    {
        _measuredDcAmps = description.MeasuresDcLoads ? dcLoadAmps : 0;
        for (; now >= _nextSecond; _nextSecond += TimeSpan.FromSeconds(1))
        {
            Smooth();
            if (_second++ % SecondsInCycle == 0) Write(now, limits, blocks, feedsIn);
        }
    }

    private void Smooth()
    {
        // A draw beyond what the charger could ever give would only wind the filter up.
        _inverterAmps += (Math.Max(inverter.Amps, -description.Charger.MaxAmps) - _inverterAmps) * InverterSmoothing;
        _solarAmps += (charger.Amps - _solarAmps) * CurrentSmoothing;
        _dcLoadAmps += (_measuredDcAmps - _dcLoadAmps) * CurrentSmoothing;
    }

    private void Write(TimeSpan now, PublishedLimits limits, int blocks, bool feedsIn)
    {
        HasLostBms = charger.HasSeenBms && !limits.IsBms;
        ChargeVolts = !limits.IsBms ? null
            : description.UserMaxVolts is > 0 and { } most ? Math.Min(limits.Cvl!.Value, most) : limits.Cvl;
        if (HasLostBms) return;
        double? amps = Lesser(limits.IsBms ? limits.Ccl : null, description.UserMaxAmps);
        if (amps > 0) amps = Math.Round(amps.Value + _dcLoadAmps, 1);
        _toldDrawAmps = amps is null ? 0 : (amps > 0 ? _dcLoadAmps : 0) + Math.Max(0, -_inverterAmps);
        if (ChargeVolts is null && amps is null) return;

        double? solar = amps is { } all && _inverterAmps < 0 ? Math.Ceiling(all - _inverterAmps) : amps;
        charger.Write(
            now,
            feedsIn ? ChargeVolts + FeedInVolts * blocks : ChargeVolts,
            feedsIn ? description.Charger.MaxAmps : solar is { } limit ? Math.Ceiling(limit) : null,
            limits.IsBms);
        if (limits.IsBms)
        {
            inverter.Write(now, new InverterLimits(
                ChargeVolts, amps is { } left ? Math.Max(0, Math.Round(left - _solarAmps)) : null, limits.Dcl is { } dcl ? Math.Max(0, dcl) : null));
        }
    }

    private static double? Lesser(double? one, double? other) => one is null ? other : other is null ? one : Math.Min(one.Value, other.Value);
}
