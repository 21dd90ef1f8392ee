namespace BtBattery.Simulator.Physics.Power;

/// <summary>
/// What the panels can give: the arch of a clear sky between sunrise and sunset, and clouds before it that come and go. The arch is a
/// power of the sine, a little narrower than the sine itself because low sun comes through more air.
/// </summary>
internal sealed class Sun(SolarDescription description, Random chance)
{
    private const double Narrowing = 1.25;

    // Of a spell of clouds and the clear one after it together; short ones are what chargers have to follow.
    private const double MeanSpellSeconds = 900;
    private const double ShortestSpellSeconds = 15;

    // The edge of a cloud takes a while to pass over the panels.
    private const double EdgeSeconds = 8;

    private double _passes = 1;
    private double _wanted = 1;
    private bool _isClouded;
    private TimeSpan _nextChange;

    /// <summary>Share of the peak, 0 to 1, at the end of a step.</summary>
    public double Step(TimeSpan now, double stepSeconds, double hour)
    {
        Drift(now);
        _passes += (_wanted - _passes) * (1 - Math.Exp(-stepSeconds / EdgeSeconds));
        return ClearSky(hour) * _passes;
    }

    private double ClearSky(double hour)
    {
        if (description.IsConstant) return 1;
        double part = (hour - description.Sunrise) / (description.Sunset - description.Sunrise);
        return part is > 0 and < 1 ? Math.Pow(Math.Sin(Math.PI * part), Narrowing) : 0;
    }

    private void Drift(TimeSpan now)
    {
        if (description.Clouds <= 0) return;
        while (now >= _nextChange)
        {
            _isClouded = description.Clouds >= 1 || !_isClouded;
            _wanted = _isClouded ? 0.1 + 0.6 * chance.NextDouble() : 1;
            double mean = MeanSpellSeconds * (_isClouded ? description.Clouds : 1 - description.Clouds);
            _nextChange += TimeSpan.FromSeconds(ShortestSpellSeconds - mean * Math.Log(1 - chance.NextDouble()));
        }
    }
}
