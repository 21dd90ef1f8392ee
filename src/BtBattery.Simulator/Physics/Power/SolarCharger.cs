namespace BtBattery.Simulator.Physics.Power;

/// <summary>
/// A solar charger that is led over its network link: it does what was written last, for as long as its time-out; after that it stops
/// with error 67 if a BMS ever led it, and else goes on as its own settings say.
/// </summary>
internal sealed class SolarCharger(ChargerDescription description)
{
    private readonly ChargerOutput _output = new();
    private TimeSpan? _writtenAt;
    private double? _volts;
    private double _amps;

    /// <summary>Kept in its settings: it was led by a BMS, now or before.</summary>
    public bool HasSeenBms { get; private set; } = description.HasSeenBms;

    /// <summary>True while it stands still because the BMS that led it is gone.</summary>
    public bool HasError67 { get; private set; }

    /// <summary>A that it may give by what was written and its own limit.</summary>
    public double LimitAmps { get; private set; }

    /// <summary>V that it holds.</summary>
    public double Volts => _output.Volts;

    /// <summary>A that it gave in the last step.</summary>
    public double Amps => _output.Amps;

    /// <summary>W that the sun gives it.</summary>
    public double OfferedWatts { get; private set; }

    /// <summary>Takes what the system writes; a null leaves the value as it was written before.</summary>
    public void Write(TimeSpan now, double? volts, double? amps, bool isByBms)
    {
        if (_writtenAt is null) _amps = description.MaxAmps;
        (_writtenAt, _volts, _amps) = (now, volts ?? _volts, Math.Min(amps ?? _amps, description.MaxAmps));
        HasSeenBms |= isByBms;
    }

    /// <param name="now">End of the step.</param>
    /// <param name="stepSeconds">Its length.</param>
    /// <param name="busVolts">V of the bus before it.</param>
    /// <param name="standaloneVolts">V that its own settings have.</param>
    /// <param name="watts">W that the sun gives it.</param>
    public void Step(TimeSpan now, double stepSeconds, double busVolts, double standaloneVolts, double watts)
    {
        bool isLed = _writtenAt is { } at && now - at < description.Timeout;
        HasError67 = !isLed && HasSeenBms;
        LimitAmps = isLed ? _amps : HasError67 ? 0 : description.MaxAmps;
        OfferedWatts = watts;
        _output.Step(stepSeconds, (isLed && _volts is { } told ? told : standaloneVolts) + description.VoltsError, watts > 0 ? LimitAmps : 0, busVolts);
    }

    public double AmpsAt(double volts) => _output.AmpsAt(volts, OfferedWatts);

    public void Settle(double volts) => _output.Settle(volts, OfferedWatts);
}
